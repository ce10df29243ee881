package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** What a teammate does with rooms and those who are in them. Each verb answers whether it could be done in the place where they are; what could, is seen to be done. */
record RoomMoves(Teammate one) {
  private static final int ENOUGH_ROOMS = 12;

  boolean wanders() {
    one.backToTheList();
    // What happens elsewhere brings other rooms to the places of these.
    List<String> rooms = Teammate.listed(one.at("room"), "data-room");
    if (rooms.isEmpty()) {
      return false;
    }
    String id = one.any(rooms);
    page().locator("[data-testid=room][data-room='" + id + "']").click();
    assertThat(page().locator("[data-room='" + id + "'][aria-current=page]")).hasCount(1);
    one.isInSomeRoom();
    return true;
  }

  /** By the keys that find a room, with nothing written: the first one is that with something unread. */
  boolean switches() {
    if (one.hasFingers()) {
      return false;
    }
    page().keyboard().press("Control+k");
    assertThat(page().locator(".switcher-option").first()).isVisible();
    page().keyboard().press("Enter");
    assertThat(page().locator("dialog[open]")).hasCount(0);
    one.isInSomeRoom();
    return true;
  }

  boolean joins() {
    if (!one.isThere("join")) {
      return false;
    }
    one.person().joins();
    return true;
  }

  boolean leaves() {
    if (!one.feelsLikeIt(3) || !one.opensMenu("leave")) {
      return false;
    }
    String room = page().locator("[data-testid=room][aria-current=page]").getAttribute("data-room");
    one.at("leave").click();
    page().waitForCondition(() -> one.isThere("confirm") || page().locator("[data-testid=room][data-room='" + room + "'][aria-current=page]").count() == 0);
    if (one.isThere("confirm")) {
      one.at("confirm").click();
    }
    return true;
  }

  boolean makesARoom() {
    if (one.at("room").count() >= ENOUGH_ROOMS) {
      return false;
    }
    one.backToTheList();
    String name = one.person().name() + "’s room " + one.text().hashCode() % 46_656;
    one.at("new-room").click();
    one.at("room-name").fill(name);
    if (one.feelsLikeIt(2)) {
      one.at("kind-private").check();
    }
    one.at("create-room").click();
    one.person().isIn(name);
    return true;
  }

  boolean writesToSomebody() {
    one.backToTheList();
    String name = one.someone();
    String other = one.someone();
    one.at("new-conversation").click();
    one.finds(name);
    if (!other.equals(name) && one.feelsLikeIt(4)) {
      one.finds(other);
    }
    page().keyboard().press("Enter");
    assertThat(one.at("room-menu")).containsText(name);
    one.isInSomeRoom();
    return true;
  }

  boolean addsSomebody() {
    if (!one.opensMembers()) {
      return false;
    }
    String name = one.someone();
    boolean may = one.isThere("add-people") && one.member(name).count() == 0;
    if (may) {
      one.at("add-people").click();
      one.finds(name);
      one.at("add-chosen").click();
      assertThat(one.member(name)).hasCount(1);
    }
    one.closes();
    return may;
  }

  boolean givesARole() {
    if (!one.opensMembers()) {
      return false;
    }
    Locator select = one.member(one.someone()).getByTestId("member-role");
    boolean may = select.count() == 1 && select.isEnabled();
    if (may) {
      String role = one.any(Teammate.listed(select.locator("option:not([disabled])"), "value").stream().filter(each -> !each.equals("owner")).toList());
      select.selectOption(role);
      assertThat(select).hasValue(role);
    }
    one.closes();
    return may;
  }

  boolean removesSomebody() {
    if (!one.opensMembers()) {
      return false;
    }
    Locator member = one.member(one.someone());
    boolean may = member.count() == 1 && member.getByTestId("remove-member").count() == 1;
    if (may) {
      member.getByTestId("remove-member").click();
      one.at("confirm").click();
      assertThat(member).hasCount(0);
    }
    one.closes();
    return may;
  }

  boolean bansSomebody() {
    if (!one.opensMembers()) {
      return false;
    }
    String name = one.someone();
    Locator ban = one.member(name).getByTestId("ban-member");
    boolean may = ban.count() == 1;
    if (may) {
      ban.click();
      one.at("confirm").click();
      assertThat(one.at("banned-person").filter(new Locator.FilterOptions().setHasText(name))).hasCount(1);
    }
    one.closes();
    return may;
  }

  boolean liftsABan() {
    if (!one.opensMembers()) {
      return false;
    }
    Locator banned = one.at("banned-person");
    int before = banned.count();
    if (before > 0) {
      one.at("lift-ban").first().click();
      assertThat(banned).hasCount(before - 1);
    }
    one.closes();
    return before > 0;
  }

  boolean settles() {
    if (!one.opensMenu("room-settings")) {
      return false;
    }
    one.at("room-settings").click();
    Locator save = one.at("save-settings");
    save.or(one.at("unarchive")).waitFor();
    if (one.isThere("unarchive")) {
      one.closes();
      return false;
    }
    // A conversation of two has neither name nor topic.
    if (one.isThere("settings-topic")) {
      one.at("settings-topic").fill("Topic " + one.text().hashCode() % 1_000);
      one.at("settings-slow").selectOption(one.feelsLikeIt(4) ? "5" : "0");
    }
    if (one.isThere("settings-posting")) {
      one.at("settings-posting").selectOption(one.feelsLikeIt(6) ? "moderator" : "member");
    }
    if (one.isThere("settings-history")) {
      one.at("settings-history").selectOption(one.feelsLikeIt(2) ? "joined" : "all");
    }
    if (one.isThere("settings-reads")) {
      one.at("settings-reads").selectOption(one.feelsLikeIt(3) ? "" : "shown");
    }
    save.click();
    assertThat(save).hasCount(0);
    return true;
  }

  boolean archives() {
    if (!one.opensMenu("room-settings")) {
      return false;
    }
    one.at("room-settings").click();
    one.at("save-settings").or(one.at("unarchive")).waitFor();
    boolean isArchived = one.isThere("unarchive");
    boolean may = isArchived || (one.isThere("archive") && one.feelsLikeIt(2));
    if (isArchived) {
      one.at("unarchive").click();
      assertThat(one.person().composer()).isVisible();
    } else if (may) {
      one.at("archive").click();
      one.at("confirm").click();
      assertThat(one.at("room-archived")).isVisible();
    }
    one.closes();
    return may;
  }

  boolean readsThePins() {
    if (!one.isThere("pin-line")) {
      return false;
    }
    one.opensMenu("pins");
    one.at("pins").click();
    assertThat(page().locator("dialog[open] [data-testid=pinned]").first()).isVisible();
    one.closes();
    return true;
  }

  /** In a public room that is not in their list. */
  boolean looksAround() {
    one.backToTheList();
    one.at("find-rooms").click();
    Locator rooms = one.at("directory-room");
    rooms.first().waitFor();
    one.any(rooms.all()).click();
    assertThat(page().locator("dialog[open]")).hasCount(0);
    one.isInSomeRoom();
    return true;
  }

  boolean keepsForThemselves() {
    String what = one.feelsLikeIt(2) ? "favourite" : "mute";
    if (!one.opensMenu(what)) {
      return false;
    }
    one.at(what).click();
    page().keyboard().press("Escape");
    return true;
  }

  private Page page() {
    return one.page();
  }
}
