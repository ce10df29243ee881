package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nobody touches a mouse here. */
@ExtendWith(WithPeople.class)
class KeyboardIT {
  private static final int ENOUGH_TABS = 60;
  /** The focus is somewhere, and one sees where: an outline, or an edge in the accent's colour. */
  private static final String FOCUS_IS_SEEN = """
      () => {
        const each = document.activeElement;
        const probe = Object.assign(document.createElement('a'), { href: '#' });
        document.body.append(probe);
        const accent = getComputedStyle(probe).color;
        probe.remove();
        const shows = (element) => {
          const { outlineStyle, outlineWidth, borderTopColor } = getComputedStyle(element);
          return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || borderTopColor === accent;
        };
        const near = [each, each.parentElement, each.nextElementSibling].filter(Boolean);
        return each !== document.body && near.some(shows);
      }""";
  private static final String AREA_OF_FOCUS =
      "() => document.activeElement.closest('.skip, .rooms, .header, .main, .people')?.classList[0] ?? document.activeElement.localName";

  @Test
  void oneSignsInCreatesARoomAndWrites(People people, TwoNodes nodes) {
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    assertThat(minji.page().getByTestId("name")).isFocused();
    type(minji, "Minji");
    press(minji, "Enter");
    minji.isConnected();
    tabTo(minji, minji.button("New room"));
    press(minji, "Enter");
    assertThat(minji.page().getByTestId("room-name")).isFocused();
    type(minji, "By hand");
    press(minji, "Tab");
    type(minji, "Ten fingers");
    press(minji, "Enter");
    minji.isIn("By hand");
    assertThat(minji.composer()).isFocused();
    type(minji, "first line");
    press(minji, "Shift+Enter");
    type(minji, "second line");
    press(minji, "Enter");
    minji.readsAsSent("first line second line");
    assertThat(minji.composer()).hasValue("");
    assertThat(minji.composer()).isFocused();
  }

  /** Somebody looks for a room the moment that the page is there, before it has heard of any. */
  @Test
  void theFirstRoomThatOpensByItselfTakesNobodysFocus(People people, TwoNodes nodes) {
    Person minji = people.arriveWith("""
        if (location.protocol === 'http:') {
          localStorage.setItem('dochat.way', '"websocket"');
          const { send } = WebSocket.prototype;
          const asked = [];
          WebSocket.prototype.send = function (frame) {
            asked.push(() => send.call(this, frame));
          };
          new MutationObserver((changes, observer) => {
            const filter = document.querySelector('.rooms input');
            if (filter) {
              observer.disconnect();
              filter.focus();
              WebSocket.prototype.send = send;
              asked.forEach((ask) => ask());
            }
          }).observe(document, { childList: true, subtree: true });
        }""", "Minji", nodes.first().url());
    minji.isReady();
    assertThat(minji.composer()).not().isFocused();
    assertThat(minji.page().locator(".rooms input")).isFocused();
  }

  @Test
  void oneJumpsToAnotherRoom(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    jun.creates("Alpha centauri");
    jun.creates("Alpha ursae");
    Person minji = people.arrive("Minji", nodes.first());
    press(minji, "Control+k");
    assertThat(minji.page().getByRole(AriaRole.COMBOBOX)).isFocused();
    type(minji, "alpha");
    assertThat(option(minji)).hasText("Alpha centauri");
    press(minji, "ArrowDown");
    assertThat(option(minji)).hasText("Alpha ursae");
    press(minji, "Enter");
    minji.isIn("Alpha ursae");
    assertThat(minji.composer()).isFocused();
    press(minji, "Control+k");
    assertThat(minji.page().getByRole(AriaRole.COMBOBOX)).isFocused();
    type(minji, "centau");
    assertThat(option(minji)).hasText("Alpha centauri");
    press(minji, "Enter");
    minji.isIn("Alpha centauri");
  }

  @Test
  void oneGoesFromUnreadRoomToUnreadRoom(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    List<String> rooms = List.of(jun.creates("Zeta one"), jun.creates("Zeta three"), jun.creates("Zeta two"));
    Person minji = people.arrive("Minji", nodes.first());
    for (String room : rooms) {
      minji.goesTo(room);
      minji.joins();
    }
    jun.says(rooms.get(0), "psst");
    jun.says(rooms.get(1), "hey");
    assertThat(minji.page().getByTestId("unread")).hasCount(2);
    minji.composer().focus();
    for (int read = 0; read < 2; read++) {
      press(minji, "Alt+Shift+ArrowDown");
      assertThat(minji.page().getByTestId("unread")).hasCount(1 - read);
      assertThat(minji.composer()).isFocused();
    }
    press(minji, "Alt+Shift+ArrowDown");
    assertThat(minji.page().locator(".notice")).containsText("Nothing is unread.");
  }

  /** Who speaks to the computer presses letters without meaning to. */
  @Test
  void keysWithoutAModifierCanBeSwitchedOff(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Voice");
    minji.timeline().focus();
    press(minji, "?");
    tabTo(minji, minji.page().getByTestId("single-keys"));
    press(minji, "Space", "Escape");
    minji.reloads();
    minji.isReady();
    minji.timeline().focus();
    // Escape would close the list and lead back, if there were one.
    press(minji, "?", "Escape");
    assertThat(minji.composer()).isFocused();
  }

  @Test
  void arrowsGoThroughTheTimeline(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Up and down");
    jun.says(room, 40, i -> "number " + i);
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.says("mine");
    assertThat(minji.sent()).hasCount(41);
    jun.says(room, "the last");
    minji.sees("the last");
    minji.composer().focus();
    press(minji, "ArrowUp");
    assertThat(minji.message("mine")).isFocused();
    press(minji, "ArrowUp");
    assertThat(minji.message("number 39")).isFocused();
    press(minji, "ArrowDown", "ArrowDown");
    assertThat(minji.message("the last")).isFocused();
    assertSeen(minji);
    press(minji, "Home");
    assertThat(minji.message("number 0")).isFocused();
    assertThat(minji.message("number 0")).isInViewport();
    press(minji, "End");
    assertThat(minji.message("the last")).isFocused();
    press(minji, "Escape");
    assertThat(minji.composer()).isFocused();
  }

  @Test
  void theArrowKeyInsideOfATextStaysThere(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Half written");
    minji.says("mine");
    type(minji, "text?");
    press(minji, "ArrowUp", "Home");
    assertThat(minji.composer()).isFocused();
    assertThat(minji.composer()).hasValue("text?");
    assertThat(minji.page().locator("dialog[open]")).hasCount(0);
  }

  @Test
  void everythingThatOpensIsLeftWithEscapeAndGivesTheFocusBack(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Doors");
    for (Locator opener : List.of(minji.button("New room"), minji.chip(), minji.page().getByTestId("settings"))) {
      tabTo(minji, opener);
      press(minji, "Enter");
      assertThat(minji.page().locator("dialog[open], [popover]:popover-open")).hasCount(1);
      press(minji, "Tab");
      assertSeen(minji);
      press(minji, "Escape");
      assertThat(minji.page().locator("dialog[open], [popover]:popover-open")).hasCount(0);
      assertThat(opener).isFocused();
      assertSeen(minji);
    }
  }

  @Test
  void shortcutsGiveTheFocusBackToo(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Short ways");
    minji.says("one");
    minji.readsAsSent("one");
    press(minji, "ArrowUp");
    press(minji, "?");
    assertThat(minji.page().getByRole(AriaRole.DIALOG)).containsText("Jump to a room");
    press(minji, "Escape");
    assertThat(minji.message("one")).isFocused();
    press(minji, "Control+k");
    assertThat(minji.page().getByRole(AriaRole.COMBOBOX)).isFocused();
    press(minji, "Escape");
    assertThat(minji.message("one")).isFocused();
    minji.composer().focus();
    press(minji, "Control+k");
    assertThat(minji.page().getByRole(AriaRole.COMBOBOX)).isFocused();
    press(minji, "Escape");
    assertThat(minji.composer()).isFocused();
    whatGoesLeavesTheFocusSomewhere(minji);
  }

  /** With what has the focus: the tools of a message, what can be taken back, what is pinned, and the line that leads there. */
  private static void whatGoesLeavesTheFocusSomewhere(Person minji) {
    press(minji, "ArrowUp");
    tabTo(minji, minji.message("one").getByTestId("more"));
    press(minji, "Enter");
    assertThat(minji.page().locator(".dialog-sheet[open]")).isVisible();
    press(minji, "Escape");
    assertThat(minji.message("one")).isFocused();
    minji.takesTimeToUndo();
    press(minji, "Delete");
    tabTo(minji, minji.page().locator(".notice .link-button"));
    press(minji, "Enter");
    assertThat(minji.message("one")).isVisible();
    assertThat(minji.timeline()).isFocused();
    press(minji, "ArrowUp", "p");
    tabTo(minji, minji.page().getByTestId("pin-line"));
    press(minji, "Enter");
    tabTo(minji, minji.page().getByTestId("unpin"));
    press(minji, "Enter");
    assertThat(minji.page().getByTestId("pinned")).hasCount(0);
    assertThat(minji.page().locator(".dialog-pins .dialog-head button")).isFocused();
    press(minji, "Escape");
    assertThat(minji.timeline()).isFocused();
  }

  /** A busy browser: the next frame comes long after the next key. */
  @Test
  void theKeyAfterEscapeIsNotForTheDialogAnyMore(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Quick fingers");
    tabTo(minji, minji.button("New room"));
    press(minji, "Enter");
    assertThat(minji.page().getByTestId("room-name")).isFocused();
    minji.page().evaluate("() => { window.requestAnimationFrame = (render) => setTimeout(render, 3000); }");
    press(minji, "Escape", "?");
    assertThat(minji.page().getByRole(AriaRole.DIALOG)).containsText("Jump to a room");
    press(minji, "Escape", "Enter");
    assertThat(minji.page().getByTestId("room-name")).isFocused();
  }

  @Test
  void peopleOverTheTimelineAreClosedWithEscape(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.DESK.sized(900, 700));
    minji.isInNew("Narrow");
    Locator opener = minji.page().locator("[aria-controls=people]");
    tabTo(minji, opener);
    press(minji, "Enter");
    assertThat(minji.people()).isVisible();
    press(minji, "Escape");
    assertThat(minji.people()).hasCount(0);
    assertSeen(minji);
  }

  @Test
  void tabFollowsTheEyeAndIsAlwaysSeen(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Tour");
    minji.says("one");
    minji.sees("one");
    minji.page().locator(".rooms input").fill("Tour");
    minji.page().locator(".skip").focus();
    List<String> areas = new ArrayList<>(List.of("skip"));
    for (int tabs = 0; tabs < ENOUGH_TABS; tabs++) {
      press(minji, "Tab");
      String area = (String) minji.evaluate(AREA_OF_FOCUS);
      if (area.equals("body")) {
        break;
      }
      assertSeen(minji);
      if (!areas.get(areas.size() - 1).equals(area)) {
        areas.add(area);
      }
    }
    assertEquals(List.of("skip", "rooms", "header", "main"), areas);
  }

  private static Locator option(Person person) {
    return person.page().locator(".switcher-option[aria-selected=true] .switcher-name");
  }

  private static void type(Person person, String text) {
    person.page().keyboard().type(text);
  }

  private static void press(Person person, String... keys) {
    for (String key : keys) {
      person.page().keyboard().press(key);
    }
  }

  private static void tabTo(Person person, Locator wanted) {
    for (int tabs = 0; tabs < ENOUGH_TABS; tabs++) {
      press(person, "Tab");
      if ((boolean) wanted.evaluate("each => each === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError(ENOUGH_TABS + " times Tab never came to " + wanted);
  }

  private static void assertSeen(Person person) {
    assertTrue((boolean) person.evaluate(FOCUS_IS_SEEN),
        () -> "the focus is not seen: " + person.evaluate("() => document.activeElement.outerHTML.slice(0, 120)"));
  }
}
