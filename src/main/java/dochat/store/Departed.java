package dochat.store;

import dochat.model.Departure;
import dochat.model.Event;
import dochat.model.LogPlace;
import dochat.model.Mention;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Mentions;
import io.vertx.core.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What is left to do, and what is left, when somebody has deleted their account. Each step may be repeated, and done by several nodes at once. */
final class Departed {
  private static final int AT_ONCE = 20;
  /** Events of a transaction. */
  private static final int NAMES_AT_ONCE = 1_000;
  /** Who is to own a room whose only owner goes: by role, of those who may be here. */
  private static final String HEIR = "SELECT o.user_id FROM member o JOIN account a ON a.id = o.user_id AND a.deactivated = 0 AND a.deleted = 0"
      + " WHERE o.room_id = m.room_id AND o.user_id <> m.user_id"
      + " ORDER BY CASE o.role WHEN 'moderator' THEN 0 WHEN 'member' THEN 1 ELSE 2 END, o.user_id LIMIT 1";
  /** Two questions, as each has an index of its own. */
  private static final String LEAVING = "SELECT id FROM account WHERE leaving = 1 AND id > :after UNION SELECT id FROM account WHERE deleted <> 0 AND forgotten <> 1 AND id > :after ORDER BY id LIMIT " + AT_ONCE;
  private static final String CALLS = "SELECT room_id, seq, type, ref, mentions FROM event WHERE mentions IS NOT NULL AND (room_id, seq) > (:room, :seq)"
      + " ORDER BY room_id, seq LIMIT " + NAMES_AT_ONCE;
  private static final String IS_LAST = "m.role = 'owner' AND NOT EXISTS (SELECT 1 FROM member o WHERE o.room_id = m.room_id AND o.user_id <> m.user_id AND o.role = 'owner' AND " + Members.COUNTS.formatted("o") + ")";

  private Departed() {}

  /** The handle stays taken, so that nobody else comes as who has gone. */
  static void depart(Handle handle, String user) {
    handle.execute("UPDATE credential SET password = '' WHERE user_id = ?", user);
    handle.execute("UPDATE account SET name = ?, role = 'person', deleted = ?, leaving = 1 WHERE id = ?", User.DELETED, System.currentTimeMillis(), user);
    forgetOwn(handle, user);
  }

  /** What nobody else has anything of. */
  private static void forgetOwn(Handle handle, String user) {
    Passkeys.forget(handle, user);
    handle.execute("DELETE FROM draft WHERE user_id = ?", user);
    handle.execute("DELETE FROM thread_draft WHERE user_id = ?", user);
    handle.execute("DELETE FROM identity WHERE user_id = ?", user);
    OwnPreferences.forget(handle, user);
    Cards.forget(handle, user);
  }

  /** Something of these people has come from elsewhere: who of them has deleted their account here has to go from that as well. */
  static void again(Handle handle, Stream<String> people) {
    mark(handle, "leaving = 1", people);
  }

  /** The same for something that calls these people. */
  static void againCalled(Handle handle, Stream<User> people) {
    mark(handle, "forgotten = 0", people.filter(user -> !user.name().equals(User.DELETED)).map(User::id));
  }

  private static void mark(Handle handle, String as, Stream<String> people) {
    var batch = handle.prepareBatch("UPDATE account SET " + as + " WHERE id = ? AND deleted <> 0");
    people.distinct().sorted().forEach(batch::add);
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** Some of those who have not quite gone, by their ids. */
  static List<String> leaving(Handle handle, String after) {
    return handle.createQuery(LEAVING).bind("after", after).mapTo(String.class).list();
  }

  /** See {@link Administration#departures}. Whoever looks for accounts finds this one by what it is still to be forgotten of, too. */
  static List<Departure> begin(Handle handle, String user) {
    handle.execute("UPDATE account SET leaving = 2, forgotten = 0 WHERE id = ? AND leaving = 1", user);
    return handle.createQuery("SELECT m.room_id, r.kind, CASE WHEN " + IS_LAST + " THEN (" + HEIR + ") END AS heir FROM member m JOIN room r ON r.id = m.room_id"
            + " WHERE m.user_id = :user AND r.kind <> '" + RoomKind.DIRECT.word() + "' ORDER BY m.room_id")
        .bind("user", user)
        .map((row, context) -> new Departure(row.getString("room_id"), RoomKind.of(row.getString("room_id"), row.getString("kind")), row.getString("heir"))).list();
  }

  /** See {@link Administration#forgetCalls}. */
  static Optional<LogPlace> forgetCalls(Handle handle, String user, LogPlace after) {
    if (after.equals(LogPlace.BEGINNING)) {
      handle.execute("UPDATE account SET forgotten = 2 WHERE id = ? AND forgotten = 0", user);
    }
    if (handle.createQuery("SELECT COUNT(*) FROM account WHERE id = :user AND forgotten = 2").bind("user", user).mapTo(Integer.class).one() == 0) {
      return Optional.empty();
    }
    var calls = handle.createQuery(CALLS).bind("room", after.room()).bind("seq", after.seq()).map((row, context) -> Calling.of(row)).list();
    forgetCalls(handle, user, calls.stream().filter(each -> each.mentions.contains(user)).toList());
    if (calls.size() == NAMES_AT_ONCE) {
      return Optional.of(calls.get(calls.size() - 1).at);
    }
    handle.execute("UPDATE account SET forgotten = 1 WHERE id = ? AND forgotten = 2", user);
    // Nodes hear of it once more: what they have read of the log before still has the name.
    Cards.touch(handle, user);
    return Optional.empty();
  }

  /** In the log, and in what a message says now, if that came by one of these events. */
  private static void forgetCalls(Handle handle, String user, List<Calling> calls) {
    var said = handle.prepareBatch("UPDATE event SET mentions = ? WHERE room_id = ? AND seq = ? AND mentions = ?");
    var edited = handle.prepareBatch("UPDATE changed SET mentions = ? WHERE room_id = ? AND seq = ? AND mentions = ?");
    for (var each : calls) {
      var nameless = nameless(each.mentions, user);
      said.add(nameless, each.at.room(), each.at.seq(), each.mentions);
      if (each.edited > 0) {
        edited.add(nameless, each.at.room(), each.edited, each.mentions);
      }
    }
    said.execute();
    edited.execute();
  }

  private static String nameless(String mentions, String user) {
    return Rows.mentions(Mentions.of(new JsonArray(mentions)).stream().map(mention -> mention.user() == null || !mention.user().id().equals(user) ? mention
        : Mention.of(new User(user, User.DELETED), mention.from(), mention.to())).toList());
  }

  /**
   * An event that calls people.
   *
   * @param edited   number of the message that it has given another text; 0 for none
   * @param mentions as the column has them
   */
  private record Calling(LogPlace at, long edited, String mentions) {
    static Calling of(ResultSet row) throws SQLException {
      return new Calling(new LogPlace(row.getString("room_id"), row.getLong("seq")), row.getString("type").equals(Event.EDIT) ? row.getLong("ref") : 0, row.getString("mentions"));
    }
  }

  /**
   * Takes the name from some of what they have said; what bears it no more is only read. What has come from elsewhere since {@link #begin} is done anew, also where it has come behind who
   * looks for it: that makes {@code leaving} 1 again.
   *
   * @param after client id of the last event that was done; empty at first
   * @return the same for the next time; empty when all is done
   */
  static String forgetName(Handle handle, String user, String after) {
    var ids = handle.createQuery("SELECT client_id FROM event WHERE user_id = :user AND client_id > :after ORDER BY client_id LIMIT " + NAMES_AT_ONCE)
        .bind("user", user).bind("after", after).mapTo(String.class).list();
    if (!ids.isEmpty()) {
      var last = ids.get(ids.size() - 1);
      handle.execute("UPDATE event SET user_name = ? WHERE user_id = ? AND client_id > ? AND client_id <= ? AND user_name <> ?", User.DELETED, user, after, last, User.DELETED);
      return last;
    }
    handle.execute("UPDATE event SET whom_name = ? WHERE whom_id = ? AND whom_name <> ?", User.DELETED, user, User.DELETED);
    handle.execute("UPDATE reaction SET user_name = ? WHERE user_id = ? AND user_name <> ?", User.DELETED, user, User.DELETED);
    handle.execute("UPDATE changed SET deleted_by_name = ? WHERE deleted_by = ? AND deleted_by <> '' AND deleted_by_name <> ?", User.DELETED, user, User.DELETED);
    handle.execute("UPDATE account SET leaving = 0 WHERE id = ? AND leaving = 2", user);
    // An older node knows of none of it when it deletes an account, and what was under way then may have come after.
    forgetOwn(handle, user);
    return "";
  }
}
