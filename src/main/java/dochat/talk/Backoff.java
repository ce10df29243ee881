package dochat.talk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before each round of attempts: hardly at first, then twice as long each time, up to a bound; jittered, so that many clients do not come at once. */
final class Backoff {
  private static final long FIRST_MILLIS = 300;
  private static final long MOST_MILLIS = 15_000;

  private final RandomGenerator random;
  private long boundMillis = FIRST_MILLIS;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The wait before the next round: between half of the bound and the bound, at most 15 s. */
  Duration next() {
    long millis = boundMillis / 2 + random.nextLong(boundMillis / 2 + 1);
    boundMillis = Math.min(MOST_MILLIS, 2 * boundMillis);
    return Duration.ofMillis(millis);
  }
}
