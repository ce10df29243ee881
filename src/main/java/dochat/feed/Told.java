package dochat.feed;

import dochat.model.Glance;
import dochat.model.Preferences;
import dochat.protocol.Address;
import dochat.protocol.FeedState;
import dochat.protocol.Frames;
import dochat.protocol.Views;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What somebody is told of the rooms of a person.
 *
 * @param state       what they know afterwards
 * @param parts       the rooms of the parts that are told, each of which is whole
 * @param preferences what the person has chosen for themself; null unless the part {@link FeedState#FIRST} is told
 * @param chat        what the chat is called; null with them
 */
public record Told(FeedState state, Map<Integer, List<Glance>> parts, Preferences preferences, String chat) {
  /** As JSON. */
  public JsonObject body() {
    return Views.feed(state, parts, preferences, chat);
  }

  /** The frame for it. */
  public String frame() {
    return Frames.rec(Address.ME, body());
  }
}
