package dochat.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key. Any thread may call. A bucket that is full again is forgotten, so the memory is bounded by the keys that
 * were used within the time that a bucket takes to fill.
 */
public final class RateLimit {
  /** Keys from which on full buckets are swept out. */
  private static final int SWEEP = 10_000;

  private final double perSecond;
  private final double burst;
  private final LongSupplier nanos;
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();

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

  private void sweep(long now) {
    if (buckets.size() >= SWEEP) {
      buckets.keySet().forEach(key -> buckets.computeIfPresent(key, (same, bucket) -> bucket.isFull(now) ? null : bucket));
    }
  }
}
