package dochat.store;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.picture.Picture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Everything in a store in an order of its own, a page at a time: what comes after a key, so that no page costs more than the first. */
final class WholeLog {
  private static final String ROOM = "SELECT r.*, CAST(NULL AS TEXT) AS role, 0 AS read_seq, 0 AS unread, 0 AS mentions, 0 AS muted, 0 AS favourite, 0 AS draft, 0 AS marked, 0 AS thread_drafts, 0 AS banned, 0 AS reader%s FROM room r WHERE r.id NOT LIKE :lab";
  private static final String ACCOUNT = "SELECT a.*%s FROM account a%s";
  private static final String CARD = ", k.emoji, k.status, k.status_ends, k.zone, p.image";
  private static final String BESIDE = " LEFT JOIN card k ON k.user_id = a.id AND a.deleted = 0 LEFT JOIN picture p ON p.user_id = k.user_id AND p.size = " + Picture.LARGE;

  /** The versions of the tables that brought these columns. */
  private static final int REF = 4;
  private static final int ACCESS = 5;
  private static final int THREAD = 6;
  private static final int SETTINGS = 8;
  private static final int MENTION = 11;
  private static final int CARDS = Schema.version("V15__profile.sql");
  private static final int HISTORY = Schema.version("V16__history.sql");
  private static final int READS = Schema.version("V18__reads.sql");

  private WholeLog() {}

  static List<Room> rooms(Handle handle) {
    return handle.createQuery(room(handle) + " ORDER BY r.id").bind("lab", Rooms.LABS).map((row, context) -> Rows.room(row)).list()
        .stream().map(room -> whole(handle, room)).toList();
  }

  static Optional<Room> room(Handle handle, String id) {
    return handle.createQuery(room(handle) + " AND r.id = :id").bind("lab", Rooms.LABS).bind("id", id).map((row, context) -> Rows.room(row)).findOne()
        .map(room -> whole(handle, room));
  }

  /** A direct conversation with its people. */
  private static Room whole(Handle handle, Room room) {
    return room.kind() == RoomKind.DIRECT ? room.of(RoomViews.people(handle, room.id())) : room;
  }

  static List<Event> events(Handle handle, String room, long after, long last) {
    return page(handle, "SELECT " + columns(handle) + " FROM event WHERE room_id = :room AND seq > :after AND seq <= :last ORDER BY seq")
        .bind("room", room).bind("after", after).bind("last", last).map((row, context) -> Rows.event(row)).list();
  }

  static List<Member> members(Handle handle, String room, String after) {
    return page(handle, "SELECT * FROM member WHERE room_id = :room AND user_id > :after ORDER BY user_id")
        .bind("room", room).bind("after", after)
        .map((row, context) -> new Member(row.getString("user_id"), Role.of(row.getString("role")), row.getLong("read_seq"), Rows.own(row))).list();
  }

  static List<Account> accounts(Handle handle, String after) {
    return page(handle, accounts(handle) + " WHERE a.id > :after ORDER BY a.id").bind("after", after).map((row, context) -> account(row)).list();
  }

  static List<Account> accounts(Handle handle, String after, String room) {
    return page(handle, accounts(handle) + " JOIN member m ON m.user_id = a.id AND m.room_id = :room WHERE a.id > :after ORDER BY a.id")
        .bind("room", room).bind("after", after).map((row, context) -> account(row)).list();
  }

  /** A store that no node of this release has started on yet knows less of an event. */
  private static String columns(Handle handle) {
    var version = Schema.version(handle);
    return "*" + (version < REF ? ", NULL AS ref" : "") + (version < ACCESS ? ", NULL AS whom_id, NULL AS whom_name" : "")
        + (version < THREAD ? ", NULL AS thread" : "") + (version < MENTION ? ", NULL AS mentions" : "");
  }

  /** And all rooms were public, and nothing was settled for them. */
  private static String room(Handle handle) {
    var version = Schema.version(handle);
    return ROOM.formatted((version < ACCESS ? ", 'public' AS kind" : "")
        + (version < SETTINGS ? ", 0 AS archived, 'member' AS posting, 'member' AS inviting, 0 AS slow" : "") + (version < HISTORY ? ", 'all' AS history" : "")
        + (version < READS ? ", 0 AS reads" : ""));
  }

  private static Query page(Handle handle, String query) {
    return handle.createQuery(query + " LIMIT :limit").bind("limit", StoreArchive.PAGE);
  }

  private static Account account(ResultSet row) throws SQLException {
    var image = row.getBytes("image");
    var zone = row.getString("zone");
    return new Account(new User(row.getString("id"), row.getString("name")), Instant.ofEpochMilli(row.getLong("created")), Cards.status(row), zone == null ? "" : zone,
        image == null ? "" : Base64.getEncoder().encodeToString(image));
  }

  /** In a store that no node of this release has started on yet nobody shows anything. */
  private static String accounts(Handle handle) {
    return Schema.version(handle) < CARDS ? ACCOUNT.formatted(", NULL AS emoji, NULL AS status, 0 AS status_ends, NULL AS zone, NULL AS image", "") : ACCOUNT.formatted(CARD, BESIDE);
  }
}
