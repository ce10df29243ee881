package dochat.protocol;

import java.util.Objects;

/**
 * An expected refusal that the client sees: a stable code, a short text, and for some a time after which to try again. It is an
 * exception without a stack trace, so that futures can fail with it at no cost. It never carries raw input.
 */
public final class Problem extends RuntimeException {
  private final ProblemCode code;
  private final int retryAfterSeconds;

  private Problem(ProblemCode code, String text, int retryAfterSeconds) {
    super(text, null, false, false);
    this.code = Objects.requireNonNull(code, "code");
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** A problem with the code's own sentence. */
  public static Problem of(ProblemCode code) {
    return of(code, code.text());
  }

  /** A problem with a more exact sentence. */
  public static Problem of(ProblemCode code, String text) {
    return new Problem(code, text, code.isRetry() ? 1 : 0);
  }

  /** Too fast: try again after so many seconds, at least 1. */
  public static Problem rateLimited(int seconds) {
    return new Problem(ProblemCode.RATE_LIMITED, ProblemCode.RATE_LIMITED.text(), Math.max(1, seconds));
  }

  /** The room is in slow mode: try again after so many seconds, at least 1. */
  public static Problem slowMode(int seconds) {
    return new Problem(ProblemCode.SLOW_MODE, ProblemCode.SLOW_MODE.text(), Math.max(1, seconds));
  }

  /** What a request is refused with whose reader was ended for this reason before it was answered: the next one would meet the same. */
  public static Problem of(CloseReason reason) {
    return switch (reason) {
      case SIGNED_OUT, UNAUTHENTICATED -> of(ProblemCode.UNAUTHENTICATED);
      case INTERNAL -> of(ProblemCode.INTERNAL);
      default -> of(ProblemCode.BUSY, "This node did not come to an answer; ask again.");
    };
  }

  /** The problem that a failure is for the client: itself, or {@code internal} for everything that is not one. */
  public static Problem from(Throwable failure) {
    return failure instanceof Problem problem ? problem : of(ProblemCode.INTERNAL);
  }

  public ProblemCode code() {
    return code;
  }

  /** Seconds to wait before trying again, 0 when trying again does not help. */
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
