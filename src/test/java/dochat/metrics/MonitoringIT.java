package dochat.metrics;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.metrics.Monitoring.Metric;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two real nodes tell, and what a real Prometheus makes of it. */
@OnSharedNodes
class MonitoringIT {
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\w+)$");
  private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)\\{(.*)} \\S+$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");
  /** Of a port where nothing listens: it is none of a user's. */
  private static final String NOBODY = "127.0.0.1:1";

  private final ChatNode node = SharedNodes.first();
  private final ChatNode other = SharedNodes.second();

  /** Posts at both nodes, and a refusal and an end at each. */
  @BeforeEach
  void talk() {
    ChatClient ann = ChatClient.guest(node, "Ann");
    ChatClient ben = ChatClient.guest(other, "Ben");
    List.of(ann, ben).forEach(client -> client.register("general"));
    ann.post("general", UUID.randomUUID().toString(), "hello");
    ben.post("general", UUID.randomUUID().toString(), "hello yourself");
    List.of(ann, ben).forEach(client -> client.send("no JSON"));
    eventually(() -> assertEquals(List.of(List.of("bad_json"), List.of("bad_json")), List.of(ann.refusals(), ben.refusals())));
    List.of(ann, ben).forEach(ChatClient::close);
    eventually(() -> assertEquals(0, node.metrics().sum("dochat_sessions", "transport=\"websocket\"")));
  }

  @Test
  void everyMetricIsInTheTableAndTheOtherWayRound() {
    eventually("the nodes have asked each other", () -> node.metrics().text().contains("dochat_bus_lag_seconds{"));
    String text = node.metrics().text();
    Map<String, String> told = new TreeMap<>();
    for (MatchResult type : TYPE.matcher(text).results().toList()) {
      boolean isFamily = !type.group(1).startsWith("dochat_");
      told.put(isFamily ? type.group(1).replaceFirst("_.*", "_*") : type.group(1), isFamily ? "any" : type.group(2));
    }
    assertEquals(Monitoring.table().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, row -> row.getValue().type(), (a, b) -> a, TreeMap::new)), told);
    for (MatchResult series : SERIES.matcher(text).results().filter(series -> series.group(1).startsWith("dochat_")).toList()) {
      Metric row = Monitoring.table().get(series.group(1).replaceFirst("_(bucket|sum|count)$", ""));
      Set<String> labels = LABEL.matcher(series.group(2)).results().map(label -> label.group(1)).filter(label -> !label.equals("le"))
          .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(row.labels(), labels, series.group(1));
    }
  }

  @Test
  void measuresTheWayOfAPostHereAndElsewhere() {
    for (ChatNode each : List.of(node, other)) {
      for (String posted : List.of("here", "elsewhere")) {
        eventually(() -> assertTrue(isMeasured(each, posted), posted));
      }
    }
    assertTrue(node.metrics().sum("dochat_append_seconds_sum") > 0);
    for (String kind : List.of("append", "change", "read")) {
      for (String part : List.of("wait", "run")) {
        assertTrue(node.metrics().sum("dochat_store_" + part + "_seconds_count", "kind=\"" + kind + "\"") > 0, part + " of " + kind);
        assertTrue(node.metrics().sum("dochat_store_" + part + "_seconds_sum", "kind=\"" + kind + "\"") > 0, part + " of " + kind);
      }
    }
    assertTrue(node.metrics().sum("dochat_received_bytes_total") > 0);
    assertTrue(node.metrics().sum("dochat_sent_bytes_total") > 0);
  }

  /** And talks once more where it is not: a subscription does not wait for ever to be known everywhere, and what comes before is brought by the log. */
  private boolean isMeasured(ChatNode at, String posted) {
    boolean isMeasured = at.metrics().sum("dochat_delivery_seconds_count", "posted=\"" + posted + "\"") > 0;
    if (!isMeasured) {
      talk();
    }
    return isMeasured;
  }

  @Test
  void promtoolTakesTheRulesAndTheirTests() throws Exception {
    assertEquals("", promtool("check", "rules", "--lint-fatal", "alerts.yaml"));
    assertEquals("", promtool("check", "config", "prometheus.yaml"));
    assertEquals("", promtool("test", "rules", "alerts.test.yaml"));
  }

  @Test
  void aRealPrometheusScrapesTheNodesAndEvaluatesTheRulesAndTheDashboard() {
    List<String> nodes = List.of(node, other).stream().map(each -> "127.0.0.1:" + each.opsUri("").getPort()).toList();
    try (Prometheus prometheus = new Prometheus(List.of(nodes.get(0), nodes.get(1), NOBODY))) {
      eventually(() -> assertEquals(Set.copyOf(nodes), instances(prometheus, "up{job=\"dochat\"} == 1")));
      eventually(() -> assertEquals(Monitoring.alerts().keySet(), evaluated(prometheus)));
      eventually(() -> assertTrue(pending(prometheus).contains("DochatNodeDown"), "of nobody"));
      for (String passing : List.of("DochatNotReady", "DochatClusterApart")) {
        eventually(() -> assertFalse(pending(prometheus).contains(passing), passing));
      }
      assertFalse(pending(prometheus).contains("DochatCertificateExpires"), "they have none");
      for (String expression : Monitoring.panelExpressions()) {
        eventually(() -> assertFalse(prometheus.query(expression).isEmpty(), expression));
      }
    }
  }

  private static Set<String> instances(Prometheus prometheus, String expression) {
    return prometheus.query(expression).stream().map(series -> ((JsonObject) series).getJsonObject("metric").getString("instance")).collect(Collectors.toSet());
  }

  private static Set<String> evaluated(Prometheus prometheus) {
    return prometheus.rules().stream().filter(rule -> rule.getString("health").equals("ok")).map(rule -> rule.getString("name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that would fire if it went on like that. */
  private static Set<String> pending(Prometheus prometheus) {
    return prometheus.rules().stream().filter(rule -> !rule.getString("state").equals("inactive")).map(rule -> rule.getString("name"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What it has against it; nothing when it has not. */
  private static String promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(Monitoring.FOLDER.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : said;
  }
}
