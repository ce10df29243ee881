package dochat.model;

import java.util.Locale;

/** What somebody may do with the people of the whole chat; in a room it is the {@link Role} there that counts. */
public enum ChatRole {
  /** Nothing. */
  PERSON,
  /** Lists people, deactivates those below, says who may come in, and makes others administrators. */
  ADMINISTRATOR,
  /** Gives every role. */
  OWNER;

  /** As it is written on the wire and in the store. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of this word; fails where it is none. */
  public static ChatRole of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether this one may do what that one may. */
  public boolean isAtLeast(ChatRole other) {
    return compareTo(other) >= 0;
  }

  /** Whether who has this role decides about those who have that one: owners about all, administrators about those below them. */
  public boolean governs(ChatRole other) {
    return this == OWNER || this == ADMINISTRATOR && other == PERSON;
  }

  /** Whether who has this role may make those of one role others of another: administrators may make more of their kind. */
  public boolean mayAssign(ChatRole before, ChatRole after) {
    return this == OWNER || governs(before) && after != OWNER;
  }
}
