package dochat.session;

import dochat.protocol.Limits;

/** When a peer was last heard, and when it is asked next. Times are those of {@link System#nanoTime}. */
final class Liveness {
  private static final long MILLI = 1_000_000;
  /** Of so many beats, one also asks the store whether the token still holds, should the hint of a sign-out have been lost. */
  private static final int IDENTITY_BEATS = 3;

  private final long bornNanos;
  private long heardNanos;
  private long beatNanos;
  private int beats;
  private long askedEveryNanos = Long.MAX_VALUE;
  private long askedBeatNanos;

  Liveness(long nowNanos) {
    this.bornNanos = nowNanos;
    this.heardNanos = nowNanos;
    this.beatNanos = nowNanos;
  }

  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  boolean isOlderThan(long millis, long nowNanos) {
    return nowNanos - bornNanos >= millis * MILLI;
  }

  boolean isBeatDue(long nowNanos) {
    return nowNanos - beatNanos >= Limits.HEARTBEAT_MILLIS * MILLI;
  }

  /** The peer asks for a beat that it can see, so often. */
  void beatEvery(int seconds, long nowNanos) {
    askedEveryNanos = seconds * 1_000 * MILLI;
    askedBeatNanos = nowNanos;
  }

  /** Nobody asks any longer. */
  void beatNoMore() {
    askedEveryNanos = Long.MAX_VALUE;
  }

  /** Whether it is time for a beat that was asked for; it counts as given then. */
  boolean takeAskedBeat(long nowNanos) {
    boolean isDue = nowNanos - askedBeatNanos >= askedEveryNanos;
    if (isDue) {
      askedBeatNanos = nowNanos;
    }
    return isDue;
  }

  /** Nothing came for so long. */
  boolean isSilent(long millis, long nowNanos) {
    return nowNanos - heardNanos >= millis * MILLI;
  }

  /** Notes a beat; true when it is the turn of the identity. */
  boolean beat(long nowNanos) {
    beatNanos = nowNanos;
    beats++;
    return beats % IDENTITY_BEATS == 0;
  }
}
