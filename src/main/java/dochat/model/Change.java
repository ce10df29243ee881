package dochat.model;

import java.util.List;
import java.util.Objects;
import java.util.Set;

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

  /** Whose place in the room it changes; null where it changes nobody's but its author's. */
  default User whom() {
    return null;
  }

  /** What the event says: the text of a message, the emoji of a reaction, a role, or what is settled; empty where there is nothing to say. */
  default String text() {
    return "";
  }

  /** Whom its text calls by name, as far as they may be called, in the order in which they stand there. */
  default List<Mention> mentions() {
    return List.of();
  }

  /** Ids of the people who are in the room, where its text calls those. */
  default Set<String> here() {
    return Set.of();
  }

  /** Whether its text calls several people at once. */
  default boolean callsGroup() {
    return mentions().stream().anyMatch(mention -> mention.group() != null);
  }

  /**
   * A message, as typed.
   *
   * @param ref      the number of the message that it answers; {@link #NO_REF} where it answers none
   * @param mentions whom it calls
   * @param here     ids of the people in the room, where it calls those; else empty
   */
  record Post(String room, User author, String id, long ref, String text, List<Mention> mentions, Set<String> here) implements Change {
    public Post {
      Objects.requireNonNull(room, "room");
      Objects.requireNonNull(author, "author");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(text, "text");
    }

    /** A message that calls nobody. */
    public Post(String room, User author, String id, long ref, String text) {
      this(room, author, id, ref, text, List.of(), Set.of());
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

  /**
   * Another text for an own message.
   *
   * @param mentions whom it calls
   * @param here     ids of the people in the room, where it calls those; else empty
   */
  record Edit(String room, User author, String id, long ref, String text, List<Mention> mentions, Set<String> here) implements Change {
    public Edit {
      checkRef(ref);
    }

    /** A text that calls nobody. */
    public Edit(String room, User author, String id, long ref, String text) {
      this(room, author, id, ref, text, List.of(), Set.of());
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

    /** Whether these are one emoji: keyboards write many with the selector that asks for a picture, and others without (UTS #51, section 2.4). */
    public static boolean isSame(String one, String other) {
      return bare(one).equals(bare(other));
    }

    private static String bare(String emoji) {
      return emoji.replace("\uFE0F", "");
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

  /** Somebody else becomes a member. */
  record Invite(String room, User author, String id, User whom) implements Change {
    public Invite {
      Objects.requireNonNull(whom, "whom");
    }

    @Override
    public String type() {
      return Event.INVITE;
    }

    @Override
    public String text() {
      return Role.MEMBER.word();
    }
  }

  /** Somebody else is to be a member no longer. */
  record Remove(String room, User author, String id, User whom) implements Change {
    public Remove {
      Objects.requireNonNull(whom, "whom");
    }

    @Override
    public String type() {
      return Event.REMOVE;
    }
  }

  /**
   * Somebody else is to be kept out.
   *
   * @param on whether they are; else they may come again
   */
  record Ban(String room, User author, String id, User whom, boolean on) implements Change {
    public Ban {
      Objects.requireNonNull(whom, "whom");
    }

    @Override
    public String type() {
      return on ? Event.BAN : Event.UNBAN;
    }
  }

  /** The author becomes a member, of a room that everybody may join. As what, the event says, and the transaction decides. */
  record Join(String room, User author, String id) implements Change {
    @Override
    public String type() {
      return Event.JOIN;
    }
  }

  /** The author is a member no longer. */
  record Leave(String room, User author, String id) implements Change {
    @Override
    public String type() {
      return Event.LEAVE;
    }
  }

  /** A member gets another role. */
  record Assign(String room, User author, String id, User whom, Role role) implements Change {
    public Assign {
      Objects.requireNonNull(whom, "whom");
      Objects.requireNonNull(role, "role");
    }

    @Override
    public String type() {
      return Event.ROLE;
    }

    @Override
    public String text() {
      return role.word();
    }
  }

  /**
   * The room itself is to be otherwise.
   *
   * @param type what of it: {@link Event#RENAME}, {@link Event#TOPIC}, {@link Event#ARCHIVE}, {@link Event#UNARCHIVE}, {@link Event#POSTING},
   *             {@link Event#INVITING}, {@link Event#HISTORY}, {@link Event#SLOW} or {@link Event#READS}
   * @param text the name, the topic, the word of a role or of what newcomers see, seconds, or {@code true} or {@code false}; empty where the type says it all
   */
  record Settle(String room, User author, String id, String type, String text) implements Change {
    public Settle {
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * A message is to be at hand in its room.
   *
   * @param on whether it is; else it is no longer
   */
  record Pin(String room, User author, String id, long ref, boolean on) implements Change {
    public Pin {
      checkRef(ref);
    }

    @Override
    public String type() {
      return on ? Event.PIN : Event.UNPIN;
    }
  }

  /**
   * A thread is to be followed, or no longer; named by any of its messages.
   *
   * @param on whether it is
   */
  record Follow(String room, User author, String id, long ref, boolean on) implements Change {
    public Follow {
      checkRef(ref);
    }

    @Override
    public String type() {
      return on ? Event.FOLLOW : Event.UNFOLLOW;
    }
  }

  private static void checkRef(long ref) {
    if (ref <= NO_REF) {
      throw new IllegalArgumentException("a change of a message names it");
    }
  }
}
