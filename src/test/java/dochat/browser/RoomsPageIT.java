package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Private rooms and direct conversations, as two people at two nodes see them. */
@ExtendWith(WithPeople.class)
class RoomsPageIT {
  private final String mark = " " + System.nanoTime() % 1_000_000;

  @Test
  void whoIsAddedToAPrivateRoomIsInItAndWhoIsRemovedIsToldSo(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji" + mark, nodes.first());
    Person tom = people.arrive("Tom" + mark, nodes.second());
    String room = "Plans" + mark;
    createsInPrivate(minji, room);
    assertThat(sign(minji, "Private room")).isVisible();
    minji.says("Who else?");
    minji.readsAsSent("Who else?");
    assertThat(tom.room(room)).hasCount(0);

    adds(minji, tom.name());
    tom.opens(room);
    tom.reads("Who else?");
    assertThat(notes(tom)).hasText(new String[] {minji.name() + " added you"});
    tom.says("Here I am.");
    minji.sees("Here I am.");
    minji.message("Here I am.").hover();
    minji.page().getByTestId("delete").click();
    assertThat(tom.messages().locator(".message-deleted")).hasText("Deleted by " + minji.name() + ".");

    makes(minji, tom.name(), "Reader");
    assertThat(tom.page().getByTestId("read-only")).isVisible();
    assertThat(tom.composer()).hasCount(0);
    assertThat(tom.page().locator("[aria-live=polite][aria-atomic]")).hasText(minji.name() + " made you a reader");
    makes(minji, tom.name(), "Member");
    tom.composer().fill("half a thought");

    removes(minji, tom.name());
    assertThat(tom.heading()).hasText("You are no longer in “" + room + "”");
    assertThat(tom.heading()).isFocused();
    assertThat(tom.room(room)).hasCount(0);
    tom.opens("General");
    assertThat(tom.composer()).hasValue("");
    minji.reloads();
    assertThat(notes(minji)).hasText(new String[] {"You added " + tom.name(), "You made " + tom.name() + " a reader", "You made " + tom.name() + " a member",
        "You removed " + tom.name()});
  }

  @Test
  void aConversationThatBeginsAtANameIsFoundAgainByKeysAlone(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji" + mark, nodes.first());
    Person tom = people.arrive("Tom" + mark, nodes.second());
    minji.creates("Square" + mark, "");
    minji.says("Anybody here?");
    tom.opens("Square" + mark);
    tom.timeline().press("ArrowUp");
    tom.page().keyboard().press("Tab");
    assertThat(tom.page().getByTestId("author")).isFocused();
    tom.page().keyboard().press("Enter");
    assertThat(tom.page().getByTestId("write-to")).isFocused();
    tom.page().keyboard().press("Enter");
    tom.isIn(minji.name());
    tom.says("Yes, but not for everybody.");
    assertThat(minji.section("Direct messages").getByText(tom.name())).isVisible();
    assertThat(minji.unread(tom.name())).isVisible();

    startsByKeys(minji, tom.name());
    minji.isIn(tom.name());
    minji.reads("Yes, but not for everybody.");
    assertThat(sign(minji, "here now").first()).isVisible();
    minji.page().getByTestId("room-menu").click();
    assertThat(minji.page().getByTestId("members")).isVisible();
    assertThat(minji.page().getByTestId("leave")).hasCount(0);
  }

  private static void createsInPrivate(Person person, String room) {
    person.page().getByTestId("new-room").click();
    person.page().getByTestId("room-name").fill(room);
    person.page().getByTestId("kind-private").check();
    person.page().getByTestId("create-room").click();
    person.isIn(room);
  }

  private static void adds(Person person, String name) {
    opensMembers(person);
    assertThat(member(person, person.name())).isVisible();
    isLegibleAndNamed(person, "members");
    person.page().getByTestId("add-people").click();
    person.page().getByTestId("find-people").fill(name);
    assertThat(found(person, name)).isVisible();
    isLegibleAndNamed(person, "people");
    found(person, name).click();
    person.page().getByTestId("add-chosen").click();
    assertThat(member(person, name)).isVisible();
    person.page().keyboard().press("Escape");
  }

  private static void makes(Person person, String name, String role) {
    opensMembers(person);
    Locator select = member(person, name).getByTestId("member-role");
    select.selectOption(role);
    assertThat(select).hasValue(role.toLowerCase());
    person.page().keyboard().press("Escape");
  }

  private static void removes(Person person, String name) {
    opensMembers(person);
    member(person, name).getByTestId("remove-member").click();
    person.page().getByTestId("confirm").click();
    assertThat(member(person, name)).hasCount(0);
    person.page().keyboard().press("Escape");
  }

  private static void startsByKeys(Person person, String name) {
    person.page().getByTestId("new-conversation").press("Enter");
    Locator field = person.page().getByTestId("find-people");
    assertThat(field).isFocused();
    field.pressSequentially(name);
    assertThat(found(person, name)).hasAttribute("aria-selected", "true");
    field.press("Enter");
    assertThat(person.page().getByTestId("chosen")).containsText(name);
    field.press("Enter");
  }

  private static void isLegibleAndNamed(Person person, String what) {
    assertEquals(List.of(), person.find(AccessibilityIT.FAINT), what);
    assertEquals(List.of(), person.find(AccessibilityIT.NAMELESS), what);
  }

  private static void opensMembers(Person person) {
    person.page().getByTestId("room-menu").click();
    person.page().getByTestId("members").click();
  }

  private static Locator member(Person person, String name) {
    return person.page().getByTestId("member").filter(new Locator.FilterOptions().setHasText(name));
  }

  /** Somebody among those who may be chosen. */
  private static Locator found(Person person, String name) {
    return person.page().getByTestId("person-found").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static Locator notes(Person person) {
    return person.page().getByTestId("note");
  }

  /** What an open room is told by, beside its name. */
  private static Locator sign(Person person, String name) {
    return person.page().locator(".header-sign").getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(name));
  }
}
