package dochat.protocol;

import dochat.model.Event;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What deleted messages have said goes from encoded events as well. Pure. Other events are looked at only as far as their type.
 */
public final class Deletions {
  private static final EncodedType DELETE = new EncodedType(Event.DELETE);
  private static final EncodedType EDIT = new EncodedType(Event.EDIT);

  private Deletions() {
  }

  /** The numbers of the messages that these events delete; none as a rule. */
  public static Set<Long> in(List<String> events) {
    Set<Long> deleted = Set.of();
    for (String event : events) {
      if (DELETE.isOf(event)) {
        deleted = deleted.isEmpty() ? new HashSet<>() : deleted;
        deleted.add(ref(event));
      }
    }
    return deleted;
  }

  /** Takes out of these events, in their place, what those messages and their edits say. */
  public static void silence(String[] events, long first, Set<Long> deleted) {
    for (int i = 0; i < events.length; i++) {
      if (deleted.contains(first + i) || EDIT.isOf(events[i]) && deleted.contains(ref(events[i]))) {
        JsonObject event = new JsonObject(events[i]).put("text", "");
        event.remove("mentions");
        events[i] = event.encode();
      }
    }
  }

  private static long ref(String event) {
    return new JsonObject(event).getLong("ref");
  }
}
