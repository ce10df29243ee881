package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ViewportSize;
import dochat.security.OwnerLink;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import dochat.support.ChatNode;
import dochat.support.SharedNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A guest keeps who they are, comes back with a handle and a password, and sees and ends what runs on other devices. */
@ExtendWith(WithPeople.class)
class AccountIT {
  private static final String PASSWORD = "correct horse";
  private static final String NAME = "Tea & <b>";

  private final String handle = "minji-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aGuestKeepsTheirIdentityAndComesBackToIt(People people, TwoNodes nodes) {
    Person minji = people.arrive("Minji", nodes.first());
    Page page = minji.page();
    String room = "Room of " + handle;
    minji.creates(room, "");
    minji.asksToSignOut();
    page.getByTestId("keep-first").click();
    assertThat(page.getByTestId("handle")).isFocused();
    page.getByTestId("handle").fill(handle);
    page.getByTestId("password").fill(PASSWORD);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByTestId("password").press("Enter");
    assertThat(page.getByText("Kept. Sign in anywhere as @" + handle)).isVisible();

    minji.signsOut();
    assertThat(page.getByTestId("handle")).hasValue(handle);
    page.getByTestId("password").fill("wrong horse");
    page.getByTestId("sign-in").click();
    assertThat(page.getByText("That is not right.")).isVisible();
    signIn(minji);
    assertThat(minji.room(room)).hasCount(1);
    endsTheOtherDevice(people, nodes, minji);
  }

  /** The line opens before the page knows that, and is given up. */
  @Test
  void whoseBrowserKeepsNoCookieIsToldSoAndComesInOnceItDoes(People people, TwoNodes nodes) {
    Person minji = people.visitor("Minji", nodes.first().url(), Device.DESK);
    Page page = minji.page();
    List<WebSocket> open = new ArrayList<>();
    page.onWebSocket(socket -> socket.onFrameReceived(frame -> open.add(socket)));
    List<Route> asked = new ArrayList<>();
    page.getByTestId("name").fill("Minji");
    page.route("**/api/session", route -> {
      if (route.request().method().equals("GET")) {
        asked.add(route);
      } else {
        route.resume();
      }
    });
    page.getByTestId("sign-in").click();
    page.waitForCondition(() -> !open.isEmpty() && !asked.isEmpty());
    page.context().clearCookies();
    asked.forEach(Route::resume);
    assertThat(page.getByText("Your browser did not keep the cookie")).isVisible();
    page.waitForCondition(() -> open.stream().allMatch(WebSocket::isClosed));
    page.unroute("**/api/session");
    minji.signIn();
    minji.isInNew("Kept after all");
  }

  @Test
  void aPasskeyDoesWhatAPasswordDoes(People people, TwoNodes nodes) {
    Person minji = people.visitor("Minji", named(nodes.first()), Device.DESK);
    Page page = minji.page();
    Chromium.giveAnAuthenticator(page);
    page.getByTestId("way-account").click();
    page.getByTestId("way-new").click();
    page.getByTestId("name").fill("Minji");
    page.getByTestId("passkey").click();
    assertThat(page.getByTestId("handle")).isFocused();
    page.getByTestId("handle").fill(handle);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByTestId("passkey").click();
    minji.isConnected();
    settlesForBoth(minji);

    minji.signsOut();
    assertThat(page.getByTestId("handle")).hasValue(handle);
    page.navigate(named(nodes.second()));
    page.getByTestId("way-account").click();
    page.getByTestId("passkey").click();
    minji.isConnected();
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
    Locator passkeys = page.getByTestId("passkeys").getByRole(AriaRole.LISTITEM);
    assertThat(passkeys).containsText("Last used:");
    page.getByTestId("passkey-proof").fill("another horse");
    page.getByTestId("remove-passkey").click();
    page.getByTestId("confirm").click();
    assertThat(passkeys).hasCount(0);
    page.keyboard().press("Escape");
    minji.signsOut();
    page.getByTestId("passkey").click();
    assertThat(page.getByText("This passkey opens no account here.")).isVisible();
  }

  /** The only passkey stays until there is a password, which the passkey is enough for. */
  private void settlesForBoth(Person minji) {
    Page page = minji.page();
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
    Locator passkeys = page.getByTestId("passkeys").getByRole(AriaRole.LISTITEM);
    assertThat(passkeys).hasCount(1);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByTestId("remove-passkey").click();
    page.getByTestId("confirm").click();
    Locator form = page.locator("form").filter(new Locator.FilterOptions().setHas(page.getByTestId("add-passkey")));
    assertThat(form.getByRole(AriaRole.ALERT)).hasText("It is all that you can sign in with. Choose a password or add a passkey first.");
    page.getByTestId("passkey-name").fill("the same device");
    page.getByTestId("add-passkey").click();
    assertThat(form.getByRole(AriaRole.ALERT)).hasText("This device or account has a passkey here already.");
    assertThat(page.getByTestId("add-passkey")).isFocused();
    page.getByTestId("password").fill("another horse");
    page.getByTestId("change-password").click();
    assertThat(page.getByText("The password is changed.")).isVisible();
    assertThat(page.getByTestId("old")).isVisible();
    page.keyboard().press("Escape");
  }

  /** By a name, without which browsers have no passkeys. */
  private static String named(ChatNode node) {
    return node.url().replace("127.0.0.1", "localhost");
  }

  /** The link of the first owner, links that let others in, and what an owner does with people. */
  @Test
  void anOwnerComesByALinkAndLetsOthersInByLinks(People people, TwoNodes nodes) {
    Page owner = comesBy(people.visitor("Owner", nodes.first().url() + "/" + OwnerLink.fragment(ownerSecret()), Device.DESK), "owner-" + handle);
    isLedByTheHand(owner);
    openAdministration(owner);
    owner.getByTestId("chat-links").click();
    assertThat(owner.getByTestId("link-uses")).isVisible();
    owner.getByTestId("make-link").click();
    assertThat(owner.getByTestId("links").getByRole(AriaRole.LISTITEM)).not().hasCount(0);
    String link = owner.getByTestId("link").inputValue();
    owner.keyboard().press("Escape");

    Person minji = people.visitor("Minji", nodes.second().url(), Device.PHONE.in("ko-KR").atNight());
    opensALinkWhileTyping(minji, link);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    comesBy(minji, handle);
    assertThat(minji.page().getByText("초대를 수락했어요.")).isVisible();
    isAskedAboutALinkAtItsAddressOnly(minji, link);

    openAdministration(owner);
    fitsWhereItIsNarrow(owner);
    callsItAsBefore(owner, minji);
    refusesToResign(owner);
    owner.getByTestId("find-account").fill(handle);
    Locator row = owner.getByTestId("profile").filter(new Locator.FilterOptions().setHasText("@" + handle));
    assertThat(row).hasCount(1);
    row.getByTestId("deactivate").click();
    owner.getByTestId("confirm").click();
    assertThat(row).containsText("deactivated");
    assertEquals(List.of(), owner.evaluate(AccessibilityIT.FAINT));
    assertThat(minji.page().getByText("로그아웃됐어요.")).isVisible();
    minji.page().getByTestId("password").fill(PASSWORD);
    minji.page().getByTestId("sign-in").click();
    assertThat(minji.page().getByText("사용이 정지된 계정이에요.")).isVisible();
    row.getByTestId("deactivate").click();
    row.getByTestId("chat-role").selectOption("administrator");
    owner.getByTestId("confirm").click();
    assertThat(row.getByTestId("chat-role")).hasValue("administrator");
    minji.page().getByTestId("sign-in").click();
    minji.isConnected();
    deletesTheAccount(minji);
  }

  /** By keys: what the chat is called, who may come in, a first room, a link to send. */
  private void isLedByTheHand(Page owner) {
    Locator step = owner.getByTestId("first-visit-step");
    assertThat(owner.getByText("You own this chat now.")).isVisible();
    assertThat(step).isFocused();
    assertThat(step).containsText("What this chat is called");
    assertThat(owner.getByTestId("chat-name")).hasValue("doChat");
    assertEquals(List.of(), owner.evaluate(AccessibilityIT.FAINT));
    owner.getByTestId("chat-name").fill(NAME);
    owner.getByTestId("chat-name").press("Enter");
    assertThat(step).isFocused();
    assertThat(step).containsText("Who may come in");
    assertThat(owner.getByTestId("registration")).isVisible();
    assertEquals(List.of(), owner.evaluate(AccessibilityIT.FAINT));
    owner.getByTestId("next-step").evaluate("each => { each.click(); each.click(); }");
    assertThat(step).containsText("A room to talk in");
    assertThat(step).isFocused();
    assertEquals(List.of(), owner.evaluate(AccessibilityIT.FAINT));
    owner.getByTestId("room-name").fill("First of " + handle);
    owner.getByTestId("room-name").press("Enter");
    assertThat(step).containsText("Invite people");
    assertThat(step).isFocused();
    assertThat(owner.locator("dialog[open]")).containsText("comes into First of " + handle);
    assertThat(owner.getByTestId("make-link")).isEnabled();
    owner.getByTestId("make-link").press("Enter");
    assertThat(owner.getByTestId("copy-link")).isFocused();
    assertThat(owner.getByTestId("link")).hasValue(Pattern.compile(".*/#/invitation/.{43}"));
    assertEquals(List.of(), owner.evaluate(AccessibilityIT.FAINT));
    owner.getByTestId("last-step").press("Enter");
    assertThat(owner.locator("dialog[open]")).hasCount(0);
    assertThat(owner.locator("h1")).hasText("First of " + handle);
  }

  /** What it is for is known a moment later, and nothing is lost of what is written meanwhile. */
  private static void opensALinkWhileTyping(Person minji, String link) {
    Locator name = minji.page().getByTestId("name");
    assertThat(minji.page().locator("h1")).hasText(NAME);
    assertThat(minji.page()).hasTitle("시작하기 – " + NAME);
    name.pressSequentially("Min");
    minji.page().evaluate("hash => void (location.hash = hash)", link.substring(link.indexOf('#')));
    assertThat(minji.page().getByTestId("invited")).containsText("‘" + NAME + "’에 초대했어요.");
    assertThat(minji.page().getByTestId("handle")).isVisible();
    minji.page().keyboard().type("ji");
    assertThat(name).hasValue("Minji");
  }

  /** The way back leads out of an invitation, and never into one again; one of no use can only be closed. */
  private static void isAskedAboutALinkAtItsAddressOnly(Person minji, String link) {
    Page page = minji.page();
    Locator asked = page.locator(".dialog-invited[open]");
    String at = "hash => void (location.hash = hash)";
    page.goBack();
    assertThat(page).not().hasURL(Pattern.compile("invitation"));
    assertThat(asked).hasCount(0);
    page.evaluate(at, "#/");
    page.evaluate(at, link.substring(link.indexOf('#')));
    assertThat(asked.locator(".form-actions button").first()).hasText("나중에");
    page.goBack();
    assertThat(asked).hasCount(0);
    page.evaluate(at, "#/invitation/" + "A".repeat(43));
    assertThat(asked.locator(".form-actions button")).hasText(new String[] {"닫기"});
    asked.locator(".form-actions button").click();
    assertThat(asked).hasCount(0);
    page.goBack();
    assertThat(page).not().hasURL(Pattern.compile("invitation"));
    assertThat(asked).hasCount(0);
  }

  /** Others see it at once, at the other node. */
  private static void callsItAsBefore(Page owner, Person minji) {
    assertThat(minji.page()).hasTitle(Pattern.compile(".* – " + NAME));
    assertThat(owner.getByTestId("chat-name")).hasValue(NAME);
    owner.getByTestId("chat-name").fill("doChat");
    owner.getByTestId("chat-name").press("Enter");
    assertThat(owner.getByText("The chat is called that now.")).isVisible();
    assertThat(owner).hasTitle(Pattern.compile(".* – doChat"));
    assertThat(minji.page()).hasTitle(Pattern.compile(".* – doChat"));
  }

  /** The answer is an own one: browsers write a refusal down as an error, and in this store somebody else may own the chat as well. */
  private void refusesToResign(Page owner) {
    owner.evaluate("""
        () => {
          const { fetch } = globalThis;
          globalThis.fetch = async (url, options) => {
            if (options?.method !== 'PATCH') return fetch(url, options);
            globalThis.fetch = fetch;
            return new Response('{"code":"last_owner"}', { status: 409 });
          };
        }""");
    owner.getByTestId("find-account").fill("owner-" + handle);
    assertThat(owner.locator(".dialog-administration").getByTestId("profile")).hasCount(1);
    owner.getByTestId("chat-role").selectOption("person");
    owner.getByTestId("confirm").click();
    assertThat(owner.locator(".dialog-administration").getByRole(AriaRole.ALERT)).hasText("There has to be an owner. Make somebody else one first.");
  }

  private void deletesTheAccount(Person minji) {
    Page page = minji.page();
    openAdministration(page);
    assertThat(page.locator(".dialog-administration").getByTestId("profile").first()).isVisible();
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.keyboard().press("Escape");
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
    Locator form = page.locator("form").filter(new Locator.FilterOptions().setHas(page.getByTestId("proof")));
    page.getByTestId("proof").fill("wrong horse");
    page.getByTestId("delete-account").click();
    page.getByTestId("confirm").click();
    assertThat(form).containsText("입력한 내용이 맞지 않아요.");
    page.getByTestId("proof").fill(PASSWORD);
    page.getByTestId("delete-account").click();
    page.getByTestId("confirm").click();
    assertThat(page.getByText("계정을 삭제했어요.")).isVisible();
    assertThat(page.getByTestId("handle")).hasCount(0);
    assertThat(page.getByTestId("name")).isVisible();
  }

  private static void openAdministration(Page page) {
    page.getByTestId("settings").click();
    page.getByTestId("administration").click();
    assertThat(page.getByTestId("registration")).isVisible();
  }

  private static void fitsWhereItIsNarrow(Page page) {
    ViewportSize before = page.viewportSize();
    page.setViewportSize(320, before.height);
    assertEquals(List.of(), page.evaluate(PhoneIT.TOO_WIDE));
    page.setViewportSize(before.width, before.height);
  }

  private static Page comesBy(Person person, String handle) {
    Page page = person.page();
    page.getByTestId("name").fill(person.name());
    page.getByTestId("handle").fill(handle);
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("sign-in").click();
    person.isConnected();
    return page;
  }

  private static String ownerSecret() {
    try (StoreArchive store = StoreArchive.open(new StoreConfig(SharedNodes.data(), null))) {
      return OwnerLink.renew(store);
    }
  }

  private void endsTheOtherDevice(People people, TwoNodes nodes, Person minji) {
    Person phone = people.visitor("Minji", nodes.second().url(), Device.PHONE);
    phone.page().getByTestId("way-account").click();
    assertThat(phone.page().getByTestId("handle")).isFocused();
    phone.page().getByTestId("handle").fill(handle);
    signIn(phone);

    Page page = minji.page();
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
    Locator sessions = page.getByTestId("sessions").getByRole(AriaRole.LISTITEM);
    assertThat(sessions).hasCount(2);
    assertThat(sessions.filter(new Locator.FilterOptions().setHasText("This device"))).hasCount(1);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByTestId("end-session").click();
    assertThat(sessions).hasCount(1);
    assertThat(phone.page().getByText("You were signed out.")).isVisible();

    page.getByTestId("old").fill(PASSWORD);
    page.getByTestId("password").fill("another horse");
    page.getByTestId("change-password").click();
    assertThat(page.getByText("The password is changed.")).isVisible();
    phone.page().getByTestId("password").fill("another horse");
    phone.page().getByTestId("sign-in").click();
    phone.isConnected();
  }

  private static void signIn(Person person) {
    person.page().getByTestId("password").fill(PASSWORD);
    person.page().getByTestId("sign-in").click();
    person.isConnected();
  }
}
