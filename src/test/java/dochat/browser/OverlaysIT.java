package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What lies over the page ends with the place that it was of, and the focus is where something is. */
@ExtendWith(WithPeople.class)
class OverlaysIT {
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

  @Test
  void aCardIsOfTheRoomInWhichItWasOpened(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    String room = jun.creates("Cards " + System.nanoTime());
    jun.says(room, "who am I?");
    Person minji = people.arrive("Minji", nodes.first());
    minji.goesTo(room);
    minji.joins();
    Locator card = minji.page().getByTestId("person-card");
    minji.message("who am I?").getByTestId("author").click();
    assertThat(card).isVisible();
    jun.bans(room, minji.id());
    assertThat(card).isHidden();
    assertThat(minji.page().locator(".refuge")).isFocused();
  }

  @Test
  void theMenuOfALineFollowsItsRoom(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    Person minji = people.arrive("Minji", nodes.first());
    String room = jun.createsFor(minji.id(), "Before");
    minji.isInNew("Beside it " + System.nanoTime());
    Locator menu = minji.page().locator(".row-menu");
    minji.room("Before").focus();
    minji.room("Before").dispatchEvent("contextmenu");
    assertThat(menu.locator(".row-menu-head")).hasText("Before");
    jun.renames(room, "After");
    assertThat(menu.locator(".row-menu-head")).hasText("After");
    assertThat(menu).hasAccessibleName("Actions for After");
    assertThat(menu.locator("button").first()).isFocused();
    jun.removes(room, minji.id());
    assertThat(menu).isHidden();
    assertThat(minji.timeline()).isFocused();
  }

  @Test
  void onAPhoneTheListIsWhereALineWas(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    Person minji = people.arrive("Minji", nodes.first().url(), Device.PHONE);
    String room = jun.createsFor(minji.id(), "Held");
    Locator menu = minji.page().locator(".row-menu");
    Finger finger = new Finger(minji);
    finger.on(minji.room("Held"));
    assertThat(menu).isVisible();
    finger.lifts();
    jun.removes(room, minji.id());
    assertThat(menu).isHidden();
    assertThat(minji.page().locator(".rooms")).isFocused();
  }
}
