package dochat.store;

import dochat.model.Audience;
import dochat.model.Event;
import dochat.model.HistoryVisibility;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Rooms as their people see them, and who may see them. Queries are single statements, so that each answer is of one moment. */
final class RoomViews {
  /** A room {@code r} as its member {@code m} sees it. */
  private static final String SEEN = "SELECT r.*, m.role, COALESCE(m.read_seq, 0) AS read_seq, COALESCE(m.muted, 0) AS muted, COALESCE(m.favourite, 0) AS favourite, COALESCE(m.draft, 0) AS draft, COALESCE(m.marked, 0) AS marked, COALESCE(m.thread_drafts, 0) AS thread_drafts,"
      + " (SELECT COUNT(*) FROM (SELECT 1 FROM event e WHERE e.room_id = r.id AND e.seq > m.read_seq AND e.type = '" + Event.MESSAGE + "' AND e.user_id <> m.user_id"
      + " AND NOT EXISTS (SELECT 1 FROM changed c WHERE c.room_id = e.room_id AND c.seq = e.seq AND c.deleted_at <> 0) LIMIT " + Limits.UNREAD_MESSAGES + ") u) AS unread,"
      + " (SELECT COUNT(*) FROM (SELECT DISTINCT x.seq FROM mention x JOIN event e ON e.room_id = x.room_id AND e.seq = x.seq AND e.user_id <> m.user_id"
      + " WHERE x.room_id = r.id AND x.user_id IN (m.user_id, '" + Mentioned.EVERYBODY + "') AND x.seq > m.read_seq"
      + " AND NOT EXISTS (SELECT 1 FROM changed c WHERE c.room_id = x.room_id AND c.seq = x.seq AND c.deleted_at <> 0) LIMIT " + Limits.UNREAD_MESSAGES + ") y) AS mentions";
  private static final String OF_MEMBER = SEEN + ", 0 AS banned, 0 AS reader";
  /** The same as a user sees it, who may be no member. */
  static final String OF_USER = SEEN + ", CASE WHEN r.bans > 0 AND r.kind = 'public' AND " + Bans.HAS + " THEN 1 ELSE 0 END AS banned"
      + ", " + Members.ONLY_READS;
  /** Of which rooms {@code r} a user, perhaps their member {@code m}, may know. */
  static final String KNOWN = " FROM room r LEFT JOIN member m ON m.room_id = r.id AND m.user_id = :user WHERE (r.kind = 'public' OR m.user_id IS NOT NULL)";
  /** Those of them that this user may read as well. */
  static final String READ = KNOWN + " AND (r.bans = 0 OR m.user_id IS NOT NULL OR NOT " + Bans.HAS + ")";
  private static final String ROOM = OF_USER + KNOWN;
  /** By which event the room {@code r} is archived; 0 while it is open. */
  private static final String ARCHIVED = "CASE WHEN r.archived = 0 THEN 0 ELSE COALESCE((SELECT e.seq FROM event e WHERE e.room_id = r.id AND e.type = '" + Event.ARCHIVE + "' AND e." + Rows.REMARK
      + " ORDER BY e.seq DESC LIMIT 1), 0) END";
  private static final String JOINED = OF_MEMBER + " FROM member m JOIN room r ON r.id = m.room_id WHERE m.user_id = :user";
  private static final String LISTED = " AND (m.user_id IS NOT NULL OR r.id IN (SELECT o.id FROM room o WHERE o.kind = 'public' AND o.id NOT LIKE :lab"
      + " ORDER BY o.name_key LIMIT " + Limits.ROOMS_LISTED + "))";
  private static final String PEOPLE = "SELECT m.room_id, m.user_id, COALESCE(a.name, m.user_id) AS name FROM member m LEFT JOIN account a ON a.id = m.user_id"
      + " JOIN room r ON r.id = m.room_id AND r.kind = 'direct'";
  /** A conversation in which nothing was said is in the list of who has opened it. */
  private static final String BEGUN = " AND (r.kind <> 'direct' OR r.head > 0 OR EXISTS (SELECT 1 FROM creation c WHERE c.room_id = r.id AND c.user_id = :user))";
  private static final String IN_ORDER = " ORDER BY a.name, m.user_id";

  private RoomViews() {}

  /** Those that this user has joined and the first public ones by name, without those of the lab. */
  static List<Room> listed(Handle handle, String user) {
    return all(handle, ROOM + LISTED, user);
  }

  /** Those that this user has joined, without those of the lab. */
  static List<Room> joined(Handle handle, String user) {
    return all(handle, JOINED, user);
  }

  private static List<Room> all(Handle handle, String which, String user) {
    var rooms = handle.createQuery(which + " AND r.id NOT LIKE :lab" + BEGUN + " ORDER BY r.name_key").bind("user", user).bind("lab", Rooms.LABS)
        .map((row, context) -> Rows.room(row)).list();
    if (rooms.stream().noneMatch(room -> room.kind() == RoomKind.DIRECT)) {
      return rooms;
    }
    var people = byRoom(handle.createQuery(PEOPLE + " JOIN member mine ON mine.room_id = m.room_id AND mine.user_id = :user" + IN_ORDER).bind("user", user));
    return rooms.stream().map(room -> room.of(people.getOrDefault(room.id(), List.of()))).toList();
  }

  /** Empty where there is none that this user may know of. */
  static Optional<Room> one(Handle handle, String room, String user) {
    return handle.createQuery(ROOM + " AND r.id = :room").bind("user", user).bind("room", room)
        .map((row, context) -> Rows.room(row)).findOne()
        .map(found -> found.kind() == RoomKind.DIRECT ? found.of(people(handle, room)) : found);
  }

  /** These rooms as these people see them, who are members; pairs of a room and a user, of which those that are none are missing. */
  static Map<List<String>, Seen> of(Handle handle, Engine engine, Collection<List<String>> pairs) {
    var rooms = handle.createQuery(OF_MEMBER + ", m.user_id, m.floor FROM " + engine.group()
            + " JOIN member m ON m.room_id = g.value ->> 0 AND m.user_id = g.value ->> 1 JOIN room r ON r.id = m.room_id")
        .bind("group", Engine.group(pairs.stream()))
        .map((row, context) -> Map.entry(List.of(row.getString("id"), row.getString("user_id")), new Seen(Rows.room(row), row.getLong("floor")))).list();
    var direct = rooms.stream().map(each -> each.getValue().room).filter(room -> room.kind() == RoomKind.DIRECT).map(room -> List.of(room.id())).distinct().toList();
    var people = direct.isEmpty() ? Map.<String, List<User>>of() : byRoom(handle.createQuery(PEOPLE + " JOIN " + engine.group() + " ON g.value ->> 0 = m.room_id" + IN_ORDER)
        .bind("group", Engine.group(direct.stream())));
    return rooms.stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().of(people)));
  }

  /** The people of a direct conversation, in the order of their names; nobody of any other room. */
  static List<User> people(Handle handle, String room) {
    return handle.createQuery(PEOPLE + " WHERE m.room_id = :room" + IN_ORDER).bind("room", room).map((row, context) -> Rows.user(row)).list();
  }

  /** The kind of a room that this user may know of, and read: {@link Banned} where that is not so. */
  static Optional<RoomKind> kind(Handle handle, String room, String user) {
    return handle.createQuery("SELECT r.kind, CASE WHEN r.bans > 0 AND m.user_id IS NULL AND " + Bans.HAS + " THEN 1 ELSE 0 END AS banned" + KNOWN + " AND r.id = :room")
        .bind("user", user).bind("room", room).map((row, context) -> readable(room, row.getString("kind"), row.getInt("banned") != 0)).findOne();
  }

  private static RoomKind readable(String room, String kind, boolean isBanned) {
    if (isBanned) {
      throw new Banned(room);
    }
    return RoomKind.of(room, kind);
  }

  /** Why this user reads nothing of a room, inside the transaction in which {@link #READ} had none. */
  static RuntimeException unread(Handle handle, String room, String user) {
    return one(handle, room, user).isPresent() ? new Banned(room) : new NoSuchRoom(room);
  }

  /** Why this user, who may not what is asked, may not: where they know nothing of the room, that there is none. What a node knew when it let them ask may be over. */
  static RuntimeException notPermitted(Handle handle, String room, String user) {
    return kind(handle, room, user).isPresent() ? Problem.of(ProblemCode.NOT_PERMITTED) : new NoSuchRoom(room);
  }

  /** Who may hear what is said in this room. */
  static Audience audience(Handle handle, String room) {
    var rows = handle.createQuery("SELECT r.head, r.kind, r.history, " + ARCHIVED + " AS archived_by, m.user_id, m.floor, b.user_id AS banned FROM room r LEFT JOIN member m ON m.room_id = r.id AND r.kind <> 'public'"
            + " LEFT JOIN ban b ON b.room_id = r.id AND r.kind = 'public' WHERE r.id = :room")
        .bind("room", room)
        .map((row, context) -> new Hearing(row.getLong("head"), RoomKind.of(room, row.getString("kind")), HistoryVisibility.of(row.getString("history")),
            row.getLong("archived_by"), row.getString("user_id"), row.getLong("floor"), row.getString("banned"))).list();
    if (rows.isEmpty()) {
      throw new NoSuchRoom(room);
    }
    var first = rows.get(0);
    return new Audience(first.head, first.kind, first.history, rows.stream().filter(each -> each.user != null).collect(Collectors.toMap(Hearing::user, Hearing::floor)),
        rows.stream().map(Hearing::banned).filter(Objects::nonNull).collect(Collectors.toSet()), first.archived);
  }

  private static Map<String, List<User>> byRoom(Query people) {
    return people.map((row, context) -> Map.entry(row.getString("room_id"), Rows.user(row)))
        .collect(Collectors.groupingBy(Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /**
   * A room as somebody sees it.
   *
   * @param floor the number of the first event that they see; 0 for all
   */
  record Seen(Room room, long floor) {
    private Seen of(Map<String, List<User>> people) {
      return new Seen(room.of(people.getOrDefault(room.id(), List.of())), floor);
    }
  }

  private record Hearing(long head, RoomKind kind, HistoryVisibility history, long archived, String user, long floor, String banned) {}
}
