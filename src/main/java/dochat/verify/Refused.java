package dochat.verify;

import dochat.protocol.ProblemCode;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Set;

/** A node's answer that it will not. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final Set<ProblemCode> UNSURE = Set.of(ProblemCode.INTERNAL, ProblemCode.UNCONFIRMED);

  private final String code;
  private final long retryMillis;

  private Refused(String code, long retryMillis) {
    super(code, null, false, false);
    this.code = code;
    this.retryMillis = retryMillis;
  }

  /** From an envelope's {@code err} or an HTTP problem, or what is none. */
  static Refused from(JsonObject answer, String retryAfter) {
    long seconds = retryAfter == null ? answer.getLong("retryAfter", 1L) : Long.parseLong(retryAfter);
    return new Refused(answer.getString("code", "none"), 1000 * seconds);
  }

  String code() {
    return code;
  }

  /** Whether the same again may be answered in another way. */
  boolean isPassing() {
    return Arrays.stream(ProblemCode.values()).anyMatch(problem -> problem.isRetry() && is(problem));
  }

  /** Whether it says that nothing was saved. An internal error does not say, and a missing confirmation cannot. */
  boolean isCertain() {
    return Arrays.stream(ProblemCode.values()).anyMatch(problem -> !UNSURE.contains(problem) && is(problem));
  }

  /** Whether a good token was not believed. */
  boolean isSignedOut() {
    return is(ProblemCode.UNAUTHENTICATED);
  }

  /** Whether there is no such room for this client. */
  boolean isShutOut() {
    return is(ProblemCode.ROOM_NOT_FOUND);
  }

  /** When to come again. */
  long retryMillis() {
    return retryMillis;
  }

  private boolean is(ProblemCode problem) {
    return code.equals(problem.code());
  }
}
