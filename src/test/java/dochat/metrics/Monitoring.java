package dochat.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What operators are given: the table of metrics, the alerts and the dashboard. */
final class Monitoring {
  static final Path FOLDER = Path.of("deploy", "monitoring").toAbsolutePath();
  private static final Path PAPER = Path.of("docs", "operations.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+\\*?)` \\| (\\w+) \\| (.*?) ?\\| .+ \\|$");
  private static final Pattern RUNBOOK = Pattern.compile("(?m)^### (Dochat\\w+)\n\n[^#\n]");
  private static final Pattern NAME = Pattern.compile("\\b(?:dochat|jvm|process)_[a-z_]+");

  /** A row of the table. */
  record Metric(String type, Set<String> labels) {
  }

  private Monitoring() {
  }

  /** By name; the name of a family ends with a star. */
  static Map<String, Metric> table() {
    Map<String, Metric> table = new TreeMap<>();
    for (MatchResult row : ROW.matcher(text(PAPER)).results().toList()) {
      Set<String> labels = new TreeSet<>();
      Pattern.compile("`(\\w+)`").matcher(row.group(3)).results().forEach(label -> labels.add(label.group(1)));
      table.put(row.group(1), new Metric(row.group(2), labels));
    }
    return table;
  }

  /** The alerts that the paper has a paragraph for. */
  static Set<String> runbooks() {
    Set<String> names = new TreeSet<>();
    RUNBOOK.matcher(text(PAPER)).results().forEach(heading -> names.add(heading.group(1)));
    return names;
  }

  /** Expressions by the names of their alerts. */
  static Map<String, String> alerts() {
    try {
      Map<String, String> alerts = new TreeMap<>();
      for (JsonNode rule : new YAMLMapper().readTree(FOLDER.resolve("alerts.yaml").toFile()).at("/groups/0/rules")) {
        alerts.put(rule.get("alert").asText(), rule.get("expr").asText());
      }
      return alerts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonObject dashboard() {
    return new JsonObject(text(FOLDER.resolve("dashboard.json")));
  }

  /** Of all panels, as Prometheus is asked when somebody looks at all nodes. */
  static List<String> panelExpressions() {
    List<String> expressions = new ArrayList<>();
    dashboard().getJsonArray("panels").stream().map(JsonObject.class::cast).filter(panel -> panel.containsKey("targets"))
        .flatMap(panel -> panel.getJsonArray("targets").stream()).map(JsonObject.class::cast)
        .forEach(target -> expressions.add(target.getString("expr").replaceAll("\\$(job|instance)", ".*").replace("$__rate_interval", "1m")));
    return expressions;
  }

  /** The names of the metrics in an expression, without what histograms and summaries append. */
  static Set<String> names(String expression) {
    Set<String> names = new TreeSet<>();
    NAME.matcher(expression).results().forEach(name -> names.add(name.group().replaceFirst("_(bucket|sum|count)$", "")));
    return names;
  }

  /** Whether the table has this metric, by itself or in a family. */
  static boolean isInTable(String name) {
    return table().containsKey(name) || table().containsKey(name.replaceFirst("_.*", "_*"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
