package dochat.store;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.protocol.Limits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The messages that the rooms of a group of changes keep at hand, as it is when each change comes to pass. Inside the caller's transaction, which holds the rooms' rows.
 */
final class Pins {
  private final Map<String, Set<Long>> rooms = new HashMap<>();

  private Pins() {}

  /** Reads what it must know, which is nothing where nothing is pinned. */
  static Pins of(Handle handle, Engine engine, Collection<Change> changes) {
    var pins = new Pins();
    changes.stream().filter(change -> change instanceof Change.Pin).forEach(change -> pins.rooms.put(change.room(), new HashSet<>()));
    if (!pins.rooms.isEmpty()) {
      // Nodes that knew no pins may have deleted messages and left theirs.
      handle.createQuery("SELECT p.room_id, p.seq FROM " + engine.group() + " JOIN pin p ON p.room_id = g.value ->> 0"
              + " WHERE NOT EXISTS (SELECT 1 FROM changed c WHERE c.room_id = p.room_id AND c.seq = p.seq AND c.deleted_at <> 0)")
          .bind("group", Engine.group(pins.rooms.keySet().stream().map(List::of)))
          .map((row, context) -> pins.rooms.get(row.getString("room_id")).add(row.getLong("seq"))).list();
    }
    return pins;
  }

  /** Why this change pins nothing, of a message that is there; empty where it does, or is about something else, and then it has come to pass for those after it. */
  Optional<Outcome> refusal(Change change) {
    var pinned = rooms.getOrDefault(change.room(), Set.of());
    if (change instanceof Change.Delete && pinned.contains(change.ref())) {
      pinned.remove(change.ref());
    }
    if (!(change instanceof Change.Pin pin)) {
      return Optional.empty();
    }
    if (pinned.contains(pin.ref()) == pin.on()) {
      return Optional.of(Outcome.UNCHANGED);
    }
    if (pin.on() && pinned.size() >= Limits.PINS_PER_ROOM) {
      return Optional.of(Outcome.TOO_MANY_PINS);
    }
    if (pin.on()) {
      pinned.add(pin.ref());
    } else {
      pinned.remove(pin.ref());
    }
    return Optional.empty();
  }
}
