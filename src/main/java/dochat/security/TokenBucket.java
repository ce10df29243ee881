package dochat.security;

/** So many a second, with a burst. Used by one thread at a time. */
public final class TokenBucket {
  private static final double NANOS = 1e9;

  private final double perSecond;
  private final double burst;
  private double tokens;
  private long lastNanos;

  /**
   * A full bucket.
   *
   * @param perSecond more than 0
   * @param burst     what a full bucket holds, at least 1
   */
  public TokenBucket(double perSecond, double burst, long nowNanos) {
    this.perSecond = perSecond;
    this.burst = Math.max(1, burst);
    this.tokens = this.burst;
    this.lastNanos = nowNanos;
  }

  /** Takes one; the answer is 0, or the whole seconds, rounded up, after which one will be there. */
  public int take(long nowNanos) {
    fill(nowNanos);
    if (tokens >= 1) {
      tokens--;
      return 0;
    }
    return (int) Math.ceil((1 - tokens) / perSecond);
  }

  /** Whether there is one to take. */
  boolean has(long nowNanos) {
    fill(nowNanos);
    return tokens >= 1;
  }

  /** Whether nothing has been taken lately, so that a new bucket would be the same. */
  boolean isFull(long nowNanos) {
    fill(nowNanos);
    return tokens >= burst;
  }

  private void fill(long nowNanos) {
    tokens = Math.min(burst, tokens + (nowNanos - lastNanos) / NANOS * perSecond);
    lastNanos = nowNanos;
  }
}
