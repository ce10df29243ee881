package dochat.model;

import java.util.Map;
import java.util.Objects;

/**
 * Where some rooms stand, all at one moment.
 *
 * @param epoch the store's at this moment
 * @param rooms those that exist, by their ids
 */
public record Standing(String epoch, Map<String, Stand> rooms) {
  public Standing {
    Objects.requireNonNull(epoch, "epoch");
    rooms = Map.copyOf(rooms);
  }

  /**
   * Where one room stands.
   *
   * @param head  its newest number
   * @param mark  of the event at the number that was asked for; null if there is none
   * @param reads whether its members are shown how far each of them has read
   */
  public record Stand(long head, Mark mark, boolean reads) {
  }
}
