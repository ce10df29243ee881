package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import dochat.support.SharedNodes;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Takes pictures of the page in its states, sizes, themes and languages into {@code target/screenshots}, and README's picture. Not a test:
 * somebody has to look at them.
 * <pre>
 * ./mvnw -q test-compile && ./mvnw -q org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.classpathScope=test \
 *   -Dexec.executable=java -Dexec.args="-cp %classpath dochat.browser.Screenshots"
 * </pre>
 */
public final class Screenshots {
  private static final Path FOLDER = Path.of("target", "screenshots");
  private static final Path README_PICTURE = Path.of("docs", "images", "chat.png");
  private static final List<Device> SIZES = List.of(Device.PHONE, Device.DESK.sized(768, 1024), Device.DESK.sized(1440, 900));

  private static final LocatorAssertions.HasAttributeOptions IN_A_MINUTE = new LocatorAssertions.HasAttributeOptions().setTimeout(90_000);

  private final People people;
  private final TwoNodes nodes;

  private Screenshots(People people, TwoNodes nodes) {
    this.people = people;
    this.nodes = nodes;
  }

  /** Takes all of them; a quarter of an hour, most of which the lab needs. With names of parts, those alone: {@code readme}, {@code states}, {@code lab}, {@code accounts}, {@code cluster}. */
  public static void main(String... wanted) {
    Set<String> parts = wanted.length > 0 ? Set.of(wanted) : Set.of("readme", "states", "lab", "accounts", "cluster");
    try (SharedNodes.Running running = SharedNodes.begin(); Chromium chromium = Chromium.start()) {
      People people = new People(chromium);
      Screenshots screenshots = new Screenshots(people, new TwoNodes());
      if (parts.contains("readme")) screenshots.ofTheReadme();
      if (parts.contains("states")) everywhere().forEach(screenshots::ofAllStates);
      if (parts.contains("lab")) everywhere().forEach(screenshots::ofTheLab);
      if (parts.contains("accounts")) everywhere().forEach(new AccountScreenshots(people, screenshots.nodes)::of);
      if (parts.contains("cluster")) ofTheCluster(people);
      people.leave(false);
    }
  }

  private static void ofTheCluster(People people) {
    try (ClusterScreenshots cluster = new ClusterScreenshots(people)) {
      everywhere().forEach(cluster::of);
    }
  }

  /** All sizes, languages and themes. */
  static Stream<Device> everywhere() {
    return SIZES.stream().flatMap(size -> Stream.of("en-US", "ko-KR").map(size::in)).flatMap(device -> Stream.of(device, device.atNight()));
  }

  /** Where a picture of this scene goes. */
  static Path file(String scene, String label) {
    return FOLDER.resolve(scene + "-" + label + ".png");
  }

  /** What tells pictures of one scene apart. */
  static String label(Device device) {
    return device.width() + (device.dark() ? "-dark-" : "-light-") + device.locale().substring(0, 2);
  }

  private void ofTheReadme() {
    Conversation conversation = new Conversation(people, nodes.first());
    conversation.inTheMainRoom();
    Person minji = people.arrive("Minji", nodes.first().url(), Device.DESK.sized(1440, 900));
    Person tom = people.arrive("Tom Okafor", nodes.second());
    for (String room : conversation.rooms()) {
      minji.goesTo(room);
      minji.joins();
    }
    tom.opens("Releases");
    tom.joins();
    minji.says("Then **five it is**. I will bring the cake 🍰");
    tom.says("And I the coffee.");
    minji.sees("And I the coffee.");
    Locator cake = tom.messages().filter(new Locator.FilterOptions().setHasText("the cake"));
    cake.hover();
    cake.getByTestId("message-tools").getByTestId("react").nth(1).click();
    minji.message("And I the coffee.").hover();
    minji.message("And I the coffee.").getByTestId("reply").click();
    minji.says("Then everything is there!");
    minji.page().getByTestId("replies").waitFor();
    minji.page().getByTestId("reaction").first().click();
    conversation.elsewhere();
    assertThat(minji.page().getByTestId("unread")).hasCount(2);
    tom.composer().pressSequentially("One more thing");
    assertThat(minji.page().getByTestId("typing")).containsText("Tom");
    minji.page().mouse().move(0, 0);
    minji.page().screenshot(new Page.ScreenshotOptions().setPath(README_PICTURE));
    tom.composer().fill("");
    tom.page().navigate("about:blank");
  }

  private void ofTheLab(Device device) {
    Person person = people.visitor("Minji", nodes.first().url() + "/lab", device);
    person.page().getByTestId("name").fill("Minji");
    person.page().getByTestId("sign-in").click();
    person.page().getByTestId("run").click();
    assertThat(person.page().getByTestId("cheapest")).hasAttribute("data-known", "yes", IN_A_MINUTE);
    person.page().getByTestId("method").locator("summary").click();
    person.page().screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(file("e-lab", label(device))));
    person.page().context().close();
  }

  private void ofAllStates(Device device) {
    boolean korean = device.locale().startsWith("ko");
    String label = label(device);
    Forwarder address = people.forwarder(nodes.first());
    Person person = people.visitor(korean ? "김민지" : "Minji", address.url(), device);
    person.troubles().allowBrokenLines();
    person.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    person.page().getByTestId("sign-in").waitFor();
    picture(person, label, "1-sign-in");
    withoutCookies(person, label);
    person.signIn();
    picture(person, label, "2-rooms");
    inAThread(person, label, korean);
    inRooms(person, label, korean);
    notLive(person, label, korean);
    ofPanels(person, label);
    everythingThatOpens(person, label, korean);
    inColoursOfTheSystem(person, label);
    inTrouble(person, label, address);
    person.page().context().close();
  }

  private static void withoutCookies(Person person, String label) {
    person.page().route("**/api/session", route -> {
      if ("GET".equals(route.request().method())) {
        route.fulfill(new Route.FulfillOptions().setStatus(401).setContentType("application/json").setBody("{\"code\":\"unauthenticated\"}"));
      } else {
        route.resume();
      }
    });
    person.page().getByTestId("name").fill(person.name());
    person.page().getByTestId("sign-in").click();
    person.page().locator(".form-problem:not(:empty)").waitFor();
    picture(person, label, "1-sign-in-without-cookies");
    person.page().unroute("**/api/session");
  }

  private void notLive(Person person, String label, boolean korean) {
    Friend jun = people.friend("준호", nodes.first());
    String room = jun.creates((korean ? "조용한 방 " : "Behind glass ") + label);
    jun.says(room, korean ? "들리나요?" : "Can you hear me?");
    person.hearsNothingOf(room);
    person.goesTo(room);
    person.page().getByTestId("deaf").waitFor();
    picture(person, label, "6-not-live");
    person.page().goBack();
    person.isReady();
  }

  private void inRooms(Person person, String label, boolean korean) {
    Friend jun = people.friend("준호", nodes.first());
    person.goesTo(jun.creates((korean ? "빈 방 " : "Empty ") + label, korean ? "아직 아무도 말하지 않았어요" : "Nothing yet"));
    picture(person, label, "3-empty");
    String busy = BusyRoom.fill(people, nodes.first(), (korean ? "바쁜 방 " : "Busy ") + label);
    person.goesTo(busy);
    person.page().getByTestId("join").waitFor();
    picture(person, label, "4-busy-end");
    person.timeline().evaluate("timeline => timeline.scrollTop = 0");
    picture(person, label, "5-busy-start");
    person.joins();
    person.sends(korean ? "안녕하세요! 저도 왔어요. 이 방은 정말 바쁘네요." : "Hello! Here I am. What a busy room this is.");
    String refused = korean ? "이 말은 전해지지 않아요." : "This one does not get through.";
    person.isNotHeardWith(refused);
    person.sends(refused);
    person.page().getByTestId("retry").waitFor();
    person.composer().fill(korean ? "쓰다 만 글" : "half a thought");
    picture(person, label, "6-failed");
  }

  /** A long quote above each answer, and the thread that they are. */
  private void inAThread(Person person, String label, boolean korean) {
    Friend jun = people.friend("준호", nodes.first());
    String room = jun.creates((korean ? "답장 " : "Replies ") + label);
    jun.says(room, korean ? "이번 주 금요일 점심에 다 같이 먹을까요? 장소는 **회사 앞** 새로 생긴 국숫집이 어떨지 의견 주세요. 예약하려면 오늘까지는 알려 드려야 해요."
        : "Shall we all have lunch on Friday? The new noodle place **across the street** would do, but they want to know today how many we are.");
    IntStream.range(0, 50).forEach(i -> jun.answers(room, 1, (korean ? "답장 " : "Answer ") + i));
    person.goesTo(room);
    picture(person, label, "6-replies");
    person.timeline().evaluate("timeline => timeline.scrollTop = 0");
    person.page().getByTestId("replies").click();
    person.page().getByTestId("thread-people").waitFor();
    picture(person, label, "6-thread");
    person.page().getByTestId("close-thread").click();
  }

  private void ofPanels(Person person, String label) {
    Page page = person.page();
    page.getByTestId("settings").click();
    picture(person, label, "7-settings");
    page.keyboard().press("Escape");
    person.chip().click();
    picture(person, label, "8-connection");
    page.keyboard().press("Escape");
    page.getByTestId("room-menu").click();
    picture(person, label, "8-room-menu");
    page.getByTestId("members").click();
    page.getByTestId("member").first().waitFor();
    picture(person, label, "8-members");
    page.keyboard().press("Escape");
    Locator people = page.locator("[aria-controls=people]");
    people.click();
    picture(person, label, "9-people");
    people.evaluate("each => each.click()");
    page.keyboard().press("Control+k");
    page.locator(".switcher-list").waitFor();
    picture(person, label, "a-switcher");
    page.keyboard().press("Escape");
    person.timeline().press("?");
    page.locator(".keys").waitFor();
    picture(person, label, "b-keys");
    page.keyboard().press("Escape");
    page.getByTestId("new-room").evaluate("each => each.click()");
    page.getByTestId("room-name").waitFor();
    picture(person, label, "c-new-room");
    page.keyboard().press("Escape");
    page.getByTestId("new-conversation").evaluate("each => each.click()");
    page.getByTestId("person-found").first().waitFor();
    picture(person, label, "c-new-conversation");
    page.keyboard().press("Escape");
  }

  /** On the phone, too, a mouse is what finds it. */
  private void everythingThatOpens(Person person, String label, boolean korean) {
    String jun = korean ? "준호" : "Jun";
    new Tour(person, jun, people.friend(jun, nodes.first()), korean, stop -> picture(person, label, "f-" + stop)).goes();
  }

  private static void inColoursOfTheSystem(Person person, String label) {
    person.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE).setReducedMotion(ReducedMotion.REDUCE));
    person.page().getByTestId("settings").click();
    picture(person, label, "c-system-colours");
    person.page().keyboard().press("Escape");
    person.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE).setReducedMotion(ReducedMotion.REDUCE));
  }

  private void inTrouble(Person person, String label, Forwarder address) {
    person.evaluate("Math.random = () => 40");
    address.leadTo(null);
    address.cut();
    person.page().locator(".trouble").waitFor();
    person.sends("…");
    picture(person, label, "d-reconnecting");
    person.page().getByTestId("settings").click();
    person.page().getByTestId("sign-out").click();
    person.page().getByTestId("unsent").waitFor();
    picture(person, label, "e-sign-out");
  }

  private static void picture(Person person, String label, String scene) {
    person.page().screenshot(new Page.ScreenshotOptions().setPath(file(scene, label)));
  }
}
