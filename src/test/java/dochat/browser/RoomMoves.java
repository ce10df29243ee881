package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
    one.roomLine(id).click();
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

  /** By the keys that go to the next room in which something calls for attention. */
  boolean goesToTheNextUnread() {
    if (one.hasFingers()) {
      return false;
    }
    String before = one.openRoom();
    List<String> waiting = Teammate.listed(page().locator("[data-testid=room].is-unread:not(.is-open)"), "data-room");
    page().keyboard().press("Alt+Shift+ArrowDown");
    Locator nothing = page().locator(".notice").filter(new Locator.FilterOptions().setHasText(one.readsKorean() ? "안 읽은 메시지가 없어요." : "Nothing is unread."));
    page().waitForCondition(() -> !one.openRoom().equals(before) || (waiting.isEmpty() && nothing.count() == 1));
    if (!one.openRoom().equals(before)) {
      one.isInSomeRoom();
    }
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
    String room = one.openRoom();
    one.at("leave").click();
    Locator refusal = page().locator(".notice").filter(new Locator.FilterOptions().setHasText(one.readsKorean() ? "혼자 맡고 있어서" : "There has to be an owner."));
    page().waitForCondition(() -> one.isThere("confirm") || one.openRoom().isEmpty() || refusal.count() == 1);
    if (one.isThere("confirm")) {
      one.at("confirm").click();
      page().waitForCondition(() -> one.roomLine(room).count() == 0 || refusal.count() == 1);
      return refusal.count() == 0;
    }
    if (refusal.count() == 1) {
      return false;
    }
    one.goesTo(room);
    assertThat(one.at("join")).hasCount(1);
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

  /** That is asked first: an owner is above everybody. The room in which all meet stays without one, or somebody would close it before the others. */
  boolean namesAnOwner() {
    if (one.openRoom().equals("general")) {
      return false;
    }
    String name = one.someone();
    Locator select = roleOf(name, "owner");
    if (select == null) {
      return false;
    }
    select.selectOption("owner");
    one.at("confirm").click();
    page().waitForCondition(() -> new Seen(one.person()).members().contains(name + ": owner"));
    one.closes();
    return true;
  }

  /** Who is to read only finds no place to write, and is refused who writes by other means; then they are a member again. */
  boolean makesAReaderForAWhile() {
    Teammate other = one.colleague();
    Locator select = roleOf(other.person().name(), "reader");
    if (select == null) {
      return false;
    }
    if (!select.inputValue().equals("member")) {
      one.closes();
      return false;
    }
    select.selectOption("reader");
    assertThat(select).hasValue("reader");
    String room = one.openRoom();
    other.goesTo(room);
    assertThat(other.at("read-only")).isVisible();
    assertThat(other.person().composer()).hasCount(0);
    APIResponse refused = other.page().request().post(other.person().url() + "/api/rooms/" + room + "/messages",
        RequestOptions.create().setHeader("Origin", other.person().url()).setData(Map.of("id", UUID.randomUUID().toString(), "text", "all the same")));
    assertEquals(403, refused.status(), refused::text);
    select.selectOption("member");
    assertThat(select).hasValue("member");
    one.closes();
    assertThat(other.at("read-only")).hasCount(0);
    return true;
  }

  /** Where the members are open by now; null where this role cannot be given, or is theirs. */
  private Locator roleOf(String name, String role) {
    if (!one.opensMembers()) {
      return null;
    }
    Locator select = one.member(name).getByTestId("member-role");
    boolean may = select.count() == 1 && select.isEnabled() && !select.inputValue().equals(role) && select.locator("option[value=" + role + "]").count() == 1;
    if (!may) {
      one.closes();
    }
    return may ? select : null;
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
    // Where a room is archived they are only told.
    boolean may = before > 0 && one.isThere("lift-ban");
    if (may) {
      one.at("lift-ban").first().click();
      assertThat(banned).hasCount(before - 1);
    }
    one.closes();
    return may;
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
    boolean hasTopic = one.isThere("settings-topic");
    String topic = "Topic " + one.text().hashCode() % 1_000;
    if (hasTopic) {
      one.at("settings-topic").fill(topic);
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
    if (hasTopic) {
      assertThat(page().locator(".header-room p")).hasText(topic);
    }
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

  /** By the name of one of all public rooms, with keys. */
  boolean searchesTheDirectory() {
    one.backToTheList();
    one.at("find-rooms").click();
    one.at("directory-room").first().waitFor();
    String name = one.any(one.at("directory-room").locator(".directory-name").allInnerTexts());
    one.at("directory-search").fill(name);
    Locator dialog = page().locator("dialog[open]");
    assertThat(page().locator("[data-testid=directory-room][aria-selected=true] .directory-name")).hasText(name);
    // Until the answer to what is written now is there, the key says nothing.
    page().waitForCondition(() -> {
      if (dialog.count() > 0) {
        page().keyboard().press("Enter");
      }
      return dialog.count() == 0;
    });
    one.isInSomeRoom();
    return true;
  }

  boolean keepsForThemselves() {
    String what = one.feelsLikeIt(2) ? "favourite" : "mute";
    if (!one.opensMenu(what)) {
      return false;
    }
    // The same item takes it back.
    String before = one.at(what).innerText();
    one.at(what).click();
    assertThat(one.at(what)).not().hasText(before);
    return true;
  }

  private Page page() {
    return one.page();
  }
}
