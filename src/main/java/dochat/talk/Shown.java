package dochat.talk;

import dochat.model.Event;
import java.util.TreeMap;

/** The newest messages of the room that have been shown, as they are now: what an edit, a deletion or a reaction may be about. All on the loop. */
final class Shown {
  private static final int MESSAGES = 500;

  private final TreeMap<Long, Event> messages = new TreeMap<>();
  private String me = "";

  /** Whose messages are one's own. */
  void me(String user) {
    me = user;
  }

  boolean isMine(Event event) {
    return event.user().id().equals(me);
  }

  /** Another room is shown. */
  void clear() {
    messages.clear();
  }

  /** What has been shown; a message that is deleted is forgotten. */
  void take(Event event) {
    switch (event.type()) {
      case Event.MESSAGE -> put(event);
      case Event.EDIT -> messages.computeIfPresent(event.ref(), (seq, message) ->
          new Event(seq, Event.MESSAGE, message.id(), message.user(), event.text(), message.at()));
      case Event.DELETE -> messages.remove(event.ref());
      default -> {
        // Reactions leave it as it is.
      }
    }
  }

  /** What the message says; null where it is not among them. */
  String text(long seq) {
    Event message = messages.get(seq);
    return message == null ? null : message.text();
  }

  /** The number of the newest message; 0 where there is none. */
  long last() {
    return messages.isEmpty() ? 0 : messages.lastKey();
  }

  /** The same of one's own. */
  long lastOwn() {
    return messages.descendingMap().values().stream().filter(this::isMine).mapToLong(Event::seq).findFirst().orElse(0);
  }

  /** One that says nothing was deleted. */
  private void put(Event message) {
    if (!message.text().isEmpty()) {
      messages.put(message.seq(), message);
    }
    if (messages.size() > MESSAGES) {
      messages.pollFirstEntry();
    }
  }
}
