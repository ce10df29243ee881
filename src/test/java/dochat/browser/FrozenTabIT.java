package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dochat.support.ChatNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tab that has the connection of all stands still, is put aside, or wakes when another one has it: the others go on. */
@ExtendWith(WithPeople.class)
class FrozenTabIT {
  private static final String NO_LOCKS = "delete Navigator.prototype.locks; delete Crypto.prototype.randomUUID;";
  private static final String NO_WEBSOCKET = "delete globalThis.WebSocket;";
  private static final String NOTE_STATES = """
      () => {
        const chip = document.querySelector('[data-testid=connection]');
        globalThis.states = [];
        new MutationObserver(() => states.push(chip.dataset.state)).observe(chip, { attributeFilter: ['data-state'] });
      }""";
  private static final String IS_PUT_ASIDE = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))";
  private static final String IS_BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";

  @Test
  void aLeaderThatStandsStillIsReplacedAndFollowsWhenItWakes(People people, TwoNodes nodes) {
    isReplacedWhileItStandsStill(tabs(people.arrive("Minji", nodes.first()), "Stands still", 3), nodes.first());
  }

  @Test
  void theSameWithoutLocks(People people, TwoNodes nodes) {
    isReplacedWhileItStandsStill(tabs(people.arriveWith(NO_LOCKS, "Minji", nodes.first().url()), "Stands still, plain", 3), nodes.first());
  }

  @BeforeEach
  void nobodyIsHere(TwoNodes nodes) {
    eventually(() -> assertEquals(0, nodes.first().metrics().sessions(), "the people of the test before are still there"));
  }

  private static void isReplacedWhileItStandsStill(List<Person> tabs, ChatNode node) {
    Person leader = tabs.get(0);
    tabs.forEach(tab -> tab.evaluate(NOTE_STATES));
    CDPSession debugger = leader.page().context().newCDPSession(leader.page());
    debugger.send("Debugger.enable");
    debugger.send("Debugger.pause");
    try {
      tabs.get(1).says("who hears me?");
      tabs.get(1).readsAsSent("who hears me?");
      tabs.get(2).says("I do");
      tabs.get(2).readsAsSent("who hears me?", "I do");
      assertEquals(List.of(true, true), tabs.stream().skip(1).map(tab -> tab.evaluate("states[0] !== 'connected'")).toList());
    } finally {
      debugger.detach();
    }
    tabs.forEach(tab -> tab.readsAsSent("who hears me?", "I do"));
    leader.says("so do I, now");
    tabs.forEach(tab -> tab.readsAsSent("who hears me?", "I do", "so do I, now"));
    tabs.forEach(Person::isConnected);
    eventually(() -> assertEquals(1, node.metrics().sessions()));
  }

  @Test
  void aLeaderThatTheBrowserFreezesLetsGoAndComesBack(People people, TwoNodes nodes) {
    List<Person> tabs = tabs(people.arrive("Minji", nodes.first()), "Frozen", 3);
    CDPSession browser = tabs.get(0).page().context().newCDPSession(tabs.get(0).page());
    lifecycle(browser, "frozen");
    tabs.get(1).says("meanwhile");
    tabs.get(2).readsAsSent("meanwhile");
    lifecycle(browser, "active");
    tabs.get(0).readsAsSent("meanwhile");
    tabs.get(0).says("back");
    tabs.forEach(tab -> tab.readsAsSent("meanwhile", "back"));
    eventually(() -> assertEquals(1, nodes.first().metrics().sessions()));
  }

  @Test
  void aLeaderThatIsPutAsideLetsGoAndComesBack(People people, TwoNodes nodes) {
    List<Person> tabs = tabs(people.arrive("Minji", nodes.first()), "Put aside", 3);
    tabs.get(0).evaluate(IS_PUT_ASIDE);
    tabs.get(2).says("meanwhile");
    tabs.get(1).readsAsSent("meanwhile");
    assertThat(tabs.get(0).chip()).not().hasAttribute("data-state", "connected");
    tabs.get(0).evaluate(IS_BACK);
    tabs.get(0).isConnected();
    tabs.get(0).readsAsSent("meanwhile");
    eventually(() -> assertEquals(1, nodes.first().metrics().sessions()));
  }

  @Test
  void whoeverSignsInWhileATabIsPutAsideIsSignedInWhenItComesBack(People people, TwoNodes nodes) {
    Person aside = people.visitor("Minji", nodes.first().url(), Device.DESK);
    assertThat(aside.page().getByTestId("sign-in")).isVisible();
    aside.evaluate(IS_PUT_ASIDE);
    Page tab = aside.page().context().newPage();
    tab.addInitScript("BroadcastChannel.prototype.postMessage = () => {}");
    tab.navigate(nodes.first().url());
    tab.getByTestId("name").fill("Minji");
    tab.getByTestId("sign-in").click();
    assertThat(tab.getByTestId("settings")).isVisible();
    assertThat(aside.page().getByTestId("sign-in")).isVisible();
    aside.evaluate(IS_BACK);
    aside.isConnected();
  }

  /** A browser opens six connections to a server, and each stream takes one. */
  @Test
  void eightTabsShareAStreamWhereThereAreNoLocks(People people, TwoNodes nodes) {
    Person first = people.arriveWith(NO_LOCKS + NO_WEBSOCKET, "Minji", nodes.first().url());
    List<Person> tabs = tabs(first, "Eight", 8);
    assertThat(first.way()).hasAttribute("data-way", "streaming");
    first.says("from the first");
    tabs.get(7).says("from the eighth");
    tabs.forEach(tab -> tab.sees("from the first"));
    tabs.forEach(tab -> tab.sees("from the eighth"));
    tabs.forEach(Person::isConnected);
    eventually(() -> assertEquals(1, nodes.first().metrics().sessions()));
  }

  private static List<Person> tabs(Person first, String room, int count) {
    first.troubles().allowBrokenLines();
    first.isInNew(room);
    List<Person> tabs = new ArrayList<>(List.of(first));
    while (tabs.size() < count) {
      Person tab = first.opensAnotherTab();
      tab.isIn(room);
      tab.isConnected();
      tabs.add(tab);
    }
    return tabs;
  }

  private static void lifecycle(CDPSession browser, String state) {
    JsonObject to = new JsonObject();
    to.addProperty("state", state);
    browser.send("Page.setWebLifecycleState", to);
  }
}
