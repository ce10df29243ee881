package dochat.verify;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How the main thread, which leads a run, lets time pass. */
final class Pause {
  private static final long GLANCE_MILLIS = 50;

  private Pause() {
  }

  static void of(Duration time) throws IOException {
    millis(time.toMillis());
  }

  static void millis(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Waits until it is so, for a time at most; the answer is whether it is. */
  static boolean until(Duration patience, BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      millis(GLANCE_MILLIS);
    }
    return true;
  }

  static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }
}
