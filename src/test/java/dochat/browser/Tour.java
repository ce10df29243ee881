package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.function.Consumer;

/** Opens everything that opens over the page or in it, one after another, for whoever looks at it: a check, or a camera, in any language. */
final class Tour {
  private static final String OPEN = "dialog[open], [popover]:popover-open";

  private final Person person;
  private final Page page;
  private final Consumer<String> look;
  private final String said;
  /** The name of the other one. */
  private final String jun;

  /**
   * @param person who has signed in; creates a room for it
   * @param name   of the friend
   * @param friend says something there, and reacts to nothing
   * @param korean whether people write Korean
   * @param look   is told what is open
   */
  Tour(Person person, String name, Friend friend, boolean korean, Consumer<String> look) {
    this.person = person;
    jun = name;
    this.page = person.page();
    this.look = look;
    String room = person.isInNew((korean ? "둘러보기 " : "Tour ") + System.nanoTime() % 100_000);
    said = korean ? "점심 같이 드실래요?" : "Shall we have lunch?";
    friend.says(room, said, korean ? "저는 한 시가 좋아요." : "One o'clock suits me.");
    friend.answers(room, 1, korean ? "국수 어때요?" : "Noodles?");
    friend.enters(room);
    person.message(said).waitFor();
    String slip = korean ? "조아요" : "Godo";
    person.sends(slip);
    tool(person.message(slip), "edit");
    page.getByTestId("editor").fill(korean ? "좋아요!" : "Good!");
    page.getByTestId("save").click();
    page.getByTestId("edited").waitFor();
    person.sends(korean ? "실수" : "A slip");
    page.getByTestId("message").nth(4).and(page.locator("[data-seq]")).waitFor();
    tool(person.messages().last(), "delete");
    page.locator(".message-deleted").waitFor();
    tool(person.message(said), "react");
    page.getByTestId("reaction").waitFor();
    tool(person.message(said), "pin");
    page.getByTestId("pin-line").waitFor();
  }

  /** The whole of it; what is open at a stop is closed before the next one. */
  void goes() {
    look.accept("room");
    ofMessages();
    ofTheRoom();
    ofThePage();
  }

  private void ofMessages() {
    pointAt(person.message(said));
    look.accept("toolbar");
    stop("sheet", () -> tool(person.message(said), "more"));
    stop("reactors", () -> fromSheet("reactors"));
    stop("readers", () -> fromSheet("readers"));
    stop("edits", page.getByTestId("edited")::click);
    stop("picker", () -> {
      tool(person.message(said), "any-emoji");
      page.getByTestId("emoji-search").waitFor();
    });
    person.composer().pressSequentially("@");
    page.getByTestId("offers").waitFor();
    look.accept("offers");
    person.composer().fill("");
    tool(page.locator(".message:has(.message-edited)"), "edit");
    page.getByTestId("editor").waitFor();
    look.accept("editor");
    page.getByTestId("editor").press("Escape");
    stop("card", page.getByTestId("author").first()::click);
    page.getByTestId("replies").click();
    page.getByTestId("thread").getByTestId("message").nth(1).waitFor();
    look.accept("thread");
    page.getByTestId("close-thread").click();
  }

  private void ofTheRoom() {
    stop("pins", page.getByTestId("pin-line")::click);
    stop("room-menu", page.getByTestId("room-menu")::click);
    stop("members", () -> fromRoomMenu("members", "member"));
    stop("room-settings", () -> fromRoomMenu("room-settings", "settings-name"));
    stop("question", () -> {
      fromRoomMenu("room-settings", "settings-name");
      page.getByTestId("archive").click();
      page.getByTestId("confirm").waitFor();
    });
    stop("row-menu", () -> page.locator(".room.is-open").dispatchEvent("contextmenu"));
  }

  private void ofThePage() {
    stop("directory", () -> {
      press("find-rooms");
      page.getByTestId("directory-search").fill(person.heading().innerText().trim());
      assertThat(page.getByTestId("directory-room")).hasCount(1);
    });
    stop("people-directory", this::findsThePerson);
    stop("card-over-directory", () -> {
      findsThePerson();
      page.getByTestId("directory-person").first().click();
    });
    stop("new-conversation", () -> {
      press("new-conversation");
      page.getByTestId("find-people").fill(jun);
      page.getByTestId("person-found").filter(new Locator.FilterOptions().setHasText(jun)).first().waitFor();
      assertThat(page.getByTestId("person-found").filter(new Locator.FilterOptions().setHasNotText(jun))).hasCount(0);
    });
    stop("new-room", () -> press("new-room"));
    stop("settings", page.getByTestId("settings")::click);
    for (String dialog : new String[] {"profile", "sign-out"}) {
      stop(dialog, () -> {
        page.getByTestId("settings").click();
        page.getByTestId(dialog).click();
      });
    }
    stop("connection", person.chip()::click);
    stop("switcher", () -> page.keyboard().press("Control+k"));
    stop("keys", () -> person.timeline().press("?"));
  }

  private void findsThePerson() {
    press("find-everybody");
    page.getByTestId("directory-search").fill(jun);
    page.locator("#directory-list[aria-busy=false]").getByTestId("directory-person").filter(new Locator.FilterOptions().setHasText(jun)).first().waitFor();
  }

  /** Also where the list of rooms is not in sight, as on a phone. */
  private void press(String button) {
    page.getByTestId(button).evaluate("each => each.click()");
  }

  private void stop(String name, Runnable open) {
    open.run();
    page.locator(OPEN).last().waitFor();
    look.accept(name);
    while (page.locator(OPEN).count() > 0) {
      int before = page.locator(OPEN).count();
      page.keyboard().press("Escape");
      assertThat(page.locator(OPEN)).hasCount(before - 1);
    }
  }

  /** Fingers do not hover. */
  private void pointAt(Locator message) {
    if ((boolean) page.evaluate("() => matchMedia('(hover: hover)').matches")) {
      message.hover();
    } else {
      message.locator(".message-text").tap();
    }
  }

  private void tool(Locator message, String tool) {
    pointAt(message);
    message.getByTestId("message-tools").getByTestId(tool).first().click();
  }

  private void fromSheet(String item) {
    tool(person.message(said), "more");
    page.locator(".dialog-sheet[open]").getByTestId("sheet-" + item).click();
    page.locator(".dialog-" + item + "[open] :is(ul, .quiet)").first().waitFor();
  }

  private void fromRoomMenu(String item, String shown) {
    page.getByTestId("room-menu").click();
    page.locator("#room-menu").getByTestId(item).click();
    page.getByTestId(shown).first().waitFor();
  }
}
