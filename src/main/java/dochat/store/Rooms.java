package dochat.store;

import dochat.model.Event;
import dochat.model.History;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.protocol.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The rooms and the pages of their logs, whoever asks ({@link RoomViews}). Queries are single statements, so that each answer is of one moment. */
final class Rooms {
  private static final String PAGE = "SELECT r.head, e.* FROM room r LEFT JOIN (SELECT * FROM event"
      + " WHERE room_id = :room AND seq > :after AND seq < :before ORDER BY seq %s LIMIT :limit) e ON e.room_id = r.id"
      + " WHERE r.id = :room ORDER BY e.seq";
  private static final String FIRST_PAGE = PAGE.formatted("ASC");
  private static final String LAST_PAGE = PAGE.formatted("DESC");
  static final String LABS = RoomKind.LAB_IDS + "%";
  /** As each lab that is opened drops so many, they become fewer; and no transaction is long. */
  private static final int LABS_AT_ONCE = 5;

  private Rooms() {}

  /** As a node reads it, for all of its clients. */
  static History history(Handle handle, String room, long after, long before, int limit) {
    return history(handle, room, 0, after, before, limit);
  }

  /** As somebody sees it who sees nothing below this floor. */
  static History history(Handle handle, String room, long floor, long after, long before, int limit) {
    var page = new PageRows(floor, after < 0 ? Long.MAX_VALUE : Limits.DELIVERY_CHARS);
    try (var rows = handle.createQuery(after < 0 ? LAST_PAGE : FIRST_PAGE)
        .bind("room", room).bind("after", Math.max(after, floor - 1)).bind("before", before < 0 ? Long.MAX_VALUE : before).bind("limit", limit)
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

  /**
   * Empty when the id or the name is taken. The same creation again is the room that it made, whatever that is called by now; {@link CreatedOtherwise}
   * when it made another one.
   *
   * @param creation names it among its creator's creations, of which one comes after the other
   */
  static Optional<Room> create(Handle handle, Engine engine, NewRoom room, String user, String creation) {
    handle.createQuery("SELECT a.id FROM account a WHERE a.id = :user" + engine.locking("a", true)).bind("user", user).mapTo(String.class).findOne();
    var made = made(handle, room, user, creation);
    if (made.isPresent()) {
      return RoomViews.one(handle, made.get(), user);
    }
    if (isFull(handle)) {
      throw new TooManyRooms();
    }
    if (isCalled(handle, room) || insert(handle, room) == 0) {
      return Optional.empty();
    }
    handle.execute("INSERT INTO creation (room_id, user_id, client_id, name) VALUES (?, ?, ?, ?)", room.id(), user, creation, room.name());
    Members.enter(handle, room.id(), user, Role.OWNER.word(), 0);
    return RoomViews.one(handle, room.id(), user);
  }

  /**
   * The direct conversation of these people, which is made where there is none; empty where one of them has never signed in.
   *
   * @param id   of the room, if it is made
   * @param user one of them, as whom it is seen
   */
  static Optional<Room> direct(Handle handle, Engine engine, String id, Collection<String> people, String user) {
    var room = NewRoom.direct(id, people);
    var known = handle.createQuery("SELECT id FROM room WHERE name_key = :key").bind("key", room.key()).mapTo(String.class).findOne();
    if (known.isEmpty()) {
      if (Accounts.of(handle, engine, people).size() < people.size()) {
        return Optional.empty();
      }
      if (insert(handle, room) > 0) {
        handle.execute("INSERT INTO creation (room_id, user_id, client_id) VALUES (?, ?, ?)", id, user, id);
        people.stream().sorted().forEach(each -> Members.enter(handle, id, each, Role.MEMBER.word(), 0));
      }
    }
    return handle.createQuery("SELECT id FROM room WHERE name_key = :key").bind("key", room.key()).mapTo(String.class).findOne()
        .flatMap(found -> RoomViews.one(handle, found, user));
  }

  /** A room without members; 0 when the id or the name is taken. */
  static int add(Handle handle, NewRoom room) {
    if (room.kind() != RoomKind.DIRECT && isFull(handle)) {
      throw new TooManyRooms();
    }
    return insert(handle, room);
  }

  /** Conversations are as many as people have; nobody else pays for them. */
  private static boolean isFull(Handle handle) {
    return handle.createQuery("SELECT COUNT(*) FROM room WHERE kind IN ('public', 'private')").mapTo(Long.class).one() >= Limits.ROOMS;
  }

  /** Whether a public room is called so that an older program has made, which compared otherwise, so that it has another key. */
  private static boolean isCalled(Handle handle, NewRoom room) {
    return !room.kind().isClosed() && isTaken(handle, Room.folded(room.name()), room.id());
  }

  private static int insert(Handle handle, NewRoom room) {
    if (room.kind().isClosed()) {
      Releases.needThisOne(handle);
    }
    return handle.execute("INSERT INTO room (id, name, name_key, topic, kind) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        room.id(), room.name(), room.key(), room.topic(), room.kind().word());
  }

  /** Whether another room than this has this key. */
  static boolean isTaken(Handle handle, String key, String room) {
    return holder(handle, key, room).isPresent();
  }

  /** Another room than this that has this key. */
  static Optional<Named> holder(Handle handle, String key, String room) {
    return handle.createQuery("SELECT id, name FROM room WHERE name_key = :key AND id <> :room").bind("key", key).bind("room", room)
        .map((row, context) -> new Named(row.getString("id"), row.getString("name"))).findOne();
  }

  /** Public rooms that an older program has named, which compared otherwise. Of those whose names are the same by now, one has its key, and the others stay as they are. */
  static void compareAnew(Handle handle) {
    var rooms = handle.createQuery("SELECT id, name, name_key FROM room WHERE kind = 'public' ORDER BY id")
        .map((row, context) -> List.of(row.getString("id"), row.getString("name"), row.getString("name_key"))).list();
    for (var room : rooms) {
      var key = Room.key(room.get(1));
      if (!key.equals(room.get(2)) && !isTaken(handle, key, room.get(0))) {
        handle.execute("UPDATE room SET name_key = ? WHERE id = ?", key, room.get(0));
      }
    }
  }

  /** What this creation has made. One of before may have made two. */
  private static Optional<String> made(Handle handle, NewRoom room, String user, String creation) {
    return handle.createQuery("SELECT r.id, CASE WHEN COALESCE(c.name, r.name) = :name AND r.kind = :kind THEN 1 ELSE 0 END AS same FROM creation c JOIN room r ON r.id = c.room_id"
            + " WHERE c.user_id = :user AND c.client_id = :creation ORDER BY same DESC LIMIT 1")
        .bind("name", room.name()).bind("kind", room.kind().word()).bind("user", user).bind("creation", creation)
        .map((row, context) -> {
          if (row.getInt("same") == 0) {
            throw new CreatedOtherwise();
          }
          return row.getString("id");
        }).findOne();
  }

  /** Makes somebody a member without an event, who has not asked for it; false: no such room that one may join, or one that somebody holds. */
  static boolean enter(Handle handle, Engine engine, String room, String user, boolean waits) {
    if (Members.has(handle, room, user)) {
      return true;
    }
    var locked = lock(handle, engine, List.of(room), waits).get(room);
    var isOpen = locked != null && !locked.kind().isClosed() && !(locked.bans() > 0 && Bans.has(handle, room, user));
    if (isOpen) {
      Members.add(handle, engine, room, user);
    }
    return isOpen;
  }

  /**
   * Locks the rows of these rooms until the transaction ends, and tells which there are. This comes before all other changes of members
   * and events, and in this order, so that transactions never wait for each other in a circle.
   *
   * @param waits false: rooms that somebody else holds are missing as well
   */
  static Map<String, Locked> lock(Handle handle, Engine engine, Collection<String> rooms, boolean waits) {
    return handle.createQuery("SELECT r.* FROM " + engine.group() + " JOIN room r ON r.id = g.value ->> 0 ORDER BY r.id"
            + engine.locking("r", waits))
        .bind("group", Engine.group(rooms.stream().distinct().map(List::of)))
        .map((row, context) -> Map.entry(row.getString("id"), new Locked(RoomKind.of(row.getString("id"), row.getString("kind")), row.getLong("members"),
            row.getLong("bans"), row.getLong("readers"), row.getString("name"), row.getString("topic"), Rows.settings(row))))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

  /** A room and what it is called. */
  record Named(String id, String name) {}

  /**
   * What is known of a room whose row is locked.
   *
   * @param readers how many people only read in it, members or not; 0 where not everybody may join
   */
  record Locked(RoomKind kind, long members, long bans, long readers, String name, String topic, RoomSettings settings) {
    /** After a change of this type that says this. */
    Locked after(String type, String text) {
      return new Locked(kind, members, bans, readers, type.equals(Event.RENAME) ? text : name, type.equals(Event.TOPIC) ? text : topic, settings.after(type, text));
    }
  }

  /** The rows of a page, until they have more characters than a delivery takes: hundreds of clients may read at once. */
  private static final class PageRows {
    private final List<Event> events = new ArrayList<>();
    private final long floor;
    private final long mostChars;
    private long head = -1;
    private long chars;

    PageRows(long floor, long mostChars) {
      this.floor = floor;
      this.mostChars = mostChars;
    }

    /** A room without events in the page has one row, with the head alone. */
    boolean add(ResultSet row) throws SQLException {
      head = row.getLong("head");
      if (row.getString("client_id") != null) {
        Event event = Rows.event(row);
        events.add(event.isHiddenBelow(floor) ? event.hidden() : event);
        chars += event.text().length();
      }
      return true;
    }

    boolean isFull() {
      return chars > mostChars;
    }
  }
}
