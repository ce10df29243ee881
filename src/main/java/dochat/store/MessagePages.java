package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Message;
import dochat.model.Message.Deletion;
import dochat.model.Message.Reaction;
import dochat.model.Message.Replies;
import dochat.model.Message.Reply;
import dochat.model.Messages;
import dochat.model.User;
import dochat.protocol.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Messages as they are now, a page at a time. All queries of one page see the same moment. */
final class MessagePages {
  private static final String PAGE = "SELECT e.*, c.text AS now, c.mentions AS now_mentions, COALESCE(c.edited_at, 0) AS edited_at, COALESCE(c.deleted_at, 0) AS deleted_at,"
      + " c.deleted_by, c.deleted_by_name, COALESCE(p.event_seq, 0) AS pinned_seq, f.follows FROM event e LEFT JOIN changed c ON c.room_id = e.room_id AND c.seq = e.seq"
      + " LEFT JOIN pin p ON p.room_id = e.room_id AND p.seq = e.seq"
      + " LEFT JOIN follow f ON f.room_id = e.room_id AND f.thread = e.seq AND f.user_id = :user"
      + " WHERE e.room_id = :room AND e.type = '" + Event.MESSAGE + "' AND e.seq > :after AND e.seq < :before";
  private static final String FIRST_PAGE = " ORDER BY e.seq ASC LIMIT :limit";
  private static final String LAST_PAGE = " ORDER BY e.seq DESC LIMIT :limit";
  private static final String REACTIONS = "SELECT * FROM (SELECT x.*, COUNT(*) OVER (PARTITION BY x.seq, x.emoji) AS people,"
      + " ROW_NUMBER() OVER (PARTITION BY x.seq, x.emoji ORDER BY x.event_seq) AS place FROM reaction x"
      + " WHERE x.room_id = :room AND x.seq >= :first AND x.seq <= :last";
  private static final String FEW_REACTIONS = ") ranked WHERE place <= :most OR user_id = :user ORDER BY seq, emoji, event_seq";
  private static final String IN_THREAD = ".seq IN (SELECT CAST(:thread AS BIGINT) UNION ALL SELECT t.seq FROM event t"
      + " WHERE t.room_id = :room AND t.type = '" + Event.MESSAGE + "' AND t.thread = :thread)";

  private static final String PINNED = ".seq IN (SELECT q.seq FROM pin q WHERE q.room_id = :room)";
  /** In the place of a thread: the messages that the room keeps at hand. */
  private static final long PINS = -1;

  /** Of what is not seen nobody hears that it was pinned, either. */
  private static final String NOTES = "SELECT * FROM event WHERE room_id = :room AND seq >= :first AND seq <= :last AND (ref IS NULL OR ref >= :floor) AND " + Rows.REMARK
      + " ORDER BY seq DESC LIMIT :most";

  private MessagePages() {}

  /**
   * See {@link Store#messages} and {@link Store#thread}.
   *
   * @param thread the number of the message that began it; {@link Change#NO_REF} for all messages of the room
   */
  static Messages page(Handle handle, Engine engine, String room, String user, long thread, long after, long before, int limit) {
    var extent = extent(handle, room, user);
    var head = extent.head;
    var end = before < 0 ? head + 1 : Math.min(before, head + 1);
    var isForward = after >= 0;
    var begin = isForward ? after : 0;
    var rows = rows(handle, room, user, extent.floor, thread, begin, end, limit, isForward);
    if (!isForward) {
      Collections.reverse(rows);
    }
    var isWhole = rows.size() < limit;
    var first = isForward || isWhole ? begin + 1 : rows.get(0).event.seq();
    var last = !isForward || isWhole ? end - 1 : rows.get(rows.size() - 1).event.seq();
    return new Messages(head, first, Math.max(last, first - 1), rows.isEmpty() ? List.of() : messages(handle, engine, room, user, extent.floor, thread, rows),
        thread == Change.NO_REF ? notes(handle, room, extent.floor, first, last) : List.of(), extent.floor);
  }

  /** See {@link Store#messagesAround}. */
  static Messages around(Handle handle, Engine engine, String room, String user, long around, int limit) {
    var from = page(handle, engine, room, user, Change.NO_REF, Math.max(0, Math.min(around - 1, extent(handle, room, user).head)), -1, limit - limit / 2);
    var before = limit / 2 == 0 ? new Messages(from.head(), from.first(), from.first() - 1, List.of(), List.of())
        : page(handle, engine, room, user, Change.NO_REF, -1, from.first(), limit / 2);
    return new Messages(from.head(), before.first(), from.last(), joined(before.messages(), from.messages()), joined(before.notes(), from.notes()), from.floor());
  }

  /** See {@link Store#pins}. */
  static Messages pins(Handle handle, Engine engine, String room, String user) {
    var extent = extent(handle, room, user);
    var rows = rows(handle, room, user, extent.floor, PINS, 0, extent.head + 1, Limits.PINS_PER_ROOM, true).stream().filter(row -> row.deletion == null).toList();
    var pinned = rows.stream().collect(Collectors.toMap(row -> row.event.seq(), Row::pinned));
    var messages = rows.isEmpty() ? Stream.<Message>of() : messages(handle, engine, room, user, extent.floor, PINS, rows).stream();
    return new Messages(extent.head, 1, extent.head, messages.sorted(Comparator.comparing((Message message) -> pinned.get(message.seq())).reversed()).toList(), List.of());
  }

  private static <T> List<T> joined(List<T> before, List<T> after) {
    return Stream.concat(before.stream(), after.stream()).toList();
  }

  /** What its members and the room itself came to be, and what was pinned, as far back from the end as one page goes. */
  private static List<Event> notes(Handle handle, String room, long floor, long first, long last) {
    var notes = handle.createQuery(NOTES).bind("room", room).bind("floor", floor).bind("first", Math.max(first, floor)).bind("last", last).bind("most", Limits.EVENTS_PER_PAGE)
        .map((row, context) -> Rows.event(row)).collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(notes);
    return notes;
  }

  private static Extent extent(Handle handle, String room, String user) {
    return handle.createQuery("SELECT r.head, COALESCE(m.floor, 0) AS floor" + RoomViews.READ + " AND r.id = :room")
        .bind("room", room).bind("user", user).map((row, context) -> new Extent(row.getLong("head"), row.getLong("floor"))).findOne().orElseThrow(() -> RoomViews.unread(handle, room, user));
  }

  private static List<Row> rows(Handle handle, String room, String user, long floor, long thread, long after, long before, int limit, boolean isForward) {
    return new ArrayList<>(query(handle, PAGE, "e", isForward ? FIRST_PAGE : LAST_PAGE, room, thread)
        .bind("user", user).bind("after", Math.max(after, floor - 1)).bind("before", before).bind("limit", limit)
        .map((row, context) -> Row.of(row)).list());
  }

  private static List<Message> messages(Handle handle, Engine engine, String room, String user, long floor, long thread, List<Row> rows) {
    var first = rows.get(0).event.seq();
    var last = rows.get(rows.size() - 1).event.seq();
    var reactions = reactions(handle, room, user, thread, first, last);
    var answered = Threads.answered(handle, engine, room, floor, rows.stream().map(Row::event).toList());
    var begun = begun(handle, room, user, thread, rows);
    return Mentioned.named(handle, engine, rows.stream()
        .map(row -> row.with(reactions.getOrDefault(row.event.seq(), List.of()), answered.get(row.event.seq()), begun.get(row.event.seq()))).toList());
  }

  /** What lies far apart is asked for one by one: nobody counts all the threads between. */
  private static Map<Long, Replies> begun(Handle handle, String room, String user, long thread, List<Row> rows) {
    if (thread == Change.NO_REF) {
      return Threads.begun(handle, room, user, rows.get(0).event.seq(), rows.get(rows.size() - 1).event.seq());
    }
    var begun = new TreeMap<Long, Replies>();
    (thread == PINS ? rows.stream().map(row -> row.event.seq()) : Stream.of(thread)).forEach(seq -> begun.putAll(Threads.begun(handle, room, user, seq, seq)));
    return begun;
  }

  /** A query of the messages, by this alias, of a room, only of one of its threads, or only of those that it keeps at hand. */
  private static Query query(Handle handle, String begin, String alias, String end, String room, long thread) {
    return thread == Change.NO_REF ? handle.createQuery(begin + end).bind("room", room)
        : thread == PINS ? handle.createQuery(begin + " AND " + alias + PINNED + end).bind("room", room)
        : handle.createQuery(begin + " AND " + alias + IN_THREAD + end).bind("room", room).bind("thread", thread);
  }

  private static Map<Long, List<Reaction>> reactions(Handle handle, String room, String user, long thread, long first, long last) {
    var all = new TreeMap<Long, Map<String, People>>();
    query(handle, REACTIONS, "x", FEW_REACTIONS, room, thread).bind("first", first).bind("last", last).bind("most", Limits.REACTION_USERS).bind("user", user)
        .map((row, context) -> all.computeIfAbsent(row.getLong("seq"), seq -> new LinkedHashMap<>())
            .computeIfAbsent(row.getString("emoji"), emoji -> new People()).add(row, user))
        .list();
    var reactions = new TreeMap<Long, List<Reaction>>();
    all.forEach((seq, emojis) -> reactions.put(seq, emojis.entrySet().stream().map(each -> each.getValue().with(each.getKey())).toList()));
    return reactions;
  }

  /**
   * How much of a room's log somebody sees.
   *
   * @param head  the number of its last event
   * @param floor that of the first one that they see; 0 for all
   */
  private record Extent(long head, long floor) {}

  private record Row(Event event, String now, List<Mention> mentions, long edited, Deletion deletion, long pinned, Boolean follows) {
    static Row of(ResultSet row) throws SQLException {
      var deleted = row.getLong("deleted_at");
      var event = Rows.event(row);
      var now = row.getString("now");
      return new Row(event, now, now == null ? event.mentions() : Rows.mentions(row.getString("now_mentions"), now), row.getLong("edited_at"), deleted == 0 ? null
          : new Deletion(new User(row.getString("deleted_by"), row.getString("deleted_by_name")), Instant.ofEpochMilli(deleted)), row.getLong("pinned_seq"),
          Follows.said(row));
    }

    Message with(List<Reaction> reactions, Reply reply, Replies replies) {
      var isEdited = edited != 0 && deletion == null;
      return new Message(event.seq(), event.id(), event.user(), now == null ? event.text() : now, event.at(),
          isEdited ? Instant.ofEpochMilli(edited) : null, deletion, deletion == null ? reactions : List.of(), reply, replies, pinned != 0 && deletion == null, mentions, follows);
    }
  }

  /** Who reacts with one emoji to one message. */
  private static final class People {
    private final List<User> first = new ArrayList<>();
    private int count;
    private boolean isMine;

    People add(ResultSet row, String user) throws SQLException {
      count = row.getInt("people");
      isMine |= user.equals(row.getString("user_id"));
      if (row.getInt("place") <= Limits.REACTION_USERS) {
        first.add(new User(row.getString("user_id"), row.getString("user_name")));
      }
      return this;
    }

    Reaction with(String emoji) {
      return new Reaction(emoji, count, first, isMine);
    }
  }
}
