package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import dochat.support.Admin;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Meddler;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is not the ordinary course of things is shown, in words, with a way out. */
@ExtendWith(WithPeople.class)
class StatesIT {
  private static final String NOTHING_STORED = """
      for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
      }""";

  private static final String TOO_FAST = "Slow down, [12]\\ss";

  /** One where people may not post as fast as they like, and that has no administrator. */
  private static ChatNode strict;

  @BeforeAll
  static void start(@TempDir Path data) {
    strict = ChatNode.start(data, "--post-rate", "0.5");
  }

  @AfterAll
  static void stop() {
    strict.close();
  }

  @Test
  void aMessageThatIsTooFastIsSentByItselfLater(People people) {
    Person minji = people.arrive("Minji", strict);
    minji.isInNew("Slowly");
    minji.notes(minji.timeline());
    List<String> said = new ArrayList<>();
    // Two that a busy machine brings with a pause between them come fast enough.
    while (said.size() < 2 || !minji.hasNoted(TOO_FAST)) {
      said.add("message " + said.size());
      minji.says(said.get(said.size() - 1));
      minji.page().waitForCondition(() -> minji.hasNoted(TOO_FAST) || minji.sent().count() == said.size());
    }
    minji.readsAsSent(said.toArray(String[]::new));
    assertThat(minji.page().locator(".message-note")).hasCount(0);
  }

  @Test
  void whatTheServerRefusesInTheLabIsShown(People people) {
    Person mina = LabIT.visits(people, strict, Device.DESK);
    mina.troubles().allowTooManyRequests();
    mina.page().locator("input[value=busy] + span").click();
    mina.page().getByTestId("run").click();
    assertThat(mina.page().getByTestId("refused")).containsText("429");
  }

  @Test
  void aNodeWithoutAnAdministratorSaysHowToHaveOneAndHasNothingElse(People people) {
    Person visitor = people.visitor("Visitor", strict.url() + "/cluster", Device.DESK);
    assertThat(visitor.page().getByTestId("absent")).containsText("--admin-token-file");
    assertEquals(List.of(), visitor.find(AccessibilityIT.FAINT));
    assertThat(visitor.page().getByTestId("token")).hasCount(0);
    Admin nobody = new Admin(strict, null);
    for (HttpResponse<String> answer : List.of(nobody.get("/cluster/nodes"), nobody.get("/cluster/message?id=x"), nobody.signIn(Admin.TOKEN), nobody.drain("any"))) {
      assertEquals("not_found", Http.json(answer).getString("code"));
    }
  }

  @Test
  void aRefusedMessageIsKeptAndTriedAgainOrDeleted(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Refused");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.isNotHeardWith("out of nowhere");
    minji.says("out of nowhere");
    Locator failed = minji.page().locator("[data-testid=message][data-state=failed]");
    assertThat(failed).containsText("Not sent. There is nothing visible in it.");
    minji.says("the next one is not held up");
    assertThat(minji.page().locator("[data-testid=message][data-state=sent]")).hasCount(1);
    minji.reloads();
    assertThat(failed).hasCount(1);
    minji.isNotHeardWith("out of nowhere");
    failed.getByTestId("retry").click();
    minji.wasNotHeard(1);
    assertThat(failed).containsText("Not sent.");
    failed.getByTestId("discard").click();
    minji.readsAsSent("the next one is not held up");
    assertEquals(List.of("the next one is not held up"), jun.log(room));
  }

  @Test
  void aTextThatIsTooLongIsCountedAndStays(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Long winded");
    Locator counter = minji.page().locator(".composer-count");
    minji.composer().fill("가".repeat(3_200));
    assertThat(counter).hasCount(0);
    minji.composer().fill("가".repeat(3_201));
    assertThat(counter).hasText("799 left");
    minji.composer().fill("😀".repeat(4_001));
    assertThat(counter).hasText("1 too many");
    assertThat(minji.page().getByTestId("send")).isDisabled();
    minji.composer().press("Enter");
    assertThat(minji.composer()).hasValue("😀".repeat(4_001));
    assertThat(minji.messages()).hasCount(0);
    minji.says("😀".repeat(4_000));
    assertThat(minji.messages()).hasAttribute("data-state", "sent");
    assertThat(counter).hasCount(0);
  }

  @Test
  void aHiddenPageCountsInItsTitle(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Behind the curtain");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.joins();
    assertThat(minji.page()).hasTitle("Behind the curtain – doChat");
    minji.looksAway();
    jun.says(room, "psst", "hey");
    assertThat(minji.page()).hasTitle("(2) Behind the curtain – doChat");
    minji.looksHere();
    assertThat(minji.page()).hasTitle("Behind the curtain – doChat");
    assertThat(minji.page().getByTestId("new-messages")).hasCount(1);
  }

  @Test
  void whoeverIsMentionedSeesIt(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Calling");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.joins();
    minji.opens("General");
    jun.calls(room, "Minji", "@Minji are you there?");
    assertThat(minji.unread("Calling")).containsText("you were mentioned");
    minji.opens("Calling");
    assertThat(minji.page().locator("mark.mention")).hasText("@Minji");
    assertThat(minji.unread("Calling")).hasCount(0);
  }

  /** Also after a reload, which asks the server: and a name that only begins like one's own is somebody else's. */
  @Test
  void whoeverIsChosenInTheComposerIsCalled(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Choosing");
    Person minji = people.arrive("민지", nodes.first());
    minji.goesTo(room);
    minji.joins();
    jun.says(room, "안녕하세요", "@민지영");
    Locator field = minji.page().getByTestId("composer");
    field.pressSequentially("@ju");
    // A moment later, people of other tests who are called the same stand behind those of the room.
    Locator offer = minji.page().getByTestId("offer").first();
    assertThat(offer).hasText(Pattern.compile("Jun"));
    assertThat(field).hasAttribute("aria-activedescendant", "composer-offers-0");
    field.press("Escape");
    assertThat(offer).hasCount(0);
    field.pressSequentially("n");
    field.press("Tab");
    assertThat(field).hasValue("@Jun ");
    field.pressSequentially("and @all");
    field.press("Enter");
    assertThat(field).hasValue("@Jun and @all ");
    field.press("Enter");
    assertThat(minji.page().locator(".is-own mark.mention")).hasText(new String[] {"@Jun", "@all"});
    eventually(() -> assertEquals(1, jun.mentions(room)));
    minji.opens("General");
    jun.calls(room, "민지", "@민지가 할까요?");
    assertThat(minji.unread("Choosing")).containsText("you were mentioned");
    minji.page().reload();
    assertThat(minji.unread("Choosing")).containsText("you were mentioned");
    minji.opens("Choosing");
    assertThat(minji.page().locator("mark.mention.is-mine")).hasText(new String[] {"@all", "@민지"});
    assertThat(minji.unread("Choosing")).hasCount(0);
  }

  @Test
  void anEmptyRoomInvites(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Blank page");
    assertThat(minji.page().getByText("Say the first word")).isVisible();
    minji.says("The first word.");
    assertThat(minji.page().getByText("Say the first word")).hasCount(0);
    minji.readsAsSent("The first word.");
  }

  @Test
  void aRoomThatDoesNotExistIsSaidSo(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.page().navigate(nodes.first().url() + "/#/room/nowhere");
    assertThat(minji.page().getByText("This room does not exist")).isVisible();
    assertThat(minji.composer()).hasCount(0);
  }

  /** What one came by is gone, and what tells of that is not there at once. */
  @Test
  void whoSignsInWhereNothingIsToBeSeenIsThere(People people, TwoNodes nodes) {
    Person minji = people.visitor("Minji", nodes.first().url() + "/#/room/nowhere", Device.DESK);
    assertThat(minji.page().getByTestId("name")).isFocused();
    minji.signIn();
    assertThat(minji.page().getByText("This room does not exist")).isFocused();
  }

  @Test
  void signingOutForgetsWhatWasOnThePage(People people, TwoNodes nodes) {
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    minji.signIn();
    minji.isInNew("Closing time");
    minji.says("good night");
    minji.readsAsSent("good night");
    minji.asksToSignOut();
    assertThat(minji.page().getByRole(AriaRole.DIALOG)).containsText("you cannot come back as the same person");
    minji.button("Stay signed in").click();
    minji.reads("good night");
    minji.signsOut();
    assertThat(minji.page().getByTestId("name")).hasValue("Minji");
    assertThat(minji.page().getByTestId("name")).isFocused();
    assertThat(minji.page().getByText("good night")).hasCount(0);
    minji.page().reload();
    assertThat(minji.page().getByTestId("sign-in")).isVisible();
  }

  @Test
  void whoeverSignsOutWithUnsentMessagesIsAsked(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    minji.isInNew("Unsent");
    minji.evaluate("Math.random = () => 40");
    address.leadTo(null);
    address.cut();
    minji.says("on its way");
    assertThat(minji.unsent()).hasCount(1);
    minji.asksToSignOut();
    assertThat(minji.page().getByTestId("unsent")).containsText("1 message has not been sent yet.");
    minji.button("Stay signed in").click();
    assertThat(minji.page().locator("dialog[open]")).hasCount(0);
    assertThat(minji.unsent()).hasCount(1);
    address.leadTo(nodes.first());
    minji.signsOut();
    minji.signIn();
    minji.isReady();
    assertThat(minji.messages()).hasCount(0);
  }

  @Test
  void aBrowserThatLetsNothingBeStoredIsSaidSo(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Person minji = people.arriveWith(NOTHING_STORED, "Minji", address.url());
    minji.troubles().allowBrokenLines();
    minji.isInNew("From memory");
    minji.evaluate("Math.random = () => 40");
    address.leadTo(null);
    address.cut();
    minji.says("remembered here only");
    assertThat(minji.page().locator(".trouble")).containsText("as long as this tab stays open");
    assertThat(minji.unsent()).containsText("Keep this tab open");
    address.leadTo(nodes.second());
    minji.button("Now").click();
    minji.readsAsSent("remembered here only");
  }

  @Test
  void whatIsSelectedInADialogAndLetGoOutsideDoesNotCloseIt(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Page page = minji.page();
    page.getByTestId("new-room").click();
    page.getByTestId("room-name").fill("Half typed");
    for (Locator pressed : List.of(page.getByTestId("room-name"), page.locator("dialog[open] h2"))) {
      BoundingBox place = pressed.boundingBox();
      page.mouse().move(place.x + place.width / 2, place.y + place.height / 2);
      page.mouse().down();
      page.mouse().move(5, 5);
      page.mouse().up();
      assertThat(page.getByTestId("room-name")).hasValue("Half typed");
    }
    page.mouse().click(5, 5);
    assertThat(page.locator("dialog[open]")).hasCount(0);
  }

  @Test
  void whoeverIsSignedOutElsewhereIsToldWhy(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Two tabs");
    assertEquals(204, minji.evaluate("async () => (await fetch('/api/session', { method: 'DELETE' })).status"));
    assertThat(minji.page().getByText("You were signed out.")).isVisible();
    assertThat(minji.page().getByTestId("sign-in")).isVisible();
    assertThat(minji.page().getByTestId("name")).isFocused();
  }

  @Test
  void aBrowserThatKeepsNoCookieIsSaidSo(People people, TwoNodes nodes) {
    try (Meddler proxy = new Meddler(nodes.first(), Meddler.Manner.STRIPS_COOKIES)) {
      Person minji = people.visitor("Minji", proxy.url(), Device.DESK);
      minji.page().getByTestId("name").fill("Minji");
      minji.page().getByTestId("sign-in").click();
      assertThat(minji.page().getByRole(AriaRole.ALERT)).containsText("did not keep the cookie");
      assertThat(minji.page().getByTestId("sign-in")).isEnabled();
      assertThat(minji.page().getByTestId("name")).hasValue("Minji");
    }
  }

  @Test
  void aRoomThatIsNotHeardSaysSoUntilItIs(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Behind glass");
    jun.says(room, "before");
    Person minji = people.arrive("Minji", nodes.first());
    minji.hearsNothingOf(room);
    minji.opens("Behind glass");
    minji.reads("before");
    assertThat(minji.page().getByTestId("deaf")).hasText("New messages are not coming in live right now. Trying again…");
    assertThat(minji.room("Behind glass").getByTestId("room-deaf")).hasCount(1);
    assertThat(minji.chip()).hasText("Not live");
    String warning = minji.colourOfTheDot();
    assertThat(minji.page().locator("[aria-controls=people] .numeral")).hasText("–");
    jun.says(room, "meanwhile");
    minji.reloads();
    minji.reads("before", "meanwhile");
    assertThat(minji.page().getByTestId("deaf")).hasCount(0);
    assertThat(minji.chip()).hasText("");
    assertNotEquals(warning, minji.colourOfTheDot(), "in trouble the dot has another colour");
    jun.says(room, "after");
    minji.sees("after");
  }

  @Test
  void whatIsSelectedIsFormattedByButtonsAndThatCanBeUndone(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Buttons");
    minji.composer().fill("plain loud");
    minji.composer().evaluate("field => field.setSelectionRange(6, 10)");
    minji.button("Bold").click();
    assertThat(minji.composer()).hasValue("plain **loud**");
    minji.button("Italic").click();
    assertThat(minji.composer()).hasValue("plain ***loud***");
    minji.composer().press("Control+z");
    assertThat(minji.composer()).hasValue("plain **loud**");
    minji.composer().press("End");
    minji.button("Code").click();
    minji.page().keyboard().type("x");
    assertThat(minji.composer()).hasValue("plain **loud**`x`");
  }

  @Test
  void formattingIsShownAndNothingElseIsChanged(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Fine print");
    minji.says("**bold** _italic_ `code` 2*3*4 snake_case_name https://example.org/a_(b).");
    assertThat(minji.texts().locator("strong")).hasText("bold");
    assertThat(minji.texts().locator("em")).hasText("italic");
    assertThat(minji.texts().locator("code")).hasText("code");
    assertThat(minji.texts().locator("a")).hasAttribute("href", "https://example.org/a_(b)");
    minji.reads("bold italic code 2*3*4 snake_case_name https://example.org/a_(b).");
  }
}
