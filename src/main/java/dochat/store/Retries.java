package dochat.store;

import dochat.store.Engine.Fault;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Runs work again while somebody else is in its way. Short random pauses instead of SQLite's busy handler, which sleeps up to 100 ms at a
 * time: with it one of two busy processes waited up to 0.9 s, with these 0.2 s. Blocks; for worker threads only.
 */
final class Retries {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  /** What is taken is found by the next try, or by the one after it if it went again meanwhile. */
  private static final int TRIES_WHEN_TAKEN = 3;

  private Retries() {}

  /** The work's result; {@link StoreBusy} after about 5 s in vain or when waiting makes no sense. */
  static <T> T run(Engine engine, Supplier<T> work) {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return once(engine, () -> System.nanoTime() > deadline, work);
      } catch (RuntimeException e) {
        var fault = Engine.fault(engine, e);
        if (fault == Fault.BUG || fault == Fault.TAKEN) {
          throw e;
        }
        if (fault == Fault.LASTING || System.nanoTime() > deadline) {
          throw new StoreBusy(e, fault == Fault.LASTING);
        }
        pause(e);
      }
    }
  }

  /** The work's result. Again at once, but for moments, while others are in the way; all else fails as the database does. */
  static <T> T once(Engine engine, BooleanSupplier isOver, Supplier<T> work) {
    for (var tries = 1; ; tries++) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        var fault = Engine.fault(engine, e);
        var mayPass = fault == Fault.PASSING || fault == Fault.TAKEN && tries < TRIES_WHEN_TAKEN;
        if (!mayPass || isOver.getAsBoolean()) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(RuntimeException reason) {
    try {
      TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_NANOS, LONGEST_PAUSE_NANOS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreBusy(reason);
    }
  }
}
