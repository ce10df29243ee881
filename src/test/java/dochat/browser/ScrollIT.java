package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where one is in a long conversation, to the pixel. */
@ExtendWith(WithPeople.class)
class ScrollIT {
  private static final int MESSAGES = 1_200;
  private static final int WINDOW = 400;
  private static final double PIXEL = 1.01;

  /** Scrolls, and from then on measures in each frame how far the message at the top edge has moved by itself. */
  private static final String SCROLL_AND_WATCH = """
      (timeline, top) => {
        timeline.scrollTop = top;
        const edge = timeline.getBoundingClientRect().top;
        const message = [...timeline.querySelectorAll('.message')].find((each) => each.getBoundingClientRect().bottom > edge);
        const start = message.getBoundingClientRect().top;
        const watched = (window.watched = { seq: Number(message.dataset.seq), moved: 0, most: 0 });
        const look = () => {
          if (window.watched !== watched || !message.isConnected) return;
          watched.moved = Math.max(watched.moved, Math.abs(message.getBoundingClientRect().top - start));
          watched.most = Math.max(watched.most, timeline.querySelectorAll('.message').length);
          requestAnimationFrame(look);
        };
        look();
        return watched.seq;
      }""";
  /** The window gets smaller and, before the next frame, the browser says that something was scrolled. */
  private static final String KEYBOARD_OPENS =
      "timeline => { document.documentElement.style.setProperty('--height', '400px'); timeline.dispatchEvent(new Event('scroll')); }";
  private static final String AT_THE_EDGE = """
      () => {
        const edge = document.querySelector('#messages').getBoundingClientRect().top;
        return [...document.querySelectorAll('.message')].find((each) => each.getBoundingClientRect().bottom > edge)?.dataset.seq;
      }""";
  private static final String FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

  /** In a long run of one author the name is further up than the window. */
  @Test
  void theTopEdgeSaysWhoseWordsTheseAre(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    Friend tom = people.friend("Tom", nodes.first());
    String room = jun.creates("Monologues");
    jun.says(room, 60, ScrollIT::text);
    tom.says(room, "short");
    tom.says(room, 60, i -> "and " + i);
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    Locator head = minji.page().getByTestId("running-head");
    assertThat(head.locator("strong")).hasText("Tom");
    assertThat(head).isVisible();
    scrollTo(minji, text(50));
    assertThat(head.locator("strong")).hasText("Jun");
    scrollTo(minji, "short");
    assertThat(head).isHidden();
    minji.timeline().evaluate("timeline => timeline.scrollTop = 0");
    // What is further up comes then, and nothing that is in view moves by it.
    minji.page().getByTestId("beginning").waitFor();
    minji.timeline().evaluate("timeline => timeline.scrollTop = 0");
    assertThat(head).isHidden();
    scrollTo(minji, text(30));
    minji.message(text(30)).evaluate("each => each.focus()");
    minji.page().keyboard().press("ArrowUp");
    assertThat(minji.message(text(29))).isFocused();
    assertTrue(minji.message(text(29)).boundingBox().y >= head.boundingBox().y + head.boundingBox().height - PIXEL, "the focus is behind the name");
  }

  @Test
  void inAThreadToo(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    Friend tom = people.friend("Tom", nodes.first());
    String room = jun.creates("Long answers");
    jun.says(room, "a question");
    for (int i = 0; i < 30; i++) {
      tom.answers(room, 1, "answer " + i + " of which each is so long that it takes more than one line of the column beside the timeline");
    }
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.page().getByTestId("replies").click();
    Locator head = minji.page().getByTestId("thread-running-head");
    assertThat(head.locator("strong")).hasText("Tom");
    assertThat(head).isVisible();
    minji.page().locator("#thread-messages").evaluate("list => list.scrollTop = 0");
    assertThat(head).isHidden();
  }

  /** So that it is the first in view. */
  private static void scrollTo(Person person, String text) {
    person.message(text).evaluate("each => each.closest('#messages').scrollTop = each.offsetTop - 4");
  }

  @Test
  void goesUpThroughTwelveHundredMessagesWithoutAJump(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Long ago");
    people.fill(room, MESSAGES, ScrollIT::text, nodes.first());
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    assertThat(minji.message(text(MESSAGES - 1))).isInViewport();
    int loads = 0;
    for (int first = first(minji); first > 1; first = first(minji)) {
      int before = first;
      minji.timeline().evaluate(SCROLL_AND_WATCH, 350);
      eventually("older messages", () -> first(minji) < before);
      minji.evaluate(FRAME);
      assertStill(minji);
      loads++;
    }
    assertTrue(loads >= MESSAGES / WINDOW, "loaded bit by bit");
    minji.timeline().evaluate("timeline => timeline.scrollTop = 0");
    assertThat(minji.page().getByText("This is where Long ago begins.")).isInViewport();
    minji.page().getByTestId("jump-latest").click();
    assertThat(minji.message(text(MESSAGES - 1))).isInViewport();
  }

  @Test
  void comesDownAgainWithoutAJump(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("There and back");
    people.fill(room, 700, ScrollIT::text, nodes.first());
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    while (first(minji) > 1) {
      int before = first(minji);
      minji.timeline().evaluate("timeline => timeline.scrollTop = 350");
      eventually("older messages", () -> first(minji) < before);
      minji.evaluate(FRAME);
    }
    while (last(minji) < 700) {
      int before = last(minji);
      minji.timeline().evaluate(SCROLL_AND_WATCH, 1_000_000);
      eventually("newer messages", () -> last(minji) > before);
      minji.evaluate(FRAME);
      assertStill(minji);
    }
    minji.timeline().evaluate("timeline => timeline.scrollTop = timeline.scrollHeight");
    assertThat(minji.page().getByTestId("jump-latest")).hasCount(0);
  }

  @Test
  void staysWhereOneReadsWhileOthersWrite(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Busy below");
    jun.says(room, 80, ScrollIT::text);
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.joins();
    minji.timeline().evaluate(SCROLL_AND_WATCH, 600);
    Locator jump = minji.page().getByTestId("jump-latest");
    assertThat(jump).isVisible();
    jun.says(room, "one", "two", "three");
    assertThat(jump).hasText("3 new");
    assertStill(minji);
    assertThat(minji.unread("Busy below").locator("[aria-hidden]")).hasText("3");
    jump.click();
    assertThat(minji.message("three")).isInViewport();
    assertThat(minji.page().getByTestId("new-messages")).hasCount(1);
    assertThat(jump).hasCount(0);
    assertThat(minji.unread("Busy below")).hasCount(0);
    jun.says(room, "four");
    assertThat(minji.message("four")).isInViewport();
  }

  @Test
  void aLineShowsWhereOneLeftOff(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Bookmark");
    jun.says(room, 30, i -> "old " + i);
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.joins();
    eventually("the server knows what was read", () -> minji.knows(room).getLong("read") == 31);
    minji.opens("General");
    jun.says(room, 60, i -> "new " + i);
    assertThat(minji.unread("Bookmark").locator("[aria-hidden]")).hasText("60");
    minji.opens("Bookmark");
    assertThat(minji.page().getByTestId("new-messages")).isInViewport();
    assertThat(minji.message("old 29")).isInViewport();
    assertThat(minji.message("new 0")).isInViewport();
    assertThat(minji.message("new 59")).not().isInViewport();
    assertEquals("new 0", minji.page().locator(".new-line + .message .message-text").innerText());
    minji.reloads();
    assertThat(minji.page().getByTestId("new-messages")).isInViewport();
  }

  @Test
  void aRoomIsFoundAgainAsItWasLeft(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Left in the middle");
    jun.says(room, 90, ScrollIT::text);
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.joins();
    minji.timeline().evaluate("timeline => timeline.scrollTop = 700");
    assertThat(minji.page().getByTestId("jump-latest")).isVisible();
    Object before = minji.evaluate("() => document.querySelector('#messages').scrollTop");
    minji.opens("General");
    minji.opens("Left in the middle");
    eventually(() -> assertEquals(before, minji.evaluate("() => document.querySelector('#messages').scrollTop")));
  }

  @Test
  void oneStaysAtTheBottomWhenAKeyboardOpens(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Keyboard below");
    jun.says(room, 60, ScrollIT::text);
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.goesTo(room);
    assertThat(minji.message(text(59))).isInViewport();
    minji.timeline().evaluate(KEYBOARD_OPENS);
    minji.evaluate(FRAME);
    assertThat(minji.message(text(59))).isInViewport();
    assertThat(minji.page().getByTestId("jump-latest")).hasCount(0);
  }

  @Test
  void whoeverWritesSeesWhatWasWritten(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("From the middle");
    jun.says(room, 80, ScrollIT::text);
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.timeline().evaluate("timeline => timeline.scrollTop = 500");
    assertThat(minji.page().getByTestId("jump-latest")).isVisible();
    minji.says("down here");
    assertThat(minji.message("down here")).isInViewport();
  }

  @Test
  void whatIsWrittenOfflineFarFromTheEndIsShownAndThenAtItsPlace(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Far behind");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.goesTo(room);
    minji.joins();
    minji.opens("General");
    jun.says(room, 140, ScrollIT::text);
    assertThat(minji.unread("Far behind")).isVisible();
    minji.opens("Far behind");
    assertThat(minji.page().getByTestId("new-messages")).isInViewport();
    minji.evaluate("Math.random = () => 40");
    address.leadTo(null);
    address.cut();
    minji.says("from the tunnel");
    assertThat(minji.message("from the tunnel")).isInViewport();
    jun.says(room, "meanwhile");
    address.leadTo(nodes.first());
    minji.button("Now").click();
    assertThat(minji.message("from the tunnel")).hasAttribute("data-seq", "143");
    assertThat(minji.message("from the tunnel")).isInViewport();
    assertThat(minji.message("meanwhile")).isInViewport();
    assertThat(minji.page().getByTestId("jump-latest")).hasCount(0);
  }

  @Test
  void aRoomThatIsLoadedAnewIsFoundAsItWasLeft(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Only looked at");
    people.fill(room, 420, ScrollIT::text, nodes.first());
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    while (first(minji) > 150) {
      int before = first(minji);
      minji.timeline().evaluate("timeline => timeline.scrollTop = 350");
      eventually("older messages", () -> first(minji) < before);
      minji.evaluate(FRAME);
    }
    Object edge = minji.evaluate(AT_THE_EDGE);
    minji.opens("General");
    minji.opens("Only looked at");
    eventually(() -> assertEquals(edge, minji.evaluate(AT_THE_EDGE)));
  }

  private static String text(int i) {
    return "message " + i + (i % 7 == 0 ? " which is a little longer than the others, so that lines differ in height. ".repeat(i % 4 + 1).stripTrailing() : "");
  }

  private static int first(Person person) {
    return ((Number) person.evaluate("() => Number(document.querySelector('.message').dataset.seq)")).intValue();
  }

  private static int last(Person person) {
    return ((Number) person.evaluate("() => Number([...document.querySelectorAll('.message')].at(-1).dataset.seq)")).intValue();
  }

  private static void assertStill(Person person) {
    assertTrue((boolean) person.evaluate("() => window.watched.moved <= " + PIXEL),
        () -> "moved by " + person.evaluate("() => window.watched.moved") + " pixels");
    assertTrue((boolean) person.evaluate("() => window.watched.most <= " + WINDOW),
        () -> person.evaluate("() => window.watched.most") + " messages in the page");
  }
}
