package dochat.bench;

import dochat.bench.Load.Course;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * All clients of a node that died come at once, each with a cursor of its own: how soon has everybody what was said meanwhile? They come twice: to a node that has had
 * few clients yet, and to one that has had as many.
 */
final class Storm {
  private static final int DEPTH = 5_000;
  private static final int WINDOW = 500;
  private static final int WRITERS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  /** A node goes on for a while after all clients have left. */
  private static final Duration LEAVING = Duration.ofSeconds(10);
  private static final double SECOND_NANOS = 1e9;
  private static final double MIB = 1_024;

  private Storm() {
  }

  static void play(Stage stage, Sizes sizes, String name) throws IOException {
    Room room = written(stage);
    come(stage, sizes, room, name);
    Pause.of(LEAVING);
    come(stage, sizes, room, name + " again");
  }

  private static void come(Stage stage, Sizes sizes, Room room, String name) throws IOException {
    long head = stage.fleet().ask(room::head);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < sizes.clients(); i++) {
      long behind = i % head;
      lines.add(new ChatLine(stage.fleet(), room, stage.guests().token(i), true, head - behind));
    }
    double heap = stage.node().liveHeapKib();
    double rss = stage.node().rssKib();
    double micros = stage.node().cpuMicros();
    Meter meter = stage.fleet().restart();
    stage.now(name);
    long begin = Stamp.now();
    long[] due = new long[lines.size()];
    for (int i = 0; i < due.length; i++) {
      due[i] = begin + (long) (i * SECOND_NANOS / due.length);
      Pause.until(due[i]);
      stage.fleet().openSoon(lines.get(i));
    }
    stage.fleet().await(sizes.length(), () -> lines.stream().allMatch(Line::isLevel));
    micros = stage.node().cpuMicros() - micros;
    Row row = stage.fleet().ask(() -> row(name, lines, due, meter));
    row.put(Figure.CPU, micros / meter.received()).put(Figure.RSS_GROWTH, (stage.node().rssKib() - rss) / MIB)
        .put(Figure.HEAP_GROWTH, (stage.node().liveHeapKib() - heap) / MIB).putFault(stage.fleet().ask(stage.fleet()::damage));
    stage.add(row);
    stage.fleet().closeLines();
  }

  /** A room in which so much was said. */
  private static Room written(Stage stage) throws IOException {
    stage.now("storm: writing what they have missed");
    try (Flow flow = new Flow(stage, new Sizes(WRITERS, 1, WRITERS, 0), false)) {
      Room room = flow.rooms().get(0);
      Meter meter = stage.fleet().restart();
      Course course = new Load(stage.fleet(), flow.rooms()).window(WINDOW);
      course.begin();
      stage.fleet().await(PATIENCE, () -> room.head() >= DEPTH || stage.fleet().gone() > 0);
      course.end();
      stage.fleet().await(PATIENCE, () -> meter.unanswered() == 0);
      return room;
    }
  }

  private static Row row(String name, List<Line> lines, long[] due, Meter meter) {
    Histogram times = new Histogram(3);
    long last = 0;
    for (int i = 0; i < due.length; i++) {
      if (!lines.get(i).isGone()) {
        times.recordValue(Math.max(0, lines.get(i).lastNanos() - due[i]));
        last = Math.max(last, lines.get(i).lastNanos() - due[0]);
      }
    }
    return new Row(name).put(Figure.DELIVERIES, meter.received() * SECOND_NANOS / last).putTimes(times).put(Figure.LEVEL, last / SECOND_NANOS)
        .putLosses(lines.stream().mapToLong(Line::lost).sum(), lines.stream().mapToLong(Line::twice).sum())
        .put(Figure.LOAD, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
