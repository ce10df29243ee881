package dochat.verify;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a history is judged by.
 *
 * @param creator      id of who has made the rooms, and so owns them
 * @param privateRooms those that one has to be invited to; the others are public
 * @param faults       in their order
 */
record Circumstances(String creator, Set<String> privateRooms, List<Span> faults) {
  /** What is promised within a second is held to as much as being right again after a fault, for the sake of machines that are busy with other things. */
  private static final long GRACE_NANOS = Duration.ofSeconds(3).toNanos();

  /** A time, in nanoseconds of the run. */
  record Span(long from, long to) {
    boolean contains(long moment) {
      return from < moment && moment < to;
    }
  }

  /** When all nodes keep to what came to pass then, in nanoseconds of the run: a fault that comes before that gives them time anew. {@link Fate#NEVER} stays that. */
  long due(long moment) {
    if (moment == Fate.NEVER) {
      return Fate.NEVER;
    }
    long due = moment + GRACE_NANOS;
    for (Span fault : faults) {
      if (fault.from() <= due && fault.to() >= moment) {
        due = Math.max(due, fault.to() + GRACE_NANOS);
      }
    }
    return due;
  }
}
