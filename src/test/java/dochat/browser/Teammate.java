package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.util.List;
import java.util.Random;

/** One of a team, who does with the page what comes to mind. Each verb answers whether it could be done in the place where they are; what could, is seen to be done. */
final class Teammate {
  private static final List<String> WORDS = List.of("Shall we start?", "회의는 세 시에 시작해요.", "I'll have a look 👀", "좋아요! 바로 확인할게요.", "Done: see https://example.org/runs/12",
      "Who has the keys?", "점심은 뭐 먹을까요? 🍜", "Let me think about that for a while, it is not as simple as it looked this morning.", "ㅋㅋㅋ", "Thanks!");
  private static final List<String> WAYS = List.of("websocket", "streaming", "long-polling", "polling");
  private static final List<String> EMOJIS = List.of("cake", "생일", "웃는", "thumbs", "ㄱㅇㅇ", "heart", "로켓", "손 흔드");
  private static final List<String> ROLES = List.of("moderator", "member", "reader");

  private final Person person;
  private final List<String> team;
  private final Random random;
  private int said;

  /** @param team the names of all */
  Teammate(Person person, List<String> team, Random random) {
    this.person = person;
    this.team = team;
    this.random = random;
  }

  Person person() {
    return person;
  }

  boolean wanders() {
    // What happens elsewhere brings other rooms to the places of these.
    List<String> rooms = listed(page().getByTestId("room"), "data-room");
    if (rooms.isEmpty()) {
      return false;
    }
    String id = rooms.get(random.nextInt(rooms.size()));
    page().locator("[data-testid=room][data-room='" + id + "']").click();
    assertThat(page().locator("[data-room='" + id + "'][aria-current=page]")).hasCount(1);
    assertThat(page().locator("#messages .skeleton")).hasCount(0);
    return true;
  }

  boolean joins() {
    if (!isThere("join")) {
      return false;
    }
    person.joins();
    return true;
  }

  boolean leaves() {
    // Somebody should stay, and general is where all meet.
    if (random.nextInt(3) != 0 || !opensMenu("leave")) {
      return false;
    }
    String room = page().locator("[data-testid=room][aria-current=page]").getAttribute("data-room");
    page().getByTestId("leave").click();
    page().waitForCondition(() -> isThere("confirm") || page().locator("[data-testid=room][data-room='" + room + "'][aria-current=page]").count() == 0);
    confirms();
    return true;
  }

  boolean says() {
    if (!mayWrite()) {
      return false;
    }
    String text = text();
    person.says(text);
    if (random.nextBoolean()) {
      isInTheLog(text);
    }
    return true;
  }

  boolean callsSomebody() {
    if (!mayWrite()) {
      return false;
    }
    String name = someone();
    person.composer().fill("");
    person.composer().pressSequentially("@" + name.substring(0, 2));
    if (page().getByTestId("offer").count() > 0) {
      page().keyboard().press("Enter");
    }
    String text = text();
    page().keyboard().insertText(" " + text);
    page().keyboard().press("Enter");
    assertThat(page().locator("#messages [data-state=sent] .message-text").filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
    return true;
  }

  boolean replies() {
    Locator message = pick("");
    if (message == null || !mayWrite() || !reaches(message, "reply")) {
      return false;
    }
    uses(message, message.getByTestId("reply"));
    assertThat(page().getByTestId("answered")).hasCount(1);
    String text = text();
    person.says(text);
    isInTheLog(text);
    return true;
  }

  boolean talksInAThread() {
    Locator roots = page().locator("#messages").getByTestId("replies");
    if (roots.count() == 0 || !mayWrite()) {
      return false;
    }
    roots.nth(random.nextInt(roots.count())).click();
    Locator thread = page().getByTestId("thread");
    assertThat(thread.getByTestId("message").first()).isVisible();
    Locator composer = thread.getByTestId("thread-composer");
    if (composer.count() == 1) {
      String text = text();
      composer.fill(text);
      composer.press("Enter");
      assertThat(thread.locator("[data-state=sent] .message-text").filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
    }
    thread.getByTestId("close-thread").click();
    assertThat(thread).hasCount(0);
    return true;
  }

  boolean reacts() {
    Locator message = pick("");
    if (message == null || !reaches(message, "react")) {
      return false;
    }
    uses(message, message.getByTestId("message-tools").getByTestId("react").nth(random.nextInt(2)));
    return true;
  }

  /** Found by a word of any language of the page. */
  boolean reactsWithAnything() {
    Locator message = pick("");
    if (message == null || !reaches(message, "any-emoji")) {
      return false;
    }
    uses(message, message.getByTestId("any-emoji"));
    picksAnEmoji();
    assertThat(page().locator(".dialog-emojis[open]")).hasCount(0);
    return true;
  }

  boolean saysAnEmoji() {
    if (!mayWrite()) {
      return false;
    }
    String text = text();
    person.composer().fill(text);
    page().getByTestId("composer-emoji").click();
    picksAnEmoji();
    assertThat(person.composer()).isFocused();
    person.composer().press("Enter");
    isInTheLog(text);
    return true;
  }

  private void picksAnEmoji() {
    page().getByTestId("emoji-search").fill(EMOJIS.get(random.nextInt(EMOJIS.size())));
    assertThat(page().locator(".dialog-emojis .emojis-cell").first()).isVisible();
    page().keyboard().press("Enter");
  }

  /** The address of a message leads to it again, after the page was loaded anew. */
  boolean followsALink() {
    Locator message = pick("");
    if (message == null) {
      return false;
    }
    message.hover();
    message.getByTestId("permalink").click();
    page().waitForURL(url -> url.matches(".*/\\d+$"));
    page().reload();
    person.isReady();
    assertThat(message).isFocused();
    return true;
  }

  boolean readsWhatWasEdited() {
    Locator edited = page().locator("#messages").getByTestId("edited");
    if (edited.count() == 0) {
      return false;
    }
    edited.last().click();
    assertThat(page().getByTestId("edits")).isVisible();
    closes();
    return true;
  }

  boolean edits() {
    Locator message = pick(".is-own");
    if (message == null || !reaches(message, "edit")) {
      return false;
    }
    uses(message, message.getByTestId("edit"));
    // The tools are the same for all messages, and may have moved on to the next one under their hand.
    Locator editor = page().getByTestId("editor");
    editor.waitFor();
    if (message.getByTestId("editor").count() == 0) {
      editor.press("Escape");
      return false;
    }
    String text = text();
    editor.fill(text);
    editor.press("Enter");
    assertThat(message.locator(".message-text")).hasText(text);
    return true;
  }

  boolean deletes() {
    Locator message = pick(".is-own");
    if (message == null || random.nextInt(2) != 0 || !reaches(message, "delete")) {
      return false;
    }
    uses(message, message.getByTestId("delete"));
    assertThat(message.locator(".message-deleted")).hasCount(1);
    return true;
  }

  boolean pins() {
    Locator message = pick("");
    if (message == null || !reaches(message, "pin")) {
      return false;
    }
    uses(message, message.getByTestId("pin"));
    return true;
  }

  boolean makesARoom() {
    if (page().getByTestId("room").count() > 9) {
      return false;
    }
    String name = person.name() + "’s room " + Integer.toString(random.nextInt(46_656), 36);
    page().getByTestId("new-room").click();
    page().getByTestId("room-name").fill(name);
    if (random.nextBoolean()) {
      page().getByTestId("kind-private").check();
    }
    page().getByTestId("create-room").click();
    person.isIn(name);
    return true;
  }

  boolean writesToSomebody() {
    String name = someone();
    page().getByTestId("new-conversation").click();
    chooses(name);
    page().keyboard().press("Enter");
    assertThat(page().getByTestId("room-menu")).containsText(name);
    person.isReady();
    return true;
  }

  boolean addsSomebody() {
    if (!opensMembers()) {
      return false;
    }
    boolean may = isThere("add-people");
    String name = someone();
    may = may && member(name).count() == 0;
    if (may) {
      page().getByTestId("add-people").click();
      chooses(name);
      page().getByTestId("add-chosen").click();
      assertThat(member(name)).hasCount(1);
    }
    closes();
    return may;
  }

  boolean givesARole() {
    if (!opensMembers()) {
      return false;
    }
    Locator select = member(someone()).getByTestId("member-role");
    boolean may = select.count() == 1 && select.isEnabled();
    if (may) {
      String role = ROLES.get(random.nextInt(ROLES.size()));
      select.selectOption(role);
      assertThat(select).hasValue(role);
    }
    closes();
    return may;
  }

  boolean removesSomebody() {
    if (random.nextInt(3) != 0 || !opensMembers()) {
      return false;
    }
    Locator member = member(someone());
    boolean may = member.count() == 1 && member.getByTestId("remove-member").count() == 1;
    if (may) {
      member.getByTestId("remove-member").click();
      confirms();
      assertThat(member).hasCount(0);
    }
    closes();
    return may;
  }

  boolean settles() {
    if (!opensMenu("room-settings")) {
      return false;
    }
    page().getByTestId("room-settings").click();
    Locator save = page().getByTestId("save-settings");
    save.waitFor();
    // A conversation of two has neither name nor topic.
    if (isThere("settings-topic")) {
      page().getByTestId("settings-topic").fill("Topic " + said++);
      page().getByTestId("settings-slow").selectOption(random.nextInt(4) == 0 ? "5" : "0");
    }
    if (isThere("settings-history")) {
      page().getByTestId("settings-history").selectOption(random.nextBoolean() ? "joined" : "all");
    }
    if (isThere("settings-reads")) {
      page().getByTestId("settings-reads").selectOption(random.nextInt(3) == 0 ? "" : "shown");
    }
    save.click();
    assertThat(save).hasCount(0);
    return true;
  }

  boolean archives() {
    if (random.nextInt(4) != 0 || !opensMenu("room-settings")) {
      return false;
    }
    page().getByTestId("room-settings").click();
    page().locator("dialog[open] form, dialog[open] .form").first().waitFor();
    boolean isOpen = isThere("archive");
    boolean may = isOpen || isThere("unarchive");
    if (isOpen) {
      page().getByTestId("archive").click();
      confirms();
      assertThat(page().getByTestId("room-archived")).isVisible();
    } else if (may) {
      page().getByTestId("unarchive").click();
      person.isReady();
    }
    closes();
    return may;
  }

  /** In a public room that is not in their list. */
  boolean looksAround() {
    page().getByTestId("find-rooms").click();
    Locator rooms = page().getByTestId("directory-room");
    rooms.first().waitFor();
    Locator room = rooms.nth(random.nextInt(rooms.count()));
    room.click();
    assertThat(page().locator("dialog[open]")).hasCount(0);
    assertThat(page().locator("#messages .skeleton")).hasCount(0);
    return true;
  }

  boolean keepsForThemselves() {
    String what = random.nextBoolean() ? "favourite" : "mute";
    if (!opensMenu(what)) {
      return false;
    }
    page().getByTestId(what).click();
    return true;
  }

  boolean showsAStatus() {
    page().getByTestId("settings").click();
    page().getByTestId("profile").click();
    page().getByTestId("status-emoji").fill(random.nextBoolean() ? "🍜" : "");
    page().getByTestId("status-text").fill("Status " + said++);
    page().getByTestId("save-profile").click();
    assertThat(page().getByTestId("profile-form")).hasCount(0);
    return true;
  }

  boolean leavesADraft() {
    if (!mayWrite()) {
      return false;
    }
    person.composer().fill("half a thought of " + person.name());
    wanders();
    return true;
  }

  boolean comesBack() {
    person.reloads();
    return true;
  }

  boolean looksAwayForAMoment() {
    person.looksAway();
    person.looksHere();
    return true;
  }

  boolean goesAnotherWay() {
    person.chooses(WAYS.get(random.nextInt(WAYS.size())));
    return true;
  }

  private Page page() {
    return person.page();
  }

  private boolean isThere(String testId) {
    return page().getByTestId(testId).count() > 0;
  }

  private boolean mayWrite() {
    return person.composer().count() == 1 && !isThere("join");
  }

  private void isInTheLog(String text) {
    assertThat(page().locator("#messages [data-state=sent] .message-text").filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
  }

  /** Each text is said once. */
  private String text() {
    return WORDS.get(random.nextInt(WORDS.size())) + " (" + person.name() + " " + said++ + ")";
  }

  private String someone() {
    List<String> others = team.stream().filter(name -> !name.equals(person.name())).toList();
    return others.get(random.nextInt(others.size()));
  }

  /** Any message that is shown, is in the log and says something; null for none. */
  private Locator pick(String kind) {
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
  private static List<String> listed(Locator all, String attribute) {
    return (List<String>) all.evaluateAll("(all, attribute) => all.map((each) => each.getAttribute(attribute))", attribute);
  }

  private static boolean reaches(Locator message, String tool) {
    message.hover();
    return message.getByTestId("message-tools").getByTestId(tool).count() > 0;
  }

  /** Where something new has moved the message away from under the pointer, they point at it again. */
  private void uses(Locator message, Locator tool) {
    page().waitForCondition(() -> {
      message.hover();
      if (tool.count() == 0) {
        return false;
      }
      try {
        tool.click(new Locator.ClickOptions().setTimeout(2_000));
        return true;
      } catch (TimeoutError e) {
        return false;
      }
    });
  }

  private boolean opensMenu(String item) {
    if (!isThere("room-menu")) {
      return false;
    }
    page().getByTestId("room-menu").click();
    boolean may = isThere(item);
    if (!may) {
      page().keyboard().press("Escape");
    }
    return may;
  }

  private boolean opensMembers() {
    if (!opensMenu("members")) {
      return false;
    }
    page().getByTestId("members").click();
    page().getByTestId("member").first().waitFor();
    return true;
  }

  private void chooses(String name) {
    page().getByTestId("find-people").fill(name);
    Locator found = page().getByTestId("person-found").filter(new Locator.FilterOptions().setHasText(name));
    found.first().click();
    assertThat(page().getByTestId("chosen")).hasCount(1);
    page().getByTestId("find-people").focus();
  }

  private Locator member(String name) {
    return page().getByTestId("member").filter(new Locator.FilterOptions().setHasText(name));
  }

  private void confirms() {
    Locator confirm = page().getByTestId("confirm");
    if (confirm.count() == 1) {
      confirm.click();
    }
  }

  private void closes() {
    page().keyboard().press("Escape");
    assertThat(page().locator("dialog[open]")).hasCount(0);
  }
}
