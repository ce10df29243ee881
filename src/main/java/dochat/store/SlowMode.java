package dochat.store;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * When the authors of a group of changes may post again in rooms that let time pass between two messages of one person. Inside the caller's transaction, which holds the
 * rooms' rows, so that two nodes cannot be played against each other.
 */
final class SlowMode {
  private static final int SECOND = 1_000;

  private final long now;
  private final Map<Place, Long> said = new HashMap<>();
  private final Map<Place, Integer> waits = new HashMap<>();
  private final Set<Place> fresh = new HashSet<>();

  private SlowMode(Instant now) {
    this.now = now.toEpochMilli();
  }

  /**
   * Reads what it must know, which is nothing where no room is slow.
   *
   * @param changes those of rooms that are slow, or may become so within the group
   * @param now     the time that the group's events have
   */
  static SlowMode of(Handle handle, Engine engine, Collection<Change> changes, Instant now) {
    var slow = new SlowMode(now);
    var posts = changes.stream().filter(change -> change instanceof Change.Post).map(change -> List.of(change.room(), change.author().id())).distinct().toList();
    if (!posts.isEmpty()) {
      handle.createQuery("SELECT s.room_id, s.user_id, s.at FROM " + engine.group() + " JOIN said s ON s.room_id = g.value ->> 0 AND s.user_id = g.value ->> 1")
          .bind("group", Engine.group(posts.stream()))
          .map((row, context) -> slow.said.put(new Place(row.getString("room_id"), row.getString("user_id")), row.getLong("at"))).list();
    }
    return slow;
  }

  /**
   * Whether it is too soon for this change; empty where it is not, and then it counts for those after it.
   *
   * @param seconds what the room lets pass by now, for this author
   */
  Optional<Outcome> refusal(Change change, int seconds) {
    if (seconds == 0 || !(change instanceof Change.Post)) {
      return Optional.empty();
    }
    var place = Place.of(change);
    var pause = (long) seconds * SECOND;
    // A clock that was put back, here or at another node, makes nobody wait longer.
    var left = said.containsKey(place) ? Math.min(pause, said.get(place) + pause - now) : 0;
    if (left > 0) {
      waits.put(place, (int) ((left + SECOND - 1) / SECOND));
      return Optional.of(Outcome.TOO_SOON);
    }
    said.put(place, now);
    fresh.add(place);
    return Optional.empty();
  }

  /** Seconds that its author has to wait, after a refusal. */
  int wait(Change change) {
    return waits.getOrDefault(Place.of(change), 0);
  }

  /** Keeps what has come to pass. */
  void note(Handle handle) {
    fresh.forEach(place -> handle.execute("INSERT INTO said (room_id, user_id, at) VALUES (?, ?, ?) ON CONFLICT (room_id, user_id) DO UPDATE SET at = excluded.at",
        place.room, place.user, now));
  }

  private record Place(String room, String user) {
    static Place of(Change change) {
      return new Place(change.room(), change.author().id());
    }
  }
}
