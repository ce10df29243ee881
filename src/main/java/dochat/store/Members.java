package dochat.store;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Who has joined which room. Inside the caller's transaction. */
final class Members {
  private Members() {}

  static void add(Handle handle, String room, String user) {
    add(handle, new TreeMap<>(Map.of(room, Set.of(user))));
  }

  /** Adds those who are not members yet; what was said before they came counts as read. Rooms that do not exist get none. */
  static void add(Handle handle, SortedMap<String, Set<String>> usersByRoom) {
    var joined = new TreeMap<String, Integer>();
    usersByRoom.forEach((room, users) -> joined.put(room, insert(handle, room, users)));
    joined.forEach((room, count) -> recount(handle, room, count));
  }

  static void remove(Handle handle, String room, String user) {
    recount(handle, room, -handle.execute("DELETE FROM member WHERE room_id = ? AND user_id = ?", room, user));
  }

  private static int insert(Handle handle, String room, Set<String> users) {
    var batch = handle.prepareBatch("INSERT INTO member (room_id, user_id, read_seq) SELECT id, ?, head FROM room WHERE id = ?"
        + " ON CONFLICT DO NOTHING");
    users.forEach(user -> batch.add(user, room));
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
