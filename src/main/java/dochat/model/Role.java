package dochat.model;

import java.util.Locale;

/** What a member may do in a room; each may do what those before it may. */
public enum Role {
  /** Reads. */
  READER,
  /** Posts, and invites where nobody comes by themselves. */
  MEMBER,
  /** Keeps order: removes members and readers, makes the one of the other, and deletes anybody's messages. */
  MODERATOR,
  /** Gives every role. */
  OWNER;

  /** As it is written on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this word; fails where it is none. */
  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether this one may do what that one may. */
  public boolean isAtLeast(Role other) {
    return compareTo(other) >= 0;
  }

  /** Whether who has this role decides about those who have that one: owners about all, moderators about those below them. */
  public boolean governs(Role other) {
    return this == OWNER || this == MODERATOR && other.compareTo(MODERATOR) < 0;
  }
}
