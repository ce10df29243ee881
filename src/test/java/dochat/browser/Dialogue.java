package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two people in a room of their own who write at the same time. Each message comes once, in one order for both, which keeps that of each writer. */
final class Dialogue {
  /** What the page says of a single reason. */
  private static final Map<String, String> WORDS = Map.of("unsupported", "This browser does not support WebSocket.",
      "never-opened", "WebSocket could not be opened here.", "cut", "WebSocket opened, but was cut off again and again.");

  private final Person one;
  private final Person other;
  private final List<String> ones = new ArrayList<>();
  private final List<String> others = new ArrayList<>();

  /** Two who come in turn through whatever is at these addresses, each with a script that runs before any page's. */
  Dialogue(People people, String ones, String onesScript, String others, String othersScript) {
    String room = "Dialogue " + System.nanoTime();
    one = people.behind(ones, onesScript, "Minji");
    String id = one.isInNew(room);
    other = people.behind(others, othersScript, "Tom");
    other.goesTo(id);
  }

  /** Both through the same. */
  Dialogue(People people, String url) {
    this(people, url, "", url, "");
  }

  Person one() {
    return one;
  }

  Person other() {
    return other;
  }

  /** Both go this way, for these reasons against the better ones. */
  void goes(String way, String reasons) {
    goes(one, way, reasons);
    goes(other, way, reasons);
  }

  /** One of them does. */
  static void goes(Person person, String way, String reasons) {
    person.comesTo(way);
    assertThat(person.reason()).hasAttribute("data-reason", reasons);
    if (WORDS.containsKey(reasons)) {
      assertThat(person.reason()).hasText(WORDS.get(reasons));
    }
  }

  /** Both write so often, and nobody waits for the other. */
  void goesOn(int times) {
    for (int i = 0; i < times; i++) {
      ones.add(says(one, ones.size()));
      others.add(says(other, others.size()));
    }
  }

  /** Waits until both have everything that is in the log, once and in its order; that is what was said here, in the order in which it was. */
  void isComplete() {
    // What was said a moment ago may not be drawn yet, and nothing unsent would be seen then.
    one.sees(ones.get(ones.size() - 1));
    other.sees(others.get(others.size() - 1));
    assertThat(one.unsent()).hasCount(0);
    assertThat(other.unsent()).hasCount(0);
    List<String> log = one.log();
    one.readsAsSent(log.toArray(String[]::new));
    other.readsAsSent(log.toArray(String[]::new));
    assertEquals(ones, log.stream().filter(ones::contains).toList());
    assertEquals(others, log.stream().filter(others::contains).toList());
  }

  private static String says(Person person, int number) {
    String text = person.name() + " " + number;
    person.says(text);
    return text;
  }
}
