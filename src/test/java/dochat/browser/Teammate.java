package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One of a team in front of a page, with the hands and eyes that all of their moves need: on a desk a mouse and keys, on a phone a finger. */
final class Teammate {
  private static final List<String> WORDS = List.of("Shall we start?", "회의는 세 시에 시작해요.", "I'll have a look 👀", "좋아요! 바로 확인할게요.", "Done: see https://example.org/runs/12",
      "Who has the keys?", "점심은 뭐 먹을까요? 🍜", "Let me think about that for a while, it is not as simple as it looked this morning.", "ㅋㅋㅋ", "Thanks!");

  /** So long a hand goes after something that may be gone by then. */
  private static final double REACH_MILLIS = 2_000;

  private final Person person;
  private final List<Teammate> team;
  private final Random random;
  private final Forwarder cable;
  private final boolean hasFingers;
  private int said;

  /**
   * @param team  all of them, who come one after another
   * @param cable by which this one's browser reaches the chat
   */
  Teammate(Person person, List<Teammate> team, Random random, Forwarder cable, Device device) {
    this.person = person;
    this.cable = cable;
    this.team = team;
    this.random = random;
    hasFingers = device.touch();
  }

  Person person() {
    return person;
  }

  Forwarder cable() {
    return cable;
  }

  boolean hasFingers() {
    return hasFingers;
  }

  Page page() {
    return person.page();
  }

  /** Whether it comes to their mind, once in so many times. */
  boolean feelsLikeIt(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  boolean isThere(String testId) {
    return page().getByTestId(testId).count() > 0;
  }

  Locator at(String testId) {
    return page().getByTestId(testId);
  }

  boolean mayWrite() {
    return person.composer().count() == 1 && !isThere("join");
  }

  void says(String text) {
    person.composer().fill(text);
    sends();
  }

  void sends() {
    if (hasFingers) {
      at("send").tap();
    } else {
      person.composer().press("Enter");
    }
  }

  void isInTheLog(String text) {
    assertThat(page().locator("#messages [data-state=sent] .message-text").filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
  }

  /** Each text is said once. */
  String text() {
    return any(WORDS) + " (" + person.name() + " " + said++ + ")";
  }

  Teammate colleague() {
    return any(team.stream().filter(each -> each != this).toList());
  }

  String someone() {
    return colleague().person.name();
  }

  /** Who has these eyes and hands reads Korean at the moment. */
  boolean readsKorean() {
    return "ko".equals(page().locator("html").getAttribute("lang"));
  }

  /** The id of the room that the address leads to; empty for the list of rooms. */
  String openRoom() {
    return (String) person.evaluate("() => decodeURIComponent(location.hash.split('/')[2] ?? '')");
  }

  /** The line of a room in the list, whether that is in sight or not. */
  Locator roomLine(String room) {
    return page().locator("[data-testid=room][data-room='" + room + "']");
  }

  void goesTo(String room) {
    page().navigate(person.url() + "/#/room/" + room);
    assertThat(page().locator("[data-room='" + room + "'][aria-current=page]")).hasCount(1);
    isInSomeRoom();
  }

  /** Any message that is shown, is in the log and says something; null for none. */
  Locator pick(String kind) {
    Locator all = page().locator("#messages .message" + kind + "[data-state=sent]").filter(new Locator.FilterOptions().setHas(page().locator(".message-text")));
    List<String> seqs = listed(all, "data-seq");
    if (seqs.isEmpty()) {
      return null;
    }
    String seq = seqs.get(seqs.size() - 1 - random.nextInt(Math.min(seqs.size(), 15)));
    return page().locator("#messages .message[data-seq='" + seq + "']");
  }

  /** An attribute of all of them, at one moment. */
  @SuppressWarnings("unchecked")
  static List<String> listed(Locator all, String attribute) {
    return (List<String>) all.evaluateAll("(all, attribute) => all.map((each) => each.getAttribute(attribute))", attribute);
  }

  /**
   * Uses what one can do with a message, by its tools or by a long press. Where something new has moved the message away from under the pointer, they point at it again.
   * @return whether there is such a thing for them
   */
  boolean uses(Locator message, String tool) {
    return hasFingers ? holds(message, tool) : points(message, message.getByTestId("message-tools").getByTestId(tool).first());
  }

  /** The same, of what is in the sheet of a message alone. */
  boolean usesFromSheet(Locator message, String item) {
    if (hasFingers) {
      return uses(message, item);
    }
    if (!uses(message, "more")) {
      return false;
    }
    at("sheet-copy").waitFor();
    Locator wanted = sheet().getByTestId("sheet-" + item);
    boolean may = wanted.count() > 0;
    if (may) {
      wanted.click();
    } else {
      page().keyboard().press("Escape");
    }
    assertThat(sheet()).hasCount(0);
    return may;
  }

  private Locator sheet() {
    return page().locator(".dialog-sheet[open]").filter(new Locator.FilterOptions().setHas(at("sheet-copy")));
  }

  private boolean holds(Locator message, String tool) {
    Locator sheet = sheet();
    page().waitForCondition(() -> {
      message.dispatchEvent("pointerdown", Map.of("pointerType", "touch", "isPrimary", true, "clientX", 100, "clientY", 100));
      boolean isThere = appears(sheet);
      message.dispatchEvent("pointercancel", Map.of("pointerType", "touch", "isPrimary", true, "bubbles", true));
      return isThere;
    });
    Locator wanted = sheet.getByTestId(tool.equals("react") ? tool : "sheet-" + tool).first();
    boolean may = wanted.count() > 0;
    if (may) {
      wanted.tap();
    } else {
      page().keyboard().press("Escape");
    }
    assertThat(sheet).hasCount(0);
    return may;
  }

  /** Whether it is there soon. */
  static boolean appears(Locator what) {
    try {
      what.waitFor(new Locator.WaitForOptions().setTimeout(REACH_MILLIS));
      return true;
    } catch (TimeoutError e) {
      return false;
    }
  }

  /** Whether it was there to be pressed: what is gone by then is not waited for. */
  static boolean catches(Locator what) {
    try {
      what.click(new Locator.ClickOptions().setTimeout(REACH_MILLIS));
      return true;
    } catch (TimeoutError e) {
      return false;
    }
  }

  private boolean points(Locator message, Locator tool) {
    message.hover();
    if (tool.count() == 0) {
      return false;
    }
    person.uses(message, tool);
    return true;
  }

  /** Opens the menu of the room, if this is in it. */
  boolean opensMenu(String item) {
    if (!isThere("room-menu")) {
      return false;
    }
    at("room-menu").click();
    at("pins").waitFor();
    boolean may = isThere(item);
    if (!may) {
      page().keyboard().press("Escape");
    }
    return may;
  }

  boolean opensMembers() {
    if (!opensMenu("members")) {
      return false;
    }
    at("members").click();
    at("member").first().or(at("no-members")).waitFor();
    return true;
  }

  Locator member(String name) {
    return at("member").filter(new Locator.FilterOptions().setHasText(name));
  }

  void finds(String name) {
    at("find-people").fill(name);
    Locator found = at("person-found").filter(new Locator.FilterOptions().setHasText(name));
    int before = at("chosen").count();
    found.first().click();
    assertThat(at("chosen")).hasCount(before + 1);
    at("find-people").focus();
  }

  void opensSettings(String what) {
    backToTheList();
    at("settings").click();
    at(what).click();
  }

  /** On a phone a room covers the list. */
  void backToTheList() {
    if (hasFingers && at("back").isVisible()) {
      at("back").tap();
      assertThat(at("back")).not().isVisible();
    }
  }

  void closes() {
    closes(page());
  }

  /** As often as there is one over another. */
  static void closes(Page page) {
    page.waitForCondition(() -> {
      page.keyboard().press("Escape");
      return page.locator("dialog[open]").count() == 0;
    });
  }

  void isInSomeRoom() {
    Locator keptOut = page().locator(".blank:has(.icon-ban, .icon-lock)");
    assertThat(page().locator("[data-testid=room][data-room='" + openRoom() + "'][aria-current=page]").or(keptOut)).hasCount(1);
    assertThat(page().locator("#messages .skeleton")).hasCount(0);
  }
}
