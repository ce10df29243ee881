package dochat.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What a person sees of a room in which they are not looking.
 *
 * @param user id of the person
 * @param room as this person sees it
 * @param last the newest message that was not deleted; null where the last events of the room have none
 */
public record Glance(String user, Room room, Last last) {
  public Glance {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(room, "room");
  }

  /**
   * A message in short.
   *
   * @param text what it says now, on one line, shortened
   */
  public record Last(long seq, User user, String text, Instant at) {}
}
