package dochat.model;

import java.util.Locale;
import java.util.stream.Stream;

/** Who may come to a room. It has one kind for ever. */
public enum RoomKind {
  /** Everybody may read it and join. */
  PUBLIC,
  /** Its members, who are invited by others of them. For everybody else it does not exist. */
  PRIVATE,
  /** The same few people for ever, who are what names it. */
  DIRECT,
  /** One of the transport lab: a public one for who has its id, but in no list, and it does not last. */
  LAB;

  /**
   * What the ids of the lab's rooms begin with, and no other's can. That says their kind: clients, and older nodes, which read the same tables,
   * know them as public ones.
   */
  public static final String LAB_IDS = "lab--";

  /** As it is written on the wire and in the store. */
  public String word() {
    return (this == LAB ? PUBLIC : this).name().toLowerCase(Locale.ROOT);
  }

  /** The kind of the room with this id and this word. */
  public static RoomKind of(String id, String word) {
    return id.startsWith(LAB_IDS) ? LAB : of(word);
  }

  /** The kind of this word; fails where it is none. */
  public static RoomKind of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst().orElseThrow(() -> new IllegalArgumentException(word + " is no kind of room"));
  }

  /** Whether only members may know of it. */
  public boolean isClosed() {
    return this == PRIVATE || this == DIRECT;
  }
}
