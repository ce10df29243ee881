package dochat.room;

import dochat.trace.Arrival;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Traced batches that have come in and whose events nobody was woken for. Lives on the hub's context; empty as a rule. */
final class TracedBatches {
  /** More than the bus brings until a gap is filled; what comes beyond is delivered like the rest, but not traced. */
  static final int MOST = 256;

  /** By the number of their last event. */
  private final NavigableMap<Long, Arrival> waiting = new TreeMap<>();

  /** Whether there is room for a batch that ends with this event; none for one that the bus brings again. */
  boolean takes(long last) {
    return waiting.size() < MOST && !waiting.containsKey(last);
  }

  /** @param last number of its last event, which {@linkplain #takes was asked about} */
  void add(long last, Arrival arrival) {
    waiting.put(last, arrival);
  }

  /** Takes out those that a tail with this head has all of. */
  List<Arrival> upTo(long head) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    NavigableMap<Long, Arrival> taken = waiting.headMap(head, true);
    List<Arrival> arrivals = List.copyOf(taken.values());
    taken.clear();
    return arrivals;
  }

  /** Forgets all of them: their log is no more. */
  void clear() {
    waiting.clear();
  }
}
