package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page is loaded again in the middle of things. */
@ExtendWith(WithPeople.class)
class ReloadIT {
  /** The page may be gone before the line has taken what it is told at the end. */
  private static final String NO_READS_ON_THE_LINE = """
      () => {
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (frame) {
          if (JSON.parse(frame).address !== 'chat.read') send.call(this, frame);
        };
      }""";

  private static final String SEND_AND_RELOAD = """
      () => {
        document.getElementById('composer').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        location.reload();
      }""";

  @Test
  void aMessageWhoseAcknowledgementWasOnItsWayIsThereOnce(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Answered too late");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.goesTo(room);
    jun.enters(room);
    address.hold(Forwarder.Hold.ANSWERS);
    minji.says("exactly once");
    jun.hears(room, "exactly once");
    assertThat(minji.messages()).hasAttribute("data-state", "pending");
    minji.reloads();
    minji.readsAsSent("exactly once");
    assertEquals(List.of("exactly once"), jun.log(room));
  }

  @Test
  void aMessageThatHadNotLeftIsSentAfterwards(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Asked too early");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.goesTo(room);
    address.hold(Forwarder.Hold.EVERYTHING);
    minji.says("first");
    minji.says("second");
    minji.composer().fill("third, unfinished");
    minji.reads("first", "second");
    minji.keepsWhatIsUnsent();
    minji.reloads();
    minji.readsAsSent("first", "second");
    assertThat(minji.composer()).hasValue("third, unfinished");
    assertEquals(List.of("first", "second"), jun.log(room));
  }

  /** The page goes before its disk can answer. */
  @Test
  void aMessageThatIsWrittenAtTheLastMomentIsSentAfterwards(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Asked at the last moment");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.goesTo(room);
    address.hold(Forwarder.Hold.EVERYTHING);
    minji.composer().fill("at the last moment");
    minji.page().waitForNavigation(() -> minji.page().evaluate(SEND_AND_RELOAD));
    minji.isConnected();
    minji.readsAsSent("at the last moment");
    assertEquals(List.of("at the last moment"), jun.log(room));
  }

  @Test
  void whatHadNotLeftWhenTheTabWasClosedIsSentByTheNextOne(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Closed too early");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.goesTo(room);
    address.hold(Forwarder.Hold.EVERYTHING);
    minji.says("first");
    minji.says("second");
    minji.reads("first", "second");
    assertThat(minji.messages()).hasCount(2);
    minji.keepsWhatIsUnsent();
    Person later = minji.returnsInAnotherTab();
    later.readsAsSent("first", "second");
    assertThat(later.page().locator(".join-bar")).hasCount(0);
    assertEquals(List.of("first", "second"), jun.log(room));
  }

  @Test
  void eachRoomKeepsItsDraft(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Shopping");
    minji.composer().fill("milk, eggs");
    minji.isInNew("Poems");
    minji.composer().fill("동해 물과\n백두산이");
    assertThat(minji.room("Shopping").getByTitle("Draft")).isVisible();
    minji.reloads();
    assertThat(minji.heading()).hasText("Poems");
    assertThat(minji.composer()).hasValue("동해 물과\n백두산이");
    minji.opens("Shopping");
    assertThat(minji.composer()).hasValue("milk, eggs");
    minji.says("milk, eggs");
    minji.opens("Poems");
    assertThat(minji.room("Shopping").getByTitle("Draft")).hasCount(0);
  }

  @Test
  void whatWasReadJustBeforeThePageWentIsKnown(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Read in passing");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.joins();
    minji.evaluate(NO_READS_ON_THE_LINE);
    jun.says(room, "quickly");
    minji.sees("quickly");
    minji.page().navigate("about:blank");
    eventually(() -> assertEquals(2, minji.knows(room).getLong("read")));
    minji.goesTo(room);
    minji.isConnected();
    minji.evaluate(NO_READS_ON_THE_LINE);
    jun.says(room, "at the last moment");
    minji.sees("at the last moment");
    minji.page().close();
    eventually(() -> assertEquals(3, minji.knows(room).getLong("read"), "a tab that is closed tells it, too"));
  }

  @Test
  void oneStaysSignedInAndInTheRoom(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Still here");
    minji.says("remember me");
    minji.readsAsSent("remember me");
    minji.reloads();
    minji.isIn("Still here");
    minji.readsAsSent("remember me");
  }
}
