package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dochat.support.ChatNode;
import dochat.support.SharedNodes;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport lab: one conversation over every way, measured. */
@ExtendWith(WithPeople.class)
class LabIT {
  private static final List<String> WAYS =
      List.of("polling", "long-polling", "streaming", "server-sent-events", "websocket", "sockjs", "tcp");
  /** A talk of 20 s comes first, and 30 s of silence have to pass. */
  private static final LocatorAssertions.HasAttributeOptions AFTER_THE_TALK = new LocatorAssertions.HasAttributeOptions().setTimeout(90_000);

  @Test
  void measuresEveryWayAndSaysSoInBothLanguages(People people, TwoNodes nodes) {
    Person mina = visits(people, nodes.first(), Device.DESK);
    mina.page().getByTestId("run").click();
    for (String way : WAYS) {
      assertThat(row(mina, way)).hasAttribute("data-state", "open");
      assertThat(number(mina, way, "messages")).hasText(Pattern.compile("^\\s*[1-9]"));
      assertThat(number(mina, way, "median")).hasText(Pattern.compile("^\\s*[0-9.]+.?(ms|s)\\s*$"));
      assertThat(number(mina, way, "up")).hasText(Pattern.compile("[1-9]"));
      assertThat(number(mina, way, "down")).hasText(Pattern.compile("[1-9]"));
    }
    assertThat(number(mina, "tcp", "requests")).hasText("0");
    assertThat(number(mina, "polling", "requests")).hasText(Pattern.compile("^\\s*[1-9]"));
    assertThat(mina.page().getByTestId("fastest")).hasAttribute("data-known", "yes");
    assertThat(mina.page().getByTestId("fastest")).containsText("Fastest");
    assertThat(mina.page().getByTestId("cheapest")).hasAttribute("data-known", "yes", AFTER_THE_TALK);
    assertThat(mina.page().getByTestId("cheapest")).containsText("Cheapest in silence");
    String first = mina.page().getByTestId("cheapest").innerText();
    assertFalse(first.contains("Long polling"), first);
    for (String way : WAYS) {
      assertThat(number(mina, way, "idle")).hasAttribute("data-known", "yes");
      assertThat(number(mina, way, "message")).hasText(Pattern.compile("[1-9].*B"));
    }
    mina.page().getByTestId("settings").click();
    mina.chooses("language", "한국어");
    assertThat(mina.page().getByTestId("fastest")).containsText("가장 빠른 방식");
    assertThat(mina.page().getByTestId("cheapest")).containsText("침묵할 때 가장 적게 드는 방식");
    assertThat(number(mina, "tcp", "median")).hasText(Pattern.compile("^\\s*[0-9.]+.?(ms|초)\\s*$"));
  }

  @Test
  void measuresSockJsOverTheTransportOfOnesChoice(People people, TwoNodes nodes) {
    Person mina = visits(people, nodes.first(), Device.DESK);
    mina.page().getByTestId("run").click();
    for (String transport : List.of("xhr-streaming", "eventsource", "xhr-polling", "websocket")) {
      mina.page().getByTestId("sockjs-transport").selectOption(transport);
      assertThat(row(mina, "sockjs")).hasAttribute("data-state", "open");
      assertThat(number(mina, "sockjs", "median")).hasText(Pattern.compile("^\\s*[0-9.]+.?(ms|s)\\s*$"));
    }
  }

  @Test
  void leavesNothingRunning(People people, TwoNodes nodes) {
    eventually("the people of other tests have left", () -> sessions() == 0);
    Person mina = visits(people, nodes.first(), Device.DESK);
    runs(mina);
    eventually("all but polling stay connected", () -> sessions() >= WAYS.size() - 1);
    mina.page().getByTestId("run").click();
    eventually("a pause closes every door", () -> sessions() == 0);
    assertThat(row(mina, "websocket")).hasAttribute("data-state", "closed");

    runs(mina);
    mina.page().navigate("about:blank");
    eventually("who leaves takes everything along", () -> sessions() == 0);
  }

  @Test
  void talksWhereNobodyIsDisturbedAndStartsAgainFromNothing(People people, TwoNodes nodes) {
    Friend tom = people.friend("Tom", nodes.first());
    int before = tom.rooms();
    Person mina = visits(people, nodes.first(), Device.DESK);
    runs(mina);
    assertEquals(before, tom.rooms());
    mina.page().getByTestId("run").click();
    mina.page().getByTestId("reset").click();
    for (String way : WAYS) {
      assertThat(number(mina, way, "messages")).hasText("0");
      assertThat(number(mina, way, "median")).hasText("–");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "ko-KR"})
  void fitsAPhone(String language, People people, TwoNodes nodes) {
    Person mina = visits(people, nodes.first(), Device.PHONE.in(language));
    runs(mina);
    mina.page().getByTestId("method").locator("summary").click();
    assertEquals(Device.PHONE.width(), mina.evaluate("document.documentElement.scrollWidth"), "a phone would show all of it, and smaller");
  }

  @Test
  void isReachedFromTheChatAndLeadsBack(People people, TwoNodes nodes) {
    Person mina = people.arrive("Mina", nodes.first());
    mina.chip().click();
    mina.page().getByTestId("to-lab").click();
    assertThat(mina.heading()).hasText("Transport lab");
    mina.page().getByTestId("to-chat").click();
    mina.isConnected();
  }

  @Test
  void whoSignsInThereIsInTheChatToo(People people, TwoNodes nodes) {
    Person chat = people.visitor("Minji", nodes.first().url(), Device.DESK);
    assertThat(chat.page().getByTestId("sign-in")).isVisible();
    Page lab = chat.page().context().newPage();
    lab.navigate(nodes.first().url() + "/lab");
    lab.getByTestId("name").fill("Minji");
    lab.getByTestId("sign-in").click();
    chat.isConnected();
  }

  static Person visits(People people, ChatNode node, Device device) {
    Person person = people.visitor("Mina", node.url() + "/lab", device);
    person.page().getByTestId("name").fill("Mina");
    person.page().getByTestId("sign-in").click();
    assertThat(person.page().getByTestId("run")).isEnabled();
    return person;
  }

  /** Starts, and waits until every way has brought a message. */
  private static void runs(Person person) {
    person.page().getByTestId("run").click();
    for (String way : WAYS) {
      assertThat(row(person, way)).hasAttribute("data-state", "open");
      assertThat(number(person, way, "messages")).hasText(Pattern.compile("^\\s*[1-9]"));
    }
  }

  /** At all nodes: a session of SockJS may live at any. */
  private static int sessions() {
    return SharedNodes.all().stream().mapToInt(node -> node.metrics().sessions()).sum();
  }

  private static Locator row(Person person, String way) {
    return person.page().locator("[data-testid=row][data-door=" + way + "]");
  }

  private static Locator number(Person person, String way, String name) {
    return row(person, way).getByTestId(name);
  }
}
