package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Korean and English, all of it. */
@ExtendWith(WithPeople.class)
class LanguagesIT {
  private static final Device KOREAN = Device.DESK.in("ko-KR").sized(1440, 900);
  /** Names are names in every language. */
  private static final Pattern NAMES =
      Pattern.compile("doChat|WebSocket|General|English|Enter|Shift|Ctrl|Alt|Esc|Del|DNA|ATM|Asia/Seoul|node-\\d+|\\d+\\s?ms|\\b[A-Z]\\b");
  private static final String LANGUAGE_OF_MANIFEST =
      "() => fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json()).then(({ lang }) => lang)";
  static final Pattern ENGLISH = Pattern.compile("[A-Za-z]{2,}");
  /** What is read on the page, and what is read aloud or shown on hovering. */
  static final String WORDS = """
      () => [...document.querySelectorAll('body *')]
        .filter((each) => each.checkVisibility() && !each.matches('script, noscript'))
        .flatMap((each) => [...['aria-label', 'title', 'placeholder', 'alt'].map((name) => each.getAttribute(name)),
          ...[...each.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent.trim())])
        .filter(Boolean)""";

  @Test
  void theBrowsersLanguageIsTaken(People people, TwoNodes nodes) {
    Person minji = people.visitor("민지", nodes.first().url(), KOREAN);
    assertThat(minji.page().locator("html")).hasAttribute("lang", "ko");
    assertThat(minji.page().getByTestId("sign-in")).hasText("시작하기");
    Person tom = people.visitor("Tom", nodes.first().url(), Device.DESK.in("fr-FR"));
    assertThat(tom.page().locator("html")).hasAttribute("lang", "en");
    assertThat(tom.page().getByTestId("sign-in")).hasText("Start chatting");
  }

  /** In whatever shows no more of the page than that: a list of tabs, or of what is installed. */
  @Test
  void titleAndManifestSpeakItToo(People people, TwoNodes nodes) {
    Person minji = people.visitor("민지", nodes.first().url(), KOREAN);
    assertThat(minji.page()).hasTitle("시작하기 – doChat");
    minji.signIn();
    minji.page().navigate(nodes.first().url() + "/#/room/nowhere");
    assertThat(minji.page()).hasTitle("없는 대화방이에요 – doChat");
    assertEquals("ko", minji.evaluate(LANGUAGE_OF_MANIFEST));
    minji.page().getByTestId("settings").click();
    minji.chooses("language", "English");
    assertThat(minji.page()).hasTitle("This room does not exist – doChat");
    assertEquals("en", minji.evaluate(LANGUAGE_OF_MANIFEST));
  }

  @Test
  void aKeyHasTheNameThatStandsOnIt(People people, TwoNodes nodes) {
    Person minji = people.arriveWith("Object.defineProperty(navigator, 'platform', { get: () => 'MacIntel' });", "Minji", nodes.first().url());
    minji.isInNew("On a Mac");
    minji.leaves();
    assertThat(minji.page().getByText("Or press ⌘ K to jump to one.")).isVisible();
    minji.page().keyboard().press("?");
    assertThat(minji.page().locator(".keys")).not().containsText("Ctrl");
    assertThat(minji.page().locator(".keys")).containsText("⌥ Shift ↓");
  }

  @Test
  void itIsSwitchedAtOnceAndRemembered(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Bilingual");
    minji.says("Hello 안녕");
    Page otherTab = minji.page().context().newPage();
    otherTab.navigate(nodes.first().url());
    otherTab.getByTestId("settings").waitFor();
    minji.page().getByTestId("settings").click();
    minji.chooses("language", "한국어");
    assertThat(minji.page().locator("html")).hasAttribute("lang", "ko");
    assertThat(otherTab.locator("html")).hasAttribute("lang", "ko");
    otherTab.close();
    assertThat(minji.section("내 대화방")).isVisible();
    assertThat(minji.page().locator(".day-line")).hasText("오늘");
    assertThat(minji.messages()).hasAttribute("aria-label", Pattern.compile("오(전|후)"));
    minji.reloads();
    assertThat(minji.page().locator("html")).hasAttribute("lang", "ko");
    minji.page().getByTestId("settings").click();
    minji.chooses("language", "English");
    assertThat(minji.page().locator("html")).hasAttribute("lang", "en");
    assertThat(minji.section("My rooms")).isVisible();
  }

  /** The words of the other language are not in the page, and a node of another release does not have those of this one. */
  @Test
  void aLanguageThatCannotBeFetchedIsSaidSoWhereItWasChosen(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isConnected();
    minji.troubles().allowBrokenLines();
    minji.page().route("**/words/**", Route::abort);
    minji.page().getByTestId("settings").click();
    minji.chooses("language", "한국어");
    assertThat(minji.page().getByTestId("language-missing")).containsText("한국어 could not be loaded.");
    assertThat(minji.page().locator("html")).hasAttribute("lang", "en");
    minji.page().unroute("**/words/**");
    minji.page().getByTestId("language-missing").getByRole(AriaRole.BUTTON).click();
    assertThat(minji.page().locator("html")).hasAttribute("lang", "ko");
    assertThat(minji.page().getByTestId("language-missing")).hasCount(0);
    minji.reloads();
    minji.page().route("**/words/**", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));
    minji.page().getByTestId("settings").click();
    minji.page().waitForRequest("**/words/**", () -> minji.chooses("language", "English"));
    assertThat(minji.page().locator("html")).hasAttribute("lang", "en");
    minji.page().getByTestId("settings").waitFor();
  }

  /** Who had chosen before there was a cookie, or whose browser has lost it, sees nothing of the language that the document came with. */
  @Test
  void whatWasChosenIsSpokenFromTheFirstWordOn(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.page().getByTestId("settings").click();
    minji.chooses("language", "한국어");
    assertThat(minji.page().locator("html")).hasAttribute("lang", "ko");
    minji.page().context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("dochat-language"));
    minji.page().addInitScript("const shown = window.shown = new Set(); new MutationObserver(() => document.querySelector('.page-header, main, nav') && shown.add(document.documentElement.lang))"
        + ".observe(document, { subtree: true, childList: true, attributes: true });");
    minji.reloads();
    assertThat(minji.section("내 대화방")).isVisible();
    assertEquals(List.of("ko"), minji.evaluate("() => [...window.shown]"));
  }

  @Test
  void noEnglishIsLeftOnTheKoreanPage(People people, TwoNodes nodes) {
    Friend jun = people.friend("준", nodes.first());
    String room = jun.creates("한국어 방", "모두 한국어로");
    jun.enters(room);
    jun.says(room, "안녕하세요", "반가워요");
    Person minji = people.visitor("민지", nodes.first().url(), KOREAN);
    minji.page().getByTestId("sign-in").waitFor();
    assertEquals(List.of(), english(minji), "sign-in");
    minji.signIn();
    // People of other tests, with English names, may still be in the room that opens first.
    minji.opens("한국어 방");
    keepOnly(minji, "한국어");
    assertEquals(List.of(), english(minji), "the list");
    jun.types(room);
    assertThat(minji.page().getByTestId("typing")).hasText("준 님이 입력 중…");
    minji.says("저도요");
    minji.readsAsSent("안녕하세요", "반가워요", "저도요");
    minji.composer().fill("가".repeat(3_500));
    minji.page().locator(".composer-count").waitFor();
    assertEquals(List.of(), english(minji), "the room");
    minji.page().getByTestId("room-menu").click();
    minji.page().getByTestId("members").click();
    assertThat(minji.page().getByTestId("member")).hasCount(2);
    assertEquals(List.of(), english(minji), "members");
    minji.page().keyboard().press("Escape");
    minji.page().getByTestId("settings").click();
    minji.page().getByTestId("sign-out").waitFor();
    assertEquals(List.of(), english(minji), "settings");
    minji.page().keyboard().press("Escape");
    minji.chip().click();
    minji.page().getByTestId("copy-changes").waitFor();
    assertEquals(List.of(), english(minji), "connection");
    minji.page().keyboard().press("Escape");
    minji.page().getByTestId("new-room").click();
    minji.page().getByTestId("room-name").waitFor();
    assertEquals(List.of(), english(minji), "new room");
    minji.page().keyboard().press("Escape");
    minji.page().locator("#messages").press("?");
    minji.page().locator(".keys").waitFor();
    assertEquals(List.of(), english(minji), "keys");
    minji.page().keyboard().press("Escape");
    minji.leaves();
    assertThat(minji.page().locator(".notice")).isVisible();
    assertEquals(List.of(), english(minji), "after leaving");
  }

  @Test
  void noEnglishIsLeftInWhateverOpens(People people, TwoNodes nodes) {
    Person minji = people.visitor("민지", nodes.first().url(), KOREAN);
    minji.signIn();
    minji.isConnected();
    List<String> faults = new ArrayList<>();
    new Tour(minji, "준", people.friend("준", nodes.first()), true, stop -> english(minji).forEach(words -> faults.add(stop + ": " + words))).goes();
    assertEquals(List.of(), faults);
  }

  /** The rooms of other tests have English names. */
  private static void keepOnly(Person person, String filter) {
    person.page().locator(".rooms input").fill(filter);
    assertThat(person.page().getByTestId("room")).hasCount(1);
  }

  private static List<String> english(Person person) {
    return person.find(WORDS).stream().filter(words -> ENGLISH.matcher(NAMES.matcher(words).replaceAll("")).find()).toList();
  }
}
