package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dochat.model.Event;
import dochat.model.User;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShownTest {
  private final Shown shown = new Shown();

  @Test
  void knowsTheLastMessageAndTheLastOwnOne() {
    shown.me("me");
    assertEquals("0 0", shown.last() + " " + shown.lastOwn());
    take(1, Event.MESSAGE, "me", 0, "one");
    take(2, Event.MESSAGE, "me", 0, "two");
    take(3, Event.MESSAGE, "you", 0, "three");
    take(4, Event.REACT, "me", 3, "👍");
    take(5, Event.MESSAGE, "me", 0, "");
    assertEquals("3 2", shown.last() + " " + shown.lastOwn());
    take(6, Event.DELETE, "me", 2, "");
    assertEquals("3 1", shown.last() + " " + shown.lastOwn());
    shown.clear();
    assertEquals("0 0", shown.last() + " " + shown.lastOwn());
  }

  @Test
  void knowsWhatMessagesSayNow() {
    take(1, Event.MESSAGE, "me", 0, "one");
    take(2, Event.EDIT, "me", 1, "better");
    take(3, Event.EDIT, "me", 9, "unknown");
    assertEquals("better", shown.text(1));
    assertNull(shown.text(9));
    take(4, Event.DELETE, "me", 1, "");
    assertNull(shown.text(1));
  }

  @Test
  void forgetsTheOldest() {
    for (int i = 1; i <= 501; i++) {
      take(i, Event.MESSAGE, "me", 0, "text " + i);
    }
    assertNull(shown.text(1));
    assertEquals("text 2", shown.text(2));
  }

  private void take(long seq, String type, String user, long ref, String text) {
    shown.take(new Event(seq, type, "id-" + seq, new User(user, "Name"), ref, text, Instant.EPOCH));
  }
}
