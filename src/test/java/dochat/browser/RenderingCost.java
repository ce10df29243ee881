package dochat.browser;

import com.google.gson.JsonElement;
import com.microsoft.playwright.CDPSession;
import dochat.support.ChatNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what it costs the page to show what happens within a second: in a room whose window is full, with few and with many rooms in the
 * list, while somebody writes. Not a test: it prints the table of {@code docs/performance.md}; told to {@code profile}, also the functions
 * that took the time of the last round.
 * <pre>
 * ./mvnw -q test-compile && ./mvnw -q org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.classpathScope=test \
 *   -Dexec.executable=java -Dexec.args="-cp %classpath dochat.browser.RenderingCost"
 * </pre>
 */
public final class RenderingCost {
  private static final int ROUNDS = 7;
  private static final int WINDOW = 400;
  private static final int EVENTS = 200;
  private static final int KEYS = 20;
  private static final long SECOND_NANOS = 1_000_000_000;
  /** As many as one may make in a minute. */
  private static final int ROOMS_OF_ONE = 30;
  /** Event Timing does not tell of less. */
  private static final double LEAST_MILLIS = 16;

  private static final String WATCH_KEYS = """
      () => {
        globalThis.presses = [];
        const keep = (list) => presses.push(...list.getEntries().filter(({ name }) => name === 'keydown').map(({ duration }) => duration));
        new PerformanceObserver(keep).observe({ type: 'event', durationThreshold: 16 });
      }""";
  private static final String SHOWN = """
      (text) => new Promise((done) => {
        const isThere = () => [...document.querySelectorAll('.message-text')].some((each) => each.textContent.trim().endsWith(text));
        const look = () => setTimeout(isThere() ? done : look, 50);
        look();
      })""";
  private static final String QUIET = "() => new Promise((done) => setTimeout(done, 500))";

  private final People people;
  private final ChatNode node;
  private final boolean profiles;
  private final List<Friend> writers;
  private final AtomicInteger said = new AtomicInteger();
  private final String room;
  private final Person reader;
  private final CDPSession tools;

  private RenderingCost(People people, ChatNode node, int rooms, boolean profiles) {
    this.people = people;
    this.node = node;
    this.profiles = profiles;
    this.writers = List.of(people.friend("Jun", node), people.friend("Tom", node));
    this.room = writers.get(0).creates("Busy");
    writers.forEach(each -> each.enters(room));
    fillList(rooms);
    this.reader = people.arrive("Minji", node);
    reader.goesTo(room);
    reader.joins();
    people.fill(room, WINDOW, RenderingCost::text, node);
    reader.page().evaluate(SHOWN, text(WINDOW - 1));
    reader.page().evaluate(WATCH_KEYS);
    this.tools = reader.page().context().newCDPSession(reader.page());
    tools.send("Performance.enable");
  }

  /** Prints the table; some minutes. */
  public static void main(String[] options) throws IOException {
    System.out.println("| within a second | rooms | script ms | style and layout ms | main thread ms | key to paint ms, p50 / p95 |");
    System.out.println("|---|---|---|---|---|---|");
    try (Chromium chromium = Chromium.start()) {
      for (int rooms : List.of(20, 2_000)) {
        try (ChatNode node = ChatNode.start(Files.createTempDirectory("rendering-cost"), "--post-rate", "1000000")) {
          People people = new People(chromium);
          new RenderingCost(people, node, rooms, List.of(options).contains("profile")).measure(rooms);
          people.leave(false);
        }
      }
    }
  }

  private void fillList(int rooms) {
    for (int first = 2; first < rooms; first += ROOMS_OF_ONE) {
      try (Friend maker = new Friend("Maker " + first, node)) {
        IntStream.range(first, Math.min(rooms, first + ROOMS_OF_ONE)).forEach(i -> maker.creates("Room " + i));
      }
    }
  }

  private void measure(int rooms) {
    row(KEYS + " keys", rooms, KEYS, i -> { });
    row(EVENTS + " messages", rooms, 0, this::says);
    row(EVENTS + " messages, " + KEYS + " keys", rooms, KEYS, this::says);
    row("somebody begins or ends to type, " + EVENTS + " times", rooms, 0, this::types);
  }

  /** Two take turns: one alone may not send so many commands. */
  private void says(int i) {
    writers.get(i % writers.size()).saysSoon(room, text(i) + " #" + said.incrementAndGet());
  }

  private void types(int i) {
    writers.get(i % writers.size()).types(room, i / writers.size() % 2 == 0);
  }

  private void row(String what, int rooms, int keys, IntConsumer happens) {
    List<double[]> costs = new ArrayList<>();
    List<Double> presses = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      reader.composer().fill("");
      reader.page().evaluate(QUIET);
      reader.evaluate("presses.length = 0");
      boolean isProfiled = profiles && round == ROUNDS;
      if (isProfiled) Profile.start(tools);
      double[] before = durations();
      second(keys, happens);
      double[] after = durations();
      if (isProfiled) Profile.stop(tools).print();
      costs.add(IntStream.range(0, after.length).mapToDouble(i -> after[i] - before[i]).toArray());
      presses.addAll(presses(keys));
    }
    System.out.printf("| %s | %d | %s | %s | %s | %s |%n", what, rooms, spread(costs, 0), spread(costs, 1), spread(costs, 2),
        keys == 0 ? "–" : "%.0f / %.0f".formatted(quantile(presses, .5), quantile(presses, .95)));
  }

  /** Whatever happens does so in another thread, as the keys wait for the page. */
  private void second(int keys, IntConsumer happens) {
    int before = said.get();
    ExecutorService other = Executors.newSingleThreadExecutor();
    long start = System.nanoTime();
    Future<?> all = other.submit(() -> IntStream.range(0, EVENTS).forEach(i -> {
      LockSupport.parkNanos(start + i * SECOND_NANOS / EVENTS - System.nanoTime());
      happens.accept(i);
    }));
    for (int i = 0; i < keys; i++) {
      reader.page().waitForTimeout(Math.max(1, (start + i * SECOND_NANOS / keys - System.nanoTime()) / 1e6));
      reader.page().keyboard().press("a");
    }
    await(all);
    other.shutdown();
    if (said.get() > before) reader.page().evaluate(SHOWN, "#" + said.get());
    reader.page().evaluate(QUIET);
  }

  private static void await(Future<?> all) {
    try {
      all.get(1, TimeUnit.MINUTES);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Of the page's main thread: script, style and layout, and everything. */
  private double[] durations() {
    Map<String, Double> seconds = new HashMap<>();
    for (JsonElement each : tools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
      seconds.put(each.getAsJsonObject().get("name").getAsString(), each.getAsJsonObject().get("value").getAsDouble());
    }
    return new double[] {1000 * seconds.get("ScriptDuration"), 1000 * (seconds.get("RecalcStyleDuration") + seconds.get("LayoutDuration")),
      1000 * seconds.get("TaskDuration")};
  }

  private List<Double> presses(int keys) {
    List<Double> told = ((List<?>) reader.evaluate("presses")).stream().map(each -> ((Number) each).doubleValue()).toList();
    return Stream.concat(told.stream(), Stream.generate(() -> LEAST_MILLIS).limit(Math.max(0, keys - told.size()))).toList();
  }

  /** The median, and the least and the most. */
  private static String spread(List<double[]> costs, int which) {
    List<Double> all = costs.stream().map(cost -> cost[which]).toList();
    return String.format(Locale.ROOT, "%.0f (%.0f–%.0f)", quantile(all, .5), quantile(all, 0), quantile(all, 1));
  }

  private static double quantile(List<Double> all, double share) {
    return all.stream().sorted().skip((long) Math.min(all.size() - 1, share * all.size())).findFirst().orElseThrow();
  }

  private static String text(int i) {
    return "message " + i + switch (i % 5) {
      case 0 -> " with a link to https://example.org/runs/" + i;
      case 1 -> " 한국어로도 이야기해요";
      case 2 -> " which is **longer** than the others, so that it takes more than a line of the timeline on every screen that one may have";
      default -> "";
    };
  }
}
