package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Event;
import dochat.model.History;
import dochat.model.Message;
import dochat.model.Messages;
import dochat.model.User;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
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

  /** What is left out is left out of the part of the log that the page says to cover. */
  @Test
  void takesMessagesThatFitAndSaysHowFarTheyGo() {
    Messages page = messages(100, 1_200, "가".repeat(4_000));
    Messages first = Pages.first(page);
    Messages last = Pages.last(page);
    assertEquals(List.of(page.messages().subList(0, first.messages().size()), 1L, seq(first, first.messages().size() - 1), 1_300L),
        List.of(first.messages(), first.first(), first.last(), first.head()));
    assertEquals(List.of(page.messages().subList(100 - last.messages().size(), 100), seq(last, 0), 1_200L, 1_300L),
        List.of(last.messages(), last.first(), last.last(), last.head()));
    assertFull(first.messages(), page.messages().get(first.messages().size()));
    assertFull(last.messages(), page.messages().get(99 - last.messages().size()));
  }

  @Test
  void takesMessagesFromBothSidesOfAPlace() {
    Messages page = messages(200, 2_400, "가".repeat(4_000));
    Messages around = Pages.around(page, 1_201);
    int before = (int) around.messages().stream().filter(message -> message.seq() < 1_201).count();
    assertEquals(page.messages().subList(100 - before, 100 - before + around.messages().size()), around.messages());
    assertEquals(List.of(seq(around, 0), seq(around, around.messages().size() - 1)), List.of(around.first(), around.last()));
    assertFull(around.messages().subList(0, before), page.messages().get(99 - before));
    assertFull(around.messages().subList(before, around.messages().size()), page.messages().get(100 - before + around.messages().size()));
  }

  @Test
  void leavesMessagesAloneThatFit() {
    for (Messages page : List.of(messages(50, 600, "short"), messages(0, 7, ""))) {
      assertEquals(page, Pages.first(page));
      assertEquals(page, Pages.last(page));
      assertEquals(page, Pages.around(page, 5));
    }
  }

  /** Each of them twelve events after the other, the last of which are no messages. */
  private static Messages messages(int size, long last, String text) {
    return new Messages(last + 100, 1, last, IntStream.range(0, size)
        .mapToObj(i -> new Message(1 + 12L * i, "id", new User("id", "Ann"), text, Instant.EPOCH, null, null, List.of(), null, null, false, List.of())).toList(), List.of());
  }

  private static long seq(Messages page, int index) {
    return page.messages().get(index).seq();
  }

  private static void assertFull(List<Message> taken, Message next) {
    assertTrue(lengthOf(taken) <= Limits.DELIVERY_CHARS && lengthOf(taken) + 1 + lengthOf(List.of(next)) > Limits.DELIVERY_CHARS);
  }

  private static int lengthOf(List<Message> messages) {
    return String.join(",", messages.stream().map(message -> Views.message(message).encode()).toList()).length();
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
