package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import dochat.picture.Uploads;
import java.util.List;
import java.util.regex.Pattern;

/** What a teammate does with themselves, their page and their connection. */
record OwnMoves(Teammate one) {
  private static final List<String> WAYS = List.of("websocket", "streaming", "long-polling", "polling");
  private static final List<String> THEMES = List.of("auto", "light", "dark");
  private static final List<String> LANGUAGES = List.of("English", "한국어");

  boolean showsAStatus() {
    one.opensSettings("profile");
    String text = "Status " + one.text().hashCode() % 1_000;
    one.at("status-emoji").fill(one.feelsLikeIt(2) ? "🍜" : "");
    one.at("status-text").fill(text);
    saves();
    assertThat(one.page().locator(".settings-me").getByTestId("status")).hasAttribute("title", Pattern.compile(text + ".*"));
    return true;
  }

  boolean showsAPicture() {
    one.opensSettings("profile");
    one.at("picture-file").setInputFiles(new FilePayload("me.png", "image/png", Uploads.png(Uploads.quarters(600, 400))));
    assertThat(one.at("crop")).isVisible();
    saves();
    assertThat(one.page().locator("[data-testid=settings] img.avatar")).hasCount(1);
    return true;
  }

  private void saves() {
    one.at("save-profile").click();
    assertThat(one.at("profile-form")).hasCount(0);
  }

  boolean speaksAnotherLanguage() {
    String language = one.any(LANGUAGES);
    one.backToTheList();
    one.at("settings").click();
    Locator choice = one.at("language").locator("label").filter(new Locator.FilterOptions().setHasText(language));
    choice.click();
    assertThat(one.page().locator("html")).hasAttribute("lang", language.equals("English") ? "en" : "ko");
    one.page().keyboard().press("Escape");
    return true;
  }

  boolean choosesATheme() {
    String theme = one.any(THEMES);
    one.backToTheList();
    one.at("settings").click();
    one.at("theme").locator("label").filter(new Locator.FilterOptions().setHas(one.page().locator("input[value=" + theme + "]"))).click();
    assertThat(one.page().locator("html")).hasAttribute("data-theme", theme);
    one.page().keyboard().press("Escape");
    return true;
  }

  /** Its room says so in the list, and has it. */
  boolean leavesADraft() {
    if (!one.mayWrite()) {
      return false;
    }
    String room = one.openRoom();
    String text = "half a thought of " + one.person().name();
    one.person().composer().fill(text);
    if (!new RoomMoves(one).wanders()) {
      return false;
    }
    if (!one.openRoom().equals(room)) {
      assertThat(one.roomLine(room).locator(".room-draft")).hasCount(1);
      one.goesTo(room);
    }
    assertThat(one.person().composer()).hasValue(text);
    return true;
  }

  /** What is written then waits, and is in the log once when the line is back. */
  boolean writesWithoutALine() {
    if (!one.mayWrite()) {
      return false;
    }
    Person person = one.person();
    String text = one.text();
    one.cable().breaks();
    try {
      assertThat(person.chip()).not().hasAttribute("data-state", "connected");
      one.says(text);
      assertThat(person.unsent().filter(new Locator.FilterOptions().setHasText(text))).hasCount(1);
    } finally {
      one.cable().isMended();
    }
    person.isConnected();
    one.isInTheLog(text);
    return true;
  }

  boolean comesBack() {
    one.person().reloads();
    return true;
  }

  boolean looksAwayForAMoment() {
    one.person().looksAway();
    one.person().looksHere();
    one.person().isConnected();
    return true;
  }

  boolean goesAnotherWay() {
    one.backToTheList();
    one.person().chooses(one.any(WAYS));
    return true;
  }
}
