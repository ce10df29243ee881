package dochat.door;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What all clients of a node together have not taken yet, or have sent a part of, and how much that may be: beyond, whoever holds most is
 * ended, so that slow clients cost a node a part of its memory and never its life. One for a node; any thread.
 */
public final class HeldBytes {
  /** The part of the heap that may wait for clients; as many bytes again may lie outside of it, in the buffers of the sockets. */
  private static final int PART_OF_THE_HEAP = 4;
  private static final int MUCH = 16;
  private static final int MANY = 10_000;

  private final long budget;
  private final AtomicLong held = new AtomicLong();
  private final AtomicLong holders = new AtomicLong();
  private final AtomicLong loops = new AtomicLong();

  /** A quarter of this JVM's heap. */
  public HeldBytes() {
    this(Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP);
  }

  HeldBytes(long budget) {
    this.budget = budget;
  }

  /** What may be held, in bytes. */
  public long budget() {
    return budget;
  }

  /** What is held now, in bytes, as it was counted last. */
  public long now() {
    return held.get();
  }

  /** So many bytes more on one event loop are reason enough to count again: all of them together may be too much when each has as many. */
  long enoughBytes() {
    return Math.min(budget / MUCH, Math.max(littleBytes(), (budget - held.get()) / loops.get()));
  }

  /** Who holds less is not what is too much: however many they are, together they hold less than half of what there may be. */
  long littleBytes() {
    return budget / Math.max(MANY, 2 * holders.get());
  }

  /** There are so many more event loops that count. */
  void loops(int more) {
    loops.addAndGet(more);
  }

  /** There are so many more who may hold something, or less. */
  void holders(int more) {
    holders.addAndGet(more);
  }

  /**
   * One event loop holds so many more, or less, than when it counted before.
   *
   * @param own what it holds now
   * @return how many of its own bytes it is to let go, its share of what is too much
   */
  long changed(long by, long own) {
    long all = held.addAndGet(by);
    return all <= budget ? 0 : (long) ((double) (all - budget) * own / all) + 1;
  }
}
