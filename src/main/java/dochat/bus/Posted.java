package dochat.bus;

import dochat.trail.Trail;

/**
 * When and where something came in.
 *
 * @param micros by the clock of the machine that it came to, microseconds since 1970
 * @param isHere whether that is this node
 */
public record Posted(long micros, boolean isHere) {

  /** At this node, so long ago. */
  public static Posted here(long agoNanos) {
    return new Posted(nowMicros() - agoNanos / 1_000, true);
  }

  /** How long ago that is, by the clock of this machine: less than nothing where the other clock is ahead. */
  public long agoMicros() {
    return nowMicros() - micros;
  }

  static long nowMicros() {
    return Trail.nowMicros();
  }
}
