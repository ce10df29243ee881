package dochat.model;

import java.util.Locale;

/** Who may come to a room. It has one kind for ever. */
public enum RoomKind {
  /** Everybody may read it and join. */
  PUBLIC,
  /** Its members, who are invited by others of them. For everybody else it does not exist. */
  PRIVATE,
  /** The same few people for ever, who are what names it. */
  DIRECT;

  /** As it is written on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of this word; fails where it is none. */
  public static RoomKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether only members may know of it. */
  public boolean isClosed() {
    return this != PUBLIC;
  }
}
