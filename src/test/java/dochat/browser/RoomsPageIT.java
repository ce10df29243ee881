package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.MouseButton;
import com.microsoft.playwright.options.ViewportSize;
import dochat.picture.Uploads;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    assertThat(tom.messages().locator(".message-deleted span:not(.icon)")).hasText("Deleted by " + minji.name() + ".");

    makes(minji, tom.name(), "Reader");
    assertThat(tom.page().getByTestId("read-only")).isVisible();
    assertThat(tom.composer()).hasCount(0);
    assertThat(tom.page().locator("[aria-live=polite][aria-atomic]")).hasText(minji.name() + " made you a reader");
    tom.message("Who else?").hover();
    tom.page().getByTestId("more").click();
    assertThat(tom.page().getByTestId("sheet-link")).isVisible();
    tom.page().keyboard().press("Escape");
    makes(minji, tom.name(), "Member");

    tom.opens("General");
    opensSettings(minji);
    minji.page().getByTestId("settings-reads").selectOption("shown");
    minji.page().getByTestId("save-settings").click();
    assertThat(minji.page().getByTestId("settings-reads")).hasCount(0);
    minji.says("Read this.");
    Locator unread = minji.message("Read this.").getByTestId("not-read");
    assertThat(unread).hasText("1");
    assertThat(unread).hasAccessibleName("1 has not read it yet");
    isLegibleAndNamed(minji, "who has not read");
    String end = unread.evaluate("number => getComputedStyle(number.closest('.message')).paddingInlineEnd").toString();
    minji.evaluate("() => void (location.hash += '/thread/" + minji.message("Read this.").getAttribute("data-seq") + "')");
    assertThat(minji.page().getByTestId("thread").getByTestId("message")).hasCSS("padding-inline-end", end);
    minji.page().getByTestId("close-thread").click();
    tom.opens(room);
    assertThat(notes(tom).last()).containsText("Everybody here sees how far each person has read");
    assertThat(unread).hasCount(0);
    tom.composer().fill("half a thought");

    removes(minji, tom.name());
    assertThat(tom.heading()).hasText("You are no longer in “" + room + "”");
    assertThat(tom.heading()).isFocused();
    assertThat(tom.room(room)).hasCount(0);
    tom.opens("General");
    assertThat(tom.composer()).hasValue("");
    minji.reloads();
    assertThat(notes(minji)).hasText(new String[] {"You added " + tom.name(), "You made " + tom.name() + " a reader", "You made " + tom.name() + " a member",
        "You turned on showing how many have not read a message yet. Everybody here sees how far each person has read", "You removed " + tom.name()});

    opensSettings(minji);
    isLegibleAndNamed(minji, "settings of a private room");
    minji.page().getByTestId("settings-history").selectOption("joined");
    minji.page().getByTestId("save-settings").click();
    assertThat(notes(minji).last()).hasText("You hid earlier messages from people who join");
    adds(minji, tom.name());
    minji.message("Who else?").hover();
    minji.page().getByTestId("reply").click();
    minji.says("Nobody, it seems.");
    tom.opens(room);
    tom.reads("Nobody, it seems.");
    assertThat(tom.page().getByTestId("beginning")).hasText("Messages from before you joined are not shown.");
    assertThat(tom.messages().getByTestId("quote")).hasText("a message from before you joined");
    assertThat(notes(tom)).hasText(new String[] {minji.name() + " added you"});
    isLegibleAndNamed(tom, "a room from when one came");
  }

  /** By the card at a name, and by keys in the list; what has been said there is gone from the page of who is banned, and comes back with the room. */
  @Test
  void whoIsBannedFromAPublicRoomIsToldSoUntilTheBanIsLifted(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji" + mark, nodes.first());
    Person tom = people.arrive("Tom" + mark, nodes.second());
    String room = "Park" + mark;
    minji.creates(room, "");
    minji.says("Come in.");
    tom.opens(room);
    tom.says("Here I am.");
    minji.sees("Here I am.");
    isMadeAReaderAndAnOwner(minji, tom);
    minji.messages().getByTestId("author").last().click();
    minji.page().getByTestId("ban").click();
    isLegibleAndNamed(minji, "the question before a ban");
    minji.page().getByTestId("confirm").click();
    assertThat(tom.heading()).hasText("You are banned from “" + room + "”");
    assertThat(tom.page()).hasTitle(Pattern.compile("You are banned from .*" + room));
    assertThat(tom.heading()).isFocused();
    assertThat(tom.messages()).hasCount(0);
    assertThat(tom.room(room)).hasCount(0);
    isLegibleAndNamed(tom, "a room that one is banned from");
    tom.reloads();
    assertThat(tom.heading()).hasText("You are banned from “" + room + "”");
    List<String> made = Stream.of("a reader", "an owner", "a member", "a moderator", "a member").map(role -> "You made " + tom.name() + " " + role).toList();
    assertThat(notes(minji)).hasText(Stream.concat(made.stream(), Stream.of("You banned " + tom.name())).toArray(String[]::new));
    // Also a Korean name in an English sentence breaks between words only.
    assertThat(notes(minji).last()).hasCSS("word-break", "keep-all");

    opensMembers(minji);
    Locator banned = minji.page().getByTestId("banned-person");
    assertThat(banned).containsText(tom.name());
    assertThat(member(minji, tom.name())).hasCount(0);
    isLegibleAndNamed(minji, "members and who is banned");
    banned.getByTestId("lift-ban").press("Enter");
    assertThat(banned).hasCount(0);
    assertThat(minji.page().locator("#members-list")).isFocused();
    minji.page().keyboard().press("Escape");
    tom.sees("Come in.");
    assertThat(tom.page().getByTestId("join")).isVisible();
    tom.says("Here I am again.");
    minji.sees("Here I am again.");

    makes(minji, tom.name(), "Reader");
    assertThat(tom.page().getByTestId("read-only")).isVisible();
    tom.message("Here I am again.").hover();
    assertThat(tom.message("Here I am again.").getByTestId("delete")).isVisible();
    assertThat(tom.message("Here I am again.").getByTestId("edit")).hasCount(0);
    String address = tom.page().url();
    tom.leaves();
    assertThat(tom.heading()).not().hasText(room);
    tom.page().navigate(address);
    assertThat(tom.heading()).hasText(room);
    for (String testId : List.of("join", "read-only")) {
      assertThat(tom.page().getByTestId(testId)).isVisible();
    }
    assertThat(tom.composer()).hasCount(0);
    isLegibleAndNamed(tom, "a public room that one has left as a reader");
    tom.page().getByTestId("join").click();
    assertThat(tom.page().getByTestId("join")).hasCount(0);
    assertThat(tom.page().getByTestId("read-only")).isVisible();

    opensMembers(minji);
    member(minji, tom.name()).getByTestId("ban-member").press("Enter");
    minji.page().getByTestId("confirm").press("Enter");
    assertThat(banned).containsText(tom.name());
    assertThat(tom.heading()).hasText("You are banned from “" + room + "”");
    minji.page().keyboard().press("Escape");
    minji.reloads();
    assertThat(notes(minji)).hasText(Stream.concat(made.stream(), Stream.of("You banned " + tom.name(), "You lifted the ban on " + tom.name(), "You made " + tom.name() + " a reader",
        tom.name() + " joined", "You banned " + tom.name())).toArray(String[]::new));
  }

  /** In a public room; and a member again afterwards. What one may not settle any more does not open by itself when one may again. */
  private static void isMadeAReaderAndAnOwner(Person minji, Person tom) {
    makes(minji, tom.name(), "Reader");
    assertThat(tom.page().getByText("You can read here, but not write or react.")).isVisible();
    assertThat(tom.composer()).hasCount(0);
    makes(minji, tom.name(), "Owner");
    assertThat(tom.composer()).isVisible();
    tom.page().getByTestId("room-menu").click();
    tom.page().getByTestId("room-settings").click();
    Locator settings = tom.page().getByTestId("settings-name");
    assertThat(settings).isVisible();
    makes(minji, tom.name(), "Member");
    assertThat(settings).hasCount(0);
    tom.composer().fill("half");
    makes(minji, tom.name(), "Moderator");
    tom.page().getByTestId("room-menu").click();
    assertThat(tom.page().getByTestId("room-settings")).isVisible();
    assertThat(settings).hasCount(0);
    tom.page().keyboard().press("Escape");
    tom.composer().fill("");
    makes(minji, tom.name(), "Member");
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
    minji.page().keyboard().press("Escape");
    minji.opens("Square" + mark);
    findsByKeys(minji, tom.name());
    minji.isIn(tom.name());
  }

  /** In the directory of all people, over which a card opens and closes. */
  private static void findsByKeys(Person person, String name) {
    Page page = person.page();
    page.getByTestId("find-everybody").press("Enter");
    Locator field = page.getByTestId("directory-search");
    assertThat(field).isFocused();
    field.pressSequentially(name);
    Locator found = page.locator("#directory-list[aria-busy=false]").getByTestId("directory-person");
    assertThat(found).hasCount(1);
    assertThat(found).containsText(name);
    isLegibleAndNamed(person, "the directory of people");
    field.press("Enter");
    assertThat(page.getByTestId("write-to")).isFocused();
    isLegibleAndNamed(person, "a card over the directory");
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("person-card")).isHidden();
    assertThat(field).isFocused();
    field.press("Enter");
    assertThat(page.getByTestId("write-to")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog[open]")).hasCount(0);
  }

  @Test
  void linesStayWhereOneAims(People people, TwoNodes nodes) {
    Friend jun = people.friend("Jun", nodes.second());
    Person minji = people.arrive("Minji" + mark, nodes.first());
    String beside = jun.creates("Beside it" + mark);
    String aimedAt = jun.creates("Aimed at" + mark);
    for (String room : List.of(beside, aimedAt)) {
      minji.goesTo(room);
      minji.joins();
      jun.says(room, "first");
    }
    Locator names = minji.section("My rooms").locator(".room-name").filter(new Locator.FilterOptions().setHasText(mark));
    assertThat(names).hasText(new String[] {"Aimed at" + mark, "Beside it" + mark});
    Mouse mouse = minji.page().mouse();
    BoundingBox aim = minji.room("Aimed at" + mark).boundingBox();
    mouse.move(aim.x + 10, aim.y + 20);
    // The hand goes on aiming, however late the machine is.
    minji.room("Aimed at" + mark).evaluate("line => { globalThis.hand = setInterval(() => line.dispatchEvent(new PointerEvent('pointermove', { bubbles: true })), 100); }");
    jun.says(beside, "second");
    assertThat(minji.unread("Beside it" + mark)).hasCount(1);
    assertEquals(List.of("Aimed at" + mark, "Beside it" + mark), names.allInnerTexts());
    minji.evaluate("clearInterval(hand)");
    mouse.move(0, 0);
    assertThat(names).hasText(new String[] {"Beside it" + mark, "Aimed at" + mark});
  }

  @Test
  void whatSomebodyShowsOfThemselvesIsOnTheirCard(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji" + mark, nodes.first());
    Person tom = people.arrive("Tom" + mark, nodes.second());
    minji.creates("Faces" + mark, "");
    minji.says("Back at one.");
    tom.opens("Faces" + mark);
    tom.sees("Back at one.");
    tom.says("I wait for @" + minji.name() + ".");
    Locator mention = tom.messages().locator(".mention");
    assertThat(mention).hasText("@" + minji.name());
    tom.evaluate("() => void (location.hash += '/thread/1')");
    assertThat(tom.page().getByTestId("thread-people")).containsText(minji.name());
    opensMembers(tom);
    assertThat(member(tom, minji.name())).isVisible();

    minji.page().getByTestId("settings").click();
    minji.page().getByTestId("profile").click();
    isLegibleAndNamed(minji, "profile");
    minji.page().getByTestId("profile-name").fill("Minji K" + mark);
    minji.page().getByTestId("status-idea").filter(new Locator.FilterOptions().setHasText("Having lunch")).click();
    minji.page().getByTestId("status-text").fill("Noodles");
    minji.page().getByTestId("shows-zone").check();
    minji.page().getByTestId("picture-file").setInputFiles(new FilePayload("me.png", "image/png", Uploads.png(Uploads.quarters(600, 400))));
    minji.page().getByTestId("crop").press("ArrowRight");
    minji.page().getByTestId("crop-zoom").fill("1.5");
    isLegibleAndNamed(minji, "a picture that is cropped");
    minji.page().getByTestId("save-profile").click();
    assertThat(minji.page().getByTestId("profile-form")).hasCount(0);

    assertThat(member(tom, "Minji K" + mark)).isVisible();
    tom.page().keyboard().press("Escape");
    assertThat(mention).hasText("@Minji K" + mark);
    assertThat(tom.page().getByTestId("thread-people")).containsText("Minji K" + mark);
    tom.page().getByTestId("close-thread").click();
    assertThat(tom.page().getByTestId("thread")).hasCount(0);

    assertThat(tom.message("Back at one.").getByTestId("status")).hasText("🍚");
    tom.page().waitForCondition(() -> Integer.valueOf(64).equals(tom.message("Back at one.").locator(".message-side img.avatar").evaluate("(image) => image.naturalWidth")));
    assertThat(tom.page().getByTestId("person").filter(new Locator.FilterOptions().setHasText("Minji K" + mark))).isVisible();
    tom.message("Back at one.").getByTestId("author").click();
    Locator card = tom.page().getByTestId("person-card");
    assertThat(card.getByTestId("card-status")).containsText("Noodles until");
    assertThat(card.getByTestId("card-time")).containsText("Local time");
    isLegibleAndNamed(tom, "the card");
    card.getByTestId("mention").click();
    assertThat(tom.composer()).hasValue("@Minji K" + mark + " ");
    assertThat(tom.composer()).isFocused();

    // Nothing but the status is another one, and of its end nobody is told.
    String status = """
        (seconds) => fetch('/api/me', { method: 'PATCH', headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ status: { emoji: '🍜', text: 'Soup', ends: new Date(Date.now() + seconds * 1000).toISOString() } }) })""";
    minji.page().evaluate(status, 3_600);
    assertThat(tom.message("Back at one.").getByTestId("status")).hasText("🍜");
    tom.message("Back at one.").getByTestId("author").click();
    assertThat(card.getByTestId("card-status")).containsText("Soup until");
    minji.page().evaluate(status, 2);
    for (Locator sign : List.of(tom.message("Back at one.").getByTestId("status"), tom.people().getByTestId("status"), card.getByTestId("card-status"))) assertThat(sign).hasCount(0);
  }

  @Test
  void whatIsSettledForARoomIsSoForAllAtOnce(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji" + mark, nodes.first());
    Person tom = people.arrive("Tom" + mark, nodes.second());
    String room = "Lounge" + mark;
    minji.creates(room, "");
    minji.says("The door code is 4711.");
    tom.opens(room);
    tom.says("Thank you!");
    minji.sees("Thank you!");

    minji.message("Thank you!").hover();
    minji.page().getByTestId("message-tools").getByTestId("react").first().click();
    tom.page().getByTestId("reaction").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    assertThat(tom.page().getByTestId("reactors")).containsText(minji.name());
    minji.page().getByTestId("reaction").click();
    assertThat(tom.page().locator(".dialog[open]")).hasCount(0);
    minji.message("Thank you!").hover();
    minji.page().getByTestId("message-tools").getByTestId("react").first().click();
    assertThat(tom.page().getByTestId("reaction")).hasText("👍 1");

    minji.message("The door code is 4711.").focus();
    minji.page().keyboard().press("p");
    assertThat(tom.page().getByTestId("pin-line")).containsText("The door code is 4711.");
    assertThat(tom.message("The door code is 4711.").getByTestId("is-pinned")).isVisible();
    tom.page().getByTestId("pin-line").click();
    assertThat(tom.page().getByTestId("pinned")).hasCount(1);
    assertThat(tom.page().getByTestId("unpin")).hasCount(0);
    isLegibleAndNamed(tom, "pins");
    tom.page().keyboard().press("Escape");

    opensSettings(minji);
    isLegibleAndNamed(minji, "room settings");
    minji.page().getByTestId("settings-name").fill("General");
    minji.page().getByTestId("save-settings").click();
    assertThat(minji.page().locator("#room-settings-problem")).hasText("A room of this name exists already.");
    minji.page().getByTestId("settings-name").fill("Salon" + mark);
    minji.page().getByTestId("settings-topic").fill("Tea, and what else there is");
    minji.page().getByTestId("settings-slow").selectOption("60");
    minji.page().getByTestId("save-settings").click();
    tom.isIn("Salon" + mark);
    assertThat(tom.room("Salon" + mark)).isVisible();
    assertThat(tom.page().locator(".header-room p")).hasText("Tea, and what else there is");
    assertThat(tom.page().getByTestId("slow-line")).hasText("Slow mode: one message every minute");
    assertThat(minji.page().getByTestId("slow-line")).hasCount(0);
    tom.evaluate("() => void (location.hash += '/thread/1')");
    assertThat(tom.page().getByTestId("thread").getByTestId("slow-line")).isVisible();
    tom.page().getByTestId("close-thread").click();
    tom.says("First.");
    minji.sees("First.");
    tom.says("Second.");
    assertThat(tom.message("Second.")).containsText("Slow mode: will be sent in");
    opensSettings(minji);
    minji.page().getByTestId("settings-slow").selectOption("0");
    minji.page().getByTestId("settings-posting").selectOption("moderator");
    minji.page().getByTestId("save-settings").click();
    assertThat(tom.page().getByTestId("moderators-post")).isVisible();

    assertThat(tom.message("Second.")).containsText("Not sent.");

    opensSettings(minji);
    minji.page().getByTestId("archive").click();
    minji.page().getByTestId("confirm").click();
    assertThat(tom.page().getByTestId("room-archived")).isVisible();
    tom.page().getByTestId("reaction").click();
    assertThat(tom.page().getByTestId("reactors")).containsText(minji.name());
    tom.page().keyboard().press("Escape");
    assertThat(tom.page().getByTestId("reaction")).hasText("👍 1");
    tom.page().getByTestId("reaction").click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    assertThat(tom.page().getByTestId("reactors")).containsText(minji.name());
    tom.page().keyboard().press("Escape");
    assertThat(tom.section("Archived").getByText("Salon" + mark)).isVisible();
    assertThat(notes(tom)).hasText(new String[] {minji.name() + " pinned a message", minji.name() + " renamed the room to “Salon" + mark + "”",
        minji.name() + " set the topic to “Tea, and what else there is”", minji.name() + " turned slow mode on: one message every minute",
        minji.name() + " changed who may post: moderators only", minji.name() + " turned slow mode off", minji.name() + " archived the room"});
    opensSettings(minji);
    minji.page().getByTestId("unarchive").click();
    assertThat(minji.composer()).isVisible();
    assertThat(notes(tom).last()).hasText(minji.name() + " opened the room again");
    tom.reloads();
    assertThat(tom.page().getByTestId("moderators-post")).isVisible();
    assertThat(tom.page().getByTestId("pin-line")).containsText("The door code is 4711.");
  }

  @Test
  void whatOneKeepsOfARoomIsOnAllOnesDevices(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji" + mark, nodes.first());
    String room = "Greenhouse" + mark;
    minji.creates(room, "Leaves");
    minji.composer().fill("half a thought");
    minji.restsTheHands();
    Person phone = people.onAnotherDevice(minji, Device.PHONE);
    assertThat(phone.room(room).getByTitle("Draft")).isVisible();
    phone.opens(room);
    assertThat(phone.composer()).hasValue("half a thought");
    phone.page().getByTestId("send").click();
    phone.readsAsSent("half a thought");
    assertThat(minji.composer()).hasValue("");
    for (Person device : List.of(minji, phone)) {
      device.evaluate("() => void (location.hash += '/thread/1')");
    }
    minji.page().getByTestId("thread-composer").fill("the other half");
    minji.restsTheHands();
    assertThat(phone.page().getByTestId("thread-composer")).hasValue("the other half");
    for (Person device : List.of(minji, phone)) {
      device.page().getByTestId("close-thread").click();
    }

    minji.room(room).click(new Locator.ClickOptions().setButton(MouseButton.RIGHT));
    isLegibleAndNamed(minji, "the menu of a line");
    minji.page().keyboard().press("Enter");
    assertThat(minji.section("Favourites").getByText(room)).isVisible();
    assertThat(minji.room(room)).isFocused();
    phone.page().getByTestId("back").click();
    assertThat(phone.section("Favourites").getByText(room)).isVisible();
    minji.page().getByTestId("room-menu").click();
    minji.page().getByTestId("mute").and(minji.page().locator(":visible")).click();
    assertThat(phone.room(room).getByTestId("room-muted")).isVisible();

    Person tom = people.arrive("Tom" + mark, nodes.second());
    tom.page().getByTestId("find-rooms").click();
    tom.page().getByTestId("directory-search").fill("greenhouse" + mark.substring(0, 3));
    assertThat(tom.page().getByTestId("directory-room")).hasCount(1);
    isLegibleAndNamed(tom, "the directory");
    tom.page().keyboard().press("Enter");
    tom.isIn(room);
    String call = "@" + minji.name() + " are you there?";
    tom.says(call);
    String id = tom.page().url().split("/room/")[1];
    eventually(() -> assertEquals(2, minji.knows(id).getLong("read")));
    tom.message(call).hover();
    tom.page().getByTestId("message-tools").getByTestId("more").click();
    tom.page().getByTestId("sheet-readers").click();
    assertThat(tom.page().getByTestId("readers").getByText(minji.name())).isVisible();
    isLegibleAndNamed(tom, "who has read it");

    assertThat(phone.unread(room)).hasCount(0);
    minji.messages().last().focus();
    minji.page().keyboard().press("u");
    assertThat(minji.page().getByTestId("new-messages")).isVisible();
    for (Person device : List.of(minji, phone)) {
      assertThat(device.unread(room)).containsText("1");
    }
    phone.room(room).click();
    assertThat(minji.unread(room)).hasCount(0);

    minji.page().getByTestId("settings").click();
    minji.chooses("theme", "Dark");
    minji.chooses("language", "한국어");
    assertThat(phone.page().locator("html")).hasAttribute("lang", "ko");
    assertThat(phone.page().locator("html")).hasAttribute("data-theme", "dark");
  }

  private static void opensSettings(Person person) {
    person.page().getByTestId("room-menu").click();
    person.page().getByTestId("room-settings").click();
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
    if (role.equals("Owner")) {
      person.page().getByTestId("confirm").click();
    }
    assertThat(select).hasValue(role.toLowerCase());
    person.page().keyboard().press("Escape");
  }

  private static void removes(Person person, String name) {
    opensMembers(person);
    namesAreReadWhereItIsNarrow(person);
    member(person, name).getByTestId("remove-member").click();
    person.page().getByTestId("confirm").click();
    assertThat(member(person, name)).hasCount(0);
    person.page().keyboard().press("Escape");
  }

  /** What one can do with people takes nothing of their names. */
  private static void namesAreReadWhereItIsNarrow(Person person) {
    ViewportSize before = person.page().viewportSize();
    for (int width : List.of(320, 360)) {
      person.page().setViewportSize(width, before.height);
      assertEquals(List.of(), person.find("() => [...document.querySelectorAll('.member .person-name')].filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent)"));
      assertEquals(List.of(), person.find(PhoneIT.TOO_WIDE), "members");
    }
    person.page().setViewportSize(before.width, before.height);
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
    return person.page().getByTestId("note").locator("span:not(.icon)");
  }

  /** What an open room is told by, beside its name. */
  private static Locator sign(Person person, String name) {
    return person.page().locator(".header-sign").getByRole(AriaRole.IMG, new Locator.GetByRoleOptions().setName(name));
  }
}
