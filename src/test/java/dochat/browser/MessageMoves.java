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
    } else {
      one.person().sees(text);
    }
    return true;
  }

  /** Who is not around is called by nobody, and what was written stays a text. */
  boolean callsSomebody() {
    if (!one.mayWrite()) {
      return false;
    }
    calls(one.someone(), false);
    return true;
  }

  /** Everybody in the room, or who is there now. */
  boolean callsAll() {
    if (!one.mayWrite()) {
      return false;
    }
    calls(one.any(one.readsKorean() ? List.of("모두", "여기") : List.of("all", "here")), true);
    return true;
  }

  private void calls(String name, boolean isOffered) {
    Locator composer = one.person().composer();
    composer.fill("");
    composer.pressSequentially("@" + name.substring(0, 2));
    Locator offer = one.at("offer").filter(new Locator.FilterOptions().setHasText(name)).first();
    boolean isCalled = isOffered || Teammate.appears(offer);
    if (isCalled) {
      offer.click();
    }
    String text = one.text();
    page().keyboard().insertText(" " + text);
    one.sends();
    one.isInTheLog(text);
    assertThat(page().locator("#messages .message-text").filter(new Locator.FilterOptions().setHasText(text)).locator(".mention")).hasCount(isCalled ? 1 : 0);
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
    assertThat(one.person().messages().filter(new Locator.FilterOptions().setHasText(text)).last().locator(".quote")).hasCount(1);
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
    if (message == null) {
      return false;
    }
    Locator own = message.locator(".reaction[aria-pressed=true]");
    List<String> before = own.allInnerTexts();
    boolean may = one.uses(message, "any-emoji");
    if (may) {
      picksAnEmoji();
      assertThat(page().locator(".dialog-emojis[open]")).hasCount(0);
      page().waitForCondition(() -> !own.allInnerTexts().equals(before));
    }
    return may;
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
    // A pointer that would rest on a notice above the message would keep that there.
    if (one.hasFingers()) {
      time.tap();
    } else {
      message.hover();
      time.click();
    }
    page().waitForURL(url -> url.matches(".*/\\d+$"));
    page().reload();
    assertThat(message).isFocused();
    return true;
  }

  boolean opensALinkInAnotherTab() {
    Locator message = one.pick("");
    if (message == null) {
      return false;
    }
    String address = message.getByTestId("permalink").getAttribute("href");
    Page tab = page().context().newPage();
    try {
      tab.navigate(one.person().url() + "/" + address);
      assertThat(tab.locator("#messages .message[data-seq='" + message.getAttribute("data-seq") + "']")).isFocused();
    } finally {
      tab.close();
    }
    return true;
  }

  /** From what somebody else has written, until they come back. */
  boolean marksUnread() {
    Locator message = one.pick(":not(.is-own)");
    if (message == null || !one.usesFromSheet(message, "unread")) {
      return false;
    }
    assertThat(one.at("new-messages")).hasCount(1);
    assertThat(one.roomLine(one.openRoom()).getByTestId("unread")).hasCount(1);
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
    boolean may = message != null && one.usesFromSheet(message, "readers");
    if (may) {
      isToldWhoHasRead();
    }
    return may;
  }

  /** By the number beside a message, where the room shows it; it goes when the last one has read that. */
  boolean asksWhoHasNotRead() {
    Locator number = page().locator("#messages").getByTestId("not-read").last();
    boolean may = number.count() == 1 && Teammate.catches(number);
    if (may) {
      isToldWhoHasRead();
    }
    return may;
  }

  private void isToldWhoHasRead() {
    assertThat(page().locator(".dialog-readers[open] :is(.readers li, .quiet)").first()).isVisible();
    one.closes();
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

  boolean deletes() {
    Locator message = one.pick(".is-own");
    if (message == null || one.feelsLikeIt(2) || !one.uses(message, "delete")) {
      return false;
    }
    assertThat(message.locator(".message-deleted")).hasCount(1);
    return true;
  }

  /** In time, or it is deleted. */
  boolean thinksBetterOfADeletion() {
    Locator message = one.pick(".is-own");
    if (message == null) {
      return false;
    }
    String text = message.locator(".message-text").textContent();
    if (!one.uses(message, "delete")) {
      return false;
    }
    assertThat(message.locator(".message-deleted")).hasCount(1);
    boolean isInTime = Teammate.catches(page().locator(".notice .link-button"));
    if (isInTime) {
      assertThat(message.locator(".message-text")).hasText(text);
    }
    return isInTime;
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
