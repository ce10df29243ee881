package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The address of a message leads to it, wherever it is in the history and whoever opens it. */
@ExtendWith(WithPeople.class)
class PermalinkIT {
  private static final int MESSAGES = 600;
  private static final int FAR_UP = 150;

  @Test
  void leadsBeforeSigningInAndAfter(People people, TwoNodes nodes) {
    String room = filled(people, nodes, "A long story");
    Person minji = people.visitor("Minji", nodes.second().url() + "/" + address(room, FAR_UP), Device.DESK);
    minji.signIn();
    assertThat(numbered(minji, FAR_UP)).isFocused();
    assertThat(numbered(minji, FAR_UP)).isInViewport();
    assertThat(numbered(minji, FAR_UP)).hasAttribute("aria-current", "true");
    assertThat(numbered(minji, FAR_UP - 1)).isInViewport();
    assertThat(numbered(minji, FAR_UP + 1)).isInViewport();
    minji.reloads();
    assertThat(numbered(minji, FAR_UP)).isFocused();
    minji.page().getByTestId("jump-latest").click();
    assertThat(numbered(minji, MESSAGES)).isInViewport();
    minji.page().waitForURL(Pattern.compile("/#/room/" + Pattern.quote(room) + "$"));
  }

  /** What only members may see is not even named before. */
  @Test
  void leadsIntoAPrivateRoomOnceSomebodyHasSignedInByTheirPassword(People people, TwoNodes nodes) {
    String mark = String.valueOf(System.nanoTime());
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    Page page = minji.page();
    page.getByTestId("way-account").click();
    page.getByTestId("way-new").click();
    page.getByTestId("name").fill("Minji");
    page.getByTestId("handle").fill("minji-" + mark);
    page.getByTestId("password").fill("correct horse");
    page.getByTestId("sign-in").click();
    minji.isConnected();
    String room = minji.isInNew("Vault " + mark, "private");
    minji.says("the first");
    minji.says("the second");
    minji.readsAsSent("the first", "the second");
    String seq = minji.message("the first").getAttribute("data-seq");
    minji.signsOut();
    page.navigate("about:blank");
    page.navigate(nodes.first().url() + "/" + address(room, Long.parseLong(seq)));
    page.getByTestId("password").fill("correct horse");
    assertThat(page.locator("body")).not().containsText(mark);
    page.getByTestId("sign-in").click();
    assertThat(minji.message("the first")).isFocused();
    assertThat(minji.message("the first")).hasAttribute("aria-current", "true");
    assertThat(minji.heading()).hasText("Vault " + mark);
  }

  @Test
  void isTheTimeOfTheMessageAndOpensInTheChatItself(People people, TwoNodes nodes) {
    String room = filled(people, nodes, "Told again");
    Friend jun = people.friend("Jun", nodes.first());
    String other = jun.creates("Elsewhere " + System.nanoTime());
    jun.says(other, "see " + nodes.first().url() + "/" + address(room, 3));
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    Locator newest = numbered(minji, MESSAGES);
    newest.hover();
    newest.getByTestId("permalink").click();
    minji.page().waitForURL(Pattern.compile("/" + Pattern.quote(address(room, MESSAGES)) + "$"));
    assertThat(newest).isFocused();
    minji.timeline().evaluate("timeline => timeline.scrollBy(0, -600)");
    minji.page().getByTestId("jump-latest").click();
    assertThat(minji.timeline().locator("[aria-current]")).hasCount(0);
    minji.goesTo(other);
    minji.timeline().getByText("/" + address(room, 3)).click();
    assertThat(numbered(minji, 3)).isFocused();
    assertEquals(1, minji.page().context().pages().size(), "in this tab");
    minji.page().goBack();
    assertThat(minji.timeline().getByText("/" + address(room, 3))).isVisible();
    minji.page().goForward();
    assertThat(numbered(minji, 3)).isFocused();
  }

  /** Every message has one, and only the message with the focus offers it to the Tab key. */
  @Test
  void isReachedByTheKeyboardAndNamed(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("By keys");
    jun.says(room, "one", "two", "three");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    assertThat(minji.timeline().locator("a[tabindex='0']")).hasCount(0);
    minji.timeline().focus();
    minji.page().keyboard().press("ArrowUp");
    minji.page().keyboard().press("ArrowUp");
    assertThat(numbered(minji, 2)).isFocused();
    minji.page().keyboard().press("Tab");
    Locator link = numbered(minji, 2).getByTestId("permalink");
    assertThat(link).isFocused();
    assertThat(link).isInViewport();
    assertThat(link).hasAccessibleName(Pattern.compile("^Link to this message, .*20\\d\\d.*"));
    minji.page().keyboard().press("Enter");
    minji.page().waitForURL(Pattern.compile("/" + Pattern.quote(address(room, 2)) + "$"));
    assertThat(numbered(minji, 2)).isFocused();
  }

  @Test
  void toWhatIsNotThereSaysSoAndShowsTheNewest(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Short");
    jun.says(room, "only this");
    Person minji = people.arrive("Minji", nodes.first());
    minji.choosesWebSocket();
    for (String seq : new String[] {"2", "999999999999999"}) {
      minji.page().navigate(nodes.first().url() + "/#/room/" + room + "/" + seq);
      // Which is told for a while only.
      assertThat(minji.page().getByText("That message is not in this room.")).isVisible();
      minji.sees("only this");
      minji.page().navigate("about:blank");
    }
    minji.page().navigate(nodes.first().url() + "/#/room/" + room + "/0");
    assertThat(minji.page().getByTestId("message")).hasCount(0);
  }

  private static String filled(People people, TwoNodes nodes, String name) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates(name);
    people.fill(room, MESSAGES, i -> "message " + (i + 1), nodes.first());
    return room;
  }

  private static String address(String room, long seq) {
    return "#/room/" + room + "/" + seq;
  }

  private static Locator numbered(Person person, long seq) {
    return person.page().locator("[data-testid=message][data-seq='" + seq + "']");
  }
}
