package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Someone in front of a browser. The verbs do and see what a person does and sees, and wait as long as one would. */
final class Person {
  /** The id of the public room of this name, unless one has joined it. */
  private static final String UNJOINED = """
      (name) => fetch(`/api/directory?q=${encodeURIComponent(name)}`).then((page) => page.json())
        .then(({ rooms = [] }) => rooms.find((room) => room.name === name && !room.joined)?.id ?? null, () => null)""";
  /** A page tries a better way again after half a minute. */
  private static final double NEXT_TRY_MILLIS = 3 * Chromium.PATIENCE_MILLIS;
  private static final String HIDE = """
      (hidden) => {
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => (hidden ? 'hidden' : 'visible') });
        document.dispatchEvent(new Event('visibilitychange'));
      }""";
  private static final String NOTE = """
      (place) => {
        const noted = (globalThis.noted = []);
        new MutationObserver(() => noted.push(`${place.ariaLabel ?? ''} ${place.textContent}`)).observe(place, { subtree: true, childList: true, characterData: true, attributes: true });
      }""";
  /** As if another tab had been told so. */
  private static final String TAKES_TIME = """
      () => {
        localStorage.setItem('dochat.settings', JSON.stringify({ ...JSON.parse(localStorage.getItem('dochat.settings')), undoSeconds: 60 }));
        dispatchEvent(new StorageEvent('storage', { key: 'dochat.settings' }));
      }""";
  private static final String BLANKS = """
      (text) => {
        const { send } = WebSocket.prototype;
        globalThis.unheard = 0;
        WebSocket.prototype.send = function (frame) {
          const blank = frame.replace(`"text":${JSON.stringify(text)}`, '"text":"\\u200b"');
          if (blank !== frame) globalThis.unheard++;
          send.call(this, blank);
        };
      }""";

  private static final String DEAF = """
      (room) => {
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (frame) {
          const { type, address } = JSON.parse(frame);
          if (type !== 'register' || address !== `room.${room}`) send.call(this, frame);
        };
      }""";

  private final String name;
  private final String url;
  private final Page page;
  private final Troubles troubles;

  Person(String name, String url, Page page, Troubles troubles) {
    this.name = name;
    this.url = url;
    this.page = page;
    this.troubles = troubles;
  }

  String name() {
    return name;
  }

  String url() {
    return url;
  }

  /** As the server has it. */
  String id() {
    return new JsonObject(page.request().get(url + "/api/session").text()).getJsonObject("user").getString("id");
  }

  Page page() {
    return page;
  }

  Troubles troubles() {
    return troubles;
  }

  void signIn() {
    page.getByTestId("name").fill(name);
    page.getByTestId("sign-in").click();
    isConnected();
  }

  /** On the best way that works: a page that is busy when it comes begins with what opens first, on which refusals look otherwise, and goes over a moment later. */
  void isConnected() {
    try {
      assertThat(chip()).hasAttribute("data-state", "connected");
      assertThat(page.locator("[data-testid=way-reason][data-reason~=slow]")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(NEXT_TRY_MILLIS));
      troubles.isConnected();
    } catch (AssertionError isNot) {
      throw new AssertionError("the page says: " + page.locator("body").innerText() + "; " + troubles.found(), isNot);
    }
  }

  /** Is in a new room of this id, which its address has led to: half of what it costs to create one on the page. */
  String isInNew(String room) {
    return isInNew(room, "public");
  }

  /** The same, of this kind. */
  String isInNew(String room, String kind) {
    APIResponse answer = page.request().post(url + "/api/rooms",
        RequestOptions.create().setHeader("Origin", url).setData(Map.of("name", room, "kind", kind)));
    assertEquals(201, answer.status(), answer::text);
    String id = new JsonObject(answer.text()).getJsonObject("room").getString("id");
    goesTo(id);
    return id;
  }

  /** Creates a room and is in it. */
  void creates(String room, String topic) {
    page.getByTestId("new-room").click();
    page.getByTestId("room-name").fill(room);
    page.locator("[name=topic]").fill(topic);
    page.getByTestId("create-room").click();
    isIn(room);
  }

  /** Opens a room from the list; a public one that this person has not joined as a link leads there. */
  void opens(String room) {
    String id = (String) page.evaluate(UNJOINED, room);
    if (id == null) {
      room(room).click();
    } else {
      goesTo(id);
    }
    isIn(room);
  }

  /** Finds a public room in the directory, and opens it. */
  void finds(String room) {
    page.getByTestId("find-rooms").click();
    page.getByTestId("directory-search").fill(room);
    page.getByTestId("directory-room").filter(new Locator.FilterOptions().setHas(page.getByText(room, new Page.GetByTextOptions().setExact(true)))).click();
    isIn(room);
  }

  /** Opens a room by its address, as a link does. */
  void goesTo(String roomId) {
    page.navigate(url + "/#/room/" + roomId);
    // Where only the part after # changes, nothing is loaded, and the room before is still shown.
    assertThat(page.locator("[data-room='" + roomId + "'][aria-current=page]")).hasCount(1);
    isReady();
  }

  void isIn(String room) {
    assertThat(heading()).hasText(room);
    isReady();
  }

  /** The newest messages of the open room are there. */
  void isReady() {
    assertThat(composer()).isVisible();
    assertThat(page.locator("#messages .skeleton")).hasCount(0);
  }

  /** Joins the open room. */
  void joins() {
    page.getByTestId("join").click();
    assertThat(page.getByTestId("join")).hasCount(0);
  }

  /** Uses a tool of a message. Where something new has moved the message away from under the pointer, they point at it again. */
  void uses(Locator message, Locator tool) {
    page.waitForCondition(() -> {
      message.hover();
      return tool.count() > 0 && Teammate.catches(tool);
    });
  }

  void says(String text) {
    composer().fill(text);
    composer().press("Enter");
  }

  /** From now on, what stands there is noted: what does so for a moment may be gone when a busy machine looks. */
  void notes(Locator place) {
    place.evaluate(NOTE);
  }

  /** Whether something like that has stood there. */
  boolean hasNoted(String pattern) {
    return (boolean) page.evaluate("pattern => noted.some((text) => new RegExp(pattern).test(text))", pattern);
  }

  /** Has chosen the longest time in which a deletion can be taken back. */
  void takesTimeToUndo() {
    page.evaluate(TAKES_TIME);
  }

  /** From now on, and until the page is loaded again, the server finds nothing to see in this text, and refuses it. */
  void isNotHeardWith(String text) {
    page.evaluate(BLANKS, text);
  }

  /** Waits until what the server does not hear was said to it this often on this page. */
  void wasNotHeard(int times) {
    eventually(() -> assertEquals(times, evaluate("unheard")));
  }

  /** From now on, and until the page is loaded again, the server hears nothing of it when the page wants to listen to this room. */
  void hearsNothingOf(String roomId) {
    page.evaluate(DEAF, roomId);
  }

  /** Leaves the open room by the menu of its name. */
  void leaves() {
    page.getByTestId("room-menu").click();
    page.getByTestId("leave").click();
  }

  /** Asks to sign out, and is asked whether that is meant. */
  void asksToSignOut() {
    page.getByTestId("settings").click();
    page.getByTestId("sign-out").click();
    page.getByTestId("sign-out-anyway").waitFor();
  }

  void signsOut() {
    asksToSignOut();
    page.getByTestId("sign-out-anyway").click();
    page.getByTestId("sign-in").waitFor();
  }

  /** Writes, and uses the button: on a phone, Enter only breaks the line. */
  void sends(String text) {
    composer().fill(text);
    page.getByTestId("send").click();
  }

  /** The whole timeline is these texts, in this order. */
  void reads(String... texts) {
    assertThat(texts()).hasText(texts);
  }

  /** The whole timeline is these texts, in this order, and all of them are in the log. */
  void readsAsSent(String... texts) {
    reads(texts);
    assertThat(sent()).hasCount(texts.length);
  }

  /** One message with this text is there. */
  void sees(String text) {
    assertThat(message(text)).hasCount(1);
  }

  /** In the open settings. */
  void chooses(String what, String label) {
    page.getByTestId(what).locator("label").filter(new Locator.FilterOptions().setHasText(label)).click();
  }

  /** The same person in another tab of the same browser, at the same place. */
  Person opensAnotherTab() {
    Page tab = page.context().newPage();
    tab.navigate(page.url());
    return new Person(name, url, tab, troubles);
  }

  /** Another tab or window lies over this one. */
  void looksAway() {
    page.evaluate(HIDE, true);
  }

  void looksHere() {
    page.evaluate(HIDE, false);
  }

  /** Closes the tab, and comes back in a new one of the same browser. */
  Person returnsInAnotherTab() {
    String place = page.url();
    Page tab = page.context().newPage();
    page.close();
    tab.navigate(place);
    return new Person(name, url, tab, troubles);
  }

  /** What is not sent is on the disk: who goes now is not asked to stay. */
  void keepsWhatIsUnsent() {
    page.waitForFunction("() => !window.onbeforeunload");
  }

  void reloads() {
    page.reload();
    isConnected();
  }

  /** Types no more: a dozen pages whose carets blink keep a core busy. */
  Person restsTheHands() {
    page.evaluate("() => document.activeElement.blur()");
    return this;
  }

  Locator heading() {
    return page.locator("h1");
  }

  Locator composer() {
    return page.getByTestId("composer");
  }

  /** What scrolls. */
  Locator timeline() {
    return page.locator("#messages");
  }

  Locator messages() {
    return page.getByTestId("message");
  }

  /** The message whose whole text this is. */
  Locator message(String text) {
    return messages().filter(new Locator.FilterOptions().setHas(page.locator(".message-text", new Page.LocatorOptions()
        .setHasText(exactly(text)))));
  }

  /** Those that are in the log. */
  Locator sent() {
    return page.locator("[data-testid=message][data-state=sent]");
  }

  /** Those that are not yet in the log. */
  Locator unsent() {
    return page.locator("[data-testid=message]:not([data-state=sent])");
  }

  Locator texts() {
    return page.locator("[data-testid=message] .message-text");
  }

  /** A room's line in the list. */
  Locator room(String room) {
    return page.getByTestId("room").filter(new Locator.FilterOptions().setHas(page.getByText(room, new Page.GetByTextOptions().setExact(true))));
  }

  Locator unread(String room) {
    return room(room).getByTestId("unread");
  }

  Locator section(String title) {
    return page.locator(".rooms-section").filter(new Locator.FilterOptions().setHas(page.getByText(title, new Page.GetByTextOptions().setExact(true))));
  }

  Locator people() {
    return page.getByTestId("people");
  }

  /** The state of the connection, in the header. */
  Locator chip() {
    return page.getByTestId("connection");
  }

  /** How the page is connected, at a glance. */
  String colourOfTheDot() {
    return (String) evaluate("() => getComputedStyle(document.querySelector('.chip-dot')).backgroundColor");
  }

  /** The name of the node that serves this page. */
  Locator node() {
    return page.getByTestId("node");
  }

  /** How this page is connected. */
  Locator way() {
    return page.getByTestId("way");
  }

  /** Goes this way by itself, as soon as it finds that it works. */
  void comesTo(String way) {
    assertThat(way()).hasAttribute("data-way", way, new LocatorAssertions.HasAttributeOptions().setTimeout(NEXT_TRY_MILLIS));
  }

  /** Why it is this way. */
  Locator reason() {
    return page.getByTestId("way-reason");
  }

  /** The last changes of the way, newest first. */
  Locator changes() {
    return page.getByTestId("way-changes").locator("li");
  }

  /** From the next visit on, goes no other way: a page that is busy when it comes would begin with another one, which costs more, and on which refusals look otherwise. */
  void choosesWebSocket() {
    page.evaluate("localStorage.setItem('dochat.way', '\"websocket\"')");
  }

  /** Goes this way from now on. */
  void chooses(String way) {
    goes(way, way);
  }

  /** @param choice a way, or what finds the best one, which will be this */
  void goes(String choice, String way) {
    chip().click();
    page.getByTestId("way-choice").selectOption(choice);
    assertThat(way()).hasAttribute("data-way", way);
    isConnected();
    page.keyboard().press("Escape");
  }

  Locator button(String label) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(label).setExact(true));
  }

  /** What the server tells this person about a room. */
  JsonObject knows(String roomId) {
    return new JsonObject(page.request().get(url + "/api/rooms").text()).getJsonArray("rooms").stream().map(JsonObject.class::cast)
        .filter(room -> roomId.equals(room.getString("id"))).findFirst().orElseThrow();
  }

  /** All texts of the open room as they are in the log, which a node that follows it may be behind by a moment. */
  List<String> log() {
    return find("fetch(`/api/rooms/${location.hash.split('/').at(-1)}/events?after=0&before=1000000&limit=500`).then((page) => page.json())"
        + ".then(({ events }) => events.map(({ text }) => text))");
  }

  Object evaluate(String script) {
    return page.evaluate(script);
  }

  /** Java's own way of quoting is not JavaScript's. */
  private static Pattern exactly(String text) {
    return Pattern.compile("^\\s*" + text.replaceAll("[.*+?^${}()|\\[\\]\\\\]", "\\\\$0") + "\\s*$");
  }

  /** What a script finds, as texts. */
  @SuppressWarnings("unchecked")
  List<String> find(String script) {
    return (List<String>) page.evaluate(script);
  }
}
