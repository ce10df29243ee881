package dochat.room;

/**
 * What is true of a room now and is not in its log: who is here, who is typing. Each is the whole latest state, encoded, with a version
 * that rises when it changes; versions are of this node only.
 *
 * @param presence JSON object, {@code {"count":…,"users":[…]}}
 * @param typing   JSON array of users
 */
public record RoomState(long presenceVersion, String presence, long typingVersion, String typing) {
  /** Nothing known yet. */
  public static final RoomState UNKNOWN = new RoomState(0, "", 0, "");

  /** The state after this one, with versions raised where something differs. */
  public RoomState next(String presence, String typing) {
    long nextPresence = presence.equals(this.presence) ? presenceVersion : presenceVersion + 1;
    boolean sameTyping = typing.equals(this.typing) || typingVersion == 0 && typing.equals("[]");
    return new RoomState(nextPresence, presence, sameTyping ? typingVersion : typingVersion + 1, typing);
  }
}
