package dochat.loop;

import java.util.function.LongSupplier;

/**
 * Time as one event loop has lived it: when the process stood still (a suspended machine, SIGSTOP, a long collection), that time has not
 * passed, since whoever was to be heard in it may have spoken, and only nobody has listened yet. So time limits for others are measured
 * with it. Read at least once a second, by one event loop only.
 */
public final class LoopClock {
  /** Three times what is usual between two looks at the clock: the loop did not run. */
  private static final long ASLEEP_NANOS = 3_000_000_000L;

  private final LongSupplier nanos;
  private long lookNanos;
  private long sleptNanos;

  public LoopClock() {
    this(System::nanoTime);
  }

  /** @param nanos goes on while the process stands still */
  public LoopClock(LongSupplier nanos) {
    this.nanos = nanos;
    this.lookNanos = nanos.getAsLong();
  }

  /** Comparable with other values of this clock only, like {@link System#nanoTime}; never goes back. */
  public long nanos() {
    long now = nanos.getAsLong();
    long gap = now - lookNanos;
    if (gap > ASLEEP_NANOS) {
      sleptNanos += gap;
    }
    lookNanos = now;
    return now - sleptNanos;
  }
}
