package dochat.bus;

import java.util.List;

/**
 * Events of one room that were committed together, encoded once by the node that committed them.
 *
 * @param first  number of the first event; the others follow without a hole
 * @param events their JSON texts, at least one
 */
public record Batch(String room, long first, List<String> events) {
  public Batch {
    events = List.copyOf(events);
    if (first < 1 || events.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one event, numbered from 1");
    }
  }

  /** The number of the last event. */
  public long last() {
    return first + events.size() - 1;
  }
}
