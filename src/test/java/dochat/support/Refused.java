package dochat.support;

import io.vertx.core.json.JsonObject;

/** A node's {@code err} frame, as the failure of what was asked. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient JsonObject frame;

  Refused(JsonObject frame) {
    super(frame.encode());
    this.frame = frame;
  }

  public String code() {
    return frame.getString("code");
  }

  public JsonObject frame() {
    return frame;
  }
}
