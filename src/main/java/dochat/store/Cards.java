package dochat.store;

import dochat.model.Account;
import dochat.model.Card;
import dochat.model.CardChange;
import dochat.model.CardNews;
import dochat.model.Status;
import dochat.model.User;
import dochat.picture.Picture;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleConsumer;

/**
 * The part of the {@link Store} that knows what people show of themselves, under the store's own rules. Who may not be here any more changes nothing, and
 * shows nothing once the account is deleted: that is asked in the transaction, also where an older node has deleted it.
 */
public final class Cards {
  private static final String CARD = "SELECT a.id AS user_id, a.name, a.deactivated, a.deleted, c.handle, k.emoji, k.status, k.status_ends, k.zone, k.picture FROM ";
  private static final String BESIDE = " LEFT JOIN credential c ON c.user_id = a.id AND a.deleted = 0 LEFT JOIN card k ON k.user_id = a.id AND a.deleted = 0";

  private final Engine engine;
  private final Registry.Lane changes;
  private final Registry.Queries queries;

  Cards(Engine engine, Registry.Lane changes, Registry.Queries queries) {
    this.engine = engine;
    this.changes = changes;
    this.queries = queries;
  }

  /** The cards of these people, in the order in which they are asked for; those of nobody are missing. */
  public Future<List<Card>> of(Collection<String> users) {
    var asked = List.copyOf(users);
    return queries.read(handle -> read(handle, asked));
  }

  /** Changes one's own card; the answer is what it is then. Fails with {@code unauthenticated} for who is nobody any more. */
  public Future<Card> change(String user, CardChange change) {
    return write(user, handle -> {
      rename(handle, user, change.name());
      touch(handle, user);
      if (change.hasStatus()) {
        setStatus(handle, user, change.status());
      }
      if (change.zone() != null) {
        handle.execute("UPDATE card SET zone = ? WHERE user_id = ?", change.zone(), user);
      }
    });
  }

  /**
   * Gives oneself a picture, or takes it away; the answer is what the card is then. Fails likewise.
   *
   * @param images JPEG by the length of their sides in pixels; none to take it away
   */
  public Future<Card> show(String user, Map<Integer, byte[]> images) {
    var sizes = Map.copyOf(images);
    return write(user, handle -> {
      rename(handle, user, null);
      var number = touch(handle, user);
      handle.execute("UPDATE card SET picture = ? WHERE user_id = ?", sizes.isEmpty() ? Card.NO_PICTURE : number, user);
      setPicture(handle, user, sizes);
    });
  }

  /** Somebody's picture of this size, with its number; empty where there is none. */
  public Future<Optional<Map.Entry<Long, byte[]>>> picture(String user, int size) {
    return queries.read(handle -> handle.createQuery("SELECT k.picture, p.image FROM picture p JOIN card k ON k.user_id = p.user_id JOIN account a ON a.id = p.user_id AND a.deleted = 0"
            + " WHERE p.user_id = :user AND p.size = :size")
        .bind("user", user).bind("size", size).map((row, context) -> Map.entry(row.getLong("picture"), row.getBytes("image"))).findOne());
  }

  /** The newest changes of cards after this number, at most so many. */
  public Future<CardNews> changedAfter(long number, int limit) {
    return queries.read(handle -> {
      var head = handle.createQuery("SELECT head FROM card_head").mapTo(Long.class).one();
      return new CardNews(head, head <= number ? List.of() : handle.createQuery(
              "SELECT changed, user_id FROM (SELECT changed, user_id FROM card WHERE changed > :after ORDER BY changed DESC LIMIT :limit) newest ORDER BY changed")
          .bind("after", number).bind("limit", limit).map((row, context) -> new CardNews.Changed(row.getLong("changed"), row.getString("user_id"))).list());
    });
  }

  /** Somebody is called or kept out otherwise, which is a change of what they show; the answer is its number. */
  static long touch(Handle handle, String user) {
    long number = handle.createQuery("UPDATE card_head SET head = head + 1 RETURNING head").mapTo(Long.class).one();
    handle.execute("INSERT INTO card (user_id, changed) VALUES (?, ?) ON CONFLICT (user_id) DO UPDATE SET changed = excluded.changed", user, number);
    return number;
  }

  /** What somebody has shown is gone. */
  static void forget(Handle handle, String user) {
    touch(handle, user);
    setStatus(handle, user, null);
    handle.execute("UPDATE card SET zone = '', picture = 0 WHERE user_id = ?", user);
    setPicture(handle, user, Map.of());
  }

  /** What somebody has shown elsewhere, unless they have shown something here, or nothing of them is to be left. */
  static void add(Handle handle, Account account) {
    var user = account.user().id();
    var isNew = handle.createQuery("SELECT COUNT(*) FROM account a WHERE a.id = :user AND a.deleted = 0 AND NOT EXISTS (SELECT 1 FROM card k WHERE k.user_id = a.id)")
        .bind("user", user).mapTo(Integer.class).one() == 1;
    if (isNew) {
      var number = touch(handle, user);
      setStatus(handle, user, account.status());
      handle.execute("UPDATE card SET zone = ?, picture = ? WHERE user_id = ?", account.zone(), account.picture().isEmpty() ? Card.NO_PICTURE : number, user);
      if (!account.picture().isEmpty()) {
        setPicture(handle, user, Picture.again(Base64.getDecoder().decode(account.picture())));
      }
    }
  }

  private Future<Card> write(String user, HandleConsumer<RuntimeException> change) {
    return changes.change("account " + user, handle -> {
      change.useHandle(handle);
      return read(handle, List.of(user)).get(0);
    });
  }

  /** Holds the account's row, so that nobody deletes it meanwhile. */
  private static void rename(Handle handle, String user, String name) {
    if (handle.execute("UPDATE account SET name = COALESCE(?, name) WHERE id = ? AND deactivated = 0 AND deleted = 0", name, user) == 0) {
      throw Problem.of(ProblemCode.UNAUTHENTICATED);
    }
  }

  private static void setStatus(Handle handle, String user, Status status) {
    handle.execute("UPDATE card SET emoji = ?, status = ?, status_ends = ? WHERE user_id = ?", status == null ? "" : status.emoji(), status == null ? "" : status.text(),
        status == null || status.ends() == null ? 0 : status.ends().toEpochMilli(), user);
  }

  private static void setPicture(Handle handle, String user, Map<Integer, byte[]> sizes) {
    handle.execute("DELETE FROM picture WHERE user_id = ?", user);
    sizes.forEach((size, image) -> handle.execute("INSERT INTO picture (user_id, size, image) VALUES (?, ?, ?)", user, size, image));
  }

  private List<Card> read(Handle handle, List<String> users) {
    var found = new HashMap<String, Card>();
    handle.createQuery(CARD + engine.group() + " JOIN account a ON a.id = g.value ->> 0" + BESIDE).bind("group", Engine.group(users.stream().map(List::of)))
        .map((row, context) -> card(row)).forEach(card -> found.put(card.user().id(), card));
    return users.stream().filter(found::containsKey).map(found::get).toList();
  }

  private static Card card(ResultSet row) throws SQLException {
    var state = row.getLong("deleted") != 0 ? Card.State.DELETED : row.getLong("deactivated") != 0 ? Card.State.DEACTIVATED : Card.State.ACTIVE;
    var zone = row.getString("zone");
    return new Card(new User(row.getString("user_id"), row.getString("name")), row.getString("handle"), state, state == Card.State.ACTIVE ? status(row) : null,
        zone == null || zone.isEmpty() ? null : zone, row.getLong("picture"));
  }

  /** Null where there is none, or it is over. */
  static Status status(ResultSet row) throws SQLException {
    var emoji = row.getString("emoji");
    var ends = row.getLong("status_ends");
    if (emoji == null || emoji.isEmpty() && row.getString("status").isEmpty() || ends != 0 && ends <= System.currentTimeMillis()) {
      return null;
    }
    return new Status(emoji, row.getString("status"), ends == 0 ? null : Instant.ofEpochMilli(ends));
  }
}
