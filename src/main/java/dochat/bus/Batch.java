package dochat.bus;

import dochat.trace.Origin;
import java.util.List;

/**
 * Events of one room that were committed together, encoded once by the node that committed them.
 *
 * @param first   number of the first event; the others follow without a hole
 * @param events  their JSON texts, at least one
 * @param posted  when and where the oldest of them came in
 * @param origins the spans that published those of them that are traced
 */
public record Batch(String room, long first, List<String> events, Posted posted, List<Origin> origins) {
  public Batch {
    events = List.copyOf(events);
    origins = List.copyOf(origins);
    if (first < 1 || events.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one event, numbered from 1");
    }
  }

  /** Events that came in at this moment. */
  public Batch(String room, long first, List<String> events) {
    this(room, first, events, Posted.here(0), List.of());
  }

  /** The number of the last event. */
  public long last() {
    return first + events.size() - 1;
  }
}
