package dochat.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a database that is started beside the node, or again. Blocks: for the start of a node. */
final class Arrival {
  private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
  private static final long PAUSE_MILLIS = 500;
  private static final long SAID_NANOS = TimeUnit.SECONDS.toNanos(10);

  private Arrival() {}

  /**
   * Opens the database, as soon as it is there. What waiting does not mend fails at once, like {@link Engine#open}.
   *
   * @param patience for so long it is tried again
   */
  static Engine of(StoreConfig config, Duration patience) {
    var beganNanos = System.nanoTime();
    var saidNanos = beganNanos - SAID_NANOS;
    while (true) {
      try {
        return Engine.open(config);
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
