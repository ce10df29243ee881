package dochat.protocol;

import dochat.model.Event;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What deleted messages have said goes from encoded events as well. Pure. Other events are looked at only as far as their type, which stands
 * behind their number ({@link Views#event}); within a text no such words can be, since its quotes are escaped.
 */
public final class Deletions {
  private static final String DELETE = "\"type\":\"" + Event.DELETE + "\"";
  private static final String EDIT = "\"type\":\"" + Event.EDIT + "\"";

  private Deletions() {
  }

  /** The numbers of the messages that these events delete; none as a rule. */
  public static Set<Long> in(List<String> events) {
    Set<Long> deleted = Set.of();
    for (String event : events) {
      if (is(DELETE, event)) {
        deleted = deleted.isEmpty() ? new HashSet<>() : deleted;
        deleted.add(ref(event));
      }
    }
    return deleted;
  }

  /** Takes out of these events, in their place, what those messages and their edits say. */
  public static void silence(String[] events, long first, Set<Long> deleted) {
    for (int i = 0; i < events.length; i++) {
      if (deleted.contains(first + i) || is(EDIT, events[i]) && deleted.contains(ref(events[i]))) {
        events[i] = new JsonObject(events[i]).put("text", "").encode();
      }
    }
  }

  private static boolean is(String type, String event) {
    return event.startsWith(type, event.indexOf(',') + 1);
  }

  private static long ref(String event) {
    return new JsonObject(event).getLong("ref");
  }
}
