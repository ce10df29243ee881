package dochat.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How the main thread, which leads a run, lets time pass. */
final class Pause {
  private static final long BRIEF_MILLIS = 10;

  private Pause() {
  }

  static void briefly() throws IOException {
    of(Duration.ofMillis(BRIEF_MILLIS));
  }

  static void of(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Until this moment, as exactly as the system can. */
  static void until(long stamp) throws IOException {
    for (long left = stamp - Stamp.now(); left > 0; left = stamp - Stamp.now()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw interrupted(new InterruptedException());
      }
    }
  }

  static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }
}
