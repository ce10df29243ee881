package dochat.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import dochat.security.OwnerLink;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import dochat.support.SharedNodes;
import java.util.Map;

/** Pictures of what an owner of the chat sees, from the first visit on, and of rooms that are not open to everybody. */
final class AccountScreenshots {
  private final People people;
  private final TwoNodes nodes;

  AccountScreenshots(People people, TwoNodes nodes) {
    this.people = people;
    this.nodes = nodes;
  }

  void of(Device device) {
    boolean korean = device.locale().startsWith("ko");
    String label = Screenshots.label(device);
    // By a name, without which browsers have no passkeys.
    String url = nodes.first().url().replace("127.0.0.1", "localhost");
    Person owner = people.visitor(korean ? "김민지" : "Minji", url + "/" + OwnerLink.fragment(ownerSecret()), device);
    owner.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    firstVisit(owner, label, korean);
    administration(owner, label);
    rooms(owner, label, korean);
    owner.page().context().close();
  }

  private void firstVisit(Person owner, String label, boolean korean) {
    Page page = owner.page();
    page.getByTestId("invited").waitFor();
    picture(owner, label, "sign-in-by-link");
    page.getByTestId("name").fill(owner.name());
    page.getByTestId("handle").fill("minji-" + System.nanoTime());
    page.getByTestId("password").fill("correct horse");
    page.getByTestId("sign-in").click();
    page.getByTestId("chat-name").fill(korean ? "찻집" : "Tea house");
    picture(owner, label, "first-visit-name");
    page.getByTestId("save-chat-name").click();
    page.getByTestId("registration").waitFor();
    picture(owner, label, "first-visit-1");
    page.getByTestId("next-step").click();
    page.getByTestId("room-name").fill((korean ? "기획 " : "Planning ") + label);
    picture(owner, label, "first-visit-2");
    page.getByTestId("create-room").click();
    page.getByTestId("make-link").waitFor();
    picture(owner, label, "first-visit-3");
    page.getByTestId("make-link").click();
    page.getByTestId("link").waitFor();
    picture(owner, label, "first-visit-4");
    page.getByTestId("last-step").click();
  }

  private void administration(Person owner, String label) {
    Page page = owner.page();
    page.getByTestId("settings").click();
    page.getByTestId("administration").click();
    page.locator(".account").first().waitFor();
    picture(owner, label, "administration");
    page.getByTestId("chat-links").click();
    page.getByTestId("make-link").click();
    page.getByTestId("links").waitFor();
    picture(owner, label, "links");
    page.keyboard().press("Escape");
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
    page.getByTestId("sessions").waitFor();
    picture(owner, label, "account");
    page.keyboard().press("Escape");
  }

  private void rooms(Person owner, String label, boolean korean) {
    owner.isInNew((korean ? "비밀 회의 " : "Secret plans ") + label, "private");
    owner.sends(korean ? "이 방은 우리만 볼 수 있어요." : "Only we can see this room.");
    owner.sent().first().waitFor();
    picture(owner, label, "private");
    String old = owner.isInNew((korean ? "지난 행사 " : "Last year ") + label);
    owner.sends(korean ? "모두 수고하셨어요." : "Well done, everybody.");
    owner.sent().first().waitFor();
    owner.page().request().fetch(owner.url() + "/api/rooms/" + old, RequestOptions.create().setMethod("PATCH").setHeader("Origin", owner.url()).setData(Map.of("id", "archive-" + old, "archived", true)));
    owner.composer().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    picture(owner, label, "archived");
    joinsAndUnread(owner, label, korean);
    Friend jun = people.friend(korean ? "준호" : "Jun", nodes.second());
    String shut = jun.creates((korean ? "출입 금지 " : "Keep out ") + label);
    owner.goesTo(shut);
    jun.bans(shut, owner.id());
    owner.page().locator(".blank").waitFor();
    picture(owner, label, "banned");
  }

  private void joinsAndUnread(Person owner, String label, boolean korean) {
    String room = owner.isInNew((korean ? "새 얼굴들 " : "New faces ") + label);
    owner.sends(korean ? "어서 오세요!" : "Welcome!");
    owner.sent().first().waitFor();
    for (String name : korean ? new String[] {"준호", "서연", "지우", "하은"} : new String[] {"Jun", "Tom", "Ann", "Sarah"}) {
      people.friend(name, nodes.second()).joins(room);
    }
    owner.page().getByTestId("note").last().waitFor();
    picture(owner, label, "join-notes");
    Friend jun = people.friend(korean ? "준호" : "Jun", nodes.second());
    owner.isInNew((korean ? "다른 방 " : "Elsewhere ") + label);
    jun.says(room, korean ? "반갑습니다." : "Hello.", korean ? "잘 부탁드려요." : "Nice to meet you.");
    jun.calls(room, owner.name(), "@" + owner.name() + (korean ? " 님, 이 자료 봐 주세요." : " could you look at this?"));
    owner.unread((korean ? "새 얼굴들 " : "New faces ") + label).waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    picture(owner, label, "unread");
    owner.page().navigate(owner.url() + "/#/");
    picture(owner, label, "unread-list");
  }

  private static String ownerSecret() {
    try (StoreArchive store = StoreArchive.open(new StoreConfig(SharedNodes.data(), null))) {
      return OwnerLink.renew(store);
    }
  }

  private static void picture(Person person, String label, String scene) {
    person.page().screenshot(new Page.ScreenshotOptions().setPath(Screenshots.file("g-" + scene, label)));
  }
}
