package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What a teammate does in threads. Each verb answers whether it could be done in the place where they are; what could, is seen to be done. */
record ThreadMoves(Teammate one) {

  boolean talks() {
    if (!opens()) {
      return false;
    }
    boolean may = mayWrite();
    if (may) {
      String text = one.text();
      composer().fill(text);
      thread().getByTestId("thread-composer-send").click();
      assertThat(thread().locator("[data-state=sent] .message-text").filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
    }
    closes();
    return may;
  }

  /** Which is so still when it is opened the next time. */
  boolean followsOrDoesNot() {
    if (!opens()) {
      return false;
    }
    Locator follow = thread().getByTestId("follow-thread");
    boolean may = Teammate.appears(follow);
    if (may) {
      String wanted = follow.getAttribute("aria-pressed").equals("true") ? "false" : "true";
      follow.click();
      assertThat(follow).hasAttribute("aria-pressed", wanted);
      String address = page().url();
      closes();
      one.person().reloads();
      page().navigate(address);
      assertThat(follow).hasAttribute("aria-pressed", wanted);
    }
    closes();
    return may;
  }

  /** And finds it after the page was loaded again. */
  boolean leavesADraft() {
    if (!opens()) {
      return false;
    }
    boolean may = mayWrite();
    if (may) {
      String text = "half an answer, " + one.text();
      composer().fill(text);
      String address = page().url();
      closes();
      one.person().reloads();
      page().navigate(address);
      assertThat(composer()).hasValue(text);
    }
    closes();
    return may;
  }

  private boolean opens() {
    Locator roots = page().locator("#messages").getByTestId("replies");
    if (roots.count() == 0 || one.isThere("join")) {
      return false;
    }
    roots.last().click();
    assertThat(thread().getByTestId("message").first()).isVisible();
    return true;
  }

  /** Who may only read has no composer there, and where everything was deleted there is none. */
  private boolean mayWrite() {
    return composer().count() == 1;
  }

  private void closes() {
    thread().getByTestId("close-thread").click();
    assertThat(thread()).hasCount(0);
  }

  private Locator thread() {
    return one.at("thread");
  }

  private Locator composer() {
    return thread().getByTestId("thread-composer");
  }

  private Page page() {
    return one.page();
  }
}
