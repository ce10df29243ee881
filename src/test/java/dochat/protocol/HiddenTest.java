package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.User;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of messages that somebody does not see goes from events that are encoded already. */
class HiddenTest {
  private static final String MEAN = "\",\"type\":\"message\",\"ref\":3,\"text\":\"";

  @Test
  void onlyWhatChangesAMessageBelowIsHidden() {
    List<Event> events = List.of(event(21, Event.MESSAGE, 3), event(22, Event.EDIT, 3), event(23, Event.DELETE, 20), event(24, Event.REACT, 11), event(25, Event.UNREACT, 10),
        event(26, Event.PIN, 9), event(27, Event.UNPIN, 30_000_000_000L), event(28, Event.INVITE, Change.NO_REF), event(29, "later", 2));
    for (long floor : List.of(1L, 3L, 10L, 11L, 12L, 20L, 21L)) {
      List<String> expected = events.stream().map(event -> Views.event(event.isHiddenBelow(floor) ? event.hidden() : event).encode()).toList();
      assertEquals(expected, Hidden.below(floor, encoded(events), 21), "from " + floor);
    }
    assertEquals(List.of("{\"seq\":22,\"type\":\"hidden\",\"id\":\"hidden-22\",\"user\":{\"id\":\"----------------\",\"name\":\"nobody\"},\"text\":\"\",\"at\":\"1970-01-01T00:00:00.000Z\"}"), Hidden.below(4, encoded(events), 21).subList(1, 2));
  }

  @Test
  void whatSomebodyWritesHidesAndShowsNothing() {
    User mean = new User("u", MEAN);
    List<Event> events = List.of(new Event(9, Event.RENAME, "id", mean, MEAN, Instant.EPOCH), new Event(10, Event.EDIT, "id", mean, 8, MEAN, Instant.EPOCH));
    assertEquals(encoded(events), Hidden.below(8, encoded(events), 9));
    assertEquals(encoded(List.of(events.get(0), events.get(1).hidden())), Hidden.below(9, encoded(events), 9));
    assertEquals(8, Hidden.lowest(encoded(events)));
  }

  /** A frame of their own is for those alone who must not be told all of the others'. */
  @Test
  void whoSeesAllOfItSharesTheFrameWithAll() {
    Delivery delivery = new Delivery("r", "e", 30, 20, encoded(IntStream.range(21, 25).mapToObj(seq -> event(seq, Event.REACT, seq - 11)).toList()));
    assertSame(delivery, delivery.seenFrom(0));
    assertSame(delivery, delivery.seenFrom(10));
    Delivery other = delivery.seenFrom(11);
    assertNotSame(delivery, other);
    assertSame(other, delivery.seenFrom(11), "all who see as much share another one");
    assertEquals(List.of(30L, 20L, 24L), List.of(other.head(), other.after(), other.upTo()));
    assertSame(delivery.handing(), other.handing());
  }

  private static List<String> encoded(List<Event> events) {
    return events.stream().map(event -> Views.event(event).encode()).toList();
  }

  private static Event event(long seq, String type, long ref) {
    return new Event(seq, type, "id", new User("u", "Ann"), ref, "text", Instant.EPOCH);
  }
}
