package dochat.store;

import dochat.model.Event;
import dochat.model.Person;
import dochat.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Who has joined which room. Inside the caller's transaction, which holds the rooms' rows already ({@link Rooms#lock}). */
final class Members {
  /** Whether an owner, a member of this alias, counts as one: who is deactivated does not. */
  static final String COUNTS = "NOT EXISTS (SELECT 1 FROM account k WHERE k.id = %s.user_id AND k.deactivated <> 0)";
  /** Who only reads does so again; who has made a room owns it again when it has no owner. */
  private static final String ROLE = "CASE WHEN EXISTS (SELECT 1 FROM reader n WHERE n.room_id = r.id AND n.user_id = g.value ->> 1) THEN 'reader' WHEN EXISTS (SELECT 1 FROM creation c WHERE c.room_id = r.id AND c.user_id = g.value ->> 1)"
      + " AND NOT EXISTS (SELECT 1 FROM member o WHERE o.room_id = r.id AND o.role = 'owner' AND " + COUNTS.formatted("o") + ") THEN 'owner' ELSE 'member' END";

  /** {@code reader}: whether a user, who is no member {@code m}, has been made a reader of a public room {@code r}, which they stay without that. */
  static final String ONLY_READS = "CASE WHEN m.user_id IS NULL AND r.readers > 0 AND EXISTS (SELECT 1 FROM reader n WHERE n.room_id = r.id AND n.user_id = :user) THEN 1 ELSE 0 END AS reader";

  private Members() {}

  static boolean has(Handle handle, String room, String user) {
    return handle.createQuery("SELECT 1 FROM member WHERE room_id = :room AND user_id = :user").bind("room", room).bind("user", user)
        .mapTo(Integer.class).findOne().isPresent();
  }

  static void add(Handle handle, Engine engine, String room, String user) {
    add(handle, engine, Stream.of(List.of(room, user)));
  }

  /**
   * Adds those who are not members yet; what was said before they came counts as read. Rooms that do not exist get none. Those who are members are
   * left out before the insert, which would wait for whoever changes their rows.
   *
   * @param joining rooms and users
   */
  static void add(Handle handle, Engine engine, Stream<List<String>> joining) {
    var joined = handle.createQuery("INSERT INTO member (room_id, user_id, read_seq, role) SELECT r.id, g.value ->> 1, r.head, " + ROLE + " FROM " + engine.group()
            + " JOIN room r ON r.id = g.value ->> 0 WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.room_id = r.id AND m.user_id = g.value ->> 1)"
            + " ORDER BY 1, 2 ON CONFLICT DO NOTHING RETURNING room_id, user_id")
        .bind("group", Engine.group(joining.distinct())).map((row, context) -> Map.entry(row.getString("room_id"), row.getString("user_id"))).list();
    joined.stream().collect(Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, Collectors.summingInt(each -> 1)))
        .forEach((room, more) -> recount(handle, room, more));
    Places.changed(handle, joined.stream().map(Map.Entry::getValue));
  }

  /** Adds one by an event of the log, up to which everything counts as read, and is not theirs to see where that is settled by then. */
  static void enter(Handle handle, String room, String user, String role, long seq) {
    recount(handle, room, handle.execute("INSERT INTO member (room_id, user_id, read_seq, role, floor)"
        + " SELECT r.id, ?, ?, ?, CASE WHEN r.history = 'joined' THEN ? ELSE 0 END FROM room r WHERE r.id = ? ON CONFLICT DO NOTHING", user, seq, role, seq, room));
    Places.changed(handle, Stream.of(user));
  }

  /** The number of the first event of a room that this user sees; 0 for all. Who may not read the room, by now, sees none: {@link NoSuchRoom}, {@link Banned}. */
  static long floor(Handle handle, String room, String user) {
    return handle.createQuery("SELECT COALESCE(m.floor, 0)" + RoomViews.READ + " AND r.id = :room").bind("room", room).bind("user", user).mapTo(Long.class).findOne()
        .orElseThrow(() -> RoomViews.unread(handle, room, user));
  }

  /** A page of a room's members whose ids are greater, with their names. */
  static List<Person> page(Handle handle, String room, String after, int limit) {
    return handle.createQuery("SELECT m.user_id, m.role, COALESCE(a.name, m.user_id) AS name FROM member m LEFT JOIN account a ON a.id = m.user_id"
            + " WHERE m.room_id = :room AND m.user_id > :after ORDER BY m.user_id LIMIT :limit")
        .bind("room", room).bind("after", after).bind("limit", limit)
        .map((row, context) -> new Person(Rows.user(row), Role.of(row.getString("role")))).list();
  }

  static void remove(Handle handle, String room, String user) {
    recount(handle, room, -handle.execute("DELETE FROM member WHERE room_id = ? AND user_id = ?", room, user));
    Places.changed(handle, Stream.of(user));
  }

  /** See {@link Store#left}. */
  static Optional<Event> left(Handle handle, String room, String user, String id) {
    return handle.createQuery("SELECT * FROM event WHERE user_id = :user AND client_id = :id AND room_id = :room AND type = '" + Event.LEAVE + "'")
        .bind("user", user).bind("id", id).bind("room", room).map((row, context) -> Rows.event(row)).findOne();
  }

  /** Gives one another role. Where everybody may join, it is kept beside the membership that one only reads, as leaving would end it otherwise. */
  static void assign(Handle handle, String room, String user, String role) {
    handle.execute("UPDATE member SET role = ? WHERE room_id = ? AND user_id = ?", role, room, user);
    var readers = role.equals(Role.READER.word())
        ? handle.execute("INSERT INTO reader (room_id, user_id) SELECT id, ? FROM room WHERE id = ? AND kind = 'public' ON CONFLICT DO NOTHING", user, room)
        : -handle.execute("DELETE FROM reader WHERE room_id = ? AND user_id = ?", room, user);
    if (readers != 0) {
      handle.execute("UPDATE room SET readers = readers + ? WHERE id = ?", readers, room);
    }
    Places.changed(handle, Stream.of(user));
  }

  static void recount(Handle handle, String room, int change) {
    if (change != 0) {
      handle.execute("UPDATE room SET members = members + ? WHERE id = ?", change, room);
    }
  }
}
