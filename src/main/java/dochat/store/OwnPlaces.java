package dochat.store;

import dochat.model.Room;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The part of the {@link Store} that knows what people keep of their rooms for themselves alone, under the store's own rules: any thread may call, futures come
 * back on the caller's context and fail as the store's do. Each change counts up the number that their feeds go by ({@link Places#changed}).
 */
public final class OwnPlaces {
  private final Registry.Lane changes;

  OwnPlaces(Registry.Lane changes) {
    this.changes = changes;
  }

  /**
   * Says whether a room is muted, and whether it is a favourite; the answer is the room as this member sees it then. Of one that somebody has not joined nothing
   * is kept, and the answer says that they have not; empty where there is none that they may know of.
   *
   * @param muted     null: as it is
   * @param favourite null: as it is
   */
  public Future<Optional<Room>> keep(String room, String user, Boolean muted, Boolean favourite) {
    return changes.change(lane(user), handle -> {
      if (set(handle, "muted", muted, room, user) + set(handle, "favourite", favourite, room, user) > 0) {
        Places.changed(handle, Stream.of(user));
      }
      return RoomViews.one(handle, room, user);
    });
  }

  private static int set(Handle handle, String column, Boolean value, String room, String user) {
    return value == null ? 0 : handle.execute("UPDATE member SET " + column + " = ? WHERE room_id = ? AND user_id = ? AND " + column + " <> ?",
        value ? 1 : 0, room, user, value ? 1 : 0);
  }

  private static String lane(String user) {
    return "own " + user;
  }
}
