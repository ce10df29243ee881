package dochat.session;

import java.time.Duration;

/**
 * How the clients of a node that stops are sent to other nodes: each at a moment of its own, one after another, and told before where it
 * wants to know. Immutable.
 *
 * @param spread from the first to the last; few clients go faster
 * @param grace  so long one that was told may stay, and one that has asked something waits for the answer
 * @param isTold whether clients are told before, which makes sense where there is another node
 */
public record Farewell(Duration spread, Duration grace, boolean isTold) {
  /** Between two moments at which some go. */
  static final long STEP_MILLIS = 50;
  /** A node that many come to takes in so many a second without effort: an event loop's clients do not go faster unless time is short. */
  private static final long CLIENT_MILLIS = 20;
  /** Of the time that a node has to stop, the part in which clients go. */
  private static final int PART = 2;
  private static final Duration LONGEST_GRACE = Duration.ofSeconds(3);
  /** There is nobody to go to, and somebody who waits for the program to end. */
  private static final Farewell OF_THE_LAST = new Farewell(Duration.ofSeconds(1), Duration.ofSeconds(1), false);

  /**
   * That of a node which has so much time from the signal to its end.
   *
   * @param isAlone whether there is no other node to go to
   */
  public static Farewell within(Duration time, boolean isAlone) {
    Duration part = time.dividedBy(PART);
    Duration grace = min(part.dividedBy(2), LONGEST_GRACE);
    return isAlone ? new Farewell(min(part, OF_THE_LAST.spread), min(part, OF_THE_LAST.grace), false) : new Farewell(part.minus(grace), grace, true);
  }

  /** The longest that it takes. */
  public Duration whole() {
    return spread.plus(grace);
  }

  /** Within which time so many clients go. */
  public long millis(int clients) {
    return steps(clients) * STEP_MILLIS;
  }

  /** In how many moments so many clients go, at least 1. */
  int steps(int clients) {
    return (int) Math.max(1, Math.min(spread.toMillis(), clients * CLIENT_MILLIS) / STEP_MILLIS);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
