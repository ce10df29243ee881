package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Meddler.Manner.CUTS_SOCKETS;
import static dochat.support.Meddler.Manner.HOLDS_SENDS;
import static dochat.support.Meddler.Manner.KEEPS_SENDS;
import static dochat.support.Meddler.Manner.STRIPS_UPGRADES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatNode;
import dochat.support.Meddler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever is between a page and its node: two people talk, each message comes once and in order, and the page says which way and why. */
@ExtendWith(WithPeople.class)
class LadderIT {
  private static final String NETWORK_CHANGED = "dispatchEvent(new Event('online'))";
  /** Browsers tell so of each new estimate of the round trip, on the same network. How many sockets a page opens for it. */
  private static final String NEW_ESTIMATES = """
      async () => {
        const real = WebSocket;
        let opened = 0;
        globalThis.WebSocket = class extends real {
          constructor(url) {
            super(url);
            opened++;
          }
        };
        for (let i = 0; i < 5; i++) navigator.connection.dispatchEvent(new Event('change'));
        await new Promise((frame) => requestAnimationFrame(frame));
        globalThis.WebSocket = real;
        return opened;
      }""";
  private static final List<String> WAYS = List.of("streaming", "long-polling", "polling", "sockjs", "sockjs:websocket", "sockjs:xhr-streaming",
      "sockjs:eventsource", "sockjs:iframe-eventsource", "sockjs:iframe-htmlfile", "sockjs:xhr-polling", "sockjs:iframe-xhr-polling",
      "sockjs:jsonp-polling");

  /** Streams come, and so would answers to polls; it is only what the page sends that nobody answers. */
  @Test
  void aProxyThatAnswersNothingThatIsSentIsLeftForAnotherWay(People people, TwoNodes nodes) {
    try (Meddler proxy = new Meddler(nodes.first(), STRIPS_UPGRADES)) {
      Person minji = people.behind(proxy, "Minji");
      Talk talk = new Talk(minji, people.friend("Tom", nodes.second()));
      minji.comesTo("streaming");
      proxy.behave(STRIPS_UPGRADES, HOLDS_SENDS);
      minji.says("is anybody there?");
      minji.comesTo("sockjs");
      assertThat(minji.reason()).hasAttribute("data-reason", "never-opened unanswered unanswered unanswered");
      talk.heard("is anybody there?");
    }
  }

  /** Such a creation is only a hint, and comes while nobody asks. */
  @Test
  void whoPollsHearsOfNewRooms(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.chooses("polling");
    String room = "Between two polls " + System.nanoTime();
    people.friend("Tom", nodes.second()).creates(room);
    minji.opens(room);
  }

  @Test
  void whatWasProvedIsRememberedForTheNextVisit(People people, TwoNodes nodes) {
    try (Meddler proxy = new Meddler(nodes.first())) {
      Person minji = people.behind(proxy, "Minji");
      minji.comesTo("websocket");
      proxy.behave(CUTS_SOCKETS);
      proxy.cut();
      minji.comesTo("streaming");
      minji.isConnected();
      minji.reloads();
      minji.comesTo("streaming");
      assertThat(minji.changes()).hasCount(1);
    }
  }

  @Test
  void aBetterWayTakesOverWithoutLosingOrDoubling(People people, TwoNodes nodes) {
    try (Meddler proxy = new Meddler(nodes.first(), STRIPS_UPGRADES)) {
      Person minji = people.behind(proxy, "Minji");
      Talk talk = new Talk(minji, people.friend("Tom", nodes.second()));
      minji.comesTo("streaming");
      assertEquals(0, minji.evaluate(NEW_ESTIMATES));
      proxy.behave();
      minji.evaluate(NETWORK_CHANGED);
      for (int i = 0; !"websocket".equals(minji.way().getAttribute("data-way")); i++) {
        talk.goesOn("on the way up " + i);
      }
      assertThat(minji.changes().first()).hasAttribute("data-reason", "network");
      talk.goesOn("up");
    }
  }

  /** The old way takes it and answers nothing; nobody writes anything else that could take it along. */
  @Test
  void whatIsOnItsWayWhenABetterOneTakesOverArrives(People people, TwoNodes nodes) {
    try (Meddler proxy = new Meddler(nodes.first(), STRIPS_UPGRADES)) {
      Person minji = people.behind(proxy, "Minji");
      Talk talk = new Talk(minji, people.friend("Tom", nodes.second()));
      minji.comesTo("streaming");
      Person tab = minji.opensAnotherTab();
      tab.isReady();
      proxy.behave(KEEPS_SENDS);
      tab.says("from the tab that follows");
      assertThat(tab.message("from the tab that follows")).hasAttribute("data-state", "pending");
      minji.evaluate(NETWORK_CHANGED);
      talk.heard("from the tab that follows");
      minji.comesTo("websocket");
      tab.readsAsSent("from the tab that follows");
    }
  }

  @Test
  void aRestartIsNoStepDown(People people, TwoNodes nodes) {
    ChatNode node = nodes.third();
    Person minji = people.arrive("Minji", node);
    minji.troubles().allowBrokenLines();
    Talk talk = new Talk(minji, people.friend("Tom", nodes.second()));
    talk.goesOn("before");
    node.stop();
    assertThat(minji.chip()).hasAttribute("data-state", "reconnecting");
    minji.says("said meanwhile");
    try (ChatNode again = nodes.thirdAgain(node)) {
      minji.evaluate(NETWORK_CHANGED);
      minji.isConnected();
      talk.heard("said meanwhile");
      talk.goesOn("after");
      minji.comesTo("websocket");
      assertThat(minji.reason()).hasAttribute("data-reason", "");
    }
  }

  @Test
  void everyWayCanBeChosen(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.troubles().allowLeftSessions();
    Talk talk = new Talk(minji, people.friend("Tom", nodes.second()));
    for (String way : WAYS) {
      minji.chooses(way);
      talk.goesOn("100 % by " + way);
      assertThat(minji.reason()).hasText("You chose it.");
    }
    minji.reloads();
    assertThat(minji.way()).hasAttribute("data-way", WAYS.get(WAYS.size() - 1));
  }

  /** Somebody at a page and a friend in a room of their own, who miss nothing and hear nothing twice. */
  private static final class Talk {
    private final Person one;
    private final Friend other;
    private final String room;
    private final List<String> said = new ArrayList<>();

    Talk(Person one, Friend other) {
      this.one = one;
      this.other = other;
      String name = "Talk " + System.nanoTime();
      room = other.creates(name);
      other.enters(room);
      one.opens(name);
    }

    void goesOn(String about) {
      one.says(about + ": one");
      heard(about + ": one");
      other.says(room, about + ": other");
      heard(about + ": other");
    }

    void heard(String text) {
      said.add(text);
      one.readsAsSent(said.toArray(String[]::new));
      other.hasHeard(room, said);
    }
  }
}
