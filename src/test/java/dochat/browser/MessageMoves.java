package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** What a teammate does with messages. Each verb answers whether it could be done in the place where they are; what could, is seen to be done. */
record MessageMoves(Teammate one) {
  private static final List<String> EMOJIS = List.of("cake", "생일", "웃는", "thumbs", "ㄱㅇㅇ", "heart", "로켓", "손 흔드");

  boolean says() {
    if (!one.mayWrite()) {
      return false;
    }
    String text = one.text();
    one.says(text);
    if (one.feelsLikeIt(2)) {
      one.isInTheLog(text);
    }
    return true;
  }

  boolean callsSomebody() {
    if (!one.mayWrite()) {
      return false;
    }
    String name = one.feelsLikeIt(5) ? "here" : one.someone();
    Locator composer = one.person().composer();
    composer.fill("");
    composer.pressSequentially("@" + name.substring(0, 2));
    Locator offer = one.at("offer").filter(new Locator.FilterOptions().setHasText(name));
    if (offer.count() == 1) {
      offer.click();
    }
    String text = one.text();
    page().keyboard().insertText(" " + text);
    one.sends();
    one.isInTheLog(text);
    return true;
  }

  boolean replies() {
    Locator message = one.pick("");
    if (message == null || !one.mayWrite() || !one.uses(message, "reply")) {
      return false;
    }
    assertThat(one.at("answered")).hasCount(1);
    String text = one.text();
    one.says(text);
    one.isInTheLog(text);
    return true;
  }

  boolean talksInAThread() {
    Locator roots = page().locator("#messages").getByTestId("replies");
    List<String> all = roots.allInnerTexts();
    if (all.isEmpty() || !one.mayWrite()) {
      return false;
    }
    roots.last().click();
    Locator thread = one.at("thread");
    assertThat(thread.getByTestId("message").first()).isVisible();
    Locator composer = thread.getByTestId("thread-composer");
    if (composer.count() == 1) {
      String text = one.text();
      composer.fill(text);
      thread.getByTestId("thread-composer-send").click();
      assertThat(thread.locator("[data-state=sent] .message-text").filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
    }
    Locator follow = thread.getByTestId("follow-thread");
    if (one.feelsLikeIt(4) && follow.count() == 1) {
      String before = follow.getAttribute("aria-pressed");
      follow.click();
      assertThat(follow).not().hasAttribute("aria-pressed", before);
    }
    thread.getByTestId("close-thread").click();
    assertThat(thread).hasCount(0);
    return true;
  }

  boolean reacts() {
    Locator message = one.pick("");
    if (message == null) {
      return false;
    }
    Locator own = message.locator(".reaction[aria-pressed=true]");
    List<String> before = own.allInnerTexts();
    boolean may = one.uses(message, "react");
    if (may) {
      page().waitForCondition(() -> !own.allInnerTexts().equals(before));
    }
    return may;
  }

  /** Found by a word of any language of the page. */
  boolean reactsWithAnything() {
    Locator message = one.pick("");
    if (message == null || !one.uses(message, "any-emoji")) {
      return false;
    }
    picksAnEmoji();
    assertThat(page().locator(".dialog-emojis[open]")).hasCount(0);
    return true;
  }

  boolean saysAnEmoji() {
    if (!one.mayWrite() || !one.at("composer-emoji").isVisible()) {
      return false;
    }
    String text = one.text();
    one.person().composer().fill(text);
    one.at("composer-emoji").click();
    picksAnEmoji();
    assertThat(one.person().composer()).isFocused();
    one.sends();
    one.isInTheLog(text);
    return true;
  }

  private void picksAnEmoji() {
    one.at("emoji-search").fill(one.any(EMOJIS));
    assertThat(page().locator(".dialog-emojis .emojis-cell").first()).isVisible();
    page().keyboard().press("Enter");
  }

  /** The address of a message leads to it again, after the page was loaded anew. */
  boolean followsALink() {
    Locator message = one.pick("");
    if (message == null) {
      return false;
    }
    Locator time = message.getByTestId("permalink");
    message.hover();
    time.click();
    page().waitForURL(url -> url.matches(".*/\\d+$"));
    page().reload();
    assertThat(message).isFocused();
    return true;
  }

  boolean readsWhatWasEdited() {
    Locator edited = page().locator("#messages").getByTestId("edited");
    if (edited.count() == 0) {
      return false;
    }
    edited.last().click();
    assertThat(one.at("edits")).isVisible();
    one.closes();
    return true;
  }

  /** In small rooms. */
  boolean asksWhoHasRead() {
    Locator message = one.pick(".is-own");
    if (message == null || !one.uses(message, one.hasFingers() ? "readers" : "more")) {
      return false;
    }
    if (!one.hasFingers()) {
      one.at("sheet-copy").waitFor();
    }
    Locator item = one.at("sheet-readers");
    boolean may = one.hasFingers() || item.count() == 1;
    if (may && !one.hasFingers()) {
      item.click();
    }
    if (may) {
      assertThat(page().locator(".dialog-readers[open]").or(page().locator("dialog[open]:not(.dialog-sheet)")).first()).isVisible();
    }
    one.closes();
    return may;
  }

  boolean edits() {
    Locator message = one.pick(".is-own");
    if (message == null || !one.uses(message, "edit")) {
      return false;
    }
    // The tools are the same for all messages, and may have moved on to the next one under their hand.
    Locator editor = one.at("editor");
    editor.waitFor();
    if (message.getByTestId("editor").count() == 0) {
      editor.press("Escape");
      return false;
    }
    String text = one.text();
    editor.fill(text);
    one.at("save").click();
    assertThat(message.locator(".message-text")).hasText(text);
    return true;
  }

  /** Sometimes they think better of it. */
  boolean deletes() {
    Locator message = one.pick(".is-own");
    if (message == null || one.feelsLikeIt(2) || !one.uses(message, "delete")) {
      return false;
    }
    assertThat(message.locator(".message-deleted")).hasCount(1);
    Locator undo = page().locator(".notice .link-button");
    if (one.feelsLikeIt(3) && undo.count() == 1) {
      undo.click();
      assertThat(message.locator(".message-deleted")).hasCount(0);
    }
    return true;
  }

  boolean pins() {
    Locator message = one.pick("");
    if (message == null) {
      return false;
    }
    Locator pinned = message.locator(".message-pinned");
    int before = pinned.count();
    boolean may = one.uses(message, "pin");
    if (may) {
      page().waitForCondition(() -> pinned.count() != before);
    }
    return may;
  }

  private Page page() {
    return one.page();
  }
}
