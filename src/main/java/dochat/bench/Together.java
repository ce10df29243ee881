package dochat.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One room whose clients are at three nodes, beside the same at one of them. It is so slow that a message is a frame, unless the machine is busy. */
final class Together {
  private static final int NODES = 3;
  private static final double RATE = 50;
  private static final String POSTS = "dochat_posts_total{outcome=\"new\"";
  /** Observed once for each batch that came over the bus, at each node. */
  private static final String CROSSED = "dochat_delivery_seconds_count{posted=\"elsewhere\"";

  private Together() {
  }

  static void play(Stage stage, Sizes sizes, String name) throws IOException {
    Row alone = measure(stage, sizes, name + " of 1", sizes.length());
    stage.add(alone);
    List<Child> more = new ArrayList<>();
    try {
      while (more.size() < NODES - 1) {
        stage.now(name + ": another node starts");
        more.add(stage.site().start());
      }
      Stage all = stage.with(more);
      if (!stage.warmUp().isZero()) {
        measure(all, sizes, name + ": warm-up", stage.warmUp());
      }
      stage.add(measure(all, sizes, name + " of " + NODES, sizes.length()).putCpuBeside(alone));
    } finally {
      for (Child node : more) {
        node.stop();
      }
    }
  }

  private static Row measure(Stage stage, Sizes sizes, String name, Duration length) throws IOException {
    stage.enter();
    stage.now(name);
    try (Flow flow = new Flow(stage, sizes, true)) {
      Tally posts = new Tally(stage.node(), POSTS);
      Tally crossed = new Tally(stage.node(), CROSSED);
      Row row = flow.measureFrames(name, load -> load.pace(RATE), length);
      return row.put(Figure.CROSSED, crossed.grown() / posts.grown());
    }
  }
}
