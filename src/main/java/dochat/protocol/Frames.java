package dochat.protocol;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;

/** Writes frames. Pure. */
public final class Frames {
  /** The answer to ping. */
  public static final String PONG = "{\"type\":\"pong\"}";
  /** A beat. */
  public static final String HEARTBEAT = rec(Address.HEARTBEAT, new JsonObject());
  /** Rooms were created. */
  public static final String ROOMS_CHANGED = rec(Address.ROOMS, new JsonObject().put("changed", true));

  private Frames() {
  }

  /** A reply, or a delivery that is no room's. */
  public static String rec(String address, JsonObject body) {
    return new JsonObject().put("type", "rec").put("address", address).put("body", body).encode();
  }

  /** This connection will be closed with {@code going_away} so many milliseconds later. */
  public static String goingAway(long millis) {
    return rec(Address.GOING_AWAY, new JsonObject().put("millis", millis));
  }

  /**
   * A refusal.
   *
   * @param address the reply address, or what was to be registered; null if there is none
   */
  public static String err(String address, Problem problem) {
    JsonObject frame = new JsonObject().put("type", "err");
    if (address != null) {
      frame.put("address", address);
    }
    frame.put("failureCode", problem.code().status()).put("failureType", "RECIPIENT_FAILURE")
        .put("message", problem.getMessage()).put("code", problem.code().code());
    if (problem.retryAfterSeconds() > 0) {
      frame.put("retryAfter", problem.retryAfterSeconds());
    }
    return frame.encode();
  }

  /**
   * A delivery of a room, put together from parts that are encoded already.
   *
   * @param events encoded events, separated by commas; may be empty
   * @param extras further fields of the body, each with a comma before it; may be empty
   */
  public static String delivery(String room, String epoch, long head, String events, String extras) {
    return "{\"type\":\"rec\",\"address\":" + Json.encode(Address.ofRoom(room)) + ",\"body\":{\"epoch\":" + Json.encode(epoch)
        + ",\"head\":" + head + ",\"events\":[" + events + "]" + extras + "}}";
  }
}
