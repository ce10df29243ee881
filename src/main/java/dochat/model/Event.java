package dochat.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One entry of a room's log. Numbered for ever, and never changed, but that what a deleted message said is gone.
 *
 * @param seq    position in its room, 1 for the first, without holes
 * @param type   what happened; clients skip types that they do not know
 * @param id     the client id of the change, unique for its author
 * @param user   who did it, with the name of that time
 * @param ref    the number of the message that it is about, of a reply that which it answers; {@link Change#NO_REF} where it is about none
 * @param thread the number of the message that began the thread which the message of this event is in; {@link Change#NO_REF} where that is no reply
 * @param whom   the person whose place in the room it changes; null where it changes nobody's but that of who did it
 * @param text   the message as typed, the emoji of a reaction, a role, or what was settled; never HTML. Empty where there is nothing to say, and where the message was deleted
 * @param at     time of the commit, in milliseconds precision
 * @param mentions whom the text calls by name, with the names of that time, in the order in which they stand there
 */
public record Event(long seq, String type, String id, User user, long ref, long thread, User whom, String text, Instant at,
    List<Mention> mentions) {
  /** The type of a posted message. */
  public static final String MESSAGE = "message";
  /** A message has another text. */
  public static final String EDIT = "edit";
  /** A message is gone. */
  public static final String DELETE = "delete";
  /** Somebody reacts to a message with an emoji. */
  public static final String REACT = "react";
  /** Somebody does so no longer. */
  public static final String UNREACT = "unreact";
  /** Somebody becomes a member, by another one. */
  public static final String INVITE = "invite";
  /** Somebody becomes a member of a room that everybody may join, by their own will. */
  public static final String JOIN = "join";
  /** Somebody is a member no longer, by another one. */
  public static final String REMOVE = "remove";
  /** Somebody is a member no longer, by their own will. */
  public static final String LEAVE = "leave";
  /** Somebody is kept out, by another one, and is a member no longer. */
  public static final String BAN = "ban";
  /** Somebody may come again. */
  public static final String UNBAN = "unban";
  /** A member has another role. */
  public static final String ROLE = "role";
  /** The room has another name. */
  public static final String RENAME = "rename";
  /** The room is about something else. */
  public static final String TOPIC = "topic";
  /** The room is closed, and there to be read. */
  public static final String ARCHIVE = "archive";
  /** The room is open again. */
  public static final String UNARCHIVE = "unarchive";
  /** Others may post in the room. */
  public static final String POSTING = "posting";
  /** Others may invite into the room. */
  public static final String INVITING = "inviting";
  /** Those who become members from now on see something else of what was before. */
  public static final String HISTORY = "history";
  /** Between two messages of one person other time has to pass. */
  public static final String SLOW = "slow";
  /** Members of the room are shown from now on how far each of them has read, or no longer. */
  public static final String READS = "reads";
  /** A message is one of those that the room keeps at hand. */
  public static final String PIN = "pin";
  /** A message is so no longer. */
  public static final String UNPIN = "unpin";

  /** Somebody follows a thread. */
  public static final String FOLLOW = "follow";
  /** Somebody does so no longer. */
  public static final String UNFOLLOW = "unfollow";

  /** In the place of an event that changes something which the reader does not see: its number and its time, and of the rest nothing but the form. */
  public static final String HIDDEN = "hidden";
  private static final User NOBODY = new User("-".repeat(16), "nobody");

  public Event {
    if (seq < 1) {
      throw new IllegalArgumentException("seq starts at 1");
    }
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(at, "at");
    mentions = List.copyOf(mentions);
  }

  /** An event that calls nobody. */
  public Event(long seq, String type, String id, User user, long ref, long thread, User whom, String text, Instant at) {
    this(seq, type, id, user, ref, thread, whom, text, at, List.of());
  }

  /** An event that is about no message. */
  public Event(long seq, String type, String id, User user, String text, Instant at) {
    this(seq, type, id, user, Change.NO_REF, text, at);
  }

  /** An event in no thread that changes nobody's place. */
  public Event(long seq, String type, String id, User user, long ref, String text, Instant at) {
    this(seq, type, id, user, ref, Change.NO_REF, null, text, at);
  }

  /** Whether it changes something of a message that is not seen by who sees the log from this number on. A reply is a message of its own. */
  public boolean isHiddenBelow(long floor) {
    return ref != Change.NO_REF && ref < floor && !type.equals(MESSAGE);
  }

  /** What stands in its place for who does not see what it is about. */
  public Event hidden() {
    return hidden(seq, at);
  }

  /** The same for an event of which no more is at hand. */
  public static Event hidden(long seq, Instant at) {
    return new Event(seq, HIDDEN, HIDDEN + "-" + seq, NOBODY, "", at);
  }

  /** The same without what it said, of a message that was deleted. */
  public Event silenced() {
    return new Event(seq, type, id, user, ref, thread, whom, "", at);
  }
}
