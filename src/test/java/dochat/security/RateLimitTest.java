package dochat.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** So many a second, with a burst; the test owns the clock. */
class RateLimitTest {
  private static final long SECOND = 1_000_000_000;
  private long now;

  @Example
  void givesABurstAndThenTheRate() {
    TokenBucket bucket = new TokenBucket(10, 20, now);
    for (int i = 0; i < 20; i++) {
      assertEquals(0, bucket.take(now));
    }
    assertEquals(1, bucket.take(now));
    now += SECOND / 10;
    assertEquals(0, bucket.take(now));
    assertEquals(1, bucket.take(now));
  }

  @Example
  void saysHowLongToWaitInWholeSeconds() {
    TokenBucket bucket = new TokenBucket(0.1, 1, now);
    assertEquals(0, bucket.take(now));
    assertEquals(10, bucket.take(now));
    assertEquals(6, bucket.take(now + 4 * SECOND + 1));
  }

  @Example
  void holdsNoMoreThanTheBurstHoweverLongNobodyCame() {
    TokenBucket bucket = new TokenBucket(5, 3, now);
    now += 1_000 * SECOND;
    assertEquals(3, IntStream.range(0, 10).filter(i -> bucket.take(now) == 0).count());
    assertEquals(1, new TokenBucket(0.2, 0.4, now).take(now) + 1, "a burst is at least one");
  }

  @Property(tries = 500)
  void neverGivesMoreThanBurstAndRate(@ForAll @DoubleRange(min = 0.1, max = 1_000) double rate, @ForAll @IntRange(min = 1, max = 50) int burst,
      @ForAll @Size(max = 200) List<@LongRange(max = SECOND) Long> pauses) {
    TokenBucket bucket = new TokenBucket(rate, burst, 0);
    long at = 0;
    int given = 0;
    for (long pause : pauses) {
      at += pause;
      given += bucket.take(at) == 0 ? 1 : 0;
      assertTrue(given <= burst + at / 1e9 * rate + 1e-6);
    }
  }

  @Property(tries = 1_000)
  void whoWaitsAsLongAsToldIsLetIn(@ForAll @DoubleRange(min = 0.1, max = 1_000) double rate, @ForAll @LongRange(max = 20 * SECOND) long pause) {
    TokenBucket bucket = new TokenBucket(rate, 1, 0);
    bucket.take(0);
    int waitSeconds = bucket.take(pause);
    if (waitSeconds > 0) {
      assertEquals(0, bucket.take(pause + waitSeconds * SECOND));
    }
  }

  @Example
  void eachKeyHasItsOwn() {
    RateLimit limit = new RateLimit(1, 1, () -> now);
    assertEquals(0, limit.take("a"));
    assertEquals(1, limit.take("a"));
    assertEquals(0, limit.take("b"));
    now += SECOND;
    assertEquals(0, limit.take("a"));
  }

  @Example
  void forgetsWhoHasNotComeForAWhile() {
    RateLimit limit = new RateLimit(1, 2, () -> now);
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 5_000; i++) {
        limit.take("key-" + round + "-" + i);
      }
      now += 2 * SECOND;
    }
    assertTrue(limit.size() <= 25_000, limit.size() + " keys");
  }

  /** A search of all keys for each one would be 4 thousand million looks, minutes rather than milliseconds. */
  @Example
  void doesNotSearchAllKeysForEachOne() {
    RateLimit limit = new RateLimit(1, 100, () -> now);
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> IntStream.range(0, 100_000).forEach(i -> limit.take("key-" + i)));
    assertEquals(100_000, limit.size(), "none may be forgotten yet");
  }
}
