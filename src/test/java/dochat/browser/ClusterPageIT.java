package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import dochat.support.Admin;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the cluster, for its administrators. */
@ExtendWith({WithPeople.class, SharedNodes.class})
class ClusterPageIT {
  private static final Pattern MILLIS = Pattern.compile("^\\s*\\+[0-9.,]+.?(ms|s)");
  /** Names of doors and nodes are names in every language, and so are the words of the program. */
  private static final Pattern NAMES = Pattern.compile("doChat|English|node-\\d+|--admin-token-file|SIGTERM|general|followed[\\d-]+|websocket|(?<![a-z])id(?![a-z])|\\(not built\\)|\\d\\S*\\s?(ms|s|kB|MB|B)(?![A-Za-z])|\\d+\\.\\d[\\w.-]*");

  /** Names of nodes and heads of columns that have more than one line. */
  private static final String BROKEN = """
      [...document.querySelectorAll('.cluster-node h3, .cluster-stages thead th')].filter((each) => {
        const text = document.createRange();
        text.selectNodeContents(each);
        return text.getClientRects().length > 1;
      }).map((each) => each.textContent)""";

  @Test
  void isUsedWithTheKeyboardAlone(People people) {
    int before = SharedNodes.all().size();
    ChatNode third = SharedNodes.another();
    try {
      Person root = people.visitor("Root", third.url() + "/cluster", Device.DESK);
      Keyboard keys = root.page().keyboard();
      assertThat(root.page().getByTestId("token")).isFocused();
      keys.type("not-the-token-of-anybody");
      keys.press("Enter");
      assertThat(root.page().getByRole(AriaRole.ALERT)).hasText("That is not the token.");
      assertThat(root.page().getByTestId("token")).isFocused();
      keys.type(Admin.TOKEN);
      keys.press("Enter");
      assertThat(root.page().getByTestId("node")).hasCount(before + 1);
      assertEquals(List.of(), root.page().context().cookies().stream().filter(cookie -> !cookie.httpOnly && !cookie.name.equals("dochat-language")).toList());
      // Another node answers from now on: this one is about to leave.
      Person other = people.visitor("Root", SharedNodes.first().url() + "/cluster", Device.DESK);
      signIn(other);
      Locator card = card(other, third);
      assertThat(card).hasAttribute("data-status", "ready");
      Keyboard more = other.page().keyboard();
      tabTo(other, card.getByTestId("drain"));
      more.press("Enter");
      assertThat(other.page().getByRole(AriaRole.DIALOG)).hasAccessibleName("Send " + third.name() + " away?");
      assertThat(other.page().getByRole(AriaRole.DIALOG).getByText("Cancel")).isFocused();
      more.press("Escape");
      assertThat(other.page().getByRole(AriaRole.DIALOG)).isHidden();
      assertThat(card.getByTestId("drain")).isFocused();
      assertTrue(third.isAlive());
      more.press("Enter");
      assertThat(other.page().getByRole(AriaRole.DIALOG)).isVisible();
      more.press("Tab");
      assertThat(other.page().getByTestId("drain-it")).isFocused();
      root.page().navigate("about:blank");
      more.press("Enter");
      assertThat(other.page().getByTestId("node")).hasCount(before);
      assertEquals(0, third.exitCode());
    } finally {
      third.close();
    }
  }

  @Test
  void tellsWhereAMessageIsWithoutShowingIt(People people) {
    Friend jun = people.friend("Jun", SharedNodes.first());
    String room = jun.creates("Followed " + System.nanoTime());
    Friend ben = people.friend("Ben", SharedNodes.second());
    ben.enters(room);
    long seq = 1 + Admin.at(SharedNodes.first()).untilTheBusBrings(room, SharedNodes.second(), () -> jun.says(room, "a word"));
    jun.says(room, "a private word");
    Person root = arrive(people, Device.DESK);
    root.page().getByTestId("message").fill(SharedNodes.first().url() + "/#/room/" + room + "/" + seq);
    root.page().keyboard().press("Enter");
    Locator poster = root.page().locator("[data-testid=stages][data-name=" + SharedNodes.first().name() + "]");
    assertThat(poster.getByTestId("committed")).hasText(MILLIS);
    assertThat(poster.getByTestId("published")).hasText(MILLIS);
    Locator listener = root.page().locator("[data-testid=stages][data-name=" + SharedNodes.second().name() + "]");
    assertThat(listener.getByTestId("received")).hasText(Pattern.compile("\\+.*by the bus"));
    assertThat(listener.getByTestId("committed")).hasText("");
    assertThat(listener.getByTestId("handed")).containsText("1 client");
    assertThat(root.page().getByTestId("found")).containsText("handed to 1 client");
    try (ChatClient late = ChatClient.guest(SharedNodes.second(), "Cho")) {
      late.register(room, new JsonObject().put("after", seq - 1));
      assertThat(root.page().getByTestId("found")).containsText("handed to 2 clients");
    }
    assertFalse(root.page().content().contains("a private word"));
    root.page().getByTestId("message").fill("no such thing");
    root.page().getByTestId("find").click();
    assertThat(root.page().getByRole(AriaRole.ALERT)).hasText("Write a message’s id, or a room’s id and a number.");
    root.page().getByTestId("message").fill("general 999999");
    root.page().getByTestId("find").click();
    assertThat(root.page().getByRole(AriaRole.ALERT)).containsText("No such message");
    assertThat(root.page().getByTestId("message")).hasAccessibleDescription(Pattern.compile("No such message"));
  }

  @Test
  void countsGoOnByThemselvesAndSigningOutEndsThem(People people) {
    Person root = arrive(people, Device.DESK);
    Locator clients = card(root, SharedNodes.second()).getByTestId("connections");
    Friend jun = people.friend("Jun", SharedNodes.second());
    String room = jun.creates("Counted " + System.nanoTime());
    jun.enters(room);
    assertThat(clients).containsText(Pattern.compile("websocket [1-9]"));
    root.page().getByTestId("sign-out").click();
    assertThat(root.page().getByTestId("token")).isVisible();
    assertThat(root.page().getByTestId("node")).hasCount(0);
    root.page().reload();
    assertThat(root.page().getByTestId("token")).isVisible();
    assertEquals(List.of(), root.page().context().cookies().stream().map(cookie -> cookie.name).filter(name -> name.startsWith("dochat-admin")).toList());
  }

  @Test
  void theCookieIsNoScriptsAndOfThisPageOnly(People people) {
    Person root = arrive(people, Device.DESK);
    Cookie cookie = root.page().context().cookies(SharedNodes.first().url() + "/cluster").stream().filter(each -> each.name.startsWith("dochat-admin"))
        .findFirst().orElseThrow();
    assertTrue(cookie.httpOnly);
    assertEquals("/cluster", cookie.path);
    assertFalse(root.page().context().cookies(SharedNodes.first().url() + "/api/rooms").stream().anyMatch(each -> each.name.startsWith("dochat-admin")));
    assertEquals("dochat-language=en", root.evaluate("document.cookie"));
    assertEquals(List.of(), root.find("Object.values(localStorage).filter((value) => value.includes('" + Admin.TOKEN + "'))"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isLegibleAndNamed(boolean dark, People people) {
    Device device = new Device(1440, 900, false, "ko-KR", dark);
    Person root = people.visitor("Root", SharedNodes.first().url() + "/cluster", device);
    root.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    root.page().getByTestId("token").waitFor();
    checked(root, "sign-in");
    signIn(root);
    checked(root, "nodes");
    root.page().getByTestId("message").fill("general 999999");
    root.page().getByTestId("find").click();
    root.page().getByRole(AriaRole.ALERT).waitFor();
    checked(root, "no such message");
    String room = message(people);
    root.page().getByTestId("message").fill(room + " 1");
    root.page().getByTestId("find").click();
    root.page().getByTestId("found").waitFor();
    checked(root, "a message");
    card(root, SharedNodes.second()).getByTestId("drain").click();
    root.page().getByTestId("drain-it").waitFor();
    checked(root, "drain");
    List<String> headings = root.find(AccessibilityIT.HEADINGS);
    assertEquals("h1", headings.get(0));
    assertEquals(List.of("h2", "h3"), headings.subList(1, headings.size()).stream().distinct().toList());
  }

  @ParameterizedTest
  @CsvSource({"360,740,en-US", "360,740,ko-KR", "768,1024,en-US", "768,1024,ko-KR"})
  void fits(int width, int height, String language, People people) {
    String room = message(people);
    Person root = arrive(people, new Device(width, height, true, language, false));
    root.page().getByTestId("message").fill(room + " 1");
    root.page().keyboard().press("Enter");
    root.page().getByTestId("found").waitFor();
    assertEquals(width, root.evaluate("document.documentElement.scrollWidth"), "a phone would show all of it, and smaller");
    assertEquals(List.of(), root.find(BROKEN));
  }

  private static void checked(Person person, String what) {
    assertEquals(List.of(), person.find(AccessibilityIT.FAINT), what);
    assertEquals(List.of(), person.find(AccessibilityIT.NAMELESS), what);
    assertEquals(List.of(), person.find(LanguagesIT.WORDS).stream().filter(words -> LanguagesIT.ENGLISH.matcher(NAMES.matcher(words).replaceAll("")).find()).toList(), what);
  }

  private static String message(People people) {
    Friend jun = people.friend("Jun", SharedNodes.first());
    String room = jun.creates("Followed " + System.nanoTime());
    people.friend("Ben", SharedNodes.second()).enters(room);
    jun.says(room, "a private word");
    return room;
  }

  private static Person arrive(People people, Device device) {
    Person person = people.visitor("Root", SharedNodes.first().url() + "/cluster", device);
    signIn(person);
    return person;
  }

  private static void signIn(Person person) {
    person.page().getByTestId("token").fill(Admin.TOKEN);
    person.page().keyboard().press("Enter");
    assertThat(card(person, SharedNodes.first())).isVisible();
    assertThat(card(person, SharedNodes.second())).isVisible();
  }

  private static Locator card(Person person, ChatNode node) {
    return person.page().getByTestId("node").filter(new Locator.FilterOptions().setHas(person.page().getByRole(AriaRole.HEADING,
        new Page.GetByRoleOptions().setName(node.name()).setExact(true))));
  }

  /** A tour of the page by the keyboard comes there. */
  private static void tabTo(Person person, Locator place) {
    person.page().getByTestId("to-chat").focus();
    for (int tabs = 0; tabs < 20 && !Boolean.TRUE.equals(place.evaluate("each => each === document.activeElement")); tabs++) {
      person.page().keyboard().press("Tab");
    }
    assertThat(place).isFocused();
  }
}
