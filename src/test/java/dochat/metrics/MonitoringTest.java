package dochat.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The alerts, the dashboard and the paper for operators speak of the same things. */
class MonitoringTest {
  /** Columns of a dashboard. */
  private static final int GRID = 24;

  @Test
  void everyAlertHasItsParagraphAndTheOtherWayRound() {
    assertFalse(Monitoring.alerts().isEmpty());
    assertEquals(Monitoring.alerts().keySet(), Monitoring.runbooks());
  }

  @Test
  void alertsAndDashboardNameOnlyMetricsOfTheTable() {
    Stream.concat(Monitoring.alerts().values().stream(), Monitoring.panelExpressions().stream()).flatMap(expression -> Monitoring.names(expression).stream())
        .forEach(name -> assertTrue(Monitoring.isInTable(name), name));
  }

  @Test
  void theDashboardShowsEveryMetricOfDoChat() {
    Set<String> shown = new HashSet<>();
    Monitoring.panelExpressions().forEach(expression -> shown.addAll(Monitoring.names(expression)));
    Monitoring.table().keySet().stream().filter(name -> name.startsWith("dochat_")).forEach(name -> assertTrue(shown.contains(name), name));
  }

  /** Grafana asks for what stands in __inputs; without it, it takes its own Prometheus. */
  @Test
  void theDashboardImportsWithoutEdits() {
    JsonObject dashboard = Monitoring.dashboard();
    assertFalse(dashboard.containsKey("__inputs"));
    assertEquals("datasource", dashboard.getJsonObject("templating").getJsonArray("list").getJsonObject(0).getString("type"));
    List<JsonObject> panels = objects(dashboard.getJsonArray("panels"));
    assertEquals(panels.size(), panels.stream().map(panel -> panel.getInteger("id")).distinct().count());
    panels.stream().filter(panel -> panel.containsKey("targets")).flatMap(panel -> objects(panel.getJsonArray("targets")).stream())
        .forEach(target -> assertEquals("${datasource}", target.getJsonObject("datasource").getString("uid")));
  }

  /** Grafana would push one of them aside, or show it over the other. */
  @Test
  void noTwoPanelsOfTheDashboardOverlap() {
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonObject panel : objects(Monitoring.dashboard().getJsonArray("panels"))) {
      JsonObject place = panel.getJsonObject("gridPos");
      assertTrue(place.getInteger("x") + place.getInteger("w") <= GRID, panel.getString("title"));
      for (int x = 0; x < place.getInteger("w"); x++) {
        for (int y = 0; y < place.getInteger("h"); y++) {
          assertTrue(taken.add(List.of(place.getInteger("x") + x, place.getInteger("y") + y)), panel.getString("title"));
        }
      }
    }
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
