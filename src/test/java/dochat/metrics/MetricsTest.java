package dochat.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is counted is what is told. */
class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void openSessionsAreThoseThatHaveNotEnded() {
    assertEquals(Map.of("dochat_sessions{transport=\"websocket\"}", 0.0), told("dochat_sessions"));
    IntStream.range(0, 1_000).parallel().forEach(i -> metrics.opened("websocket"));
    IntStream.range(0, 400).parallel().forEach(i -> metrics.closed("websocket", "client"));
    metrics.opened("tcp");
    metrics.closed("websocket", "silent");
    assertEquals(Map.of("dochat_sessions{transport=\"websocket\"}", 599.0, "dochat_sessions{transport=\"tcp\"}", 1.0,
        "dochat_closes_total{reason=\"client\",transport=\"websocket\"}", 400.0,
        "dochat_closes_total{reason=\"silent\",transport=\"websocket\"}", 1.0), told("dochat_sessions", "dochat_closes"));
  }

  @Test
  void refusalsAreCountedByCode() {
    metrics.mayRefuse(Stream.of("busy", "internal"));
    metrics.refused("busy");
    metrics.refused("busy");
    metrics.refused("bad_json");
    assertEquals(Map.of("dochat_refusals_total{code=\"busy\"}", 2.0, "dochat_refusals_total{code=\"bad_json\"}", 1.0,
        "dochat_refusals_total{code=\"internal\"}", 0.0), told("dochat_refusals"));
  }

  @Test
  void connectionsThatAreCutAreCountedByWhatTheyWanted() {
    metrics.cut("tls");
    assertEquals(Map.of("dochat_connections_cut_total{reason=\"tls\"}", 1.0, "dochat_connections_cut_total{reason=\"node_full\"}", 0.0,
        "dochat_connections_cut_total{reason=\"too_many_connections\"}", 0.0), told("dochat_connections_cut"));
  }

  @Test
  void commitsAreMeasuredOnceAGroup() {
    metrics.committed(3, TimeUnit.MILLISECONDS.toNanos(4));
    metrics.committed(5, TimeUnit.MILLISECONDS.toNanos(600));
    assertEquals(Map.of("dochat_commit_group_drafts_count", 2.0, "dochat_commit_group_drafts_sum", 8.0),
        told("dochat_commit_group_drafts_count", "dochat_commit_group_drafts_sum"));
    assertEquals(Map.of("dochat_append_seconds_bucket{le=\"0.0025\"}", 0.0, "dochat_append_seconds_bucket{le=\"0.005\"}", 1.0,
        "dochat_append_seconds_bucket{le=\"0.5\"}", 1.0, "dochat_append_seconds_bucket{le=\"1.0\"}", 2.0),
        told("dochat_append_seconds_bucket{le=\"0.0025\"}", "dochat_append_seconds_bucket{le=\"0.005\"}",
            "dochat_append_seconds_bucket{le=\"0.5\"}", "dochat_append_seconds_bucket{le=\"1.0\"}"));
  }

  @Test
  void callsOfTheStoreAreMeasuredByKind() {
    metrics.storeWaited("read", TimeUnit.MILLISECONDS.toNanos(30));
    metrics.storeRan("read", TimeUnit.MILLISECONDS.toNanos(2));
    metrics.storeRan("read", TimeUnit.MILLISECONDS.toNanos(4));
    assertEquals(Map.of("dochat_store_wait_seconds_count{kind=\"read\"}", 1.0, "dochat_store_wait_seconds_sum{kind=\"read\"}", 0.03,
        "dochat_store_run_seconds_count{kind=\"read\"}", 2.0, "dochat_store_run_seconds_sum{kind=\"read\"}", 0.006),
        told("dochat_store_wait_seconds_c", "dochat_store_wait_seconds_s", "dochat_store_run_seconds_c", "dochat_store_run_seconds_s"));
  }

  @Test
  void deliveriesAreCountedByWhereTheyWereRead() {
    metrics.delivered(7, true);
    metrics.delivered(0, true);
    metrics.delivered(100, false);
    assertEquals(Map.of("dochat_deliveries_total{source=\"tail\"}", 2.0, "dochat_deliveries_total{source=\"log\"}", 1.0,
        "dochat_delivered_events_total", 107.0), told("dochat_deliveries", "dochat_delivered"));
  }

  /** The clock of the other machine may be ahead. */
  @Test
  void whatCameBeforeItWasPostedTookNoTime() {
    metrics.reached(-5_000_000, false);
    metrics.reached(20_000, true);
    assertEquals(Map.of("dochat_delivery_seconds_sum{posted=\"elsewhere\"}", 0.0, "dochat_delivery_seconds_sum{posted=\"here\"}", 0.02),
        told("dochat_delivery_seconds_sum"));
  }

  @Test
  void watchesNumbersThatChangeByThemselves() {
    AtomicInteger rooms = new AtomicInteger(2);
    metrics.gauge("dochat_rooms_live", "Rooms.", rooms::get);
    metrics.gauges("dochat_bus_lag_seconds", "Lag.", "node", () -> rooms.get() == 2 ? Map.of("a", 0.5) : Map.of("b", 1.5));
    metrics.count("dochat_store_reads_total", "Reads.", rooms::get);
    assertEquals(Map.of("dochat_rooms_live", 2.0, "dochat_bus_lag_seconds{node=\"a\"}", 0.5, "dochat_store_reads_total", 2.0),
        told("dochat_rooms", "dochat_bus", "dochat_store"));
    rooms.set(9);
    assertEquals(Map.of("dochat_rooms_live", 9.0, "dochat_bus_lag_seconds{node=\"b\"}", 1.5, "dochat_store_reads_total", 9.0),
        told("dochat_rooms", "dochat_bus", "dochat_store"));
  }

  private Map<String, Double> told(String... beginnings) {
    Map<String, Double> told = new TreeMap<>();
    metrics.scrape().lines().filter(line -> Stream.of(beginnings).anyMatch(line::startsWith))
        .forEach(line -> told.put(line.substring(0, line.lastIndexOf(' ')), Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    return told;
  }
}
