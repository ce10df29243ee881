package dochat.talk;

import io.vertx.core.json.JsonObject;

/** The node's refusal of a command. Source: docs/protocol.md, Problems. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String code;
  private final int retryAfterSeconds;

  private Refused(String code, String sentence, int retryAfterSeconds) {
    super(sentence, null, false, false);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The refusal in an {@code err} frame. */
  static Refused from(JsonObject frame) {
    return new Refused(frame.getString("code", ""), frame.getString("message", ""), frame.getInteger("retryAfter", 0));
  }

  String code() {
    return code;
  }

  /** When to try the same again, 0 when that does not help. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
