package dochat.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What rooms cost that somebody listens to and in which nothing is said: to open them, to have them, and what lives on the heap for each. */
final class LiveRooms {
  /** Few clients, so that what is counted is the rooms'. */
  private static final int ROOMS_PER_CLIENT = 100;
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final String READS = "dochat_store_reads_total";
  private static final double SECOND_NANOS = 1e9;

  private LiveRooms() {
  }

  static void play(Stage stage, Sizes sizes, String name) throws IOException {
    stage.now(name + ": they are made");
    Fleet fleet = stage.fleet();
    List<Room> rooms = stage.guests().rooms(sizes.rooms());
    List<Line> lines = new ArrayList<>();
    for (int from = 0; from < rooms.size(); from += ROOMS_PER_CLIENT) {
      lines.add(new RoomsLine(fleet, rooms.subList(from, Math.min(rooms.size(), from + ROOMS_PER_CLIENT)), stage.guests().token(lines.size())));
    }
    double heap = stage.node().liveHeapKib();
    double rss = stage.node().rssKib();
    Tally reads = new Tally(stage.node(), READS);
    stage.now(name + ": they are opened");
    Costs opening = new Costs(stage.node());
    long begin = Stamp.now();
    fleet.open(lines);
    double seconds = (fleet.ask(fleet::readyNanos) - begin) / SECOND_NANOS;
    opening.end();
    double openReads = reads.grown();
    stage.now(name + ": idle");
    Pause.of(SETTLING);
    Tally idleReads = new Tally(stage.node(), READS);
    Costs idle = new Costs(stage.node());
    Pause.of(sizes.length());
    idle.end();
    Row row = new Row(name).put(Figure.ROOMS, rooms.size()).put(Figure.OPEN_SECONDS, seconds).put(Figure.OPEN_CPU, opening.nodeMicros() / rooms.size())
        .put(Figure.OPEN_READS, openReads / rooms.size()).put(Figure.IDLE_CPU, idle.nodePercent()).put(Figure.IDLE_READS, idleReads.grown() * SECOND_NANOS / sizes.length().toNanos())
        .put(Figure.RSS, (stage.node().rssKib() - rss) / rooms.size()).put(Figure.HEAP, (stage.node().liveHeapKib() - heap) / rooms.size());
    stage.add(idle.putOn(row).putFault(fleet.ask(fleet::damage)));
    fleet.closeLines();
  }
}
