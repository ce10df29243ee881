package dochat.store;

import dochat.model.Endings;
import dochat.model.Login;
import dochat.protocol.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/**
 * The sessions of people. Their ids are the hashes of their tokens in hexadecimal. Every one that ends, in whatever way, ends here, and gets a number: nodes
 * that ask for what follows the last number they know hear of it without the bus. The numbers are given under the lock of one row, so that none is committed
 * after a higher one.
 */
final class Logins {
  /** So many of those that ended are kept for nodes that ask; who has missed more hears of them where each session looks after itself. */
  private static final int KEPT = 10_000;
  /** So many are told at once. */
  private static final int PAGE = 1_000;
  /** A session is noted as used once in this time: a row is not changed for each request. */
  private static final long SEEN_MILLIS = TimeUnit.MINUTES.toMillis(10);
  private static final String LAST_USED = "CASE WHEN seen > created THEN seen ELSE created END";

  private Logins() {}

  /** May run again for the same token. */
  static void begin(Handle handle, String user, byte[] tokenHash, String device) {
    handle.execute("INSERT INTO token (hash, user_id, created, device) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        tokenHash, user, System.currentTimeMillis(), device);
  }

  /** It was an OpenID Provider that has just said who it is. */
  static void isByProvider(Handle handle, byte[] tokenHash) {
    handle.execute("UPDATE token SET provider = 1 WHERE hash = ?", tokenHash);
  }

  /** Those of a person, the one that was used last first. */
  static List<Login> of(Handle handle, String user) {
    return handle.createQuery("SELECT hash, device, created, provider, " + LAST_USED + " AS used FROM token WHERE user_id = :user ORDER BY used DESC, hash")
        .bind("user", user)
        .map((row, context) -> new Login(HexFormat.of().formatHex(row.getBytes("hash")), row.getString("device"),
            Instant.ofEpochMilli(row.getLong("created")), Instant.ofEpochMilli(row.getLong("used")), row.getLong("provider") != 0)).list();
  }

  /** Ends these; the answer is those that there were. */
  static List<String> end(Handle handle, List<String> ids) {
    List<String> ended = new ArrayList<>();
    for (String id : ids) {
      if (handle.execute("DELETE FROM token WHERE hash = ?", HexFormat.of().parseHex(id)) > 0) {
        ended.add(id);
      }
    }
    if (!ended.isEmpty()) {
      tell(handle, ended);
    }
    return ended;
  }

  /** Ends all of a person but this one. */
  static List<String> endOthers(Handle handle, String user, String kept) {
    return end(handle, of(handle, user).stream().map(Login::id).filter(id -> !id.equals(kept)).toList());
  }

  /** Ends those that are more than there may be, the ones that were not used for longest. */
  static List<String> endExcess(Handle handle, String user) {
    return end(handle, of(handle, user).stream().skip(Limits.SESSIONS_PER_PERSON).map(Login::id).toList());
  }

  /** Notes that these are used. */
  static int seen(Handle handle, Engine engine, Collection<String> ids) {
    long now = System.currentTimeMillis();
    return handle.createUpdate("UPDATE token SET seen = :now WHERE seen < :before AND created < :before AND hash IN (SELECT "
            + engine.bytes("g.value ->> 0") + " FROM " + engine.group() + ")")
        .bind("now", now).bind("before", now - SEEN_MILLIS).bind("group", Engine.group(ids.stream().map(List::of))).execute();
  }

  /** Those that have ended after this number, the first ones of them; none, and a lower head, when the store was put back to an earlier state. */
  static Endings endedAfter(Handle handle, long seq) {
    long head = handle.createQuery("SELECT head FROM ended_head").mapTo(Long.class).one();
    if (head <= seq) {
      return new Endings(head, List.of());
    }
    var ended = handle.createQuery("SELECT seq, hash FROM ended WHERE seq > :seq ORDER BY seq LIMIT " + PAGE).bind("seq", seq)
        .map((row, context) -> Map.entry(row.getLong("seq"), HexFormat.of().formatHex(row.getBytes("hash")))).list();
    return new Endings(ended.isEmpty() ? head : ended.get(ended.size() - 1).getKey(), ended.stream().map(Map.Entry::getValue).toList());
  }

  private static void tell(Handle handle, List<String> ids) {
    long head = handle.createQuery("UPDATE ended_head SET head = head + :ended RETURNING head").bind("ended", ids.size()).mapTo(Long.class).one();
    var batch = handle.prepareBatch("INSERT INTO ended (seq, hash) VALUES (?, ?)");
    for (int i = 0; i < ids.size(); i++) {
      batch.add(head - i, HexFormat.of().parseHex(ids.get(i)));
    }
    batch.execute();
    handle.execute("DELETE FROM ended WHERE seq <= ?", head - KEPT);
  }
}
