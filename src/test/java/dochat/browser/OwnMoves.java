package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import dochat.picture.Uploads;
import java.util.List;

/** What a teammate does with themselves, their page and their connection. */
record OwnMoves(Teammate one) {
  private static final List<String> WAYS = List.of("websocket", "streaming", "long-polling", "polling");
  private static final List<String> LANGUAGES = List.of("English", "한국어");

  boolean showsAStatus() {
    one.opensSettings("profile");
    one.at("status-emoji").fill(one.feelsLikeIt(2) ? "🍜" : "");
    one.at("status-text").fill("Status " + one.text().hashCode() % 1_000);
    saves();
    return true;
  }

  boolean showsAPicture() {
    one.opensSettings("profile");
    one.at("picture-file").setInputFiles(new FilePayload("me.png", "image/png", Uploads.png(Uploads.quarters(600, 400))));
    assertThat(one.at("crop")).isVisible();
    saves();
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

  boolean leavesADraft() {
    if (!one.mayWrite()) {
      return false;
    }
    one.person().composer().fill("half a thought of " + one.person().name());
    return new RoomMoves(one).wanders();
  }

  boolean comesBack() {
    one.person().reloads();
    return true;
  }

  boolean looksAwayForAMoment() {
    one.person().looksAway();
    one.person().looksHere();
    return true;
  }

  boolean goesAnotherWay() {
    one.backToTheList();
    one.person().chooses(one.any(WAYS));
    return true;
  }
}
