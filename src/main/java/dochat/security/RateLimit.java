package dochat.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key. Any thread may call. Buckets that are full again are forgotten whenever their number has doubled, so the
 * memory is bounded by twice the keys that were used within the time that a bucket takes to fill, and a sweep costs each key little.
 */
public final class RateLimit {
  /** Fewer keys than this are not worth a sweep. */
  private static final int SWEEP = 10_000;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final AtomicInteger sweepAt = new AtomicInteger(SWEEP);

  /** So many a second, more than 0, after a burst of so many, at least 1. */
  public RateLimit(double perSecond, double burst) {
    this(perSecond, burst, System::nanoTime);
  }

  RateLimit(double perSecond, double burst, LongSupplier nanos) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.nanos = nanos;
  }

  /** Takes one; the answer is 0, or the whole seconds, rounded up, after which one more will be there. */
  public int take(String key) {
    long now = nanos.getAsLong();
    sweep(now);
    int[] waitSeconds = new int[1];
    buckets.compute(key, (same, known) -> {
      TokenBucket bucket = known == null ? new TokenBucket(perSecond, burst, now) : known;
      waitSeconds[0] = bucket.take(now);
      return bucket;
    });
    return waitSeconds[0];
  }

  /** Whether there is one to take, which stays there. */
  public boolean has(String key) {
    long now = nanos.getAsLong();
    boolean[] has = {true};
    buckets.computeIfPresent(key, (same, bucket) -> {
      has[0] = bucket.has(now);
      return bucket;
    });
    return has[0];
  }

  private void sweep(long now) {
    int limit = sweepAt.get();
    if (buckets.size() >= limit && sweepAt.compareAndSet(limit, Integer.MAX_VALUE)) {
      buckets.keySet().forEach(key -> buckets.computeIfPresent(key, (same, bucket) -> bucket.isFull(now) ? null : bucket));
      sweepAt.set(Math.max(SWEEP, 2 * buckets.size()));
    }
  }

  int size() {
    return buckets.size();
  }
}
