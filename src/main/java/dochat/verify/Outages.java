package dochat.verify;

import dochat.verify.Breaker.Struck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long clients had to wait for an answer or for an event that others had already. Times are those of {@link System#currentTimeMillis()},
 * which the nodes of one machine share. All on the loop.
 */
final class Outages {
  /** What is quicker is nobody's outage. */
  private static final long NOTED_MILLIS = 500;

  private final List<Wait> waits = new ArrayList<>();

  /** A time in which somebody waited, in epoch milliseconds. */
  record Wait(long from, long to) {
    private boolean overlaps(long start, long end) {
      return from < end && to > start;
    }

    private Wait endingBy(long latest) {
      return new Wait(from, Math.min(to, latest));
    }
  }

  /**
   * What a fault did to clients.
   *
   * @param longest  time that one waited
   * @param recovery from the fault's end until nobody waited any more
   */
  record Worst(Duration longest, Duration recovery) {
  }

  /** Somebody waited from then until now. */
  void waited(long from) {
    long now = System.currentTimeMillis();
    if (now - from > NOTED_MILLIS) {
      waits.add(new Wait(from, now));
    }
  }

  /** The longest wait that began outside of all these times of faults, which no row of theirs has. */
  Duration between(List<Struck> faults) {
    return Duration.ofMillis(waits.stream().filter(wait -> faults.stream().noneMatch(fault -> wait.overlaps(fault.from(), fault.to())))
        .mapToLong(wait -> wait.to() - wait.from()).max().orElse(0));
  }

  /** The worst of a fault, which began and ended then. What began after it, or was still to come when the next one began, is not counted to it. */
  Worst of(long start, long end, long next) {
    List<Wait> its = waits.stream().filter(wait -> wait.overlaps(start, end)).map(wait -> wait.endingBy(next)).toList();
    return new Worst(Duration.ofMillis(its.stream().mapToLong(wait -> wait.to() - wait.from()).max().orElse(0)),
        Duration.ofMillis(Math.max(0, its.stream().mapToLong(Wait::to).max().orElse(end) - end)));
  }
}
