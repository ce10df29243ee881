package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dochat.support.ChatNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the lab and writes what it measured into the tables of {@code docs/transports.md} and {@code docs/transports.ko.md}: the cost of each way, in
 * the row with its anchor. Not a test: the numbers are those of the machine. Six minutes, in which it should have nothing else to do.
 * <pre>
 * ./mvnw -q test-compile && ./mvnw -q org.codehaus.mojo:exec-maven-plugin:3.5.1:exec -Dexec.classpathScope=test \
 *   -Dexec.executable=java -Dexec.args="-cp %classpath dochat.browser.LabTable"
 * </pre>
 */
public final class LabTable {
  private static final List<String> WAYS = List.of("polling", "long-polling", "streaming", "server-sent-events", "websocket", "tcp");
  private static final List<String> SOCKJS = List.of("websocket", "xhr-streaming", "eventsource", "xhr-polling");
  private static final int COST_CELL = 3;
  private static final Pattern IDLE = Pattern.compile("([0-9.,]+\u00a0\\S*B) · ([0-9.,]+) request");
  private static final LocatorAssertions.HasAttributeOptions PHASE = new LocatorAssertions.HasAttributeOptions().setTimeout(60_000);

  private final Map<String, Talked> talked = new LinkedHashMap<>();
  private final Map<String, Cost> costs = new LinkedHashMap<>();
  private final People people;
  private final ChatNode node;
  private String browser;

  private LabTable(People people, ChatNode node) {
    this.people = people;
    this.node = node;
  }

  /** Measures, and writes both papers. */
  public static void main(String[] none) throws IOException {
    Path data = Files.createTempDirectory(Path.of("target"), "lab");
    try (Chromium chromium = Chromium.start(); ChatNode node = ChatNode.start(data)) {
      LabTable table = new LabTable(new People(chromium), node);
      table.measure();
      table.write(Path.of("docs", "transports.md"), "requests: %s for %s messages, %s a message<br>idle minute: %s, requests: %s<br>half within %s, 95 %% within %s",
          "Measured in the lab on %s: two minutes of it (the fallbacks of SockJS: one), one node with SQLite, %s and the node on one machine with %d processors.");
      table.write(Path.of("docs", "transports.ko.md"), "메시지 %2$s개에 요청 %1$s번, 하나에 %3$s<br>침묵 1분: %4$s, 요청 %5$s번<br>절반 %6$s, 95 %% %7$s 안에",
          "%s에 실험실에서 잰 값입니다. 2분 동안(SockJS의 대체 방식은 1분), SQLite를 쓰는 노드 하나와 브라우저(%s)가 프로세서 %d개짜리 컴퓨터 한 대에서 함께 돌았습니다.");
    }
  }

  private void measure() {
    for (String transport : SOCKJS) {
      Person visitor = people.visitor("Mina", node.url() + "/lab", Device.DESK);
      browser = "Chromium " + visitor.page().context().browser().version().split("\\.")[0];
      visitor.page().getByTestId("name").fill("Mina");
      visitor.page().getByTestId("sign-in").click();
      visitor.page().getByTestId("sockjs-transport").selectOption(transport);
      visitor.page().getByTestId("run").click();
      boolean isFirst = costs.isEmpty();
      watch(visitor, isFirst ? 2 : 1);
      read(visitor, "sockjs", "sockjs-" + transport);
      if (isFirst) {
        WAYS.forEach(way -> read(visitor, way, way));
      }
      visitor.page().context().close();
    }
  }

  /** Notes, when the first talk is over, how many requests it has taken; ends with the last silence. */
  private void watch(Person visitor, int times) {
    Locator phase = visitor.page().getByTestId("phase");
    for (int i = 0; i < times; i++) {
      assertThat(phase).hasAttribute("data-phase", "silence", PHASE);
      if (i == 0) {
        visitor.page().getByTestId("row").all().forEach(row ->
            talked.put(row.getAttribute("data-door"), new Talked(text(row, "requests"), text(row, "messages"))));
      }
      assertThat(phase).hasAttribute("data-phase", "talk", PHASE);
    }
    visitor.page().getByTestId("run").click();
  }

  private void read(Person visitor, String door, String anchor) {
    Locator row = visitor.page().locator("[data-testid=row][data-door=" + door + "]");
    MatchResult idle = IDLE.matcher(row.getByTestId("idle").innerText()).results().findFirst().orElseThrow();
    costs.put(anchor, new Cost(talked.get(door), text(row, "message"), idle.group(1), idle.group(2), text(row, "median"), text(row, "p95")));
  }

  private static String text(Locator row, String name) {
    return row.getByTestId(name).innerText().replaceFirst("^[^0-9]*", "");
  }

  private void write(Path paper, String cost, String measured) {
    try {
      List<String> lines = Files.readAllLines(paper).stream().map(line -> line.contains("id=\"measured\"")
          ? "<a id=\"measured\"></a>" + measured.formatted(LocalDate.now(), browser, Runtime.getRuntime().availableProcessors()) : filled(line, cost)).toList();
      Files.write(paper, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String filled(String line, String format) {
    Matcher anchor = Pattern.compile("^\\| <a id=\"([a-z-]+)\"></a>").matcher(line);
    if (!anchor.find() || !costs.containsKey(anchor.group(1))) {
      return line;
    }
    String[] cells = line.split(" \\| ", -1);
    cells[COST_CELL - 1] = costs.get(anchor.group(1)).as(format);
    return String.join(" | ", cells);
  }

  /** As the page showed it, units included. */
  private record Cost(Talked talked, String message, String idleBytes, String idleRequests, String median, String p95) {
    String as(String format) {
      return format.formatted(talked.requests(), talked.messages(), message, idleBytes, idleRequests, median, p95).replace('\u00a0', ' ');
    }
  }

  private record Talked(String requests, String messages) {
  }
}
