package dochat.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be done at most once a second, such as a warning that each of thousands of messages would cause. Any thread may call. */
public final class Seldom {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

  /** Runs the work, unless it was run within the last second. */
  public void now(Runnable work) {
    long now = System.nanoTime();
    long next = nextNanos.get();
    if (now - next >= 0 && nextNanos.compareAndSet(next, now + PAUSE_NANOS)) {
      work.run();
    }
  }
}
