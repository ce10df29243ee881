package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What lies over the page ends with the place that it was of, and the focus is where something is. */
@ExtendWith(WithPeople.class)
class DeparturesIT {
  @Test
  void anEmojiIsChosenForWhereOneWas(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    Person minji = people.arrive("Minji", nodes.first());
    String other = minji.isInNew("Other " + System.nanoTime());
    String room = jun.createsFor(minji.id(), "Faces");
    jun.says(room, "smile");
    Locator picker = minji.page().locator(".dialog-emojis[open]");
    minji.goesTo(room);
    minji.page().getByTestId("composer-emoji").click();
    assertThat(picker).isVisible();
    minji.page().goBack();
    assertThat(minji.page().locator("[data-room='" + other + "'][aria-current=page]")).hasCount(1);
    assertThat(picker).hasCount(0);
    assertThat(minji.composer()).isFocused();
    minji.page().goForward();
    minji.isIn("Faces");
    minji.page().navigate(minji.url() + "/#/room/" + room + "/thread/" + minji.message("smile").getAttribute("data-seq"));
    minji.page().getByTestId("thread-composer-emoji").click();
    assertThat(picker).isVisible();
    minji.page().goBack();
    assertThat(minji.page().getByTestId("thread")).hasCount(0);
    assertThat(picker).hasCount(0);
    minji.uses(minji.message("smile"), minji.page().getByTestId("any-emoji"));
    assertThat(picker).isVisible();
    jun.removes(room, minji.id());
    assertThat(picker).hasCount(0);
    assertThat(minji.page().locator(".refuge")).isFocused();
  }
}
