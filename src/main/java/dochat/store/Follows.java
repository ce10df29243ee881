package dochat.store;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Followers;
import dochat.model.User;
import dochat.protocol.Limits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who follows threads: who has written in one, unless they have said otherwise, and who has said so. What people have said stands beside the log; here is what the
 * authors of a group of changes have said by now, each after the ones before it. Inside the caller's transaction, which holds the rooms' rows.
 */
final class Follows {
  /** The version of the tables that knows who follows threads. */
  private static final int KNOWN = Schema.version("V20__follow.sql");
  /** What somebody follows the thread {@code t} of a message for, who is a member of its room by now: that they have written in it, or have said so. */
  private static final String FOLLOWERS = "SELECT w.user_id FROM event w WHERE w.room_id = :room AND w.seq = :thread AND w.seq >= :floor AND w.type = '" + Event.MESSAGE + "'"
      + " UNION SELECT w.user_id FROM event w WHERE w.room_id = :room AND w.thread = :thread AND w.seq >= :floor AND w.type = '" + Event.MESSAGE + "'"
      + " UNION SELECT f.user_id FROM follow f WHERE f.room_id = :room AND f.thread = :thread AND f.follows = 1";
  private static final String PAGE = "SELECT p.user_id, COALESCE(a.name, p.user_id) AS name, CASE WHEN p.user_id = :user THEN 1 ELSE 0 END AS mine, COUNT(*) OVER () AS people"
      + " FROM (" + FOLLOWERS + ") p JOIN member m ON m.room_id = :room AND m.user_id = p.user_id LEFT JOIN account a ON a.id = p.user_id"
      + " WHERE NOT EXISTS (SELECT 1 FROM follow u WHERE u.room_id = :room AND u.thread = :thread AND u.user_id = p.user_id AND u.follows = 0)"
      // Oneself first, so that one is among them however many there are.
      + " ORDER BY mine DESC, name, p.user_id LIMIT " + Limits.FOLLOWERS;

  private final Handle handle;
  private final Map<Place, Said> said = new HashMap<>();

  private Follows(Handle handle) {
    this.handle = handle;
  }

  /** Reads what it must know, which is nothing where nobody says anything of a thread. */
  static Follows of(Handle handle, Engine engine, Collection<Change> changes) {
    var follows = new Follows(handle);
    var asked = changes.stream().filter(change -> change instanceof Change.Follow).map(change -> List.of(change.room(), Long.toString(change.ref()), change.author().id(), Boolean.toString(((Change.Follow) change).on()))).distinct().toList();
    if (!asked.isEmpty()) {
      handle.createQuery("SELECT e.room_id, e.seq, COALESCE(e.thread, e.seq) AS thread, g.value ->> 2 AS user_id, f.follows,"
              + " CASE WHEN g.value ->> 3 = 'true' AND f.follows IS NULL AND (EXISTS (SELECT 1 FROM event w WHERE w.room_id = e.room_id AND w.seq = COALESCE(e.thread, e.seq) AND w.user_id = g.value ->> 2)"
              + " OR EXISTS (SELECT 1 FROM event w WHERE w.room_id = e.room_id AND w.thread = COALESCE(e.thread, e.seq) AND w.type = '" + Event.MESSAGE + "' AND w.user_id = g.value ->> 2))"
              + " THEN 1 ELSE 0 END AS wrote FROM " + engine.group()
              + " JOIN event e ON e.room_id = g.value ->> 0 AND e.seq = CAST(g.value ->> 1 AS BIGINT)"
              + " LEFT JOIN follow f ON f.room_id = e.room_id AND f.thread = COALESCE(e.thread, e.seq) AND f.user_id = g.value ->> 2")
          .bind("group", Engine.group(asked.stream()))
          .map((row, context) -> follows.said.put(new Place(row.getString("room_id"), row.getLong("seq"), row.getString("user_id")),
              new Said(row.getLong("thread"), row.getInt("wrote") != 0 ? Boolean.TRUE : said(row)))).list();
    }
    return follows;
  }

  /** Why nothing comes of this change, which is about a message that is there; empty where something does, and then it has come to pass for those after it. */
  Optional<Outcome> refusal(Change change) {
    if (!(change instanceof Change.Follow follow)) {
      return Optional.empty();
    }
    var thread = said.get(Place.of(follow)).thread;
    if (said.entrySet().stream().anyMatch(each -> each.getKey().isBy(follow) && each.getValue().thread == thread && each.getValue().is(follow.on()))) {
      return Optional.of(Outcome.UNCHANGED);
    }
    if (Releases.isOlderHere(handle, KNOWN)) {
      return Optional.of(Outcome.OLDER_NODES);
    }
    said.replaceAll((place, before) -> place.isBy(follow) && before.thread == thread ? new Said(thread, follow.on()) : before);
    return Optional.empty();
  }

  /** Of the column {@code follows}; null where nothing was said. */
  static Boolean said(ResultSet row) throws SQLException {
    return row.getString("follows") == null ? null : Boolean.valueOf(row.getInt("follows") != 0);
  }

  /** Somebody has said so, by an event of the log. */
  static void note(Handle handle, String room, Event event) {
    handle.execute("INSERT INTO follow (room_id, thread, user_id, follows) VALUES (?, ?, ?, ?) ON CONFLICT (room_id, thread, user_id) DO UPDATE SET follows = excluded.follows",
        room, event.thread() == Change.NO_REF ? event.ref() : event.thread(), event.user().id(), event.type().equals(Event.FOLLOW) ? 1 : 0);
  }

  /** Those of the thread of a message, as far as this user sees it: {@code message_not_found} where there is none. */
  static Followers of(Handle handle, String room, long seq, String user) {
    var floor = Members.floor(handle, room, user);
    var thread = Threads.of(handle, room, seq, floor);
    var count = new ArrayList<Integer>();
    var mine = new ArrayList<Boolean>();
    var users = handle.createQuery(PAGE).bind("room", room).bind("thread", thread).bind("floor", floor).bind("user", user)
        .map((row, context) -> {
          count.add(row.getInt("people"));
          mine.add(row.getInt("mine") != 0);
          return Rows.user(row);
        }).list();
    return new Followers(count.isEmpty() ? 0 : count.get(0), users, mine.contains(true));
  }

  /** A message of a thread, and who says something of that. */
  private record Place(String room, long seq, String user) {
    static Place of(Change.Follow follow) {
      return new Place(follow.room(), follow.ref(), follow.author().id());
    }

    boolean isBy(Change.Follow follow) {
      return room.equals(follow.room()) && user.equals(follow.author().id());
    }
  }

  /**
   * What somebody has said of a thread.
   *
   * @param follows null where they have neither said nor written anything
   */
  private record Said(long thread, Boolean follows) {
    boolean is(boolean on) {
      return follows != null && follows == on;
    }
  }
}
