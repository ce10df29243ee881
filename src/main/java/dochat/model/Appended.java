package dochat.model;

/**
 * What the store made of a change, once its transaction has been committed.
 *
 * @param change  what was asked
 * @param outcome whether it is in the log now
 * @param event   the event in the log; null when there is none (see the outcome)
 * @param waitSeconds seconds after which it may be asked for again, of what comes {@link Outcome#TOO_SOON}; else 0
 */
public record Appended(Change change, Outcome outcome, Event event, int waitSeconds) {
  /** One that need not be asked for again. */
  public Appended(Change change, Outcome outcome, Event event) {
    this(change, outcome, event, 0);
  }

  /** The ways a change can end. */
  public enum Outcome {
    /** Committed now under a new number. */
    NEW,
    /** This author's id was in this room's log already; the event is the first one. */
    REPEATED,
    /** It was so already: the text is this one, the message gone, the reaction there or not there. Nothing was saved. */
    UNCHANGED,
    /** This author has used the id in another room, or for something else in this one; nothing was saved. */
    ID_REUSED,
    /** There is no such room, for this author; nothing was saved. */
    NO_ROOM,
    /** There is no such message in this room, or it was deleted; nothing was saved. */
    NO_MESSAGE,
    /** The message is somebody else's; nothing was saved. */
    NOT_AUTHOR,
    /** The author's role in the room does not allow it; nothing was saved. */
    NOT_PERMITTED,
    /** The person that it is about is not a member of the room; nothing was saved. */
    NO_MEMBER,
    /** The author is kept out of the room, which everybody else may read; nothing was saved. */
    BANNED,
    /** The person that it is about is kept out of the room; nothing was saved. */
    USER_BANNED,
    /** As many people are kept out of the room as can be; nothing was saved. */
    TOO_MANY_BANS,
    /** The room would be without an owner; nothing was saved. */
    LAST_OWNER,
    /** The room has as many members as it can; nothing was saved. */
    TOO_MANY_MEMBERS,
    /** There are so many different reactions under the message that no other one fits; nothing was saved. */
    TOO_MANY_REACTIONS,
    /** The room is archived, and takes no such change; nothing was saved. */
    ARCHIVED,
    /** The room is in slow mode, and the author has posted in it just now; nothing was saved. */
    TOO_SOON,
    /** Another room has this name; nothing was saved. */
    NAME_TAKEN,
    /** As many messages are pinned in the room as can be; nothing was saved. */
    TOO_MANY_PINS,
    /** Nodes of an older release run, which would not keep to it; nothing was saved. */
    OLDER_NODES,
    /** Somebody else holds the room at the moment, maybe only for a moment; nothing was saved. */
    HELD
  }
}
