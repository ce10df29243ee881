package dochat.store;

import dochat.model.Standing;
import dochat.model.Standing.Known;
import dochat.model.Standing.Stand;
import dochat.protocol.Limits;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The names of a store's log: the store's own, given with its tables, and behind a hyphen another one for each time that the log was found
 * rewound (docs/decisions/0007). Cursors of one name mean nothing under another.
 */
final class Epochs {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final int STORE_CHARS = 16;
  private static final int REWIND_CHARS = 8;

  private Epochs() {}

  /** The name of a new store. */
  static String ofNewStore() {
    return random(STORE_CHARS);
  }

  /** The part that stays for ever: nodes of one store find each other by it, whatever happens to its log. */
  static String store(String epoch) {
    return epoch.substring(0, Math.min(epoch.length(), STORE_CHARS));
  }

  static String current(Handle handle) {
    return handle.createQuery("SELECT epoch FROM meta").mapTo(String.class).one();
  }

  /** The log is not the one of this epoch any more; the first who says so names the new one, which is the answer. */
  static String renew(Handle handle, String rewound) {
    handle.execute("UPDATE meta SET epoch = ? WHERE epoch = ?", store(rewound) + "-" + random(REWIND_CHARS), rewound);
    return current(handle);
  }

  /** What is not as it is known of these rooms. What is so is compared in the database: a node asks of all its live rooms, and of nearly all nothing has changed. */
  static Standing standing(Handle handle, Engine engine, Collection<Known> asked) {
    var rooms = new HashMap<String, Stand>();
    var gone = new HashSet<String>();
    var epoch = handle.createQuery("SELECT m.epoch, d.* FROM meta m LEFT JOIN (SELECT g.value ->> 0 AS room, r.head, CASE WHEN r.reads <> 0 AND r.members <= " + Limits.READERS_MEMBERS
            + " THEN 1 ELSE 0 END AS reads, CASE WHEN g.value ->> 4 = '' OR e.user_id || ' ' || e.client_id || ' ' || e.at = g.value ->> 4 THEN 1 ELSE 0 END AS holds,"
            + " CAST(g.value ->> 1 AS BIGINT) AS known_head, CAST(g.value ->> 2 AS BIGINT) AS known_reads FROM " + engine.group()
            + " LEFT JOIN room r ON r.id = g.value ->> 0 LEFT JOIN event e ON e.room_id = r.id AND e.seq = CAST(g.value ->> 3 AS BIGINT)) d"
            + " ON d.head IS NULL OR d.head <> d.known_head OR d.reads <> d.known_reads OR d.holds = 0")
        .bind("group", Engine.group(asked.stream().map(Epochs::row))).map((row, context) -> read(row, rooms, gone)).collect(Collectors.toSet());
    return new Standing(epoch.iterator().next(), rooms, gone);
  }

  private static List<String> row(Known known) {
    var mark = known.mark();
    return List.of(known.room(), Long.toString(known.head()), known.reads() ? "1" : "0", mark == null ? "0" : Long.toString(mark.seq()),
        mark == null ? "" : mark.user() + ' ' + mark.id() + ' ' + mark.atMillis());
  }

  private static String read(ResultSet row, Map<String, Stand> rooms, Set<String> gone) throws SQLException {
    var room = row.getString("room");
    var head = row.getLong("head");
    if (room != null && row.wasNull()) {
      gone.add(room);
    } else if (room != null) {
      rooms.put(room, new Stand(head, row.getInt("holds") != 0, row.getInt("reads") != 0));
    }
    return row.getString("epoch");
  }

  private static String random(int characters) {
    return new SecureRandom().ints(characters, 0, BASE32.length()).mapToObj(i -> BASE32.substring(i, i + 1)).collect(Collectors.joining());
  }
}
