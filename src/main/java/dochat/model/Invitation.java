package dochat.model;

import java.time.Instant;
import java.util.List;

/**
 * A link that lets people in.
 *
 * @param id      public; says nothing of the secret in the link
 * @param role    what it makes of who uses it: {@link ChatRole#PERSON}, or {@link ChatRole#OWNER} for the first owner's
 * @param maker   who has made it; null for the first owner's
 * @param rooms   into which it leads; may be empty
 * @param uses    so many people may use it
 * @param used    so many have
 */
public record Invitation(String id, ChatRole role, User maker, List<Place> rooms, Instant created, Instant ends, int uses, int used, boolean isRevoked) {
  public Invitation {
    rooms = List.copyOf(rooms);
  }

  /** A room that it leads into, by id and name. */
  public record Place(String id, String name, RoomKind kind) {
  }
}
