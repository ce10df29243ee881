package dochat.store;

import dochat.model.Ban;
import dochat.model.Event;
import dochat.model.Role;
import dochat.model.User;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Who is banned from which room, and how many that are, which stands in the room's row, so that rooms from which nobody is banned cost nothing. Inside the caller's
 * transaction, which holds the rooms' rows already where it changes something ({@link Rooms#lock}).
 */
final class Bans {
  /** Whether a user is banned from a room {@code r}. */
  static final String HAS = "EXISTS (SELECT 1 FROM ban b WHERE b.room_id = r.id AND b.user_id = :user)";

  private Bans() {}

  static boolean has(Handle handle, String room, String user) {
    return handle.createQuery("SELECT 1 FROM ban WHERE room_id = :room AND user_id = :user").bind("room", room).bind("user", user)
        .mapTo(Integer.class).findOne().isPresent();
  }

  /** By an event of the log: who is banned is no member any more. */
  static void add(Handle handle, String room, Event event) {
    var user = event.whom().id();
    recount(handle, room, handle.execute("INSERT INTO ban (room_id, user_id, event_seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", room, user, event.seq()));
    Members.remove(handle, room, user);
  }

  /** By an event of the log. Who was a member does not become one again by it. */
  static void lift(Handle handle, String room, String user) {
    recount(handle, room, -handle.execute("DELETE FROM ban WHERE room_id = ? AND user_id = ?", room, user));
    Places.changed(handle, Stream.of(user));
  }

  /** A page of those whose ids are greater, for who keeps order there: else {@code not_permitted}, {@link Banned} or {@link NoSuchRoom}. */
  static List<Ban> page(Handle handle, String room, String user, String after, int limit) {
    var role = handle.createQuery("SELECT role FROM member WHERE room_id = :room AND user_id = :user").bind("room", room).bind("user", user).mapTo(String.class).findOne();
    if (!role.map(Role::of).filter(each -> each.isAtLeast(Role.MODERATOR)).isPresent()) {
      throw RoomViews.notPermitted(handle, room, user);
    }
    return handle.createQuery("SELECT b.user_id, COALESCE(a.name, e.whom_name) AS name, e.user_id AS by_id, COALESCE(c.name, e.user_name) AS by_name, e.at FROM ban b"
            + " JOIN event e ON e.room_id = b.room_id AND e.seq = b.event_seq LEFT JOIN account a ON a.id = b.user_id LEFT JOIN account c ON c.id = e.user_id"
            + " WHERE b.room_id = :room AND b.user_id > :after ORDER BY b.user_id LIMIT :limit")
        .bind("room", room).bind("after", after).bind("limit", limit)
        .map((row, context) -> new Ban(Rows.user(row), new User(row.getString("by_id"), row.getString("by_name")), Instant.ofEpochMilli(row.getLong("at")))).list();
  }

  private static void recount(Handle handle, String room, int change) {
    if (change != 0) {
      handle.execute("UPDATE room SET bans = bans + ? WHERE id = ?", change, room);
    }
  }
}
