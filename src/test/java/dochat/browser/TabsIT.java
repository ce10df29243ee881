package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All tabs of one browser are one client of the server: browsers open six connections to a server at most, and a stream takes one for ever. */
@ExtendWith(WithPeople.class)
class TabsIT {
  /** More than the connections that a browser opens to a server. */
  private static final int MANY = 7;
  private static final int SOME = 4;
  /** Notifications are wanted and allowed, and noted for the test. */
  private static final String NOTIFICATIONS = """
      if (location.protocol === 'http:') {
        localStorage.setItem('dochat.settings', '{"notifications":true}');
        window.Notification = class {
          static permission = 'granted';
          constructor(title, { body }) {
            localStorage.setItem('test.notified', JSON.stringify([...JSON.parse(localStorage.getItem('test.notified') ?? '[]'), body]));
          }
        };
      }""";
  private static final String IS_SHOWN = "async () => (await navigator.locks.query()).held.some(({ name }) => name.startsWith('dochat.shown.'))";
  private static final String NOTIFIED = "() => JSON.parse(localStorage.getItem('test.notified') ?? '[]')";

  @Test
  void sevenTabsStreamOverOneConnection(People people, TwoNodes nodes) {
    eventually(() -> assertEquals(0, sessions(nodes.first()), "the people of the test before are still there"));
    List<Person> tabs = tabs(people, nodes.first(), "Seven", MANY);
    eventually(() -> assertEquals(1, sessions(nodes.first())));
    String[] texts = IntStream.range(0, MANY).mapToObj(i -> "from tab " + i).toArray(String[]::new);
    for (int i = 0; i < MANY; i++) {
      tabs.get(i).says(texts[i]);
      tabs.get(0).sees(texts[i]);
    }
    tabs.forEach(tab -> tab.readsAsSent(texts));
  }

  @Test
  void theNextTabGoesOnWhenTheLeaderIsClosed(People people, TwoNodes nodes) {
    eventually(() -> assertEquals(0, sessions(nodes.first()), "the people of the test before are still there"));
    List<Person> tabs = tabs(people, nodes.first(), "Handed over", SOME);
    tabs.get(2).says("before");
    tabs.forEach(tab -> tab.readsAsSent("before"));
    tabs.remove(0).page().close();
    tabs.get(2).says("to nobody who leads");
    tabs.get(0).says("to the next one");
    tabs.get(1).sees("to nobody who leads");
    tabs.get(1).sees("to the next one");
    // Unsent messages are shown in all tabs, not yet in the order of the log.
    assertThat(tabs.get(1).sent()).hasCount(3);
    String[] log = tabs.get(1).log().toArray(String[]::new);
    assertEquals(3, log.length);
    tabs.forEach(tab -> tab.readsAsSent(log));
    eventually(() -> assertEquals(1, sessions(nodes.first())));
  }

  @Test
  void aRoomThatWasMadeOrJoinedInOneTabIsLiveInAnotherThatOpensIt(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String joined = jun.creates("Joined in the first");
    Person first = people.arrive("Minji", nodes.first());
    first.isInNew("There before");
    Person second = first.opensAnotherTab();
    second.isConnected();
    first.creates("Made in the first", "");
    String made = first.page().url().split("/room/")[1];
    first.opens("Joined in the first");
    first.joins();
    for (String room : List.of("Made in the first", "Joined in the first")) {
      second.opens(room);
      jun.says(room.startsWith("Made") ? made : joined, "do you hear me?");
      second.readsAsSent("do you hear me?");
      first.opens(room);
      first.readsAsSent("do you hear me?");
    }
    second.opens("There before");
    first.opens("There before");
    jun.says(made, "and where you do not look?");
    jun.says(joined, "and where you do not look?");
    for (Person tab : List.of(first, second)) {
      assertThat(tab.unread("Made in the first")).hasCount(1);
      assertThat(tab.unread("Joined in the first")).hasCount(1);
    }
  }

  @Test
  void whoSignsOutInOneTabIsOutInAllAndSoIsWhoSignsIn(People people, TwoNodes nodes) {
    List<Person> tabs = tabs(people, nodes.first(), "In and out", SOME);
    tabs.get(0).troubles().allowBrokenLines();
    tabs.get(2).signsOut();
    tabs.forEach(tab -> assertThat(tab.page().getByTestId("sign-in")).isVisible());
    tabs.get(1).signIn();
    tabs.forEach(Person::isConnected);
    tabs.get(3).says("all here again");
    tabs.forEach(tab -> tab.readsAsSent("all here again"));
  }

  @Test
  void hiddenTabsNotifyOnceAndNotOfWhatAnotherTabShows(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Noticed once");
    Person first = people.arriveWith(NOTIFICATIONS, "Minji", nodes.first().url());
    first.goesTo(room);
    first.joins();
    Person second = first.opensAnotherTab();
    second.isIn("Noticed once");
    second.isConnected();
    first.looksAway();
    second.looksAway();
    knowThatItIsShown(first, false);
    jun.says(room, "psst");
    eventually(() -> assertEquals(List.of("psst"), first.find(NOTIFIED)));
    second.looksHere();
    knowThatItIsShown(first, true);
    jun.says(room, "in full view");
    first.sees("in full view");
    assertThat(second.message("in full view")).isInViewport();
    second.looksAway();
    knowThatItIsShown(first, false);
    jun.says(room, "again");
    second.sees("again");
    eventually(() -> assertEquals(List.of("psst", "again"), first.find(NOTIFIED)));
  }

  /** Tabs know from each other what they show by a lock, which the browser gives and takes a moment later. */
  private static void knowThatItIsShown(Person tab, boolean isShown) {
    tab.page().waitForCondition(() -> tab.evaluate(IS_SHOWN).equals(isShown));
  }

  @Test
  void whatOneTabHasReadOrWrittenIsNoNewsInAnother(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Read and written");
    Person first = people.arrive("Minji", nodes.first());
    first.goesTo(room);
    first.joins();
    Person second = first.opensAnotherTab();
    second.isConnected();
    second.opens("General");
    jun.says(room, "for both");
    first.sees("for both");
    first.says("answered");
    first.readsAsSent("for both", "answered");
    assertThat(second.room("Read and written")).isVisible();
    eventually("the server knows", () -> first.knows(room).getLong("read") == 3);
    assertThat(second.unread("Read and written")).hasCount(0);
    first.opens("General");
    jun.says(room, "for nobody yet");
    assertThat(second.unread("Read and written").locator("[aria-hidden]")).hasText("1");
    second.opens("Read and written");
    assertThat(first.unread("Read and written")).hasCount(0);
  }

  /** Someone's tabs in a new room, over streaming. */
  private static List<Person> tabs(People people, ChatNode node, String room, int count) {
    Person first = people.arrive("Minji", node);
    first.isInNew(room);
    first.chooses("streaming");
    List<Person> tabs = new ArrayList<>(List.of(first));
    while (tabs.size() < count) {
      Person tab = first.opensAnotherTab();
      tab.isIn(room);
      tab.isConnected();
      tabs.add(tab);
    }
    return tabs;
  }

  private static int sessions(ChatNode node) {
    return node.metrics().sessions();
  }
}
