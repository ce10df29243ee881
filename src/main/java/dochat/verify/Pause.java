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

  /** A question that may be asked again. */
  interface Question<T> {
    T ask() throws IOException;
  }

  /** Asks until there is an answer, and fails as the question does when that takes longer than this. A machine that is busy is too late with many an answer. */
  static <T> T insisting(Duration patience, Question<T> question) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        return question.ask();
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        millis(GLANCE_MILLIS);
      }
    }
  }

  static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }
}
