package dochat.bench;

import java.io.IOException;
import java.time.Duration;

/** What clients cost that are only there, how soon all of them get one message, and how fast they come: to a node that has had few yet, and to one that has had as many. */
final class Idle {
  /** Who has come, or left, is told to everybody meanwhile. */
  private static final Duration SETTLING = Duration.ofSeconds(5);
  /** Each is asked three times in this time whether it is there. */
  private static final Duration HEARTBEATS = Duration.ofSeconds(60);
  private static final double RATE = 1;

  private Idle() {
  }

  static void play(Stage stage, Sizes sizes, String name) throws IOException {
    stage.crowd().meet(sizes.clients());
    double heap = stage.node().liveHeapKib();
    double rss = stage.node().rssKib();
    try (Flow flow = new Flow(stage, sizes, true)) {
      Pause.of(SETTLING);
      rss = stage.node().rssKib() - rss;
      heap = stage.node().liveHeapKib() - heap;
      stage.now(name + " idle");
      // No load before had heartbeats, so a node is as young here as it was before the first load, and what its compiler does meanwhile would count.
      Pause.of(stage.warmUp());
      Costs costs = new Costs(stage.node());
      Pause.of(HEARTBEATS);
      costs.end();
      stage.now(name + " one message to all");
      stage.add(flow.measure(name, load -> load.pace(RATE), sizes.length()).put(Figure.RSS, rss / sizes.clients()).put(Figure.HEAP, heap / sizes.clients())
          .put(Figure.CONNECTS, flow.connectsPerSecond()).put(Figure.HEARTBEATS, costs.nodePercent()));
    }
    stage.now(name + " again");
    Pause.of(SETTLING);
    try (Flow flow = new Flow(stage, sizes, true)) {
      stage.add(new Row(name + " again").put(Figure.CONNECTS, flow.connectsPerSecond()));
    }
  }
}
