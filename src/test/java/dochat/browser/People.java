package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import dochat.support.ChatNode;
import dochat.support.Meddler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The people of one test: some in front of a browser, some who only write. They leave when it ends. Who arrives has signed in before the page is there, which
 * costs a sixth less: what the page does for that is shown by those who come as visitors.
 */
final class People {
  /** Fewer than the burst of commands that one connection may send. */
  private static final int POSTS_OF_ONE = 150;

  private final Chromium chromium;
  private final List<Person> persons = new ArrayList<>();
  private final List<Friend> friends = new ArrayList<>();
  private final List<Forwarder> forwarders = new ArrayList<>();

  People(Chromium chromium) {
    this.chromium = chromium;
  }

  /** Someone who has signed in at this node. */
  Person arrive(String name, ChatNode node) {
    return arrive(name, node.url(), Device.DESK);
  }

  /** Someone who has signed in. */
  Person arrive(String name, String url, Device device) {
    return arrive(name, url, device, profile -> { });
  }

  /** Someone who has signed in, in whose browser this script runs before any page's. */
  Person arriveWith(String script, String name, String url) {
    return arrive(name, url, Device.DESK, profile -> profile.addInitScript(script));
  }

  private Person arrive(String name, String url, Device device, Consumer<BrowserContext> preparation) {
    Person person = visitor(name, url, device, preparation.andThen(profile -> signIn(profile, name, url)));
    person.isConnected();
    return person;
  }

  private static void signIn(BrowserContext profile, String name, String url) {
    APIResponse answer = profile.request().post(url + "/api/session", RequestOptions.create().setData(Map.of("name", name)));
    assertEquals(201, answer.status(), answer::text);
  }

  /** Someone who has signed in through a proxy that gets in the way, and whose browser may complain of it. */
  Person behind(Meddler proxy, String name) {
    return behind(proxy.url(), "", name);
  }

  /** The same, for whoever gets in the way there, with a script that runs before any page's. */
  Person behind(String url, String script, String name) {
    Person person = visitor(name, url, Device.DESK, profile -> profile.addInitScript(script));
    person.troubles().allowBrokenLines();
    person.signIn();
    return person;
  }

  /** The same person in another browser. */
  Person onAnotherDevice(Person person, Device device) {
    Person other = visitor(person.name(), person.url(), device, profile -> profile.addCookies(person.page().context().cookies()));
    other.isConnected();
    return other;
  }

  /** Someone who looks at the page, by a link perhaps, and has not signed in. */
  Person visitor(String name, String url, Device device) {
    return visitor(name, url, device, profile -> { });
  }

  /** Someone who has signed in behind the back of the page, which still waits for a name: its {@link Modules} can be tried there. */
  Person tinkerer(String name, String url) {
    Person person = visitor(name, url, Device.DESK);
    assertThat(person.page().getByTestId("sign-in")).isVisible();
    person.page().evaluate("name => fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name }) })",
        name);
    return person;
  }

  private Person visitor(String name, String url, Device device, Consumer<BrowserContext> preparation) {
    BrowserContext profile = chromium.profile(device);
    preparation.accept(profile);
    Troubles troubles = new Troubles();
    troubles.watch(profile);
    Person person = new Person(name, url.split("/#")[0], profile.newPage(), troubles);
    persons.add(person);
    person.page().navigate(url);
    return person;
  }

  /** Someone without a browser, who fills rooms quickly. */
  Friend friend(String name, ChatNode node) {
    Friend friend = new Friend(name, node);
    friends.add(friend);
    return friend;
  }

  /** Fills a room with this many messages, by as many friends as the server's patience with one needs. */
  void fill(String room, int count, IntFunction<String> text, ChatNode node) {
    for (int from = 0; from < count; from += POSTS_OF_ONE) {
      int first = from;
      friend("Writer " + from, node).says(room, Math.min(POSTS_OF_ONE, count - from), i -> text.apply(first + i));
    }
  }

  /** An address that leads to this node at first. */
  Forwarder forwarder(ChatNode node) {
    Forwarder forwarder = new Forwarder(node);
    forwarders.add(forwarder);
    return forwarder;
  }

  /** Everybody goes, and no page may have had trouble. After a failure, what they saw is kept in target/browser. */
  void leave(boolean failed) {
    if (failed) {
      persons.forEach(People::keepPicture);
    }
    friends.forEach(Friend::close);
    persons.forEach(person -> person.page().context().close());
    forwarders.forEach(Forwarder::close);
    persons.forEach(person -> person.troubles().assertNone());
  }

  private static void keepPicture(Person person) {
    Path file = Path.of("target", "browser", "failed-" + person.name().replaceAll("\\W", "") + "-" + System.nanoTime() + ".png");
    person.page().screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
