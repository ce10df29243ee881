package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What has not changed is not worked out again, however often the page is rendered. */
@ExtendWith(WithPeople.class)
class RenderingIT {
  private static final int MESSAGES = 60;

  /** Each row of the timeline writes a time for machines and an address, each line of the list of rooms an address. */
  private static final String COUNT = """
      for (const [name, place, verb] of [['rows', Date.prototype, 'toISOString'], ['addresses', globalThis, 'encodeURIComponent']]) {
        const original = place[verb];
        globalThis[name] = 0;
        place[verb] = function (...given) {
          globalThis[name]++;
          return original.apply(this, given);
        };
      }
      globalThis.asked = 0;
      const { get } = Object.getOwnPropertyDescriptor(Notification, 'permission');
      Object.defineProperty(Notification, 'permission', { get() { globalThis.asked++; return get.call(this); } });
      """;

  private static final String BEGIN = "globalThis.rows = globalThis.addresses = globalThis.asked = 0";

  @Test
  void onlyWhatChangesIsEvaluated(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Evaluated");
    String other = jun.creates("Elsewhere");
    jun.enters(room);
    jun.says(room, MESSAGES, i -> "message " + i);
    Person minji = people.arriveWith(COUNT, "Minji", nodes.first().url());
    minji.opens("Elsewhere");
    minji.joins();
    minji.opens("Evaluated");
    minji.joins();
    minji.sees("message " + (MESSAGES - 1));
    // The feed tells of it up to a second later.
    assertThat(minji.room("Evaluated")).containsText("Jun: message " + (MESSAGES - 1));
    minji.evaluate(BEGIN);

    jun.types(room);
    assertThat(minji.page().getByTestId("typing")).containsText("Jun");
    assertEvaluated(minji, 0, 0);

    minji.composer().press("h");
    assertThat(minji.page().getByTestId("send")).isEnabled();
    assertEvaluated(minji, 0, 0);

    jun.says(room, "one more");
    minji.sees("one more");
    assertThat(minji.room("Evaluated")).containsText("Jun: one more");
    assertEvaluated(minji, 1, 1);

    jun.says(other, "and one there");
    assertThat(minji.unread("Elsewhere")).hasCount(1);
    assertEvaluated(minji, 0, 1);
    assertEquals(0, minji.evaluate("asked"), "whether notifications are allowed");

    minji.page().getByTestId("settings").click();
    assertThat(minji.page().getByRole(AriaRole.SWITCH)).isVisible();
    assertEquals(1, minji.evaluate("asked"), "whether notifications are allowed, when the settings are opened");
  }

  /** A page that is hidden before its frame comes gets none until it is looked at again. */
  @Test
  void aFrameThatDoesNotComeHoldsUpNoTitle(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Not framed");
    Person minji = people.arrive("Minji", nodes.first());
    minji.opens("Not framed");
    minji.joins();
    minji.evaluate("globalThis.requestAnimationFrame = () => 0");
    minji.composer().press("h");
    minji.looksAway();
    jun.says(room, "psst");
    assertThat(minji.page()).hasTitle("(1) Not framed – doChat");
  }

  /** Since the last time. */
  private static void assertEvaluated(Person person, int rows, int lines) {
    assertEquals(rows, person.evaluate("rows"), "rows of the timeline");
    assertEquals(lines, person.evaluate("addresses - rows"), "lines of the list of rooms");
    person.evaluate(BEGIN);
  }
}
