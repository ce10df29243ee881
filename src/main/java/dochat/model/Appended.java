package dochat.model;

/**
 * What the store made of a draft, once its transaction has been committed.
 *
 * @param draft   what was asked
 * @param outcome whether it is in the log now
 * @param event   the event in the log; null when there is none (see the outcome)
 */
public record Appended(Draft draft, Outcome outcome, Event event) {
  /** The ways a draft can end. */
  public enum Outcome {
    /** Committed now under a new number. */
    NEW,
    /** This author's id was in this room's log already; the event is the first one. */
    REPEATED,
    /** This author has used the id in another room; nothing was saved. */
    ID_REUSED,
    /** There is no such room; nothing was saved. */
    NO_ROOM,
    /** Somebody else holds the room at the moment, maybe only for a moment; nothing was saved. */
    HELD
  }
}
