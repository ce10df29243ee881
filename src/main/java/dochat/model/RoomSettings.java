package dochat.model;

import java.util.Objects;

/**
 * What the people of a room have settled for it. It is what the events of its log have made of it.
 *
 * @param archived whether it is closed, and there to be read alone
 * @param posting  the least role that posts: {@link Role#MEMBER} for everybody who has not only come to read, else {@link Role#MODERATOR}
 * @param inviting the least role that invites, one of the same two; only private rooms know invitations
 * @param history  what those see who become members; only private rooms have newcomers
 * @param slow     seconds between two messages of one person, but for moderators and owners; 0 for no such wait
 * @param reads    whether its members are shown how far each of them has read; not in public rooms
 */
public record RoomSettings(boolean archived, Role posting, Role inviting, HistoryVisibility history, int slow, boolean reads) {
  /** Of a room that nobody has settled anything for. */
  public static final RoomSettings NONE = new RoomSettings(false, Role.MEMBER, Role.MEMBER, HistoryVisibility.ALL, 0, false);

  public RoomSettings {
    Objects.requireNonNull(posting, "posting");
    Objects.requireNonNull(inviting, "inviting");
    Objects.requireNonNull(history, "history");
    if (slow < 0) {
      throw new IllegalArgumentException("nobody waits for less than nothing");
    }
  }

  /** What they are after a change of this type that says this; the same where it is about something else. */
  public RoomSettings after(String type, String text) {
    return switch (type) {
      case Event.ARCHIVE -> new RoomSettings(true, posting, inviting, history, slow, reads);
      case Event.UNARCHIVE -> new RoomSettings(false, posting, inviting, history, slow, reads);
      case Event.POSTING -> new RoomSettings(archived, Role.of(text), inviting, history, slow, reads);
      case Event.INVITING -> new RoomSettings(archived, posting, Role.of(text), history, slow, reads);
      case Event.HISTORY -> new RoomSettings(archived, posting, inviting, HistoryVisibility.of(text), slow, reads);
      case Event.SLOW -> new RoomSettings(archived, posting, inviting, history, Integer.parseInt(text), reads);
      case Event.READS -> new RoomSettings(archived, posting, inviting, history, slow, Boolean.parseBoolean(text));
      default -> this;
    };
  }
}
