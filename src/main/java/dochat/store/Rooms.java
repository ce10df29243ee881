package dochat.store;

import dochat.model.Event;
import dochat.model.History;
import dochat.model.Room;
import dochat.protocol.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The rooms and the pages of their logs. Queries are single statements, so that each answer is of one moment. */
final class Rooms {
  private static final String ROOM = "SELECT r.*, m.user_id IS NOT NULL AS joined, COALESCE(m.read_seq, 0) AS read_seq,"
      + " (SELECT COUNT(*) FROM (SELECT 1 FROM event e WHERE e.room_id = r.id AND e.seq > m.read_seq AND e.type = '" + Event.MESSAGE + "' AND e.user_id <> :user"
      + " AND NOT EXISTS (SELECT 1 FROM changed c WHERE c.room_id = e.room_id AND c.seq = e.seq AND c.deleted_at <> 0) LIMIT " + Limits.UNREAD_MESSAGES + ") u) AS unread"
      + " FROM room r LEFT JOIN member m ON m.room_id = r.id AND m.user_id = :user";
  private static final String PAGE = "SELECT r.head, e.* FROM room r LEFT JOIN (SELECT * FROM event"
      + " WHERE room_id = :room AND seq > :after AND seq < :before ORDER BY seq %s LIMIT :limit) e ON e.room_id = r.id"
      + " WHERE r.id = :room ORDER BY e.seq";
  private static final String FIRST_PAGE = PAGE.formatted("ASC");
  private static final String LAST_PAGE = PAGE.formatted("DESC");
  static final String LABS = Room.LAB + "%";
  /** As each lab that is opened drops so many, they become fewer; and no transaction is long. */
  private static final int LABS_AT_ONCE = 5;

  private Rooms() {}

  static History history(Handle handle, String room, long after, long before, int limit) {
    var page = new PageRows(after < 0 ? Long.MAX_VALUE : Limits.DELIVERY_CHARS);
    try (var rows = handle.createQuery(after < 0 ? LAST_PAGE : FIRST_PAGE)
        .bind("room", room).bind("after", after).bind("before", before < 0 ? Long.MAX_VALUE : before).bind("limit", limit)
        .map((row, context) -> page.add(row)).iterator()) {
      while (rows.hasNext() && !page.isFull()) {
        rows.next();
      }
    }
    if (page.head < 0) {
      throw new NoSuchRoom(room);
    }
    return new History(page.head, page.events);
  }

  static Map<String, Long> heads(Handle handle, Engine engine, Collection<String> rooms) {
    return handle.createQuery("SELECT r.id, r.head FROM " + engine.group() + " JOIN room r ON r.id = g.value ->> 0")
        .bind("group", Engine.group(rooms.stream().distinct().map(List::of)))
        .map((row, context) -> Map.entry(row.getString("id"), row.getLong("head")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static List<Room> all(Handle handle, String user) {
    return handle.createQuery(ROOM + " WHERE r.id NOT LIKE :lab ORDER BY r.name_key").bind("user", user).bind("lab", LABS).map((row, context) -> Rows.room(row)).list();
  }

  static Optional<Room> one(Handle handle, String room, String user) {
    return handle.createQuery(ROOM + " WHERE r.id = :room").bind("user", user).bind("room", room)
        .map((row, context) -> Rows.room(row)).findOne();
  }

  /**
   * Empty when the id or the name is taken, unless by this very creation: then it is that room.
   *
   * @param creation names it among its creator's creations
   */
  static Optional<Room> create(Handle handle, Engine engine, String id, String name, String topic, String user, String creation) {
    if (isFull(handle)) {
      return Optional.of(created(handle, name, user, creation).orElseThrow(TooManyRooms::new));
    }
    if (insert(handle, id, name, topic) == 0) {
      return created(handle, name, user, creation);
    }
    handle.execute("INSERT INTO creation (room_id, user_id, client_id) VALUES (?, ?, ?)", id, user, creation);
    Members.add(handle, engine, id, user);
    return one(handle, id, user);
  }

  /** A room without members; 0 when the id or the name is taken. */
  static int add(Handle handle, String id, String name, String topic) {
    if (isFull(handle)) {
      throw new TooManyRooms();
    }
    return insert(handle, id, name, topic);
  }

  private static boolean isFull(Handle handle) {
    return handle.createQuery("SELECT COUNT(*) FROM room").mapTo(Long.class).one() >= Limits.ROOMS;
  }

  private static int insert(Handle handle, String id, String name, String topic) {
    return handle.execute("INSERT INTO room (id, name, name_key, topic) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        id, name, Room.key(name), topic);
  }

  static boolean isNameTaken(Handle handle, String name) {
    return handle.createQuery("SELECT 1 FROM room WHERE name_key = :key").bind("key", Room.key(name)).mapTo(Integer.class).findOne().isPresent();
  }

  private static Optional<Room> created(Handle handle, String name, String user, String creation) {
    return handle.createQuery("SELECT r.id FROM room r JOIN creation c ON c.room_id = r.id"
            + " WHERE r.name_key = :name AND c.user_id = :user AND c.client_id = :creation")
        .bind("name", Room.key(name)).bind("user", user).bind("creation", creation)
        .mapTo(String.class).findOne().flatMap(id -> one(handle, id, user));
  }

  /** False: no such room. */
  static boolean join(Handle handle, Engine engine, String room, String user) {
    return enter(handle, engine, room, user, true);
  }

  /** False: no such room, or one that somebody holds. */
  static boolean enter(Handle handle, Engine engine, String room, String user, boolean waits) {
    if (Members.has(handle, room, user)) {
      return true;
    }
    var isLocked = lock(handle, engine, List.of(room), waits).contains(room);
    if (isLocked) {
      Members.add(handle, engine, room, user);
    }
    return isLocked;
  }

  static boolean leave(Handle handle, Engine engine, String room, String user) {
    if (Members.has(handle, room, user) && lock(handle, engine, List.of(room), true).contains(room)) {
      Members.remove(handle, room, user);
    }
    return exists(handle, room);
  }

  /**
   * Locks the rows of these rooms until the transaction ends, and tells which there are. This comes before all other changes of members
   * and events, and in this order, so that transactions never wait for each other in a circle.
   *
   * @param waits false: rooms that somebody else holds are missing as well
   */
  static Set<String> lock(Handle handle, Engine engine, Collection<String> rooms, boolean waits) {
    return handle.createQuery("SELECT r.id FROM " + engine.group() + " JOIN room r ON r.id = g.value ->> 0 ORDER BY r.id"
            + engine.locking("r", waits))
        .bind("group", Engine.group(rooms.stream().distinct().map(List::of)))
        .mapTo(String.class).set();
  }

  /** Forgets the oldest rooms of the lab whose ids are smaller, with all that was said there; those that somebody holds come later. */
  static int dropLabs(Handle handle, Engine engine, String before) {
    var old = handle.createQuery("SELECT r.id FROM room r WHERE r.id LIKE :lab AND r.id < :before ORDER BY r.id LIMIT :most"
            + engine.locking("r", false))
        .bind("lab", LABS).bind("before", before).bind("most", LABS_AT_ONCE).mapTo(String.class).list();
    for (var room : old) {
      handle.execute("DELETE FROM event WHERE room_id = ?", room);
      handle.execute("DELETE FROM member WHERE room_id = ?", room);
      handle.execute("DELETE FROM room WHERE id = ?", room);
    }
    return old.size();
  }

  private static boolean exists(Handle handle, String room) {
    return handle.createQuery("SELECT 1 FROM room WHERE id = :room").bind("room", room).mapTo(Integer.class).findOne().isPresent();
  }

  /** The rows of a page, until they have more characters than a delivery takes: hundreds of clients may read at once. */
  private static final class PageRows {
    private final List<Event> events = new ArrayList<>();
    private final long mostChars;
    private long head = -1;
    private long chars;

    PageRows(long mostChars) {
      this.mostChars = mostChars;
    }

    /** A room without events in the page has one row, with the head alone. */
    boolean add(ResultSet row) throws SQLException {
      head = row.getLong("head");
      if (row.getString("client_id") != null) {
        Event event = Rows.event(row);
        events.add(event);
        chars += event.text().length();
      }
      return true;
    }

    boolean isFull() {
      return chars > mostChars;
    }
  }
}
