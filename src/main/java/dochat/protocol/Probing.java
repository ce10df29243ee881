package dochat.protocol;

import io.vertx.core.json.JsonObject;

/**
 * A wish to see what a TCP socket costs, checked on construction. Pure.
 *
 * @param room  where to talk
 * @param every after so many messages of others one is said, {@value #FEWEST} to {@value #MOST}
 */
public record Probing(String room, int every) {
  private static final int FEWEST = 2;
  private static final int MOST = 100;

  /** From {@code {"room","every"}}. */
  public static Probing from(JsonObject body) {
    return new Probing(Fields.room(body), Fields.number(body, "every", FEWEST, MOST));
  }
}
