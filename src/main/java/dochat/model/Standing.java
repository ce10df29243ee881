package dochat.model;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where some rooms stand, all at one moment, as far as something else is known of them.
 *
 * @param epoch the store's at this moment
 * @param rooms those of which something else is so than is known, by their ids
 * @param gone  ids of those that do not exist
 */
public record Standing(String epoch, Map<String, Stand> rooms, Set<String> gone) {
  public Standing {
    Objects.requireNonNull(epoch, "epoch");
    rooms = Map.copyOf(rooms);
    gone = Set.copyOf(gone);
  }

  /**
   * What is known of one room.
   *
   * @param room  its id
   * @param head  its newest number
   * @param mark  of one of its events; null for none
   * @param reads whether its members are shown how far each of them has read
   */
  public record Known(String room, long head, Mark mark, boolean reads) {
  }

  /**
   * Where one room stands.
   *
   * @param head  its newest number
   * @param holds whether the event whose mark is known is still the one at its place; true where none is
   * @param reads whether its members are shown how far each of them has read
   */
  public record Stand(long head, boolean holds, boolean reads) {
  }
}
