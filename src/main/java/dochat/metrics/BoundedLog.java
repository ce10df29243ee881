package dochat.metrics;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * Writes the log on a thread of its own, so that no event loop waits for a disk or a terminal. What waits is bounded; beyond, what comes is
 * dropped and counted. Made by Logback from its configuration; any thread may log.
 */
public final class BoundedLog extends AsyncAppender {
  /** Lines that may wait. */
  static final int WAITING = 8_192;
  /** So many threads may find the last place free at the same time. */
  private static final int SPARE = 256;
  /** For so long the end waits for what was said before. */
  private static final int END_MILLIS = 5_000;
  private static final LongAdder DROPPED = new LongAdder();

  public BoundedLog() {
    setQueueSize(WAITING + SPARE);
    setDiscardingThreshold(SPARE);
    setNeverBlock(true);
    setMaxFlushTime(END_MILLIS);
  }

  /** How many lines were dropped, by all logs of this process. */
  public static double dropped() {
    return DROPPED.sum();
  }

  /** Asked only when there is hardly any place left. */
  @Override
  protected boolean isDiscardable(ILoggingEvent event) {
    DROPPED.increment();
    return true;
  }
}
