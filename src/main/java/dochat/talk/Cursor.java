package dochat.talk;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The number of the last event that was shown of a room, in the log of one epoch. */
final class Cursor {
  private static final Set<String> KNOWN = Set.of(Event.MESSAGE, Event.EDIT, Event.DELETE, Event.REACT, Event.UNREACT,
      Event.INVITE, Event.JOIN, Event.REMOVE, Event.LEAVE, Event.BAN, Event.UNBAN, Event.ROLE,
      Event.RENAME, Event.TOPIC, Event.ARCHIVE, Event.UNARCHIVE, Event.POSTING, Event.INVITING, Event.HISTORY, Event.SLOW, Event.READS, Event.PIN, Event.UNPIN);

  private final String epoch;
  private long after;

  Cursor(String epoch, long after) {
    this.epoch = epoch;
    this.after = after;
  }

  /** The number of the newest event that came. */
  long after() {
    return after;
  }

  /** What to register with, so that everything after this comes, and nothing else. */
  JsonObject headers() {
    return new JsonObject().put("after", after).put("epoch", epoch);
  }

  /** Those of these events that have not been shown yet and can be; the cursor moves past all of them. */
  List<Event> advance(JsonArray events) {
    List<Event> fresh = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      JsonObject event = events.getJsonObject(i);
      long seq = event.getLong("seq");
      if (seq > after) {
        after = seq;
        if (KNOWN.contains(event.getString("type"))) {
          fresh.add(event(seq, event));
        }
      }
    }
    return fresh;
  }

  private static Event event(long seq, JsonObject event) {
    return new Event(seq, event.getString("type"), event.getString("id"), user(event.getJsonObject("user")), event.getLong("ref", Change.NO_REF),
        event.getLong("thread", Change.NO_REF), user(event.getJsonObject("whom")), event.getString("text"), Instant.parse(event.getString("at")));
  }

  private static User user(JsonObject user) {
    return user == null ? null : new User(user.getString("id"), user.getString("name"));
  }
}
