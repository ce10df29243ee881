package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The panel that says how one is connected, why, and what happened before. */
@ExtendWith(WithPeople.class)
class ConnectionPanelIT {
  private static final String CLIPBOARD = "";
  private static final String REFUSED_CLIPBOARD = "if (window.Clipboard) Clipboard.prototype.writeText = () => Promise.reject(new Error('refused'));";
  private static final String NO_CLIPBOARD = "delete Navigator.prototype.clipboard;";

  @Test
  void showsEveryChangeWithItsReason(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    // A page that was busy has begun with another way.
    int before = minji.changes().count();
    minji.chooses("streaming");
    minji.chooses("websocket");
    minji.chip().click();
    assertThat(minji.changes()).hasCount(before + 2);
    assertEquals(List.of("websocket", "streaming", "websocket"), minji.changes().all().stream().limit(3).map(each -> each.getAttribute("data-to")).toList());
    assertThat(minji.changes().nth(1)).containsText("WebSocket → Streaming");
    minji.page().keyboard().press("Escape");
    minji.goes("automatic", "websocket");
    minji.reloads();
    minji.chip().click();
    assertThat(minji.page().getByTestId("way-choice")).hasValue("automatic");
  }

  /** In a page that the browser trusts, in one that it refuses its clipboard, and in one on a LAN, which has none of its own. */
  @ParameterizedTest
  @ValueSource(strings = {CLIPBOARD, REFUSED_CLIPBOARD, NO_CLIPBOARD})
  void copiesWhatHelpsAndNoSecret(String script, People people, TwoNodes nodes) {
    Person minji = people.arriveWith(script, "Minji Hidden", nodes.first().url());
    minji.creates("Hidden room " + System.nanoTime(), "hidden topic");
    minji.says("hidden words");
    minji.readsAsSent("hidden words");
    minji.chooses("polling");
    minji.chip().click();
    minji.notes(minji.page().getByTestId("copy-changes"));
    minji.page().getByTestId("copy-changes").click();
    minji.page().waitForCondition(() -> minji.hasNoted("Copied$"));
    assertThat(minji.page().getByTestId("copy-changes")).isFocused();
    String copied = pasted(minji);
    assertTrue(copied.startsWith("way: polling (polling)\nwhy: "), copied);
    assertTrue(copied.lines().anyMatch(line -> line.matches("20[0-9T:.-]+Z websocket → polling chosen .*[0-9]+ ms")), copied);
    assertTrue(copied.contains("\nnode: " + nodes.first().name() + "\n"), copied);
    secrets(minji, nodes).forEach(secret -> assertFalse(copied.toLowerCase().contains(secret.toLowerCase()), secret + " is in " + copied));
  }

  /** The cookies of sessions are no page's to read; that of the language says what everybody sees. */
  private static Stream<String> secrets(Person person, TwoNodes nodes) {
    String room = person.page().url().replaceAll(".*/", "");
    return Stream.concat(Stream.of("hidden", room, "127.0.0.1", "localhost", ":" + nodes.first().port(), "dochat-"),
        person.page().context().cookies().stream().filter(cookie -> cookie.httpOnly).map((Cookie cookie) -> cookie.value));
  }

  /** What a person sees who pastes. */
  private static String pasted(Person person) {
    person.page().keyboard().press("Escape");
    person.composer().focus();
    person.page().keyboard().press("ControlOrMeta+v");
    assertThat(person.composer()).not().hasValue("");
    return person.composer().inputValue();
  }
}
