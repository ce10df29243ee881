package dochat.store;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs work again while somebody else is in its way. Short random pauses instead of SQLite's busy handler, which sleeps up to 100 ms at a
 * time: with it one of two busy processes waited up to 0.9 s, with these 0.2 s. Blocks; for worker threads only.
 */
final class Retries {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private Retries() {}

  /** The work's result; {@link StoreBusy} after about 5 s in vain or when waiting makes no sense. */
  static <T> T run(Engine engine, Supplier<T> work) {
    var deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        var fault = fault(engine, e);
        if (fault == Engine.Fault.BUG) {
          throw e;
        }
        if (fault == Engine.Fault.LASTING || System.nanoTime() > deadline) {
          throw new StoreBusy(e);
        }
        pause(e);
      }
    }
  }

  private static Engine.Fault fault(Engine engine, RuntimeException e) {
    var cause = Engine.cause(e);
    return cause == null ? Engine.Fault.BUG : engine.fault(cause);
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
