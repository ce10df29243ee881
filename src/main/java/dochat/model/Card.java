package dochat.model;

import java.util.Objects;

/**
 * Somebody as all people of the chat see them.
 *
 * @param handle  null for a guest, and for who has deleted their account
 * @param state   whether they can be here
 * @param status  null where none is said, or it is over
 * @param zone    the name of their time zone, as in the tz database; null where none is said
 * @param picture the number of their picture, another one for each; {@link #NO_PICTURE} where there is none
 */
public record Card(User user, String handle, State state, Status status, String zone, long picture) {
  public static final long NO_PICTURE = 0;

  /** Whether somebody can be here at all. */
  public enum State { ACTIVE, DEACTIVATED, DELETED }

  public Card {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(state, "state");
  }
}
