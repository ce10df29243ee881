package dochat.browser;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures how long somebody waits who has never been here, over a line of 80 ms and 10 Mbit/s: until the form to sign in can be used, after that until the messages of a
 * room are there, and until they are there again when the page is loaded anew. Not a test: it prints the table of {@code docs/performance.md}. Started like {@link RenderingCost};
 * told the names of ways, it goes each of them instead of the one that the page finds.
 */
public final class LoadCost {
  private static final int ROUNDS = 11;
  private static final int ROUND_TRIP_MILLIS = 80;
  private static final int MEGABITS = 10;
  private static final int MESSAGES = 200;
  /** When something is on the screen: after the frame that has it was made. The way is the one to go. */
  private static final String WATCH = """
      globalThis.seen = {};
      localStorage.setItem('dochat.way', '"%s"');
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

  /** Prints the table; half a minute for each way. */
  public static void main(String[] ways) throws IOException {
    try (Chromium chromium = Chromium.start();
        ChatNode node = ChatNode.start(Files.createTempDirectory("load-cost"), "--post-rate", "1000000");
        FarAway far = new FarAway(node, ROUND_TRIP_MILLIS, MEGABITS)) {
      People people = new People(chromium);
      String room = people.friend("Jun", node).creates("Far away");
      people.fill(room, MESSAGES, i -> "message " + i, node);
      System.out.println("| way | the form can be used, ms | messages after signing in, ms | messages after loading anew, ms | requests | KB |\n|---|---|---|---|---|---|");
      for (String way : ways.length == 0 ? new String[] {"automatic"} : ways) {
        List<Round> rounds = new ArrayList<>();
        visit(chromium, node.url(), room, way);
        for (int i = 0; i < ROUNDS; i++) {
          rounds.add(visit(chromium, far.url(), room, way));
        }
        System.out.println(Stream.<ToDoubleFunction<Round>>of(Round::form, Round::messages, Round::again, Round::requests, round -> round.bytes / 1024.0)
            .map(figure -> median(rounds, figure)).collect(Collectors.joining(" | ", "| " + way + " | ", " |")));
      }
      people.leave(false);
    }
  }

  private static Round visit(Chromium chromium, String url, String room, String way) {
    try (var profile = chromium.profile(Device.DESK)) {
      profile.addInitScript(WATCH.formatted(way));
      Page page = profile.newPage();
      List<Request> requests = new ArrayList<>();
      page.onRequestFinished(requests::add);
      page.navigate(url + "/#/room/" + room);
      page.waitForFunction("() => seen.form > 1");
      page.getByTestId("name").fill("Minji");
      page.getByTestId("sign-in").click();
      page.waitForFunction("() => seen.messages > 1");
      List<Request> before = List.copyOf(requests);
      int bytes = before.stream().map(Request::sizes).mapToInt(sizes -> sizes.responseBodySize + sizes.responseHeadersSize).sum();
      double messages = number(page, "seen.messages - seen.submitted");
      double form = number(page, "seen.form");
      page.reload();
      page.waitForFunction("() => seen.messages > 1");
      return new Round(form, messages, number(page, "seen.messages"), before.size(), bytes);
    }
  }

  private static double number(Page page, String what) {
    return ((Number) page.evaluate(what)).doubleValue();
  }

  private static String median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    List<Double> all = rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", all.get(all.size() / 2), all.get(0), all.get(all.size() - 1));
  }

  private record Round(double form, double messages, double again, double requests, double bytes) {
  }
}
