package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dochat.security.OwnerLink;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What happens once in such a half hour: who keeps their identity and signs in elsewhere, who owns the chat, who is invited by a link, and who is kept out. */
final class Episodes {
  static final String PASSWORD = "correct horse";

  private final People people;
  private final String url;
  private final Path data;
  private final List<Teammate> team;
  private Person owner;
  private Person newcomer;

  Episodes(People people, String url, Path data, List<Teammate> team) {
    this.people = people;
    this.url = url;
    this.data = data;
    this.team = team;
  }

  /** In this order, each by its name. */
  List<Map.Entry<String, Runnable>> all() {
    return List.of(Map.entry("a guest keeps their identity", this::keepsTheirIdentity), Map.entry("they sign in on a second device", this::signsInElsewhere),
        Map.entry("the owner comes by the link", this::theOwnerComes), Map.entry("somebody is invited by a link", this::somebodyIsInvited),
        Map.entry("a link leads before signing in", this::aLinkLeads), Map.entry("somebody is kept out", this::somebodyIsKeptOut));
  }

  /** By how they sign in. */
  static String handle(Person person) {
    return "team-" + person.name().toLowerCase(Locale.ROOT);
  }

  private Teammate ben() {
    return team.get(1);
  }

  private void keepsTheirIdentity() {
    Page page = ben().page();
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
    List<String> here = Teammate.listed(ben().at("room"), "data-room").stream().sorted().toList();
    phone.page().waitForCondition(() -> Teammate.listed(phone.page().getByTestId("room"), "data-room").stream().sorted().toList().equals(here));
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

  private void theOwnerComes() {
    owner = people.visitor("Olga", url + "/" + OwnerLink.fragment(secret()), Device.DESK);
    owner.troubles().allowBrokenLines();
    comes(owner);
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
    newcomer.sees("처음 뵙겠습니다!");
  }

  /** To a message that everybody may read. */
  private void aLinkLeads() {
    Page page = newcomer.page();
    String seq = newcomer.message("처음 뵙겠습니다!").getAttribute("data-seq");
    Person reader = people.visitor("Rita", url + "/#/room/general/" + seq, Device.DESK);
    reader.troubles().allowBrokenLines();
    reader.signIn();
    assertThat(reader.page().locator("#messages .message[data-seq='" + seq + "']")).isFocused();
    assertThat(page.getByTestId("composer")).isVisible();
    reader.page().context().close();
  }

  private void somebodyIsKeptOut() {
    Page page = owner.page();
    openAdministration(page);
    page.getByTestId("find-account").fill(handle(newcomer));
    Locator row = page.getByTestId("profile").filter(new Locator.FilterOptions().setHasText("@" + handle(newcomer)));
    row.getByTestId("deactivate").click();
    page.getByTestId("confirm").click();
    assertThat(newcomer.page().getByTestId("sign-in")).isVisible();
    Teammate.closes(page);
    newcomer.page().context().close();
    owner.page().context().close();
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
