package dochat.store;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Who has joined which room. Inside the caller's transaction, which holds the rooms' rows already ({@link Rooms#lock}). */
final class Members {
  private Members() {}

  static boolean has(Handle handle, String room, String user) {
    return handle.createQuery("SELECT 1 FROM member WHERE room_id = :room AND user_id = :user").bind("room", room).bind("user", user)
        .mapTo(Integer.class).findOne().isPresent();
  }

  static void add(Handle handle, String room, String user) {
    add(handle, new TreeMap<>(Map.of(room, Set.of(user))));
  }

  /** Adds those who are not members yet; what was said before they came counts as read. Rooms that do not exist get none. */
  static void add(Handle handle, SortedMap<String, Set<String>> usersByRoom) {
    usersByRoom.forEach((room, users) -> recount(handle, room, insert(handle, room, users)));
  }

  static void remove(Handle handle, String room, String user) {
    recount(handle, room, -handle.execute("DELETE FROM member WHERE room_id = ? AND user_id = ?", room, user));
  }

  /** Those who are members are left out before the insert, which would wait for whoever changes their rows. */
  private static int insert(Handle handle, String room, Set<String> users) {
    var batch = handle.prepareBatch("INSERT INTO member (room_id, user_id, read_seq) SELECT r.id, ?, r.head FROM room r WHERE r.id = ?"
        + " AND NOT EXISTS (SELECT 1 FROM member m WHERE m.room_id = r.id AND m.user_id = ?) ON CONFLICT DO NOTHING");
    users.forEach(user -> batch.add(user, room, user));
    var added = 0;
    for (var rows : batch.execute()) {
      added += rows;
    }
    return added;
  }

  static void recount(Handle handle, String room, int change) {
    if (change != 0) {
      handle.execute("UPDATE room SET members = members + ? WHERE id = ?", change, room);
    }
  }
}
