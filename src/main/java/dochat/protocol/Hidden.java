package dochat.protocol;

import dochat.model.Event;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes out of encoded events what changes messages that somebody does not see, who sees the log from some number on
 * ({@link Event#isHiddenBelow}). Pure.
 */
final class Hidden {
  private static final EncodedType MESSAGE = new EncodedType(Event.MESSAGE);
  /** Within a text no such characters can be, since its quotes are escaped. */
  private static final String REF = "\"ref\":";

  private Hidden() {
  }

  /** The smallest number of a message that one of these events changes something of; {@link Long#MAX_VALUE} where none does. */
  static long lowest(List<String> events) {
    return events.stream().mapToLong(Hidden::changed).min().orElse(Long.MAX_VALUE);
  }

  /** The same events without those that change messages below this number: of them the numbers and the times are left. */
  static List<String> below(long floor, List<String> events, long first) {
    List<String> seen = new ArrayList<>(events);
    for (int i = 0; i < seen.size(); i++) {
      if (changed(seen.get(i)) < floor) {
        seen.set(i, Views.event(Event.hidden(first + i, new JsonObject(seen.get(i)).getInstant("at"))).encode());
      }
    }
    return seen;
  }

  private static long changed(String event) {
    int at = MESSAGE.isOf(event) ? -1 : event.indexOf(REF);
    if (at < 0) {
      return Long.MAX_VALUE;
    }
    int from = at + REF.length();
    int to = from;
    while (Character.isDigit(event.charAt(to))) {
      to++;
    }
    return Long.parseLong(event, from, to, 10);
  }
}
