package dochat.model;

import java.util.Objects;

/**
 * What somebody wants in a room's log; not numbered and not promised yet. Each kind becomes an event of its own {@link #type}.
 */
public sealed interface Change {
  /** No message: what {@link #ref} is of a change that is about none. */
  long NO_REF = 0;

  /** Id of the room. */
  String room();

  /** Who wants it. */
  User author();

  /** Client id: the same author and id again is the same change. */
  String id();

  /** The type of the event that it becomes. */
  String type();

  /** The number of the message that it is about; {@link #NO_REF} where it is about none. */
  default long ref() {
    return NO_REF;
  }

  /** What the event says: the text of a message, or the emoji of a reaction; empty where there is nothing to say. */
  default String text() {
    return "";
  }

  /**
   * A message, as typed.
   *
   * @param ref the number of the message that it answers; {@link #NO_REF} where it answers none
   */
  record Post(String room, User author, String id, long ref, String text) implements Change {
    public Post {
      Objects.requireNonNull(room, "room");
      Objects.requireNonNull(author, "author");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(text, "text");
    }

    /** A message that answers none. */
    public Post(String room, User author, String id, String text) {
      this(room, author, id, NO_REF, text);
    }

    @Override
    public String type() {
      return Event.MESSAGE;
    }
  }

  /** Another text for an own message. */
  record Edit(String room, User author, String id, long ref, String text) implements Change {
    public Edit {
      checkRef(ref);
    }

    @Override
    public String type() {
      return Event.EDIT;
    }
  }

  /** An own message goes, with all that it ever said. */
  record Delete(String room, User author, String id, long ref) implements Change {
    public Delete {
      checkRef(ref);
    }

    @Override
    public String type() {
      return Event.DELETE;
    }
  }

  /**
   * An emoji under a message.
   *
   * @param on whether it comes; else the own one goes
   */
  record React(String room, User author, String id, long ref, String emoji, boolean on) implements Change {
    public React {
      checkRef(ref);
    }

    @Override
    public String type() {
      return on ? Event.REACT : Event.UNREACT;
    }

    @Override
    public String text() {
      return emoji;
    }
  }

  private static void checkRef(long ref) {
    if (ref <= NO_REF) {
      throw new IllegalArgumentException("a change of a message names it");
    }
  }
}
