package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Event;
import dochat.model.History;
import dochat.model.User;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PagesTest {
  @Test
  void takesWhatFitsFromTheEndThatWasAskedFor() {
    History page = page(500, "가".repeat(4_000));
    List<Event> first = Pages.first(page).events();
    List<Event> last = Pages.last(page).events();
    assertEquals(LongStream.rangeClosed(1, first.size()).boxed().toList(), first.stream().map(Event::seq).toList());
    assertEquals(LongStream.rangeClosed(501 - last.size(), 500).boxed().toList(), last.stream().map(Event::seq).toList());
    assertTrue(length(first) <= Limits.DELIVERY_CHARS && length(page.events().subList(0, first.size() + 1)) > Limits.DELIVERY_CHARS);
    assertTrue(length(last) <= Limits.DELIVERY_CHARS && length(page.events().subList(499 - last.size(), 500)) > Limits.DELIVERY_CHARS);
    assertEquals(500, Pages.last(page).head());
  }

  @Test
  void leavesAPageAloneThatFits() {
    History page = page(500, "short");
    assertEquals(page, Pages.first(page));
    assertEquals(page, Pages.last(page));
    assertEquals(page(0, ""), Pages.last(page(0, "")));
  }

  @Test
  void takesOneEventWhateverItsLength() {
    History page = page(2, "x".repeat(Limits.DELIVERY_CHARS));
    assertEquals(1, Pages.first(page).events().get(0).seq());
    assertEquals(2, Pages.last(page).events().get(0).seq());
    assertEquals(List.of(1, 1), List.of(Pages.first(page).events().size(), Pages.last(page).events().size()));
  }

  private static History page(int size, String text) {
    return new History(size, LongStream.rangeClosed(1, size)
        .mapToObj(seq -> new Event(seq, "message", "id", new User("id", "Ann"), text, Instant.EPOCH)).toList());
  }

  /** As it stands in an answer. */
  private static int length(List<Event> events) {
    return String.join(",", events.stream().map(event -> Views.event(event).encode()).toList()).length();
  }
}
