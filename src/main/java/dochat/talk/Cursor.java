package dochat.talk;

import dochat.model.Event;
import dochat.model.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The number of the last event that was shown of a room, in the log of one epoch. */
final class Cursor {
  private final String epoch;
  private long after;

  Cursor(String epoch, long after) {
    this.epoch = epoch;
    this.after = after;
  }

  /** What to register with, so that everything after this comes, and nothing else. */
  JsonObject headers() {
    return new JsonObject().put("after", after).put("epoch", epoch);
  }

  /** The messages among these events that have not been shown yet; the cursor moves past all of them. */
  List<Event> advance(JsonArray events) {
    List<Event> messages = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      JsonObject event = events.getJsonObject(i);
      long seq = event.getLong("seq");
      if (seq > after) {
        after = seq;
        if (event.getString("type").equals(Event.MESSAGE)) {
          messages.add(event(seq, event));
        }
      }
    }
    return messages;
  }

  private static Event event(long seq, JsonObject event) {
    JsonObject user = event.getJsonObject("user");
    return new Event(seq, Event.MESSAGE, event.getString("id"), new User(user.getString("id"), user.getString("name")),
        event.getString("text"), Instant.parse(event.getString("at")));
  }
}
