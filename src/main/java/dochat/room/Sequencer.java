package dochat.room;

import dochat.model.Audience;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Turns events that come lost, doubled and reordered into a tail without a hole. Pure; used on the hub's context only. It keeps what is
 * ahead for a moment, within bounds; what it does not keep is read from the log.
 */
final class Sequencer {
  /** Batches kept that are ahead of the tail. More are dropped: the log has them. */
  private static final int AHEAD = 64;

  private final NavigableMap<Long, List<String>> ahead = new TreeMap<>();
  private RoomTail tail;
  private long known;

  Sequencer(RoomTail tail) {
    this.tail = tail;
    this.known = tail.head();
  }

  RoomTail tail() {
    return tail;
  }

  /** Holds no more than so many characters from now on, but for its newest event, until others come. */
  void keepWithin(long mostChars) {
    tail = tail.within(mostChars);
  }

  /** Is for these people from now on, unless it knows better. */
  void heardBy(Audience audience) {
    tail = tail.heardBy(audience);
  }

  /** Takes events in; true when the tail has grown. */
  boolean offer(long first, List<String> events) {
    long before = tail.head();
    heard(first + events.size() - 1);
    if (first <= before + 1) {
      append(first, events);
      drainAhead();
    } else if (ahead.size() < AHEAD) {
      ahead.put(first, events);
    }
    return tail.head() > before;
  }

  /** The store has this head. */
  void heard(long head) {
    known = Math.max(known, head);
  }

  /** Whether an event is known to exist that the tail has not. */
  boolean hasGap() {
    return tail.head() < known;
  }

  private void append(long first, List<String> events) {
    int doubled = (int) Math.min(events.size(), tail.head() + 1 - first);
    if (doubled < events.size()) {
      tail = tail.with(events.subList(doubled, events.size()));
    }
  }

  private void drainAhead() {
    while (!ahead.isEmpty() && ahead.firstKey() <= tail.head() + 1) {
      var next = ahead.pollFirstEntry();
      append(next.getKey(), next.getValue());
    }
  }
}
