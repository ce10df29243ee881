package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.model.Event;
import dochat.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What deleted messages said goes from events that are encoded already. */
class DeletionsTest {
  private static final String MEAN = "\",\"type\":\"delete\",\"ref\":3,\"type\":\"edit\"";

  @Test
  void findsTheMessagesThatAreDeleted() {
    assertEquals(Set.of(), Deletions.in(List.of()));
    assertEquals(Set.of(), Deletions.in(encoded(message(1, "hi"), event(2, Event.EDIT, 1, "ho"), event(3, Event.REACT, 1, "👍"), event(4, Event.UNREACT, 1, "👍"))));
    assertEquals(Set.of(1L, 12L), Deletions.in(encoded(message(13, "hi"), event(14, Event.DELETE, 12, ""), event(15, Event.DELETE, 1, ""))));
  }

  @Test
  void whatSomebodyWritesDeletesNothing() {
    User mean = new User("u", MEAN);
    List<String> events = encoded(message(1, MEAN), message(2, MEAN.substring(2)), event(3, Event.EDIT, 1, MEAN),
        new Event(4, Event.MESSAGE, "id", mean, MEAN, Instant.EPOCH));
    assertEquals(Set.of(), Deletions.in(events));
    assertArrayEquals(events.toArray(), silenced(events, 1, Set.of(7L, 9L)));
  }

  @Test
  void takesOutWhatTheMessageAndItsEditsSayAndNothingElse() {
    List<Event> events = List.of(message(11, MEAN), message(12, "stays"), event(13, Event.EDIT, 11, "goes"), event(14, Event.EDIT, 12, "stays"),
        event(15, Event.REACT, 11, "👍"), event(16, Event.EDIT, 3, "goes"), event(17, Event.DELETE, 11, ""), event(18, Event.DELETE, 3, ""));
    List<Event> expected = Stream.of(events.get(0).silenced(), events.get(1), events.get(2).silenced(), events.get(3), events.get(4), events.get(5).silenced(),
        events.get(6), events.get(7)).toList();
    assertArrayEquals(encoded(expected.toArray(Event[]::new)).toArray(), silenced(encoded(events.toArray(Event[]::new)), 11, Set.of(11L, 3L)));
  }

  private static Object[] silenced(List<String> events, long first, Set<Long> deleted) {
    String[] all = events.toArray(String[]::new);
    Deletions.silence(all, first, deleted);
    return all;
  }

  private static List<String> encoded(Event... events) {
    return Stream.of(events).map(event -> Views.event(event).encode()).toList();
  }

  private static Event message(long seq, String text) {
    return event(seq, Event.MESSAGE, 0, text);
  }

  private static Event event(long seq, String type, long ref, String text) {
    return new Event(seq, type, "id", new User("u", "Ann"), ref, text, Instant.EPOCH);
  }
}
