package dochat.store;

import dochat.model.Event;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Who has read up to a message, by the read marks of its room. All at one moment, by the caller's transaction. */
final class Readers {
  private static final String ASKED = "SELECT CASE WHEN r.members <= " + Limits.READERS_MEMBERS
      + " AND EXISTS (SELECT 1 FROM member m WHERE m.room_id = r.id AND m.user_id = :user) THEN 1 ELSE 0 END AS permitted,"
      + " (SELECT e.user_id FROM event e WHERE e.room_id = r.id AND e.seq = :seq AND e.type = '" + Event.MESSAGE + "'"
      + " AND NOT EXISTS (SELECT 1 FROM member s WHERE s.room_id = r.id AND s.user_id = :user AND s.floor > e.seq) AND NOT EXISTS"
      + " (SELECT 1 FROM changed c WHERE c.room_id = e.room_id AND c.seq = e.seq AND c.deleted_at <> 0)) AS author FROM room r WHERE r.id = :room";

  private Readers() {}

  /**
   * The members who have, but for its author and who asks, in the order of their names. Fails with {@link NoSuchRoom} and {@link Banned}, with {@code not_permitted} where
   * the room has too many members or who asks is none, and with {@code message_not_found}.
   */
  static List<User> of(Handle handle, String room, long seq, String user) {
    var asked = handle.createQuery(ASKED).bind("room", room).bind("seq", seq).bind("user", user)
        .map((row, context) -> new Asked(row.getInt("permitted") != 0, row.getString("author"))).findOne().orElseThrow(() -> new NoSuchRoom(room));
    if (!asked.isPermitted) {
      throw RoomViews.notPermitted(handle, room, user);
    }
    if (asked.author == null) {
      throw Problem.of(ProblemCode.MESSAGE_NOT_FOUND);
    }
    return handle.createQuery("SELECT m.user_id, COALESCE(a.name, m.user_id) AS name FROM member m LEFT JOIN account a ON a.id = m.user_id"
            + " WHERE m.room_id = :room AND m.read_seq >= :seq AND m.floor <= :seq AND m.user_id NOT IN (:user, :author) ORDER BY name, m.user_id")
        .bind("room", room).bind("seq", seq).bind("user", user).bind("author", asked.author).map((row, context) -> Rows.user(row)).list();
  }

  /** How far the members of these rooms have read, but for those who read nothing any more: each message would wait for them for ever. */
  static Map<String, SortedMap<String, Long>> marks(Handle handle, Engine engine, Set<String> rooms) {
    var marks = new HashMap<String, SortedMap<String, Long>>();
    handle.createQuery("SELECT m.room_id, m.user_id, m.read_seq FROM " + engine.group() + " JOIN member m ON m.room_id = g.value ->> 0"
            + " WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = m.user_id AND " + Accounts.OUT + ")")
        .bind("group", Engine.group(rooms.stream().map(List::of)))
        .map((row, context) -> marks.computeIfAbsent(row.getString("room_id"), room -> new TreeMap<>()).put(row.getString("user_id"), row.getLong("read_seq"))).list();
    return marks;
  }

  private record Asked(boolean isPermitted, String author) {}
}
