package dochat.model;

/**
 * How far a walk over the logs of all rooms has come, by their ids and numbers.
 *
 * @param room id of the room
 * @param seq  number of the event that was the last one
 */
public record LogPlace(String room, long seq) {
  /** Before all of them. */
  public static final LogPlace BEGINNING = new LogPlace("", 0);
}
