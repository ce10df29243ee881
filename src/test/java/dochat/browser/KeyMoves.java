package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.function.Consumer;

/** A teammate who lets go of the mouse for a while, and does everything by keys. Nothing here points, and nothing gives the focus but a key. */
record KeyMoves(Teammate one) {
  private static final int TABS = 40;

  /** One thing after another, from the place where they are; whether there were keys, and a place to write. */
  boolean doEverything() {
    if (one.hasFingers() || !one.mayWrite()) {
      return false;
    }
    List<Consumer<KeyMoves>> acts = List.of(KeyMoves::edits, KeyMoves::answers, KeyMoves::reacts, KeyMoves::deletesAndTakesItBack, KeyMoves::readsTheKeys, KeyMoves::findsTheTools);
    for (int times = 0; times < 3; times++) {
      one.any(acts).accept(this);
    }
    switches();
    return true;
  }

  private void edits() {
    Locator message = says();
    String text = one.text();
    press("e");
    assertThat(one.at("editor")).isFocused();
    press("Control+a");
    type(text);
    press("Enter");
    assertThat(message.locator(".message-text")).hasText(text);
    assertThat(message.locator(".message-edited")).hasCount(1);
  }

  /** The message before their own, where that can be answered. */
  private void answers() {
    says();
    press("ArrowUp", "r");
    if (!Teammate.appears(one.at("answered"))) {
      return;
    }
    assertThat(one.person().composer()).isFocused();
    String text = one.text();
    type(text);
    press("Enter");
    one.isInTheLog(text);
    assertThat(page().locator("#messages .message.is-own").last().locator(".quote")).hasCount(1);
  }

  private void reacts() {
    Locator message = says();
    press("+");
    assertThat(one.at("emoji-search")).isFocused();
    type("cake");
    assertThat(page().locator(".dialog-emojis .emojis-cell").first()).isVisible();
    press("Enter");
    assertThat(page().locator(".dialog-emojis[open]")).hasCount(0);
    assertThat(message.locator(".reaction[aria-pressed=true]")).hasCount(1);
  }

  /** In time, or it is deleted. */
  private void deletesAndTakesItBack() {
    Locator message = says();
    press("Delete");
    assertThat(message.locator(".message-deleted")).hasCount(1);
    if (page().locator(".notice .link-button").count() == 1) {
      press("Control+z");
      assertThat(message.locator(".message-deleted")).hasCount(0);
    }
  }

  private void readsTheKeys() {
    says();
    press("?");
    assertThat(page().locator(".dialog-keys[open]")).isVisible();
    press("Escape");
    assertThat(page().locator("dialog[open]")).hasCount(0);
  }

  /** By Tab and the arrows. */
  private void findsTheTools() {
    Locator message = says();
    Locator tool = message.locator(".message-tool:focus");
    for (int tabs = 0; tabs < TABS && tool.count() == 0; tabs++) {
      press("Tab");
    }
    assertThat(tool).hasCount(1);
    press("ArrowRight", "Escape");
    assertThat(message).isFocused();
  }

  /** By a name, or a part of one. */
  private void switches() {
    String name = one.any(page().locator("[data-testid=room] .room-name").allTextContents());
    press("Control+k");
    assertThat(page().locator(".dialog-switcher[open] input")).isFocused();
    type(name);
    assertThat(page().locator(".switcher-option[aria-selected=true] .switcher-name")).containsText(name);
    press("Enter");
    assertThat(page().locator("dialog[open]")).hasCount(0);
    one.isInSomeRoom();
  }

  /** Something, and the focus goes up to it. Escape leads to the composer from everywhere, after what else is open has closed. */
  private Locator says() {
    page().waitForCondition(() -> {
      press("Escape");
      return one.person().composer().evaluate("each => each === document.activeElement").equals(true);
    });
    String text = one.text();
    press("Control+a", "Delete");
    type(text);
    press("Enter");
    one.isInTheLog(text);
    press("ArrowUp");
    Locator message = page().locator("#messages .message[data-seq='" + page().evaluate("() => document.activeElement.dataset.seq") + "']");
    assertThat(message).isFocused();
    assertThat(message.locator(".message-text")).hasText(text);
    // What is acknowledged is not delivered yet, and until then nothing can be done with it.
    assertThat(message.getByTestId("message-tools")).hasCount(1);
    return message;
  }

  private void type(String text) {
    page().keyboard().insertText(text);
  }

  private void press(String... keys) {
    for (String key : keys) {
      page().keyboard().press(key);
    }
  }

  private Page page() {
    return one.page();
  }
}
