package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dochat.security.OwnerLink;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import dochat.support.ChatNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What happens once in such a half hour: who keeps their identity and signs in elsewhere, who owns the chat, who is invited by a link, who is kept out, comes back and goes for ever,
 * who comes with a passkey or from elsewhere, and who works at a terminal.
 */
final class Episodes {
  static final String PASSWORD = "correct horse";

  private final People people;
  private final String url;
  private final Path data;
  private final List<ChatNode> nodes;
  private final List<Teammate> team;
  private Person owner;
  private Person newcomer;
  /** The number of what the newcomer says first. */
  private String greeting;

  /** @param nodes as they are whenever an episode begins */
  Episodes(People people, String url, Path data, List<ChatNode> nodes, List<Teammate> team) {
    this.people = people;
    this.url = url;
    this.data = data;
    this.nodes = nodes;
    this.team = team;
  }

  /** In this order, each by its name. */
  List<Map.Entry<String, Runnable>> all() {
    WaysIn ways = new WaysIn(people, url);
    return List.of(Map.entry("a guest keeps their identity", this::keepsTheirIdentity), Map.entry("they sign in on a second device", this::signsInElsewhere),
        Map.entry("they work at a terminal", () -> new TerminalWork(ben(), team.get(0), team.get(2), nodes).lasts()), Map.entry("the owner comes by the link", this::theOwnerComes),
        Map.entry("somebody comes with a passkey", ways::withAPasskey), Map.entry("somebody is invited by a link", this::somebodyIsInvited), Map.entry("somebody comes from elsewhere", ways::fromElsewhere),
        Map.entry("a link leads before signing in", this::aLinkLeads), Map.entry("somebody is kept out and let in again", this::somebodyIsKeptOut),
        Map.entry("an account is deleted", this::anAccountIsDeleted));
  }

  /** By how they sign in. */
  static String handle(Person person) {
    return "team-" + person.name().toLowerCase(Locale.ROOT);
  }

  /** A file that says the password, to be deleted. */
  static Path passwordFile() {
    try {
      return Files.writeString(Files.createTempFile("password", ""), PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Teammate ben() {
    return team.get(1);
  }

  private void keepsTheirIdentity() {
    Page page = ben().page();
    ben().at("room").first().waitFor();
    int rooms = ben().at("room").count();
    ben().opensSettings("keep");
    page.getByTestId("handle").fill(handle(ben().person()));
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("password").press("Enter");
    assertThat(page.locator("dialog[open]")).hasCount(0);
    assertThat(ben().at("room")).hasCount(rooms);
  }

  private void signsInElsewhere() {
    Person phone = people.visitor(ben().person().name(), url, Device.PHONE);
    phone.troubles().allowBrokenLines();
    phone.page().getByTestId("way-account").click();
    signsIn(phone, handle(ben().person()));
    // Where they only look at a room, or have looked at it since the page was loaded, it is in the list of this device alone.
    ben().goesTo(ben().at("room").first().getAttribute("data-room"));
    ben().person().reloads();
    ben().at("room").first().waitFor();
    List<String> here = Teammate.listed(ben().at("room"), "data-room").stream().sorted().toList();
    phone.page().waitForCondition(() -> Teammate.listed(phone.page().getByTestId("room"), "data-room").stream().sorted().toList().equals(here));
    whatTheyChooseFollowsThem(phone);
    whatTheyBeginFollowsThem(phone);
    Page page = ben().page();
    ben().opensSettings("account");
    Locator sessions = page.getByTestId("sessions").getByRole(AriaRole.LISTITEM);
    assertThat(sessions).hasCount(2);
    page.getByTestId("end-session").click();
    assertThat(sessions).hasCount(1);
    assertThat(phone.page().getByTestId("sign-in")).isVisible();
    ben().closes();
    phone.page().context().close();
  }

  /** How the page looks, what it speaks, and whether letters are keys. */
  private void whatTheyChooseFollowsThem(Person phone) {
    Locator html = phone.page().locator("html");
    for (String theme : List.of("light", "dark")) {
      choosesHere("theme", theme);
      assertThat(html).hasAttribute("data-theme", theme);
    }
    for (String language : List.of("ko", "en")) {
      choosesHere("language", language);
      assertThat(html).hasAttribute("lang", language);
    }
    phone.page().getByTestId("settings").click();
    phone.page().locator("#settings-menu .menu-item:has(.icon-keyboard)").click();
    Locator letters = phone.page().getByTestId("single-keys");
    for (boolean wanted : List.of(false, true)) {
      ben().page().getByTestId("settings").click();
      ben().page().locator("#settings-menu .menu-item:has(.icon-keyboard)").click();
      ben().page().locator("label:has([data-testid=single-keys])").click();
      ben().closes();
      assertThat(letters).isChecked(new LocatorAssertions.IsCheckedOptions().setChecked(wanted));
    }
    Teammate.closes(phone.page());
  }

  private void choosesHere(String what, String value) {
    Page page = ben().page();
    page.getByTestId("settings").click();
    page.getByTestId(what).locator("label").filter(new Locator.FilterOptions().setHas(page.locator("input[value=" + value + "]"))).click();
    page.keyboard().press("Escape");
  }

  /** A draft, in a room in which nobody keeps them from writing. */
  private void whatTheyBeginFollowsThem(Person phone) {
    ben().person().creates("Ben’s notes", "");
    String room = ben().openRoom();
    phone.goesTo(room);
    for (String text : List.of("begun at the desk", "")) {
      ben().person().composer().fill(text);
      assertThat(phone.composer()).hasValue(text);
    }
  }

  private void theOwnerComes() {
    owner = people.visitor("Olga", url + "/" + OwnerLink.fragment(secret()), Device.DESK);
    owner.troubles().allowBrokenLines();
    comes(owner);
    assertThat(owner.page().getByTestId("first-visit-step")).isFocused();
    Teammate.closes(owner.page());
    openAdministration(owner.page());
    owner.page().getByTestId("find-account").fill(handle(ben().person()));
    Locator row = owner.page().getByTestId("profile").filter(new Locator.FilterOptions().setHasText("@" + handle(ben().person())));
    row.getByTestId("chat-role").selectOption("administrator");
    owner.page().getByTestId("confirm").click();
    assertThat(row.getByTestId("chat-role")).hasValue("administrator");
    Teammate.closes(owner.page());
  }

  private void somebodyIsInvited() {
    Page page = owner.page();
    owner.creates("Olga’s room", "");
    openAdministration(page);
    page.getByTestId("chat-links").click();
    page.getByTestId("make-link").click();
    assertThat(page.getByTestId("links").getByRole(AriaRole.LISTITEM)).not().hasCount(0);
    String link = page.getByTestId("link").inputValue();
    Teammate.closes(page);
    newcomer = people.visitor("Dana", url + link.substring(link.indexOf("/#")), Device.PHONE.in("ko-KR"));
    newcomer.troubles().allowBrokenLines();
    comes(newcomer);
    assertThat(newcomer.page().getByText("초대를 수락했어요.")).isVisible();
    newcomer.goesTo("general");
    newcomer.sends("처음 뵙겠습니다!");
    Locator said = newcomer.sent().filter(new Locator.FilterOptions().setHasText("처음 뵙겠습니다!"));
    assertThat(said).hasCount(1);
    greeting = said.getAttribute("data-seq");
  }

  /** To a message that everybody may read. */
  private void aLinkLeads() {
    Person reader = people.visitor("Rita", greetingUrl(), Device.DESK);
    reader.troubles().allowBrokenLines();
    reader.signIn();
    assertThat(greetingAt(reader)).isFocused();
    reader.page().context().close();
  }

  private void somebodyIsKeptOut() {
    Page page = owner.page();
    Page outside = newcomer.page();
    openAdministration(page);
    page.getByTestId("find-account").fill(handle(newcomer));
    Locator row = page.getByTestId("profile").filter(new Locator.FilterOptions().setHasText("@" + handle(newcomer)));
    row.getByTestId("deactivate").click();
    page.getByTestId("confirm").click();
    assertThat(row).containsText("deactivated");
    assertThat(outside.getByText("로그아웃됐어요.")).isVisible();
    outside.getByTestId("password").fill(PASSWORD);
    outside.getByTestId("sign-in").click();
    assertThat(outside.getByText("사용이 정지된 계정이에요.")).isVisible();
    row.getByTestId("deactivate").click();
    assertThat(row).not().containsText("deactivated");
    outside.getByTestId("sign-in").click();
    newcomer.isConnected();
    outside.navigate(greetingUrl());
    assertThat(greetingAt(newcomer)).isFocused();
    Teammate.closes(page);
  }

  /** What it has said stays, and is nobody's any more. */
  private void anAccountIsDeleted() {
    Page page = newcomer.page();
    page.navigate(url + "/#/");
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
    page.getByTestId("proof").fill(PASSWORD);
    page.getByTestId("delete-account").click();
    page.getByTestId("confirm").click();
    assertThat(page.getByText("계정을 삭제했어요.")).isVisible();
    owner.page().navigate(greetingUrl());
    assertThat(greetingAt(owner)).isFocused();
    assertThat(greetingAt(owner)).hasAttribute("aria-label", Pattern.compile("deleted account, .*"));
    newcomer.page().context().close();
    owner.page().context().close();
  }

  private String greetingUrl() {
    return url + "/#/room/general/" + greeting;
  }

  private Locator greetingAt(Person person) {
    return person.page().locator("#messages .message[data-seq='" + greeting + "']");
  }

  private String secret() {
    try (StoreArchive store = StoreArchive.open(new StoreConfig(data, null))) {
      return OwnerLink.renew(store);
    }
  }

  private static void openAdministration(Page page) {
    page.getByTestId("settings").click();
    page.getByTestId("administration").click();
    assertThat(page.getByTestId("registration")).isVisible();
  }

  private static void comes(Person person) {
    person.page().getByTestId("name").fill(person.name());
    signsIn(person, handle(person));
  }

  private static void signsIn(Person person, String handle) {
    person.page().getByTestId("handle").fill(handle);
    person.page().getByTestId("password").fill(PASSWORD);
    person.page().getByTestId("sign-in").click();
    person.isConnected();
  }
}
