package dochat.bus;

import java.util.List;

/**
 * Events of one room that were committed together, encoded once by the node that committed them.
 *
 * @param first  number of the first event; the others follow without a hole
 * @param events their JSON texts, at least one
 * @param posted when and where the oldest of them came in; null where a node does not say, as none did in the beginning
 */
public record Batch(String room, long first, List<String> events, Posted posted) {
  public Batch {
    events = List.copyOf(events);
    if (first < 1 || events.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one event, numbered from 1");
    }
  }

  /** Events that came in at this moment. */
  public Batch(String room, long first, List<String> events) {
    this(room, first, events, Posted.here(0));
  }

  /** The number of the last event. */
  public long last() {
    return first + events.size() - 1;
  }
}
