package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;

import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people at two nodes: what one does, the other sees. */
@ExtendWith(WithPeople.class)
class TwoPeopleIT {

  @Test
  void theyTalkBothWays(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Person tom = people.arrive("Tom", nodes.second());
    minji.creates("Both ways", "From node to node");
    tom.opens("Both ways");
    minji.says("Can you hear me?");
    tom.sees("Can you hear me?");
    tom.says("Loud and clear.");
    minji.sees("Loud and clear.");
    minji.says("Good.");
    minji.readsAsSent("Can you hear me?", "Loud and clear.", "Good.");
    tom.readsAsSent("Can you hear me?", "Loud and clear.", "Good.");
    assertThat(tom.message("Good.")).hasAttribute("aria-label", Pattern.compile("^Minji, "));
  }

  @Test
  void aNewRoomIsFoundByTheOtherWithoutAReload(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Person tom = people.arrive("Tom", nodes.second());
    minji.creates("Fresh paint", "Wet");
    assertThat(minji.section("My rooms").getByText("Fresh paint")).isVisible();
    assertThat(tom.room("Fresh paint")).hasCount(0);
    tom.finds("Fresh paint");
    assertThat(tom.section("More rooms").getByText("Fresh paint")).isVisible();
  }

  @Test
  void aLinkToARoomThatHasJustBeenCreatedOpensIt(People people, TwoNodes nodes) {
    Person tom = people.arrive("Tom", nodes.second());
    Friend jun = people.friend("Jun", nodes.first());
    String room = jun.creates("Hot off the press");
    tom.goesTo(room);
    jun.says(room, "Extra, extra!");
    tom.reads("Extra, extra!");
  }

  @Test
  void anAddressOpensItsRoomAsSoonAsItIsCreated(People people, TwoNodes nodes) {
    Person tom = people.arrive("Tom", nodes.second());
    tom.page().navigate(nodes.second().url() + "/#/room/premiere");
    assertThat(tom.page().getByText("This room does not exist")).isVisible();
    Friend ada = people.friend("Ada", nodes.first());
    ada.says(ada.creates("Premiere"), "Curtain!");
    tom.isIn("Premiere");
    tom.reads("Curtain!");
  }

  @Test
  void aRoomIsJoinedAndLeftAndJoinedAgain(People people, TwoNodes nodes) {
    people.friend("Archivist", nodes.first()).creates("Revolving door");
    Person tom = people.arrive("Tom", nodes.second());
    tom.opens("Revolving door");
    tom.joins();
    assertThat(tom.section("My rooms").getByText("Revolving door")).isVisible();
    tom.leaves();
    assertThat(tom.section("My rooms").getByText("Revolving door")).hasCount(0);
    tom.button("Join again").click();
    assertThat(tom.section("My rooms").getByText("Revolving door")).isVisible();
    Person minji = people.arrive("Minji", nodes.first());
    minji.opens("Revolving door");
    assertThat(minji.page().getByTestId("note").locator("span:not(.icon)")).hasText(new String[] {tom.name() + " joined"});
    minji.joins();
    assertThat(minji.page().getByTestId("note").locator("span:not(.icon)")).hasText(new String[] {"You and " + tom.name() + " joined"});
  }

  @Test
  void typingAndPresenceAreSeen(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Person tom = people.arrive("Tom", nodes.second());
    minji.creates("Who is here", "");
    assertThat(minji.people().getByRole(AriaRole.HEADING)).hasText("1 here now");
    tom.opens("Who is here");
    assertThat(minji.people().getByRole(AriaRole.HEADING)).hasText("2 here now");
    assertThat(minji.people().getByText("Tom")).isVisible();

    tom.composer().pressSequentially("I think");
    assertThat(minji.page().getByTestId("typing")).hasText("Tom is typing…");
    tom.says("I think so.");
    assertThat(minji.page().getByTestId("typing")).isEmpty();

    tom.page().navigate("about:blank");
    assertThat(minji.people().getByRole(AriaRole.HEADING)).hasText("1 here now");
    assertThat(minji.people().getByText("Tom")).hasCount(0);
  }

  @Test
  void messagesInAnotherRoomAreCountedUntilTheyAreRead(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Person tom = people.arrive("Tom", nodes.second());
    minji.creates("Counted", "");
    tom.opens("Counted");
    tom.joins();
    tom.opens("General");
    minji.says("one");
    minji.says("two");
    minji.says("three");
    assertThat(tom.unread("Counted").locator("[aria-hidden]")).hasText("3");
    assertThat(tom.unread("Counted")).containsText("3 unread messages");
    tom.opens("Counted");
    assertThat(tom.unread("Counted")).hasCount(0);
    tom.sees("three");
    tom.opens("General");
    minji.says("four");
    assertThat(tom.unread("Counted").locator("[aria-hidden]")).hasText("1");
  }

  @Test
  void whatWasReadStaysReadAfterAReload(People people, TwoNodes nodes) {
    Friend archivist = people.friend("Archivist", nodes.first());
    String room = archivist.creates("Read once");
    Person tom = people.arrive("Tom", nodes.second());
    tom.opens("Read once");
    tom.joins();
    tom.opens("General");
    archivist.says(room, "page one", "page two");
    assertThat(tom.unread("Read once").locator("[aria-hidden]")).hasText("2");
    tom.opens("Read once");
    eventually("the server knows what was read", () -> tom.knows(room).getLong("read") == 3);
    tom.reloads();
    assertThat(tom.room("Read once")).isVisible();
    assertThat(tom.unread("Read once")).hasCount(0);
  }
}
