package dochat.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that is started beside the node, or again. Blocks: for the start of a node. */
final class Arrival {
  private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
  private static final long PAUSE_MILLIS = 500;
  private static final long SAID_NANOS = TimeUnit.SECONDS.toNanos(10);

  private Arrival() {}

  /**
   * What the work brings, as soon as the database is there: it may go again while the tables are prepared. What waiting does not mend
   * fails at once.
   *
   * @param patience for so long it is tried again
   * @param work     fails with {@link StoreUnavailable}
   */
  static <T> T of(Duration patience, Supplier<T> work) {
    var beganNanos = System.nanoTime();
    var saidNanos = beganNanos - SAID_NANOS;
    while (true) {
      try {
        return work.get();
      } catch (StoreUnavailable e) {
        var now = System.nanoTime();
        if (!e.isAway() || now - beganNanos >= patience.toNanos()) {
          throw e;
        }
        if (now - saidNanos >= SAID_NANOS) {
          LOG.warn("waits for the database, which is not there yet seconds={} of={} reason=\"{}\"", TimeUnit.NANOSECONDS.toSeconds(now - beganNanos),
              patience.toSeconds(), e.getMessage());
          saidNanos = now;
        }
        pause(e);
      }
    }
  }

  private static void pause(StoreUnavailable reason) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reason;
    }
  }
}
