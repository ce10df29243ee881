package dochat.room;

/**
 * What is true of a room now and is not in its log: who is here, who is typing. Each is the whole latest state, encoded. Its tag names
 * the content, so that any node can tell what a client of another node knows.
 *
 * @param presence JSON object, {@code {"count":…,"users":[…]}}
 * @param typing   JSON array of users
 */
public record RoomState(String presence, String presenceTag, String typing, String typingTag) {
  /** The tag of what a client has not been told. */
  public static final String UNTOLD = "";
  /** Nothing known yet: nothing to tell. */
  public static final RoomState UNKNOWN = new RoomState("", UNTOLD, "[]", UNTOLD);

  /** The state with this content. That nobody types is nothing to tell to whom nothing was told. */
  static RoomState of(String presence, String typing) {
    return new RoomState(presence, tag(presence), typing, typing.equals("[]") ? UNTOLD : tag(typing));
  }

  /** A collision would hide one change from who saw exactly the other state: once in four billion, until the next change. */
  private static String tag(String content) {
    return Integer.toHexString(content.hashCode());
  }
}
