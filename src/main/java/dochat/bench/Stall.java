package dochat.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What clients cost that stop to read: memory, and the time of those who do read. In the end they read again and must get everything. */
final class Stall {
  private static final Sizes READERS = new Sizes(100, 1, 10, 5);
  private static final double RATE = 400;
  private static final double MIB = 1_024;
  private static final double SECOND_NANOS = 1e9;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Stall() {
  }

  static void play(Stage stage, Sizes sizes, String name) throws IOException {
    Fleet fleet = stage.fleet();
    try (Flow flow = new Flow(stage, READERS.with(null, null, null), true)) {
      Duration calm = sizes.length().compareTo(READERS.length()) < 0 ? sizes.length() : READERS.length();
      Row before = flow.measure(name, load -> load.pace(RATE), calm);
      List<Line> stalled = new ArrayList<>();
      for (int i = 0; i < sizes.clients(); i++) {
        stalled.add(new ChatLine(fleet, flow.rooms().get(0), stage.guests().token(i), true, Line.LIVE));
      }
      fleet.open(stalled);
      take(fleet, stalled, false);
      double heap = stage.node().liveHeapKib();
      double rss = stage.node().rssKib();
      stage.now(name + " nobody of them reads");
      Row row = flow.measure(name, load -> load.pace(RATE), sizes.length());
      row.put(Figure.RSS_GROWTH, (stage.node().rssKib() - rss) / MIB).put(Figure.HEAP_GROWTH, (stage.node().liveHeapKib() - heap) / MIB)
          .put(Figure.CALM_P99, before.figure(Figure.P99) == null ? Double.NaN : before.figure(Figure.P99));
      stage.now(name + " they read again");
      fleet.restart();
      long begin = Stamp.now();
      take(fleet, stalled, true);
      fleet.await(PATIENCE, () -> stalled.stream().allMatch(Line::isLevel));
      row.put(Figure.LEVEL, (Stamp.now() - begin) / SECOND_NANOS).putFault(fleet.ask(fleet::damage));
      stage.add(row.putLosses(fleet.ask(() -> stalled.stream().mapToLong(Line::lost).sum()), fleet.ask(() -> stalled.stream().mapToLong(Line::twice).sum())));
    }
  }

  private static void take(Fleet fleet, List<Line> lines, boolean isTaking) throws IOException {
    fleet.ask(() -> {
      lines.forEach(line -> line.setTaking(isTaking));
      return lines;
    });
  }
}
