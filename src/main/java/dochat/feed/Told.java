package dochat.feed;

import dochat.model.Glance;
import dochat.protocol.FeedState;
import dochat.protocol.Frames;
import java.util.List;
import java.util.Map;

/**
 * What somebody is told of the rooms of a person.
 *
 * @param state   what they know afterwards
 * @param isReset whether what they knew before is to be forgotten
 * @param parts   the rooms of the parts that are told, each of which is whole
 */
public record Told(FeedState state, boolean isReset, Map<Integer, List<Glance>> parts) {
  /** The frame for it. */
  public String frame() {
    return Frames.feed(state, isReset, parts);
  }
}
