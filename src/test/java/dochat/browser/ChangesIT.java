package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages that change, where they stand: at both nodes, for who looks and for who comes later, by mouse, keys and fingers. */
@ExtendWith(WithPeople.class)
class ChangesIT {
  @Test
  void whatIsEditedIsSoForEverybodyAndAfterAReload(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Edits " + System.nanoTime());
    two.minji.says("frist");
    two.tom.sees("frist");
    tool(two.minji, "frist", "edit").click();
    Locator editor = two.minji.page().getByTestId("editor");
    assertThat(editor).isFocused();
    assertThat(editor).hasValue("frist");
    editor.fill("first");
    editor.press("Enter");
    for (Person person : List.of(two.minji, two.tom)) {
      person.reads("first");
      assertThat(person.message("first").locator(".message-edited")).hasText("edited");
    }
    two.tom.reloads();
    two.tom.reads("first");
    assertThat(two.tom.page().locator(".message-edited")).hasCount(1);
    assertThat(two.minji.message("first")).isFocused();
    two.tom.page().getByTestId("edited").click();
    assertThat(two.tom.page().getByTestId("edits").locator(".message-text")).hasText(new String[] {"frist"});
    tool(two.minji, "first", "delete").click();
    two.minji.isInNew("Elsewhere " + System.nanoTime());
    assertThat(two.tom.page().locator(".dialog-edits")).not().containsText("frist");
  }

  @Test
  void allThatAMessageHasEverSaidIsShownAPageAtATime(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Often " + System.nanoTime());
    two.minji.says("text 0");
    two.tom.sees("text 0");
    two.minji.page().evaluate("""
        async () => {
          const room = location.hash.split('/').at(-1);
          const messages = `/api/rooms/${room}/messages`;
          const [{ seq }] = (await fetch(messages).then((page) => page.json())).messages;
          const edit = (i) => fetch(`${messages}/${seq}`, { method: 'PATCH', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ id: `${room}-${i}`, text: `text ${i}` }) });
          for (let i = 1; i <= 52; i++) await edit(i);
        }""");
    two.tom.reads("text 52");
    two.tom.page().getByTestId("edited").click();
    Locator said = two.tom.page().getByTestId("edits").locator(".message-text");
    assertThat(said).hasCount(50);
    assertThat(said.last()).hasText("text 2");
    two.tom.page().getByTestId("earlier-edits").click();
    assertThat(said).hasCount(52);
    assertThat(said.last()).hasText("text 0");
    assertThat(two.tom.page().getByTestId("earlier-edits")).hasCount(0);
  }

  @Test
  void anEditIsLeftByEscapeAndNobodyEditsWhatIsNotTheirs(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Left " + System.nanoTime());
    two.minji.says("mine");
    two.tom.says("his");
    two.minji.sees("his");
    two.minji.message("his").hover();
    assertThat(two.minji.message("his").getByTestId("message-tools")).isVisible();
    assertThat(two.minji.page().getByTestId("edit")).hasCount(0);
    tool(two.minji, "mine", "edit").click();
    two.minji.page().getByTestId("editor").fill("something else");
    two.tom.says("meanwhile");
    two.minji.sees("meanwhile");
    assertThat(two.minji.page().getByTestId("editor")).hasValue("something else");
    two.minji.page().getByTestId("editor").press("Escape");
    two.minji.reads("mine", "his", "meanwhile");
    assertThat(two.minji.message("mine")).isFocused();
    tool(two.minji, "mine", "edit").click();
    assertThat(two.minji.page().getByTestId("editor")).hasValue("mine");
    two.minji.page().getByTestId("editor").fill("mine, and more");
    two.minji.isInNew("Elsewhere " + System.nanoTime());
    two.minji.says("first here");
    tool(two.minji, "first here", "edit").click();
    assertThat(two.minji.page().getByTestId("editor")).hasValue("first here");
  }

  @Test
  void whatIsDeletedIsGoneForEverybodyUnlessItIsTakenBack(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Gone " + System.nanoTime());
    two.minji.says("keep me");
    two.minji.says("the password is hunter2");
    two.tom.sees("the password is hunter2");
    two.minji.takesTimeToUndo();
    tool(two.minji, "keep me", "delete").click();
    two.minji.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo")).click();
    two.minji.reads("keep me", "the password is hunter2");
    tool(two.minji, "the password is hunter2", "delete").click();
    two.minji.reads("keep me");
    assertThat(two.minji.page().locator(".message-deleted")).containsText("You deleted this message.");
    // The page that goes does not forget it.
    two.minji.page().navigate("about:blank");
    two.tom.reads("keep me");
    assertThat(two.tom.page().locator(".message-deleted")).hasCount(1);
    assertFalse(two.tom.page().content().contains("hunter2"));
    two.tom.reloads();
    two.tom.reads("keep me");
    assertThat(two.tom.page().locator(".message-deleted")).hasCount(1);
  }

  /** A message that comes to be under a pointer at rest is not pointed at, and what was pressed over one is not let go over another. */
  @Test
  void theToolsStayWithTheMessageAtWhichOneAims(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Aims " + System.nanoTime());
    people.fill(room, 40, number -> "line " + number, nodes.first());
    minji.goesTo(room);
    minji.sees("line 39");
    Locator aimed = minji.message("line 36");
    aimed.hover();
    Locator tool = aimed.getByTestId("message-tools").getByTestId("react").first();
    BoundingBox before = tool.boundingBox();
    minji.page().mouse().move(before.x + before.width / 2, before.y + before.height / 2);
    minji.page().mouse().down();
    jun.says(room, "meanwhile");
    minji.sees("meanwhile");
    minji.page().waitForCondition(() -> tool.boundingBox().y < before.y - before.height);
    minji.page().mouse().up();
    tool.click();
    assertThat(aimed.getByTestId("reaction")).hasText("👍 1");
    assertThat(minji.page().getByTestId("reaction")).hasCount(1);
    // The tool that was pressed has the focus, and goes with it.
    minji.message("line 37").hover();
    assertThat(minji.message("line 37").getByTestId("message-tools")).isVisible();
    minji.message("line 35").hover();
    assertThat(minji.message("line 35").getByTestId("message-tools")).isVisible();
  }

  @Test
  void reactionsAreCountedAndSayWhose(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Reactions " + System.nanoTime());
    two.minji.says("lunch?");
    two.tom.sees("lunch?");
    Deque<Route> late = new ConcurrentLinkedDeque<>();
    two.tom.page().route("**/emoji/ko.*.js", late::add);
    tool(two.tom, "lunch?", "any-emoji").click();
    Locator picker = two.tom.page().locator(".dialog-emojis");
    picker.getByLabel("thumbs up", new Locator.GetByLabelOptions().setExact(true)).first().click();
    two.tom.composer().fill("at one");
    two.tom.composer().press("ArrowLeft");
    two.tom.page().getByTestId("composer-emoji").click();
    picker.getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName("Dark").setExact(true)).check();
    two.tom.page().getByTestId("emoji-search").fill("없는이름");
    assertThat(picker.getByRole(AriaRole.STATUS)).hasText("No emoji is called “없는이름”.");
    two.tom.page().getByTestId("emoji-search").fill("손 흔드");
    assertThat(picker.getByRole(AriaRole.STATUS)).hasText("No emoji is called “손 흔드”.");
    two.tom.page().waitForCondition(() -> !late.isEmpty());
    late.forEach(Route::resume);
    assertThat(picker.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("[0-9]+ emojis? found"));
    two.tom.page().getByTestId("emoji-search").fill("waving hand");
    assertThat(picker.getByRole(AriaRole.STATUS)).hasText("1 emoji found");
    two.tom.page().keyboard().press("Enter");
    assertThat(two.tom.composer()).hasValue("at on👋🏿e");
    assertThat(two.tom.composer()).isFocused();
    Locator reaction = two.minji.message("lunch?").getByTestId("reaction");
    assertThat(reaction).hasText("👍 1");
    assertThat(reaction).hasAttribute("aria-pressed", "false");
    assertThat(reaction).hasAccessibleName("👍, Tom");
    reaction.click();
    assertThat(reaction).hasText("👍 2");
    assertThat(reaction).hasAccessibleName("👍, you, Tom");
    assertThat(two.tom.page().getByTestId("reaction")).hasText("👍 2");
    two.minji.reloads();
    assertThat(reaction).hasAttribute("aria-pressed", "true");
    reaction.click();
    two.tom.page().getByTestId("reaction").click();
    assertThat(reaction).hasCount(0);
  }

  @Test
  void allOfItByKeysAlone(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Keys " + System.nanoTime());
    two.minji.says("one");
    two.minji.says("two");
    two.minji.readsAsSent("one", "two");
    two.minji.composer().press("ArrowUp");
    assertThat(two.minji.message("two")).isFocused();
    press(two.minji, "e");
    assertThat(two.minji.page().getByTestId("editor")).isFocused();
    two.minji.page().keyboard().insertText("!");
    press(two.minji, "Enter", "ArrowUp", "+");
    press(two.minji, "Escape");
    assertThat(two.minji.message("one")).isFocused();
    press(two.minji, "+");
    Locator search = two.minji.page().getByTestId("emoji-search");
    assertThat(search).isFocused();
    search.fill("PIZ");
    press(two.minji, "ArrowDown", "Enter");
    assertThat(two.minji.message("one").getByTestId("reaction")).hasText("🍕 1");
    assertThat(two.minji.message("one")).isFocused();
    press(two.minji, "+");
    assertThat(search).isFocused();
    press(two.minji, "Enter");
    assertThat(two.minji.page().getByTestId("reaction").and(two.minji.page().locator("[aria-pressed=true]"))).hasCount(0);
    two.minji.takesTimeToUndo();
    press(two.minji, "ArrowDown", "Delete");
    two.minji.reads("one");
    two.tom.reads("one", "two!");
    // What could be taken back is told at once by a page that nobody sees.
    two.minji.looksAway();
    two.tom.reads("one");
  }

  /** What one writes with Korean letters at the moment is on the same keys. */
  @Test
  void theKeysAreTheSameWhateverTheyWrite(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    minji.isInNew("Hangul keys " + System.nanoTime());
    minji.says("one");
    minji.readsAsSent("one");
    Locator message = minji.message("one");
    message.focus();
    types(minji, "ㅔ", "KeyP");
    assertThat(minji.page().getByTestId("is-pinned")).isVisible();
    types(minji, "ㄱ", "KeyR");
    assertThat(minji.composer()).isFocused();
    minji.composer().press("Escape");
    message.focus();
    types(minji, "ㄷ", "KeyE");
    assertThat(minji.page().getByTestId("editor")).isFocused();
    assertThat(minji.page().getByTestId("editor")).hasValue("one");
    press(minji, "Escape");
    minji.page().keyboard().press("Control+k");
    assertThat(minji.page().getByRole(AriaRole.COMBOBOX)).isFocused();
    press(minji, "Escape");
    press(minji, "?");
    minji.page().getByTestId("single-keys").click();
    press(minji, "Escape");
    message.focus();
    types(minji, "ㄷ", "KeyE");
    press(minji, "e", "r", "t", "p", "+", "Delete");
    assertThat(message).isFocused();
    assertThat(minji.page().locator("dialog[open], [data-testid=editor], [data-testid=answered], .message-deleted")).hasCount(0);
    assertThat(minji.page().getByTestId("is-pinned")).isVisible();
  }

  /** As a keyboard does that writes Hangul. */
  private static void types(Person person, String jamo, String code) {
    person.page().evaluate("([key, code]) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }))", List.of(jamo, code));
  }

  /** It falls back, and its message keeps saying so. */
  @Test
  void whatIsRefusedIsToldAtItsMessage(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Refused " + System.nanoTime());
    two.minji.says("mine");
    two.minji.readsAsSent("mine");
    two.minji.isNotHeardWith("better");
    tool(two.minji, "mine", "edit").click();
    two.minji.page().getByTestId("editor").fill("better");
    press(two.minji, "Enter");
    Locator refused = two.minji.page().getByTestId("refused");
    assertThat(refused).containsText("Your edit was not saved. There is nothing visible in it.");
    assertThat(two.minji.message("mine")).hasAccessibleDescription(Pattern.compile("^mine Your edit was not saved"));
    // It may have gone by itself.
    two.minji.evaluate("() => document.querySelector('.notice [aria-label=Close]')?.click()");
    assertThat(two.minji.page().locator(".notice")).hasCount(0);
    refused.getByTestId("refused-seen").click();
    assertThat(refused).hasCount(0);
    assertThat(two.minji.message("mine")).isFocused();
    tool(two.minji, "mine", "edit").click();
    two.minji.page().getByTestId("editor").fill("better");
    press(two.minji, "Enter");
    refused.waitFor();
    tool(two.minji, "mine", "edit").click();
    two.minji.page().getByTestId("editor").fill("good");
    press(two.minji, "Enter");
    two.tom.reads("good");
    assertThat(refused).hasCount(0);
  }

  /** Nobody is at the field any more that goes, but what stood in it is told, and can be copied. */
  @Test
  void whatIsWrittenInAnEditStaysWhenTheMessageIsDeletedMeanwhile(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Meanwhile " + System.nanoTime());
    two.tom.says("in the room");
    two.minji.sees("in the room");
    isEditedWhileMinjiDeletesIt(two, two.tom.timeline(), "in the room");
    two.tom.says("begins a thread");
    two.minji.sees("begins a thread");
    tool(two.minji, "begins a thread", "reply").click();
    two.minji.says("answers it");
    two.tom.page().getByTestId("replies").click();
    isEditedWhileMinjiDeletesIt(two, two.tom.page().getByTestId("thread"), "begins a thread");
  }

  private static void isEditedWhileMinjiDeletesIt(Two two, Locator list, String text) {
    Locator message = list.getByTestId("message").filter(new Locator.FilterOptions().setHasText(text)).first();
    assertThat(message).hasAttribute("data-seq", Pattern.compile("\\d+"));
    String seq = message.getAttribute("data-seq");
    message.hover();
    message.getByTestId("edit").click();
    Locator editor = list.getByTestId("editor");
    editor.fill("half an edit of " + text);
    two.minji.takesTimeToUndo();
    tool(two.minji, text, "delete").click();
    assertThat(editor).isFocused();
    // What could be taken back is told at once by a page that nobody sees.
    two.minji.looksAway();
    two.minji.looksHere();
    Locator deleted = list.locator("[data-seq='" + seq + "']");
    assertThat(deleted.locator(".message-deleted")).isVisible();
    assertThat(deleted).isFocused();
    assertThat(deleted).hasAccessibleDescription(Pattern.compile("Your edit was not saved\\. That message is not there any more\\."));
    assertThat(deleted.getByTestId("change-again")).hasCount(0);
    two.tom.page().evaluate("() => void (navigator.clipboard.writeText = async (text) => void (globalThis.copied = text))");
    deleted.getByTestId("copy-refused").click();
    assertEquals("half an edit of " + text, two.tom.evaluate("copied"));
    deleted.getByTestId("refused-seen").click();
    assertThat(deleted.getByTestId("refused")).hasCount(0);
  }

  /** Who deleted it, and when, stands there for all eyes and ears. */
  @Test
  void aDeletedMessageSaysWhoAndWhen(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "By whom " + System.nanoTime());
    two.minji.says("slip");
    two.tom.sees("slip");
    two.minji.takesTimeToUndo();
    tool(two.minji, "slip", "delete").click();
    assertThat(two.minji.page().locator(".message-deleted")).hasText(Pattern.compile("^You deleted this message\\.\\s*\\d+:\\d\\d [AP]M$"));
    two.minji.page().locator(".notice").hover();
    two.minji.page().keyboard().press("Control+z");
    two.minji.reads("slip");
    tool(two.minji, "slip", "delete").click();
    two.minji.page().navigate("about:blank");
    assertThat(two.tom.page().locator(".message-deleted")).hasText(Pattern.compile("^Deleted by Minji\\.\\s*\\d+:\\d\\d [AP]M$"));
    assertThat(two.tom.page().locator(".message-deleted").locator("..").locator("..").locator("..")).hasAccessibleDescription(Pattern.compile("^Deleted by Minji\\. .*M$"));
  }

  @Test
  void onAPhoneATouchShowsWhatCanBeDone(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Phone " + System.nanoTime());
    jun.says(room, "what do you think?");
    minji.goesTo(room);
    minji.message("what do you think?").tap();
    Locator tools = minji.page().getByTestId("message-tools");
    assertThat(tools).isInViewport();
    tools.getByTestId("react").nth(1).tap();
    assertThat(minji.page().getByTestId("reaction")).hasText("❤️ 1");
  }

  @Test
  void aReplyQuotesWhatItAnswersAndItsThreadOpensBesideTheTimeline(People people, TwoNodes nodes) {
    Two two = new Two(people, nodes, "Threads " + System.nanoTime());
    two.minji.says("who brings cake?");
    two.tom.sees("who brings cake?");
    tool(two.tom, "who brings cake?", "reply").click();
    assertThat(two.tom.composer()).isFocused();
    assertThat(two.tom.page().getByTestId("answered")).containsText("Reply to Minji who brings cake?");
    two.tom.says("me");
    assertThat(two.tom.page().getByTestId("answered")).hasCount(0);
    for (Person person : List.of(two.minji, two.tom)) {
      assertThat(person.message("me").getByTestId("quote")).hasAccessibleName("Replies to Minji: who brings cake?");
      assertThat(person.page().getByTestId("replies")).containsText("1 reply");
    }
    assertThat(two.minji.message("me")).hasAccessibleName(Pattern.compile("^Tom, .*, reply to Minji$"));

    Locator thread = two.minji.page().getByTestId("thread");
    two.minji.page().getByTestId("replies").click();
    assertThat(thread.getByTestId("message")).hasCount(2);
    assertThat(thread.getByTestId("thread-people")).hasText("Minji, Tom");
    assertThat(thread.getByTestId("thread-composer")).isFocused();
    Locator follow = thread.getByTestId("follow-thread");
    assertThat(follow).hasAttribute("aria-pressed", "true");
    follow.click();
    assertThat(follow).hasAttribute("aria-pressed", "false");
    assertThat(thread.getByTestId("thread-people")).hasText("Tom");
    follow.press("Enter");
    assertThat(thread.getByTestId("thread-people")).hasText("Minji, Tom");
    thread.getByTestId("thread-composer").focus();
    two.minji.page().keyboard().insertText("thanks");
    press(two.minji, "Enter");
    two.tom.reads("who brings cake?", "me", "thanks");
    assertThat(two.tom.message("thanks").getByTestId("quote")).hasAccessibleName("Replies to Minji: who brings cake?");
    two.tom.message("thanks").hover();
    two.tom.message("thanks").getByTestId("reply").click();
    two.tom.says("chocolate?");
    assertThat(thread.getByTestId("message")).hasCount(4);
    assertThat(thread.getByTestId("quote")).hasAccessibleName("Replies to Minji: thanks");
    assertThat(two.minji.page().getByTestId("replies")).containsText("3 replies");

    tool(two.tom, "chocolate?", "delete").click();
    two.tom.page().navigate("about:blank");
    assertThat(two.minji.page().getByTestId("replies")).containsText("2 replies");
    assertThat(thread.locator(".message-deleted")).hasCount(1);
    press(two.minji, "Escape");
    assertThat(thread).hasCount(0);
    assertThat(two.minji.message("who brings cake?")).isFocused();
    press(two.minji, "t");
    assertThat(thread.getByTestId("message")).hasCount(4);
    two.minji.page().goBack();
    assertThat(thread).hasCount(0);
  }

  /** As far as there is room for it, and for the words beside it. */
  @Test
  void aQuoteShowsTheWholeName(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun Olivia Hernandez", nodes.second());
    String room = jun.creates("Names " + System.nanoTime());
    jun.says(room, "ok", "many words ".repeat(60));
    jun.answers(room, 1, "to few");
    jun.answers(room, 2, "to many");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    String isCut = "each => each.scrollWidth > each.clientWidth";
    Locator few = minji.message("to few").getByTestId("quote");
    Locator many = minji.message("to many").getByTestId("quote");
    assertEquals(false, few.locator("strong").evaluate(isCut));
    assertEquals(false, many.locator("strong").evaluate(isCut));
    assertEquals(true, many.locator("span").last().evaluate(isCut));
    minji.page().setViewportSize(360, 740);
    assertThat(many.locator("strong")).isInViewport();
    assertEquals(false, few.locator("strong").evaluate(isCut));
    assertEquals(true, many.locator("strong").evaluate(isCut));
    assertEquals(List.of(), minji.find(PhoneIT.TOO_WIDE));
  }

  @Test
  void whatIsAnsweredIsPartOfTheDraftAndLeadsToItsMessage(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Answers " + System.nanoTime());
    jun.says(room, "far up");
    jun.says(room, 150, i -> "between " + i);
    jun.answers(room, 1, "down here");
    minji.goesTo(room);
    minji.joins();
    jun.answers(room, 2, "and here");
    assertThat(minji.message("and here").getByTestId("quote")).hasAccessibleName("Replies to Jun: between 0");
    minji.composer().press("ArrowUp");
    minji.message("and here").focus();
    press(minji, "r");
    assertThat(minji.composer()).isFocused();
    minji.page().keyboard().insertText("half a thou");
    minji.reloads();
    assertThat(minji.page().getByTestId("answered")).containsText("and here");
    assertThat(minji.composer()).hasValue("half a thou");
    minji.composer().press("Escape");
    assertThat(minji.page().getByTestId("answered")).hasCount(0);
    assertThat(minji.composer()).hasValue("half a thou");
    minji.message("down here").getByTestId("quote").click();
    assertThat(minji.message("far up")).isFocused();
    assertThat(minji.message("far up")).isInViewport();
  }

  @Test
  void onAPhoneAThreadLiesOverTheTimeline(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Phone threads " + System.nanoTime());
    jun.says(room, "what do you think?");
    minji.goesTo(room);
    minji.joins();
    minji.message("what do you think?").tap();
    minji.page().getByTestId("message-tools").getByTestId("reply").tap();
    assertThat(minji.page().getByTestId("answered")).containsText("what do you think?");
    minji.composer().fill("good");
    minji.page().getByTestId("send").tap();
    minji.page().getByTestId("replies").tap();
    Locator thread = minji.page().getByTestId("thread");
    assertThat(thread.getByTestId("message")).hasCount(2);
    assertThat(minji.page().getByTestId("back")).not().isVisible();
    jun.answers(room, 3, "fine");
    assertThat(thread.getByTestId("message")).hasCount(3);
    thread.getByTestId("author").last().tap();
    minji.page().getByTestId("mention").tap();
    assertThat(thread.getByTestId("thread-composer")).hasValue("@Jun ");
    assertThat(thread.getByTestId("thread-composer")).isFocused();
    thread.getByTestId("message").nth(1).locator(".message-text").tap();
    thread.getByTestId("edit").tap();
    thread.getByTestId("editor").fill("very good");
    thread.getByTestId("close-thread").tap();
    assertThat(thread).hasCount(0);
    minji.reads("what do you think?", "good", "fine");
    goesOnInTheRoom(minji);
  }

  /** What one edits in a thread is a message of the room as ever, until one edits it there. */
  private static void goesOnInTheRoom(Person minji) {
    minji.message("good").locator(".message-text").tap();
    minji.page().getByTestId("message-tools").getByTestId("edit").tap();
    assertThat(minji.page().getByTestId("editor")).hasValue("very good");
    minji.page().getByTestId("save").tap();
    minji.reads("what do you think?", "very good", "fine");
  }

  private static void press(Person person, String... keys) {
    for (String key : keys) {
      person.page().keyboard().press(key);
    }
  }

  private static Locator tool(Person person, String text, String tool) {
    person.message(text).hover();
    return person.message(text).getByTestId(tool);
  }

  /** Two people in a room, each at a node of their own. */
  private static final class Two {
    private final Person minji;
    private final Person tom;

    Two(People people, TwoNodes nodes, String room) {
      minji = people.arrive("Minji", nodes.first());
      tom = people.arrive("Tom", nodes.second());
      minji.isInNew(room);
      tom.opens(room);
      tom.joins();
    }
  }
}
