package dochat.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.awaitility.pollinterval.PollInterval;

/** Waits for conditions, with the patience that a busy machine needs. */
public final class Eventually {
  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SELDOM_MILLIS = 250;
  private static final int TRIES = 3;
  /** Soon at first, then after a tenth of the time that has passed: what takes longer is asked of a node, which has better to do than to answer. */
  private static final PollInterval POLL = (count, last) -> Duration.ofMillis(Math.min(SELDOM_MILLIS, 5 + count * count / 4));

  private Eventually() {}

  /** Fails after the patience with this sentence. */
  public static void eventually(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL).until(condition);
  }

  /** Fails after the patience with the assertion's own words. */
  public static void eventually(ThrowingRunnable assertion) {
    Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(POLL).untilAsserted(assertion);
  }

  /** The same with a look each second, where a look is dear: as into the heap of a node, for which the node collects garbage. */
  public static void slowly(ThrowingRunnable assertion) {
    Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofSeconds(1)).untilAsserted(assertion);
  }

  /** Fails unless this work, which says how long it has taken, does so within so many milliseconds once in three times: a busy machine may be late, but what is late each time is not what is promised. */
  public static void within(long millis, LongSupplier work) {
    List<Long> taken = new ArrayList<>();
    while (taken.size() < TRIES && taken.stream().noneMatch(each -> each <= millis)) {
      taken.add(work.getAsLong());
    }
    if (taken.stream().noneMatch(each -> each <= millis)) {
      throw new AssertionError("not within " + millis + " ms, but " + taken);
    }
  }
}
