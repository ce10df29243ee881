package dochat.room;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.SortedMap;

/**
 * What is true of a room now and is not in its log: who is here, who is typing, and, where the room shows it, how far its members have read. Each is the whole
 * latest state, encoded. Its tag names the content, so that any node can tell what a client of another node knows.
 *
 * @param presence JSON object, {@code {"count":…,"users":[…]}}
 * @param typing   JSON array of users
 * @param marks    JSON object, numbers by the ids of members; empty where the room does not show them, null as long as that is not known
 */
public record RoomState(String presence, String presenceTag, String typing, String typingTag, String marks, String marksTag) {
  /** The tag of what a client has not been told. */
  public static final String UNTOLD = "";
  /** Nothing known yet: nothing to tell. */
  public static final RoomState UNKNOWN = new RoomState("", UNTOLD, "[]", UNTOLD, null, UNTOLD);
  private static final String NO_MARKS = "{}";

  /** The same with this about who is here. That nobody types is nothing to tell to whom nothing was told. */
  RoomState with(String presence, String typing) {
    return new RoomState(presence, tag(presence), typing, typing.equals("[]") ? UNTOLD : tag(typing), marks, marksTag);
  }

  /** The same with this about how far members have read; none likewise. */
  RoomState with(SortedMap<String, Long> reads) {
    if (reads.isEmpty() && NO_MARKS.equals(marks)) {
      return this;
    }
    String encoded = reads.isEmpty() ? NO_MARKS : new JsonObject(Map.class.cast(reads)).encode();
    return new RoomState(presence, presenceTag, typing, typingTag, encoded, reads.isEmpty() ? UNTOLD : tag(encoded));
  }

  /** Whether it is known who is here. */
  public boolean hasPeople() {
    return !presence.isEmpty();
  }

  /** Whether it is known how far members have read, or that this is not shown. */
  public boolean hasMarks() {
    return marks != null;
  }

  /** A collision would hide one change from who saw exactly the other state: once in four billion, until the next change. */
  private static String tag(String content) {
    return Integer.toHexString(content.hashCode());
  }
}
