package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For eyes that need contrast, for ears, and for those whom movement makes ill. */
@ExtendWith(WithPeople.class)
class AccessibilityIT {
  /** Text whose contrast with what is behind it, as computed on the screen, is below WCAG 2.2, 1.4.3, when what fades in or out has done so. What is disabled is excepted there. */
  static final String FAINT = """
      async () => {
        const ends = (each) => each.effect.getComputedTiming().endTime !== Infinity;
        await Promise.allSettled(document.getAnimations().filter(ends).map((each) => each.finished));
        const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const once = (find) => {
          const known = new Map();
          return (key) => (known.has(key) ? known : known.set(key, find(key))).get(key);
        };
        const rgba = once((colour) => {
          paint.clearRect(0, 0, 1, 1);
          paint.fillStyle = colour;
          paint.fillRect(0, 0, 1, 1);
          const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data;
          return [r, g, b, a / 255];
        });
        const over = ([r, g, b, a], back) => [r, g, b].map((value, i) => value * a + back[i] * (1 - a));
        const behind = once((each) => (each ? over(rgba(getComputedStyle(each).backgroundColor), behind(each.parentElement)) : [255, 255, 255]));
        const opacity = once((each) => (each ? Number(getComputedStyle(each).opacity) * opacity(each.parentElement) : 1));
        const linear = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        const luminance = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => sum + part * linear(colour[i]), 0);
        const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        const isText = (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim();
        const shown = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true })
          && !each.closest('.hidden-text, .skip, script, noscript, :disabled') && each.getBoundingClientRect().width > 0;
        const faint = (each, colour) => {
          const { fontSize, fontWeight } = getComputedStyle(each);
          const isLarge = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
          const [back, [r, g, b, a]] = [behind(each), rgba(colour)];
          const found = contrast(luminance(over([r, g, b, a * opacity(each)], back)), luminance(back));
          return found < (isLarge ? 3 : 4.5) && `${found.toFixed(2)} ${each.className || each.localName}: ${each.textContent.trim().slice(0, 40)}`;
        };
        const texts = [...document.querySelectorAll('body *')].filter((each) => [...each.childNodes].some(isText) && shown(each))
          .map((each) => faint(each, getComputedStyle(each).color));
        const hints = [...document.querySelectorAll('input[placeholder], textarea[placeholder]')].filter(shown)
          .map((each) => faint(each, getComputedStyle(each, '::placeholder').color));
        return [...texts, ...hints].filter(Boolean);
      }""";
  /** What holds other things is named by its name alone: what stands in it is none. */
  static final String NAMELESS = """
      () => {
        const things = 'button, a, input, select, textarea, summary, [role=img], [role=option]';
        const places = 'dialog[open], [role=dialog], [popover]:popover-open, [role=log], [role=listbox], [role=toolbar], [role=group], nav, aside';
        const named = (each) => each.ariaLabel?.trim() || each.getAttribute('aria-labelledby')?.split(' ').some((id) => document.getElementById(id)?.innerText.trim());
        return [...document.querySelectorAll(`${things}, ${places}`)].filter((each) => each.checkVisibility()).filter((each) => !named(each))
          .filter((each) => each.matches(places) || ![each.labels?.[0]?.innerText, each.innerText, each.title].some((name) => name?.trim()))
          .map((each) => each.outerHTML.slice(0, 100));
      }""";
  /** Pictures and switches that have the colour of what is behind them. */
  private static final String UNSEEN = """
      () => {
        const ancestors = (each) => (each ? [each, ...ancestors(each.parentElement)] : []);
        const behind = (each) => ancestors(each.parentElement).map((one) => getComputedStyle(one).backgroundColor).find((colour) => !/, 0\\)$/.test(colour));
        const isPlain = (each) => getComputedStyle(each).backgroundColor === behind(each) || /, 0\\)$/.test(getComputedStyle(each).backgroundColor);
        const isBordered = (each) => ['borderTop', 'outline'].some((edge) => getComputedStyle(each)[`${edge}Style`] !== 'none' && getComputedStyle(each)[`${edge}Width`] !== '0px');
        const pictures = [...document.querySelectorAll('.icon, .chip-dot, .face-here, .here-dot')].filter((each) => getComputedStyle(each).backgroundColor === behind(each));
        const frames = [...document.querySelectorAll('[role=switch], .choice input:checked + span, .avatar, .count, .tools, .popover:popover-open, dialog[open], .offers, .reaction')]
          .filter((each) => isPlain(each) && !isBordered(each));
        const chosen = [...document.querySelectorAll('[aria-selected=true], .reaction[aria-pressed=true], .kind:has(:checked), .emojis-tone:has(:checked)')]
          .filter((each) => isPlain(each) && !(isBordered(each) && getComputedStyle(each).outlineStyle !== 'none'));
        return [...new Set([...pictures, ...frames, ...chosen])].filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 90));
      }""";
  private static final String SYLLABLES_OF_A_LINE = """
      () => {
        const text = document.querySelector('.message-text');
        return text.clientWidth / parseFloat(getComputedStyle(text).fontSize);
      }""";
  private static final String TINY = """
      () => [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility() && !each.closest('.avatar, .hidden-text'))
        .filter((each) => [...each.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim()))
        .filter((each) => parseFloat(getComputedStyle(each).fontSize) < 13)
        .map((each) => `${each.className || each.localName} has ${getComputedStyle(each).fontSize}`)""";
  private static final String SIZES_IN_PIXELS = """
      () => {
        const rules = (list) => [...list].flatMap((rule) => [rule, ...(rule.cssRules ? rules(rule.cssRules) : [])]);
        return [...document.styleSheets].flatMap((sheet) => rules(sheet.cssRules)).filter(({ style }) => style?.fontSize.endsWith('px'))
          .map(({ cssText }) => cssText.slice(0, 90));
      }""";
  static final String HEADINGS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].filter((each) => each.checkVisibility())"
      + ".map((each) => each.localName)";
  /** Movements that take longer than a blink. */
  private static final String MOVING = "() => document.getAnimations().filter((each) => each.effect.getComputedTiming().activeDuration > 50)"
      + ".map((each) => each.animationName ?? each.transitionProperty)";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void textIsLegibleInBothThemes(boolean dark, People people, TwoNodes nodes) {
    String room = BusyRoom.fill(people, nodes.first(), dark ? "By night" : "By day");
    Device device = new Device(1440, 900, false, "en-US", dark);
    Person minji = people.visitor("Minji", nodes.first().url(), device);
    minji.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    minji.page().getByTestId("sign-in").waitFor();
    assertEquals(List.of(), minji.find(FAINT), "sign-in");
    minji.signIn();
    minji.goesTo(room);
    minji.says("mine, **bold**, ~~struck~~, `code`, https://example.org, [words](https://example.org) and @Minji\n> a quote\n- an item");
    minji.isNotHeardWith("to no avail");
    minji.says("to no avail");
    minji.page().getByTestId("retry").waitFor();
    Friend jun = people.friend("Jun", nodes.first());
    jun.enters(room);
    jun.says(room, "a question");
    minji.message("a question").hover();
    minji.message("a question").getByTestId("reply").click();
    assertEquals(List.of(), minji.find(FAINT), "answering");
    minji.says("an answer");
    minji.page().getByTestId("replies").click();
    minji.page().getByTestId("thread-people").waitFor();
    assertEquals(List.of(), minji.find(NAMELESS), "the thread");
    jun.types(room);
    assertThat(minji.page().getByTestId("typing")).containsText("Jun");
    minji.composer().fill("x".repeat(4_100));
    minji.page().locator(".composer-count").waitFor();
    assertEquals(List.of(), minji.find(FAINT), "the room");
    minji.messages().last().hover();
    assertEquals(List.of(), minji.find(FAINT), "under the mouse");
    minji.page().getByTestId("settings").click();
    minji.page().getByTestId("sign-out").waitFor();
    assertEquals(List.of(), minji.find(FAINT), "settings");
    minji.page().keyboard().press("Escape");
    minji.chip().click();
    minji.page().getByTestId("copy-changes").waitFor();
    assertEquals(List.of(), minji.find(FAINT), "connection");
    minji.page().keyboard().press("Escape");
    minji.page().keyboard().press("Control+k");
    minji.page().getByRole(AriaRole.COMBOBOX).waitFor();
    assertEquals(List.of(), minji.find(FAINT), "switcher");
  }

  @Test
  void everythingHasANameAndHeadingsAreInOrder(People people, TwoNodes nodes) {
    String room = BusyRoom.fill(people, nodes.first(), "Named");
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    minji.page().getByTestId("sign-in").waitFor();
    assertEquals(List.of(), minji.find(NAMELESS));
    assertEquals(List.of("h1"), minji.find(HEADINGS));
    minji.signIn();
    minji.goesTo(room);
    assertEquals(List.of(), minji.find(NAMELESS));
    List<String> headings = minji.find(HEADINGS);
    assertEquals(1, headings.stream().filter("h1"::equals).count(), headings::toString);
    assertEquals(List.of(), headings.stream().filter(each -> each.compareTo("h2") > 0).toList());
    minji.page().getByTestId("new-room").click();
    assertThat(minji.page().getByRole(AriaRole.DIALOG)).hasAccessibleName("New room");
    assertEquals(List.of(), minji.find(NAMELESS));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLabIsLegibleAndNamed(boolean dark, People people, TwoNodes nodes) {
    Person minji = inTheLab(people, nodes, new Device(1440, 900, false, "ko-KR", dark));
    minji.page().getByTestId("run").click();
    minji.page().getByTestId("method").locator("summary").click();
    assertThat(minji.page().getByTestId("fastest")).hasAttribute("data-known", "yes");
    assertEquals(List.of(), minji.find(FAINT), "running");
    assertEquals(List.of(), minji.find(NAMELESS));
    assertEquals(List.of(), minji.find(MOVING));
    List<String> headings = minji.find(HEADINGS);
    assertEquals("h1", headings.get(0));
    assertEquals(List.of("h2"), headings.subList(1, headings.size()).stream().distinct().toList());
    // Forty seconds of silence may have begun.
    assertThat(minji.page().getByRole(AriaRole.STATUS)).hasText("대화 중", new LocatorAssertions.HasTextOptions().setTimeout(3 * Chromium.PATIENCE_MILLIS));
    assertThat(minji.page().locator("html")).hasAttribute("lang", "ko");
    minji.page().getByTestId("settings").click();
    assertEquals(List.of(), minji.find(FAINT), "settings");
    minji.page().keyboard().press("Escape");
    minji.page().getByTestId("run").click();
    assertThat(minji.page().getByRole(AriaRole.STATUS)).not().hasText("대화 중");
    assertEquals(List.of(), minji.find(FAINT), "finished");
  }

  @Test
  void theLabIsReachedByKeyboardInTheOrderOfTheEye(People people, TwoNodes nodes) {
    Person minji = inTheLab(people, nodes, Device.DESK);
    List<String> order = List.of("to-chat", "settings", "run", "reset", "rate", "sockjs-transport", "method");
    minji.page().getByTestId("to-chat").focus();
    for (String place : order) {
      assertEquals(place, minji.evaluate("document.activeElement.closest('[data-testid]').dataset.testid"));
      minji.page().keyboard().press("Tab");
    }
    minji.page().getByTestId("run").focus();
    minji.page().keyboard().press("Enter");
    assertThat(minji.page().getByTestId("run")).hasText("Pause");
    assertThat(minji.page().getByTestId("phase")).hasAttribute("data-phase", "talk");
    assertThat(minji.page().getByTestId("run")).isFocused();
    minji.page().keyboard().press("Enter");
    assertThat(minji.page().getByTestId("run")).hasText("Go on");
  }

  @Test
  void theTimelineIsALogWhoseNewsAreReadPolitely(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Read aloud");
    Forwarder address = people.forwarder(nodes.first());
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.goesTo(room);
    Friend ben = people.friend("Ben", nodes.first());
    ben.enters(room);
    assertThat(minji.page().getByRole(AriaRole.LOG)).hasAccessibleName(Pattern.compile("^Messages"));
    Locator aloud = minji.page().locator("[aria-live=polite][aria-atomic]");
    minji.says("my own words");
    minji.readsAsSent("my own words");
    jun.says(room, "his words");
    assertThat(aloud).hasText("Jun: his words");
    // They come together, however late the machine is.
    address.hold(Forwarder.Hold.ANSWERS);
    jun.says(room, "one", "two", "three");
    ben.hears(room, "three");
    address.hold(Forwarder.Hold.NOTHING);
    assertThat(aloud).hasText("3 new messages");
    jun.says(room, "ok");
    assertThat(aloud).hasText("Jun: ok");
    aloud.locator("span").evaluate("said => said.dataset.before = 'yes'");
    jun.says(room, "ok");
    assertThat(aloud.locator("span:not([data-before])")).hasText("Jun: ok");
    assertThat(minji.message("his words")).hasAccessibleName(Pattern.compile("^Jun, [^:]*:\\d\\d [AP]M$"));
    assertThat(minji.message("his words")).hasAccessibleDescription("his words");
  }

  /** There it could be found later, whatever has become of the messages, and by whoever sits there next. */
  @Test
  void whatWasReadAloudDoesNotOutlastTheVisit(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Overheard");
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    minji.signIn();
    minji.goesTo(room);
    Locator aloud = minji.page().locator("[aria-live=polite][aria-atomic]");
    jun.says(room, "for this visit");
    assertThat(aloud).hasText("Jun: for this visit");
    minji.page().navigate(nodes.first().url() + "/#/");
    assertThat(aloud).hasText("");
    minji.goesTo(room);
    jun.says(room, "for her alone");
    assertThat(aloud).hasText("Jun: for her alone");
    minji.signsOut();
    minji.page().getByTestId("name").fill("Tom");
    minji.page().getByTestId("sign-in").click();
    minji.isReady();
    assertThat(aloud).hasText("");
    jun.says(room, "for who may be here");
    assertThat(aloud).hasText("Jun: for who may be here");
    jun.bans(room, minji.id());
    assertThat(minji.page().locator(".refuge")).isVisible();
    assertThat(aloud).hasText("");
  }

  /** A name that repeated everything would be all that is read. */
  @Test
  void aMessageKeepsItsLinksAndSaysWhatBecomesOfIt(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("More than words");
    jun.says(room, "look at https://example.org/there");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    Locator message = minji.page().getByRole(AriaRole.ARTICLE, new Page.GetByRoleOptions().setName("Jun"));
    assertThat(message.getByRole(AriaRole.LINK).last()).hasAccessibleName("https://example.org/there");
    minji.isNotHeardWith("to no avail");
    minji.says("to no avail");
    assertThat(minji.unsent()).hasAccessibleDescription(Pattern.compile("^to no avail Not sent\\. There is nothing visible in it\\."));
  }

  @Test
  void whoCannotSeeTheBarHearsOfTheConnection(People people, TwoNodes nodes) {
    Forwarder address = people.forwarder(nodes.first());
    Person minji = people.arrive("Minji", address.url(), Device.DESK);
    minji.troubles().allowBrokenLines();
    Locator status = minji.page().getByTestId("link-status");
    assertThat(status).hasRole(AriaRole.STATUS);
    assertThat(status).hasText("");
    status.evaluate("each => each.dataset.before = 'yes'");
    minji.evaluate("Math.random = () => 40");
    address.leadTo(null);
    address.cut();
    assertThat(minji.page().locator(".trouble strong")).containsText(" s");
    assertThat(minji.page().locator(".trouble strong")).hasAttribute("aria-hidden", "true");
    assertThat(status).containsText("Reconnecting… What you write is kept and sent later.");
    address.leadTo(nodes.second());
    minji.button("Now").click();
    assertThat(status).hasText("Connected again.");
    assertThat(status).hasAttribute("data-before", "yes");
  }

  @Test
  void whatIsOnlyColourIsDrawnInTheColoursOfTheSystem(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("In two colours");
    minji.says("mine");
    minji.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
    assertEquals(List.of(), minji.find(UNSEEN), "the room");
    minji.page().getByTestId("settings").click();
    minji.page().getByTestId("sign-out").waitFor();
    assertEquals(List.of(), minji.find(UNSEEN), "settings");
  }

  /** Once in two colours, since whatever is open is open there as well. */
  @Test
  void whateverOpensHasANameAndIsSeenInTheColoursOfTheSystem(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    List<String> faults = new ArrayList<>();
    new Tour(minji, "Jun", people.friend("Jun", nodes.first()), false, stop -> {
      minji.find(NAMELESS).forEach(each -> faults.add(stop + " has no name: " + each));
      minji.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
      minji.find(UNSEEN).forEach(each -> faults.add(stop + " is not seen: " + each));
      minji.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE));
    }).goes();
    assertEquals(List.of(), faults);
  }

  /** UI.md: a column of text that eyes follow from line to line, and nothing below 13 px but the letters in faces. */
  @Test
  void aLineIsAsLongAsEyesFollowAndNothingIsTiny(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.DESK.sized(1440, 900));
    minji.goesTo(BusyRoom.fill(people, nodes.first(), "Wide and fine"));
    minji.page().getByTestId("join").waitFor();
    double syllables = ((Number) minji.evaluate(SYLLABLES_OF_A_LINE)).doubleValue();
    assertTrue(syllables >= 30 && syllables <= 42, "a line has " + syllables + " syllables");
    assertEquals(List.of(), minji.find(TINY));
  }

  /** Of the browser, that is. */
  @Test
  void theReadersFontSizeCounts(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    String room = "Large print " + System.nanoTime();
    minji.isInNew(room);
    minji.says("mine");
    Locator name = minji.room(room).locator(".room-name");
    Locator time = minji.room(room).locator(".room-time");
    // They stand beside each other, once the line has come to its place.
    minji.page().waitForCondition(() -> time.count() == 1 && Math.abs(name.boundingBox().y - time.boundingBox().y) < 4);
    assertThat(minji.room(room)).hasAttribute("title", Pattern.compile(room));
    assertEquals(List.of(), minji.find(SIZES_IN_PIXELS));
    double before = minji.texts().first().boundingBox().height;
    minji.evaluate("document.documentElement.style.fontSize = '200%'");
    assertEquals(2 * before, minji.texts().first().boundingBox().height, 1);
    // The time gives way to what tells the rooms from each other.
    assertTrue(time.boundingBox().y > name.boundingBox().y + name.boundingBox().height / 2, "the time stands below");
    assertTrue(name.boundingBox().width > minji.room(room).boundingBox().width / 2, "the name has the line");
    assertEquals(List.of(), minji.find(PhoneIT.TOO_WIDE));
    assertThat(minji.page().getByTestId("send")).isInViewport();
  }

  @Test
  void whatOpensOverThePageHasAName(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.creates("Doorways", "with names");
    Locator dialog = minji.page().getByRole(AriaRole.DIALOG);
    Map<Locator, String> names = Map.of(minji.chip(), "Connection", minji.page().getByTestId("settings"), "Settings",
        minji.page().getByTestId("room-menu"), "Doorways");
    names.forEach((opener, name) -> {
      opener.click();
      assertThat(dialog).hasAccessibleName(name);
      minji.page().keyboard().press("Escape");
    });
    minji.page().keyboard().press("Control+k");
    assertThat(minji.page().getByRole(AriaRole.COMBOBOX)).hasAttribute("aria-autocomplete", "list");
    assertEquals(List.of(), minji.find(NAMELESS));
  }

  @Test
  void aDialogKeepsTheFocusInside(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.page().getByTestId("new-room").click();
    assertThat(minji.page().getByTestId("room-name")).isFocused();
    for (int tabs = 0; tabs < 12; tabs++) {
      minji.page().keyboard().press("Tab");
      assertEquals(true, minji.evaluate("() => document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
    }
  }

  @Test
  void refusalsAreSpokenWhereTheyBelong(People people, TwoNodes nodes) {
    people.friend("Jun", nodes.first()).creates("Taken");
    Person minji = people.arrive("Minji", nodes.first());
    minji.page().getByTestId("new-room").click();
    minji.page().getByTestId("room-name").fill("Taken");
    minji.page().getByTestId("create-room").click();
    assertThat(minji.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.ALERT)).hasText("A room of this name exists already.");
    assertThat(minji.page().getByTestId("room-name")).hasAttribute("aria-invalid", "true");
    assertThat(minji.page().getByTestId("room-name")).hasAccessibleDescription("A room of this name exists already.");
  }

  @Test
  void nothingMovesForThoseWhoAskForStillness(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Still life");
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    minji.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    minji.signIn();
    minji.goesTo(room);
    jun.enters(room);
    jun.types(room);
    assertThat(minji.page().getByTestId("typing")).containsText("Jun");
    minji.page().getByTestId("new-room").click();
    assertEquals(List.of(), minji.find(MOVING));
    minji.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
    minji.page().waitForCondition(() -> {
      jun.types(room);
      return !minji.find(MOVING).isEmpty();
    });
  }

  @Test
  void theThemeIsChosenAndKept(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Map<String, String> schemes = Map.of("Dark", "dark", "Light", "light");
    schemes.forEach((label, scheme) -> {
      minji.page().getByTestId("settings").click();
      minji.chooses("theme", label);
      minji.page().keyboard().press("Escape");
      minji.reloads();
      assertThat(minji.page().locator("html")).hasCSS("color-scheme", scheme);
    });
  }

  private static Person inTheLab(People people, TwoNodes nodes, Device device) {
    Person person = people.visitor("Minji", nodes.first().url() + "/lab", device);
    person.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    person.page().getByTestId("name").fill("Minji");
    person.page().getByTestId("sign-in").click();
    person.page().getByTestId("run").waitFor();
    return person;
  }
}
