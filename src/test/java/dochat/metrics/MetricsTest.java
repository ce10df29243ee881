package dochat.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted is what is told. */
class MetricsTest {
  private final Metrics metrics = new Metrics();

  @Test
  void openSessionsAreThoseThatHaveNotEnded() {
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
    metrics.refused("busy");
    metrics.refused("busy");
    metrics.refused("bad_json");
    assertEquals(Map.of("dochat_refusals_total{code=\"busy\"}", 2.0, "dochat_refusals_total{code=\"bad_json\"}", 1.0), told("dochat_refusals"));
  }

  @Test
  void commitsDeliveriesAndGapsAreCounted() {
    metrics.committed(3);
    metrics.committed(5);
    metrics.delivered(7);
    metrics.gapFilled();
    assertEquals(Map.of("dochat_commit_group_count", 2.0, "dochat_commit_group_sum", 8.0, "dochat_commit_group_max", 5.0,
        "dochat_delivered_total", 7.0, "dochat_gaps_total", 1.0), told("dochat_commit", "dochat_delivered", "dochat_gaps"));
  }

  @Test
  void watchesANumberThatChangesByItself() {
    AtomicInteger rooms = new AtomicInteger(2);
    metrics.gauge("dochat.rooms.live", rooms::get);
    assertEquals(Map.of("dochat_rooms_live", 2.0), told("dochat_rooms"));
    rooms.set(9);
    assertEquals(Map.of("dochat_rooms_live", 9.0), told("dochat_rooms"));
  }

  @Test
  void goesOnWatchingThoughNobodyElseKeepsTheSupplier() {
    AtomicInteger rooms = new AtomicInteger(2);
    metrics.gauge("dochat.rooms.live", rooms::get);
    WeakReference<Object> collected = new WeakReference<>(new Object());
    await().until(() -> {
      System.gc();
      return collected.get() == null;
    });
    assertEquals(Map.of("dochat_rooms_live", 2.0), told("dochat_rooms"));
  }

  private Map<String, Double> told(String... names) {
    Map<String, Double> told = new TreeMap<>();
    metrics.scrape().lines().filter(line -> IntStream.range(0, names.length).anyMatch(i -> line.startsWith(names[i])))
        .forEach(line -> told.put(line.substring(0, line.lastIndexOf(' ')), Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    return told;
  }
}
