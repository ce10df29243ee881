package dochat.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What it takes nodes until they are ready: the first one of a store, and one that joins it; with the archive of classes that the launcher has made, and without. Rounds go on for a time. */
final class Starts {
  private static final List<String> ARCHIVES = List.of("-XX:SharedArchiveFile=", "-XX:AOTCache=");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Stage stage;
  private final List<String> java;
  private final Start first;
  private final Start joining;

  private Starts(Stage stage, List<String> java, String name) {
    this.stage = stage;
    this.java = java;
    this.first = new Start(name);
    this.joining = new Start(name + " joins");
  }

  static void play(Stage stage, Sizes sizes, String name) throws IOException {
    List<String> java = stage.site().java();
    List<String> plain = java.stream().filter(word -> ARCHIVES.stream().noneMatch(word::startsWith)).toList();
    List<Starts> kinds = new ArrayList<>(List.of(new Starts(stage, java, plain.equals(java) ? name + " plain" : name)));
    if (!plain.equals(java)) {
      kinds.add(new Starts(stage, plain, name + " plain"));
    }
    long end = Stamp.now() + sizes.length().toNanos();
    int round = 0;
    do {
      stage.now(name + ": round " + ++round);
      for (Starts kind : kinds) {
        kind.round();
      }
    } while (Stamp.now() < end);
    for (Starts kind : kinds) {
      stage.add(kind.first.row());
      stage.add(kind.joining.row());
    }
  }

  /** A place of their own, where nobody has been; they leave it in order, so that nobody waits for one that died. */
  private void round() throws IOException {
    try (Site site = stage.site().another(java)) {
      Child one = first.measure(site);
      joining.measure(site).stop();
      one.stop();
    }
  }

  /** All starts of one kind. */
  private static final class Start {
    private static final double SECOND_MICROS = 1e6;
    private static final double MIB = 1_024;

    private final String name;
    private final Histogram times = new Histogram(3);
    private final Histogram micros = new Histogram(3);
    private double rss;

    Start(String name) {
      this.name = name;
    }

    Child measure(Site site) throws IOException {
      long begin = Stamp.now();
      Child node = site.start();
      Ops ops = new Ops(node.ops());
      while (!ops.isReady()) {
        if (Stamp.now() > begin + PATIENCE.toNanos()) {
          throw new IOException("a node is not ready after " + PATIENCE.toSeconds() + " s");
        }
        Pause.briefly();
      }
      times.recordValue(Stamp.now() - begin);
      Watched process = Watched.nodes(List.of(node));
      micros.recordValue((long) process.cpuMicros());
      rss = process.rssKib();
      return node;
    }

    Row row() {
      return new Row(name).put(Figure.P50, Row.millis(times, 50)).put(Figure.MAX, Row.millis(times, 100)).put(Figure.READY_CPU, micros.getValueAtPercentile(50) / SECOND_MICROS)
          .put(Figure.READY_RSS, rss / MIB).put(Figure.ROUNDS, times.getTotalCount()).put(Figure.LOAD, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }
}
