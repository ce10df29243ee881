package dochat.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dochat.support.ChatNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The people of one test: some in front of a browser, some who only write. They leave when it ends. */
final class People {
  private final Chromium chromium;
  private final List<Person> persons = new ArrayList<>();
  private final List<Friend> friends = new ArrayList<>();

  People(Chromium chromium) {
    this.chromium = chromium;
  }

  /** Someone who has signed in at this node. */
  Person arrive(String name, ChatNode node) {
    return arrive(name, node.url(), Device.DESK);
  }

  /** Someone who has signed in. */
  Person arrive(String name, String url, Device device) {
    Person person = visitor(name, url, device);
    person.signIn();
    return person;
  }

  /** Someone who looks at the page and has not signed in. */
  Person visitor(String name, String url, Device device) {
    BrowserContext profile = chromium.profile(device);
    Troubles troubles = new Troubles();
    troubles.watch(profile);
    Person person = new Person(name, url, profile.newPage(), troubles);
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

  /** Everybody goes, and no page may have had trouble. After a failure, what they saw is kept in target/browser. */
  void leave(boolean failed) {
    if (failed) {
      persons.forEach(People::keepPicture);
    }
    friends.forEach(Friend::close);
    persons.forEach(person -> person.page().context().close());
    persons.forEach(person -> person.troubles().assertNone());
  }

  private static void keepPicture(Person person) {
    Path file = Path.of("target", "browser", "failed-" + person.name().replaceAll("\\W", "") + "-" + System.nanoTime() + ".png");
    person.page().screenshot(new Page.ScreenshotOptions().setPath(file));
  }
}
