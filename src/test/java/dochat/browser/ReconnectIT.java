package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import dochat.support.ChatNode;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The line breaks, or the node behind it dies: nothing is lost, nothing comes twice, and one sees what is going on. */
@ExtendWith(WithPeople.class)
class ReconnectIT {
  /** From now on waits are forty times as long: long enough to look at them, and to see that nobody had to wait. */
  private static final String WAIT_LONG = "Math.random = () => 40";

  @Test
  void continuesAtAnotherNodeWhenItsNodeIsKilled(People people, TwoNodes nodes) {
    ChatNode doomed = nodes.third();
    Forwarder address = people.forwarder(doomed);
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Survivors");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.goesTo(room);
    jun.says(room, "before");
    minji.reads("before");
    assertThat(minji.node()).hasText(doomed.name());

    minji.evaluate(WAIT_LONG);
    doomed.kill();
    assertThat(minji.chip()).hasAttribute("data-state", "reconnecting");
    minji.says("mine, offline");
    jun.says(room, "theirs, one", "theirs, two");
    minji.composer().fill("half a thought");
    address.leadTo(nodes.second());
    minji.page().getByTestId("reconnect-now").click();

    minji.isConnected();
    assertThat(minji.node()).hasText(nodes.second().name());
    minji.readsAsSent("before", "theirs, one", "theirs, two", "mine, offline");
    assertThat(minji.composer()).hasValue("half a thought");
    assertEquals(List.of("before", "theirs, one", "theirs, two", "mine, offline"), jun.log(room));
    doomed.close();
  }

  @Test
  void countsDownToTheNextTryAndTriesAtOnceWhenAsked(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.evaluate(WAIT_LONG);
    String calm = minji.colourOfTheDot();
    address.leadTo(null);
    address.cut();
    assertThat(minji.page().locator(".trouble")).containsText(Pattern.compile("Reconnecting in \\d+\\ss"));
    int first = secondsLeft(minji);
    assertTrue(first <= 20, () -> first + " s");
    minji.page().waitForCondition(() -> secondsLeft(minji) < first);
    assertThat(minji.chip()).hasText("Reconnecting…");
    assertNotEquals(calm, minji.colourOfTheDot(), "in trouble the dot has another colour");
    assertThat(minji.page().locator(".trouble")).containsText("What you write is kept and sent later.");

    address.leadTo(nodes.second());
    minji.button("Now").click();
    minji.isConnected();
    assertThat(minji.page().locator(".trouble")).hasCount(0);
    assertThat(minji.chip()).hasText("");
  }

  private static int secondsLeft(Person person) {
    return Integer.parseInt(person.page().locator(".trouble").innerText().replaceAll("(?s).*Reconnecting in ([0-9]+).*", "$1"));
  }

  @Test
  void returnsByItself(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Blinks");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.goesTo(room);
    for (String text : List.of("first", "second", "third")) {
      address.cut();
      jun.says(room, text);
      minji.sees(text);
    }
    minji.readsAsSent("first", "second", "third");
  }

  /** Nothing tells that one was out of the room, but that one's place in it is none any more. */
  @Test
  void beginsAnewInARoomThatLetsOneInAgainMeanwhile(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    String id = minji.id();
    String room = jun.createsFor(id, "Out and in");
    jun.says(room, "before");
    minji.goesTo(room);
    minji.sees("before");
    Locator aloud = minji.page().locator("[aria-live=polite][aria-atomic]");
    jun.says(room, "meanwhile");
    assertThat(aloud).hasText("Jun: meanwhile");
    address.leadTo(null);
    address.cut();
    assertThat(minji.chip()).hasAttribute("data-state", "reconnecting");
    jun.removes(room, id);
    jun.letsInAgain(room, id);
    jun.says(room, "after");
    address.leadTo(nodes.first());
    minji.sees("after");
    assertThat(aloud).hasText("");
    jun.says(room, "later");
    minji.reads("after", "later");
  }

  @Test
  void sendsOnceWhatWasWrittenOffline(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Written in the tunnel");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.goesTo(room);
    minji.says("zreo");
    minji.readsAsSent("zreo");
    minji.evaluate(WAIT_LONG);
    address.leadTo(null);
    address.cut();
    assertThat(minji.chip()).hasAttribute("data-state", "reconnecting");
    minji.composer().press("ArrowUp");
    minji.page().keyboard().press("e");
    minji.page().getByTestId("editor").fill("zero");
    minji.page().keyboard().press("Enter");
    assertThat(minji.message("zero").getByTestId("unsettled")).hasText("Your edit will be saved when you are connected. Keep this tab open.");
    minji.says("one");
    minji.says("two");
    minji.says("three");
    minji.reads("zero", "one", "two", "three");
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    assertThat(minji.page().getByText("Will be sent when you are connected.")).hasCount(1);
    address.leadTo(nodes.first());
    minji.button("Now").click();
    minji.readsAsSent("zero", "one", "two", "three");
    assertThat(minji.page().getByTestId("unsettled")).hasCount(0);
    assertThat(minji.message("zero").locator(".message-edited")).hasText("edited");
    List<String> log = jun.log(room);
    assertEquals(List.of("zreo", "one", "two", "three"), log.stream().filter(text -> !text.equals("zero")).toList());
    assertEquals(5, log.size(), "saved once");
  }

  /** Also where nothing else can be shown yet: in a room, and in a thread, that were never loaded. */
  @Test
  void showsWhatIsWrittenOfflineWhereNothingWasLoaded(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    String unloaded = "Unloaded " + System.nanoTime();
    minji.isInNew(unloaded);
    String room = minji.isInNew("Loaded " + System.nanoTime());
    minji.says("root");
    minji.readsAsSent("root");
    people.friend("Jun", nodes.first()).answers(room, 1, "an answer");
    minji.sees("an answer");
    minji.reloads();
    minji.sees("an answer");
    assertThat(minji.room(unloaded)).isVisible();
    minji.evaluate(WAIT_LONG);
    address.leadTo(null);
    address.cut();
    assertThat(minji.chip()).hasAttribute("data-state", "reconnecting");
    Locator thread = minji.page().getByTestId("thread");
    minji.page().getByTestId("replies").click();
    thread.getByTestId("thread-composer").fill("in the thread");
    thread.getByTestId("thread-composer").press("Enter");
    assertThat(thread.locator(".message-text")).hasText(new String[] {"in the thread"});
    minji.room(unloaded).click();
    assertThat(minji.heading()).hasText(unloaded);
    minji.says("one");
    minji.says("two");
    assertThat(minji.timeline().locator(".skeleton")).hasCount(1);
    minji.reads("one", "two");
    assertThat(minji.message("two")).isInViewport();
    address.leadTo(nodes.first());
    minji.button("Now").click();
    minji.readsAsSent("one", "two");
    assertThat(minji.timeline().locator(".skeleton")).hasCount(0);
  }

  @Test
  void sendsOnceWhatBrokeOnTheWay(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Lost acknowledgement");
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.goesTo(room);
    jun.enters(room);
    address.hold(Forwarder.Hold.ANSWERS);
    minji.says("committed, but she does not know");
    assertThat(minji.messages()).hasAttribute("data-state", "pending");
    jun.hears(room, "committed, but she does not know");
    address.cut();
    minji.readsAsSent("committed, but she does not know");
    assertEquals(List.of("committed, but she does not know"), jun.log(room));
  }
}
