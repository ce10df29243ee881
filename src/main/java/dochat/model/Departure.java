package dochat.model;

/**
 * A room that somebody is to leave for ever.
 *
 * @param heir id of who is to own it then; null where nobody has to
 */
public record Departure(String room, RoomKind kind, String heir) {
}
