package dochat.room;

import dochat.trace.Arrival;
import java.util.ArrayList;
import java.util.List;

/** Traced batches that have come in and whose events nobody was woken for. Lives on the hub's context; empty as a rule. */
final class TracedBatches {
  /** More than the bus brings until a gap is filled; what comes beyond is delivered like the rest, but not traced. */
  private static final int MOST = 256;

  private final List<Waiting> waiting = new ArrayList<>();

  /** @param last number of its last event */
  void add(long last, Arrival arrival) {
    if (waiting.size() < MOST) {
      waiting.add(new Waiting(last, arrival));
    }
  }

  /** Takes out those that a tail with this head has all of. */
  List<Arrival> upTo(long head) {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Arrival> taken = waiting.stream().filter(each -> each.last <= head).map(Waiting::arrival).toList();
    waiting.removeIf(each -> each.last <= head);
    return taken;
  }

  private record Waiting(long last, Arrival arrival) {
  }
}
