package dochat.session;

import dochat.loop.LoopClock;
import dochat.protocol.Limits;

/** When a peer was last heard, what it has not answered, and when it is asked next. Times are those of its event loop's clock. */
final class Liveness {
  private static final long MILLI = 1_000_000;
  /** Of so many beats, one also asks the store whether the token still holds, should the hint of a sign-out have been lost. */
  private static final int IDENTITY_BEATS = 3;
  /** Who leaves so many pings unanswered until the next one is due is gone. */
  private static final int PINGS_UNANSWERED = 2;

  private final LoopClock clock;
  private final long bornNanos;
  private long heardNanos;
  private long beatNanos;
  private int beats;
  private int unanswered;
  private long askedEveryNanos = Long.MAX_VALUE;
  private long askedBeatNanos;

  Liveness(LoopClock clock) {
    this.clock = clock;
    this.bornNanos = clock.nanos();
    this.heardNanos = bornNanos;
    this.beatNanos = bornNanos;
  }

  /** It gave a sign of life, which also answers whatever it was asked before. */
  void heard() {
    heardNanos = clock.nanos();
    unanswered = 0;
  }

  /** A ping is on its way to it, all of it. */
  void pinged() {
    unanswered++;
  }

  /** It has answered none of its pings for so long that it does not live. */
  boolean leavesPingsUnanswered() {
    return unanswered >= PINGS_UNANSWERED;
  }

  boolean isOlderThan(long millis, long nowNanos) {
    return nowNanos - bornNanos >= millis * MILLI;
  }

  boolean isBeatDue(long nowNanos) {
    return nowNanos - beatNanos >= Limits.HEARTBEAT_MILLIS * MILLI;
  }

  /** The peer asks for a beat that it can see, so often. */
  void beatEvery(int seconds) {
    askedEveryNanos = seconds * 1_000 * MILLI;
    askedBeatNanos = clock.nanos();
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
