package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dochat.support.ChatNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Measures how long somebody waits who has never been here, over a line of 80 ms and 10 Mbit/s: until the form to sign in can be used, and after that until the messages of a
 * room are there. Not a test: it prints the table of {@code docs/performance.md}. Started like {@link RenderingCost}.
 */
public final class LoadCost {
  private static final int ROUNDS = 11;
  private static final int ROUND_TRIP_MILLIS = 80;
  private static final int MEGABITS = 10;
  private static final int MESSAGES = 200;
  /** When something is on the screen: after the frame that has it was made. */
  private static final String WATCH = """
      globalThis.seen = {};
      const see = (name, what) => {
        if (seen[name] || !document.querySelector(what)) return;
        seen[name] = 1;
        requestAnimationFrame(() => setTimeout(() => { seen[name] = performance.now(); }));
      };
      document.addEventListener('submit', () => { seen.submitted = performance.now(); }, true);
      new MutationObserver(() => {
        see('form', '[data-testid=name]');
        see('messages', '#messages .message-text');
      }).observe(document, { childList: true, subtree: true });""";

  private LoadCost() {
  }

  /** Prints the table; half a minute. */
  public static void main(String[] options) throws IOException {
    try (Chromium chromium = Chromium.start();
        ChatNode node = ChatNode.start(Files.createTempDirectory("load-cost"), "--post-rate", "1000000");
        FarAway far = new FarAway(node, ROUND_TRIP_MILLIS, MEGABITS)) {
      People people = new People(chromium);
      String room = people.friend("Jun", node).creates("Far away");
      people.fill(room, MESSAGES, i -> "message " + i, node);
      List<Round> rounds = new ArrayList<>();
      visit(chromium, node.url(), room);
      for (int i = 0; i < ROUNDS; i++) {
        rounds.add(visit(chromium, far.url(), room));
      }
      people.leave(false);
      System.out.println("| until | median (least–most) |\n|---|---|");
      row("the form can be used, ms", rounds, Round::form);
      row("the messages are there after one has signed in, ms", rounds, Round::messages);
      row("requests", rounds, Round::requests);
      row("KB", rounds, round -> round.bytes / 1024.0);
    }
  }

  private static Round visit(Chromium chromium, String url, String room) {
    try (var profile = chromium.profile(Device.DESK)) {
      profile.addInitScript(WATCH);
      Page page = profile.newPage();
      List<Request> requests = new ArrayList<>();
      page.onRequestFinished(requests::add);
      page.navigate(url + "/#/room/" + room);
      page.waitForFunction("() => seen.form > 1");
      page.getByTestId("name").fill("Minji");
      page.getByTestId("sign-in").click();
      assertThat(page.locator("#messages .message-text").first()).isVisible();
      page.waitForFunction("() => seen.messages > 1");
      int bytes = requests.stream().map(Request::sizes).mapToInt(sizes -> sizes.responseBodySize + sizes.responseHeadersSize).sum();
      return new Round(number(page, "seen.form"), number(page, "seen.messages - seen.submitted"), requests.size(), bytes);
    }
  }

  private static double number(Page page, String what) {
    return ((Number) page.evaluate(what)).doubleValue();
  }

  private static void row(String what, List<Round> rounds, ToDoubleFunction<Round> figure) {
    List<Double> all = rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    System.out.printf(Locale.ROOT, "| %s | %.0f (%.0f–%.0f) |%n", what, all.get(all.size() / 2), all.get(0), all.get(all.size() - 1));
  }

  private record Round(double form, double messages, double requests, double bytes) {
  }
}
