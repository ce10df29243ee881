package dochat.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsTest {

  @Test
  void aGaugeIsThereAfterAGarbageCollectionToo() {
    Metrics metrics = new Metrics();
    List<String> watched = List.of("a", "b");
    metrics.gauge("watched", watched::size);
    System.gc();
    assertTrue(metrics.scrape().lines().anyMatch("watched 2.0"::equals), metrics.scrape());
  }
}
