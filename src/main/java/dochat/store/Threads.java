package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Message.Replies;
import dochat.model.Message.Reply;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What replies answer, and what threads have grown to, as far as a page of messages shows it. Worked out from the log each time, so that
 * nothing has to be kept in step; pages without replies ask for the threads alone.
 */
final class Threads {
  private static final String QUOTED = " JOIN event e ON e.room_id = :room AND e.seq = CAST(g.value ->> 0 AS BIGINT) AND e.type = '" + Event.MESSAGE + "'"
      + " LEFT JOIN changed c ON c.room_id = e.room_id AND c.seq = e.seq";
  /** A row for each author of each thread. */
  private static final String REPLIES = "SELECT r.*, f.user_name FROM (SELECT e.thread, e.user_id, MIN(e.seq) AS first_seq, MAX(e.at) AS last_at,"
      + " SUM(CASE WHEN COALESCE(c.deleted_at, 0) = 0 THEN 1 ELSE 0 END) AS present"
      + " FROM event e LEFT JOIN changed c ON c.room_id = e.room_id AND c.seq = e.seq"
      + " WHERE e.room_id = :room AND e.type = '" + Event.MESSAGE + "' AND e.thread >= :first AND e.thread <= :last GROUP BY e.thread, e.user_id) r"
      + " JOIN event f ON f.room_id = :room AND f.seq = r.first_seq ORDER BY r.thread, r.first_seq";

  private Threads() {}

  /**
   * The number of the message that began the thread of a message; {@code message_not_found} where there is none.
   *
   * @param floor the number of the first event that is seen
   */
  static long of(Handle handle, String room, long seq, long floor) {
    return handle.createQuery("SELECT COALESCE(e.thread, e.seq) FROM event e WHERE e.room_id = :room AND e.seq = :seq AND e.seq >= :floor AND e.type = '" + Event.MESSAGE + "'")
        .bind("room", room).bind("seq", seq).bind("floor", floor).mapTo(Long.class).findOne().orElseThrow(() -> Problem.of(ProblemCode.MESSAGE_NOT_FOUND));
  }

  /**
   * What these messages answer, by their numbers; nothing for those that answer none.
   *
   * @param floor the number of the first event that is seen: of what is answered before it nothing is told
   */
  static Map<Long, Reply> answered(Handle handle, Engine engine, String room, long floor, Collection<Event> messages) {
    var replies = messages.stream().filter(message -> message.ref() != Change.NO_REF).toList();
    if (replies.isEmpty()) {
      return Map.of();
    }
    var quoted = new TreeMap<Long, Quoted>();
    handle.createQuery("SELECT e.seq, e.user_id, e.user_name, COALESCE(c.text, e.text) AS text, COALESCE(c.deleted_at, 0) AS deleted_at FROM " + engine.group() + QUOTED)
        .bind("group", Engine.group(replies.stream().filter(reply -> reply.ref() >= floor).map(reply -> List.of(Long.toString(reply.ref()))).distinct())).bind("room", room)
        .map((row, context) -> quoted.put(row.getLong("seq"), Quoted.of(row))).list();
    return replies.stream().collect(Collectors.toMap(Event::seq, reply -> reply.ref() < floor
        ? new Reply(reply.ref(), reply.thread(), null, null, true) : quoted.getOrDefault(reply.ref(), Quoted.NOTHING).by(reply)));
  }

  /** The threads that messages of these numbers have begun. */
  static Map<Long, Replies> begun(Handle handle, String room, String user, long first, long last) {
    var threads = new TreeMap<Long, Growing>();
    handle.createQuery(REPLIES).bind("room", room).bind("first", first).bind("last", last)
        .map((row, context) -> threads.computeIfAbsent(row.getLong("thread"), thread -> new Growing()).add(row, user)).list();
    return threads.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().replies()));
  }

  private record Quoted(User user, String text) {
    static final Quoted NOTHING = new Quoted(null, null);

    static Quoted of(ResultSet row) throws SQLException {
      return new Quoted(new User(row.getString("user_id"), row.getString("user_name")),
          row.getLong("deleted_at") == 0 ? Texts.quote(row.getString("text")) : null);
    }

    Reply by(Event reply) {
      return new Reply(reply.ref(), reply.thread(), user, text);
    }
  }

  private static final class Growing {
    private final List<User> users = new ArrayList<>();
    private int count;
    private long last;
    private boolean isMine;

    Growing add(ResultSet row, String user) throws SQLException {
      count += row.getInt("present");
      last = Math.max(last, row.getLong("last_at"));
      isMine |= user.equals(row.getString("user_id"));
      if (users.size() < Limits.THREAD_USERS) {
        users.add(new User(row.getString("user_id"), row.getString("user_name")));
      }
      return this;
    }

    Replies replies() {
      return new Replies(count, Instant.ofEpochMilli(last), users, isMine);
    }
  }
}
