package dochat.model;

import java.util.List;

/**
 * A page of a room's log.
 *
 * @param head   the room's newest number at the time of reading
 * @param events in rising order, without a hole between the first and the last
 */
public record History(long head, List<Event> events) {
  public History {
    events = List.copyOf(events);
  }
}
