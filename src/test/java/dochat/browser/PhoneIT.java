package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** In one hand. */
@ExtendWith(WithPeople.class)
class PhoneIT {
  /** WCAG 2.2, 2.5.8. Links inside of a sentence are excepted there, and a field that fills its label is as large as the label. */
  private static final String SMALL_TARGETS = """
      () => [...document.querySelectorAll('a, button, input, textarea, [role=option]')]
        .filter((each) => !each.closest('.message-text') && each.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
        .map((each) => ({ each, box: (each.closest('label') ?? each).getBoundingClientRect() }))
        .filter(({ each, box }) => !each.matches('.skip, [aria-hidden=true]') && (box.width < 24 || box.height < 24))
        .map(({ each, box }) => `${each.outerHTML.slice(0, 90)} is ${box.width} x ${box.height}`)""";
  /** What reaches over an edge of the window. What a scroller of its own contains is only cut there. */
  static final String TOO_WIDE = """
      () => [document.documentElement, ...document.querySelectorAll('body *')]
        .filter((each) => !each.closest('pre, .text-table') || each.matches('pre, .text-table'))
        .filter((each) => each.checkVisibility() && !each.closest('.hidden-text, .skip'))
        .filter((each) => {
          const { left, right } = each.getBoundingClientRect();
          const scrolls = getComputedStyle(each).overflowX === 'auto' && !each.matches('pre, .text-table') && each.scrollWidth > each.clientWidth;
          return left < -0.5 || right > innerWidth + 0.5 || scrolls;
        })
        .map((each) => each.outerHTML.slice(0, 90))""";

  @Test
  void showsOneThingAtATime(People people, TwoNodes nodes) {
    people.friend("Jun", nodes.first()).creates("In the pocket");
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    Locator list = minji.page().locator(".rooms-list");
    assertThat(list).isVisible();
    assertThat(minji.composer()).hasCount(0);
    minji.finds("In the pocket");
    assertThat(list).isHidden();
    minji.page().goBack();
    assertThat(list).isVisible();
    assertThat(minji.composer()).hasCount(0);
    minji.page().goForward();
    minji.isIn("In the pocket");
    minji.page().getByTestId("back").tap();
    assertThat(list).isVisible();
  }

  @Test
  void theWayBackSaysInHowManyRoomsSomethingWaits(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    List<String> rooms = List.of(jun.creates("First pocket"), jun.creates("Second pocket"), jun.creates("Open pocket"));
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    for (String room : rooms) {
      minji.goesTo(room);
      minji.joins();
    }
    Locator back = minji.page().getByTestId("back");
    assertThat(back).hasAccessibleName("Back to rooms");
    rooms.forEach(room -> jun.says(room, "one", "two"));
    assertThat(back).hasText("2");
    assertThat(back).hasAccessibleName("Back to rooms, 2 rooms with unread messages");
    jun.calls(rooms.get(0), "Minji", "@Minji?");
    assertThat(back.locator(".is-mention")).hasText("2");
    assertEquals(List.of(), minji.find(TOO_WIDE));
  }

  /** A finger that rests on a message; one that moves, as in scrolling, does not. */
  @Test
  void aLongPressOpensAllThatOneCanDoWithAMessage(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Held");
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.goesTo(room);
    minji.joins();
    jun.says(room, "hold me");
    Locator message = minji.message("hold me");
    Locator sheet = minji.page().locator(".dialog-sheet[open]");
    Finger finger = new Finger(minji);
    message.tap();
    finger.briefly(() -> finger.on(message).moves(0, 40).lifts());
    finger.briefly(() -> finger.on(message).moves(40, 0).lifts());
    finger.briefly(() -> finger.on(message).isTaken());
    assertThat(sheet).hasCount(0);
    finger.on(message);
    assertThat(sheet).isVisible();
    assertEquals(List.of(), minji.find(SMALL_TARGETS));
    assertEquals(List.of(), minji.find(TOO_WIDE));
    finger.lifts();
    sheet.getByTestId("react").first().tap();
    assertThat(sheet).hasCount(0);
    assertThat(minji.page().getByTestId("reaction")).hasCount(1);
    finger.on(message);
    sheet.getByTestId("sheet-reply").waitFor();
    finger.lifts();
    sheet.getByTestId("sheet-reply").tap();
    assertThat(minji.page().getByTestId("answered")).isVisible();
    assertThat(sheet).hasCount(0);
  }

  /** They lie over where one writes. What is given the focus by something else than a tap or a key has not been asked for. */
  @Test
  void theToolsOfAMessageComeWhenOneAsks(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji, whose name is long", nodes.first().url(), Device.PHONE);
    String room = minji.isInNew("Asked for " + System.nanoTime());
    minji.sends("one");
    minji.readsAsSent("one");
    Locator tools = minji.page().getByTestId("message-tools");
    tapsUnderTheTime(minji.message("one"));
    tools.getByTestId("edit").tap();
    minji.page().getByTestId("editor").fill("one more");
    minji.page().getByTestId("save").tap();
    assertThat(minji.message("one more")).isFocused();
    assertThat(tools).hasCount(0);
    minji.message("one more").tap();
    tools.getByTestId("reply").tap();
    minji.sends("two");
    minji.readsAsSent("one more", "two");
    minji.page().getByTestId("quote").tap();
    assertThat(minji.message("one more")).isFocused();
    assertThat(tools).hasCount(0);
    minji.page().navigate(minji.url() + "/#/");
    assertThat(minji.composer()).isHidden();
    minji.page().navigate(minji.url() + "/#/room/" + room + "/1");
    assertThat(minji.message("one more")).isFocused();
    assertThat(tools).hasCount(0);
    minji.page().keyboard().press("ArrowDown");
    assertThat(minji.message("two")).isFocused();
    assertThat(tools).isVisible();
    tools.getByTestId("any-emoji").tap();
    minji.page().locator(".dialog-emojis .dialog-head button").tap();
    assertThat(minji.message("two")).isFocused();
    assertThat(tools).hasCount(0);
    tapsOnAThread(minji, tools);
  }

  /** On the words, where the link with the time is nearest. */
  private static void tapsUnderTheTime(Locator message) {
    BoundingBox time = message.locator("time").boundingBox();
    BoundingBox words = message.locator(".message-text").boundingBox();
    message.page().touchscreen().tap(time.x + time.width / 2, words.y + 2);
  }

  private static void tapsOnAThread(Person minji, Locator tools) {
    minji.page().getByTestId("replies").tap();
    minji.page().getByTestId("close-thread").tap();
    assertThat(minji.page().getByTestId("thread")).hasCount(0);
    assertThat(minji.message("one more")).isFocused();
    assertThat(tools).hasCount(0);
  }

  /** A finger has no other way to it. */
  @Test
  void aLongPressPinsAMessageAndTakesThatBack(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.isInNew("Kept at hand " + System.nanoTime());
    minji.sends("keep me");
    minji.readsAsSent("keep me");
    Locator pin = minji.page().locator(".dialog-sheet[open]").getByTestId("sheet-pin");
    minji.message("keep me").tap();
    for (Locator tool : minji.page().getByTestId("message-tools").locator(".message-tool").all()) {
      assertThat(tool).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    }
    assertEquals(List.of(), minji.find(SMALL_TARGETS));
    holds(minji.message("keep me"));
    assertThat(pin).hasText("Pin");
    pin.tap();
    assertThat(minji.page().getByTestId("is-pinned")).isVisible();
    holds(minji.message("keep me"));
    assertThat(pin).hasText("Unpin");
    pin.tap();
    assertThat(minji.page().getByTestId("is-pinned")).hasCount(0);
  }

  /** Both stand above the field, and that of a deletion stays until one has read it. In a private room nobody else is offered, whoever there is. */
  @Test
  void aNoticeDoesNotCoverWhoIsOffered(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.isInNew("Offered " + System.nanoTime(), "private");
    minji.takesTimeToUndo();
    minji.sends("delete me");
    minji.readsAsSent("delete me");
    holds(minji.message("delete me"));
    minji.page().locator(".dialog-sheet[open]").getByTestId("sheet-delete").tap();
    assertThat(minji.page().locator(".notice")).isVisible();
    minji.composer().pressSequentially("@al");
    assertThat(minji.page().getByTestId("offer")).hasCount(1);
    minji.page().getByTestId("offer").tap();
    assertThat(minji.composer()).hasValue("@all ");
    assertThat(minji.page().locator(".notice")).isVisible();
  }

  private static void holds(Locator message) {
    message.dispatchEvent("pointerdown", Map.of("pointerType", "touch", "isPrimary", true, "clientX", 100, "clientY", 100));
  }

  /** Not every browser tells of a long press by `contextmenu`. */
  @Test
  void aLongPressOnARoomOpensWhatOneCanDoWithIt(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    for (String name : List.of("Held room", "Other room")) {
      minji.goesTo(jun.creates(name));
      minji.joins();
      minji.page().getByTestId("back").tap();
    }
    minji.evaluate("() => addEventListener('contextmenu', (event) => (event.preventDefault(), event.stopImmediatePropagation()), true)");
    Locator menu = minji.page().locator(".row-menu");
    Finger finger = new Finger(minji);
    finger.briefly(() -> finger.on(minji.room("Held room")).moves(0, 30).lifts());
    finger.on(minji.room("Other room"));
    assertThat(menu).hasAccessibleName("Actions for Other room");
    assertThat(menu).isVisible();
    finger.lifts();
    menu.getByText("Mute").tap();
    assertThat(menu).isHidden();
    assertThat(minji.room("Other room").getByTestId("room-muted")).isVisible();
    assertThat(minji.page().locator(".rooms-list")).isVisible();
    minji.room("Held room").tap();
    minji.isIn("Held room");
    minji.page().getByTestId("back").tap();
    minji.reloads();
    finger.on(minji.room("Other room"));
    assertThat(menu).isVisible();
    finger.lifts();
    menu.getByText("Unmute").tap();
    assertThat(minji.room("Other room").getByTestId("room-muted")).hasCount(0);
    assertThat(menu).isHidden();
  }

  @Test
  void aLongPressOnAReactionSaysWhoReacts(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Whose");
    Person tom = people.arrive("Tom", nodes.first());
    tom.goesTo(room);
    tom.joins();
    jun.says(room, "lunch?");
    tom.message("lunch?").hover();
    tom.message("lunch?").getByTestId("react").first().click();
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.goesTo(room);
    minji.joins();
    Locator reaction = minji.page().getByTestId("reaction");
    Locator dialog = minji.page().locator(".dialog-reactors[open]");
    Finger finger = new Finger(minji);
    finger.on(reaction);
    assertThat(dialog).containsText("Tom");
    finger.lifts();
    dialog.getByLabel("Close").tap();
    assertThat(reaction).hasText("👍 1");
    reaction.tap();
    assertThat(reaction).hasText("👍 2");
    finger.on(minji.message("lunch?"));
    minji.page().locator(".dialog-sheet[open]").getByTestId("sheet-reactors").waitFor();
    finger.lifts();
    minji.page().getByTestId("sheet-reactors").tap();
    assertThat(dialog.getByRole(AriaRole.LISTITEM).locator("span:not(.avatar)")).hasText(new String[] {"Tom", "Minji"});
    assertEquals(List.of(), minji.find(TOO_WIDE));
    assertEquals(List.of(), minji.find(SMALL_TARGETS));
  }

  @Test
  void whatFormatsIsThereWhileOneWrites(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.isInNew("Bold thumbs");
    Locator bold = minji.page().getByTestId("format-bold");
    assertThat(bold).isHidden();
    minji.composer().pressSequentially("loud");
    minji.composer().evaluate("field => field.setSelectionRange(0, 4)");
    bold.tap();
    assertThat(minji.composer()).hasValue("**loud**");
    assertThat(minji.composer()).isFocused();
    assertEquals(List.of(), minji.find(SMALL_TARGETS));
    assertEquals(List.of(), minji.find(TOO_WIDE));
  }

  /** A form that is higher than the window begins where it can be scrolled to. */
  @Test
  void theFormOfWhoComesInBeginsInsideTheWindow(People people, TwoNodes nodes) {
    Person minji = people.visitor("Minji", nodes.first().url(), Device.PHONE.sized(360, 320));
    Locator mark = minji.page().locator(".sign-in .mark");
    mark.scrollIntoViewIfNeeded();
    assertTrue(mark.boundingBox().y >= 0, "the top is cut off");
  }

  @Test
  void whatWasSaidLastHasTheWholeLine(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Long lines");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.says("So much was said here that no list of rooms has the place to show all of it.");
    Locator line = minji.room("Long lines");
    assertThat(line.getByTestId("room-said")).isVisible();
    assertThat(line.locator(".room-time")).isVisible();
    double end = line.locator(".room-time").boundingBox().x + line.locator(".room-time").boundingBox().width;
    assertEquals(end, line.getByTestId("room-said").boundingBox().x + line.getByTestId("room-said").boundingBox().width, 1);
  }

  /** Fingers do not hover. */
  @Test
  void everyTimeIsInSight(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("In a row");
    jun.says(room, "one", "two");
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.goesTo(room);
    for (String text : List.of("one", "two")) {
      assertThat(minji.message(text).locator("time")).hasCSS("opacity", "1");
    }
    minji.message("two").getByTestId("permalink").tap();
    minji.page().waitForURL("**/" + room + "/2");
  }

  @Test
  void theHeaderHasOneLine(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    Locator name = minji.page().locator(".header-brand span");
    assertThat(name).hasText("doChat");
    assertTrue(name.boundingBox().height < 36, "the name is broken in two");
  }

  @Test
  void enterBreaksTheLineAndTheButtonSends(People people, TwoNodes nodes) {
    String room = people.friend("Jun", nodes.first()).creates("Thumbs");
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.goesTo(room);
    minji.composer().pressSequentially("one\ntwo");
    assertThat(minji.composer()).hasValue("one\ntwo");
    minji.page().getByTestId("send").tap();
    minji.readsAsSent("one two");
    assertThat(minji.composer()).hasValue("");
    assertThat(minji.composer()).isFocused();
  }

  @Test
  void peopleLieOverTheTimelineAndGoAway(People people, TwoNodes nodes) {
    String room = people.friend("Jun", nodes.first()).creates("Who");
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    minji.goesTo(room);
    minji.page().locator("[aria-controls=people]").tap();
    assertThat(minji.people()).isInViewport();
    minji.people().getByLabel("Close").tap();
    assertThat(minji.people()).hasCount(0);
  }

  @Test
  void everythingIsLargeEnoughToHit(People people, TwoNodes nodes) {
    String room = BusyRoom.fill(people, nodes.first(), "Fingertips");
    Person minji = people.visitor("Minji", nodes.first().url(), Device.PHONE);
    assertThat(minji.page().getByTestId("name")).isVisible();
    assertEquals(List.of(), minji.find(SMALL_TARGETS), "sign-in");
    minji.signIn();
    assertEquals(List.of(), minji.find(SMALL_TARGETS), "the list");
    minji.goesTo(room);
    minji.page().getByTestId("join").waitFor();
    assertEquals(List.of(), minji.find(SMALL_TARGETS), "the room");
    minji.page().getByTestId("settings").tap();
    minji.page().getByTestId("sign-out").waitFor();
    assertEquals(List.of(), minji.find(SMALL_TARGETS), "settings");
    minji.page().keyboard().press("Escape");
    minji.chip().tap();
    minji.button("Copy details").waitFor();
    assertEquals(List.of(), minji.find(SMALL_TARGETS), "connection");
    minji.page().keyboard().press("Escape");
    minji.page().locator("[aria-controls=people]").tap();
    minji.people().waitFor();
    assertEquals(List.of(), minji.find(SMALL_TARGETS), "people");
    minji.people().getByLabel("Close").tap();
    minji.page().getByTestId("back").tap();
    minji.page().getByTestId("new-room").tap();
    minji.page().getByTestId("create-room").waitFor();
    assertEquals(List.of(), minji.find(SMALL_TARGETS), "new room");
  }

  @Test
  void nothingIsWiderThanTheWindow(People people, TwoNodes nodes) {
    String room = BusyRoom.fill(people, nodes.first(), "Wide load");
    Person minji = people.arrive("Minji", nodes.first());
    for (int width : List.of(320, 360, 768, 1440)) {
      minji.page().setViewportSize(width, 740);
      minji.page().navigate(nodes.first().url());
      assertThat(minji.page().getByTestId("find-rooms")).isVisible();
      assertEquals(List.of(), minji.find(TOO_WIDE), "the list");
      minji.goesTo(room);
      minji.page().getByTestId("join").waitFor();
      minji.composer().fill("x".repeat(500));
      assertEquals(List.of(), minji.find(TOO_WIDE), "the room");
      minji.chip().click();
      minji.button("Copy details").waitFor();
      assertEquals(List.of(), minji.find(TOO_WIDE), "connection");
      minji.page().keyboard().press("Escape");
      minji.page().getByTestId("settings").click();
      minji.page().getByTestId("sign-out").waitFor();
      assertEquals(List.of(), minji.find(TOO_WIDE), "settings");
      minji.page().keyboard().press("Escape");
    }
  }
}
