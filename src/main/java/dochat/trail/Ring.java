package dochat.trail;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The newest of what was added, up to a number. Any thread adds and reads, none waits. */
final class Ring<T> {
  private final AtomicReferenceArray<T> slots;
  private final AtomicLong added = new AtomicLong();
  private volatile T forgotten;

  /** @param size how many are kept, at least 1 */
  Ring(int size) {
    slots = new AtomicReferenceArray<>(size);
  }

  /** Adds one, and forgets the oldest one where there are too many. */
  void add(T entry) {
    T oldest = slots.getAndSet(slot(added.getAndIncrement()), entry);
    if (oldest != null) {
      forgotten = oldest;
    }
  }

  /** What is kept, the newest first. What is added meanwhile may be missing. */
  Stream<T> newest() {
    long end = added.get();
    return LongStream.iterate(end - 1, number -> number >= Math.max(0, end - slots.length()), number -> number - 1)
        .mapToObj(number -> slots.get(slot(number))).filter(entry -> entry != null);
  }

  /** The newest one that is not kept any more; none as long as all are. */
  Optional<T> forgotten() {
    return Optional.ofNullable(forgotten);
  }

  private int slot(long number) {
    return (int) (number % slots.length());
  }
}
