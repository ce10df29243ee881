package dochat.bench;

import dochat.bench.Load.Course;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Clients in rooms of their own, of whom some write what all get, and what of it is measured. Blocks; for the main thread. */
final class Flow implements AutoCloseable {
  private static final Duration WARMTH = Duration.ofSeconds(1);
  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final Duration SETTLING = Duration.ofMillis(300);
  private static final double SECOND_NANOS = 1e9;

  private final Stage stage;
  private final Fleet fleet;
  private final List<Room> rooms;
  private final List<Line> lines = new ArrayList<>();
  private double connectSeconds;
  private long lostBefore;
  private long twiceBefore;

  /** Connects all of them; those who write do so over the same connections. */
  Flow(Stage stage, Sizes sizes, boolean isListened) throws IOException {
    this(stage, stage.crowd().rooms(sizes.rooms()));
    for (int i = 0; i < sizes.clients(); i++) {
      Room room = rooms.get(i % rooms.size());
      Author line = stage.crowd().line(fleet, room, i, isListened);
      if (isListened) {
        room.addListener();
      }
      if (room.authors().size() < sizes.authorsPerRoom()) {
        room.authors().add(line);
      }
      lines.add(line);
    }
    connect();
  }

  /** Connects all of them to one room, which they listen to in this way, and others who write there. */
  static Flow apart(Stage stage, Sizes sizes, int authors, Way way) throws IOException {
    Flow flow = new Flow(stage, stage.guests().rooms(1));
    Room room = flow.rooms.get(0);
    for (int i = 0; i < sizes.clients(); i++) {
      flow.lines.add(way.line(flow.fleet, room, stage.guests().token(i)));
      room.addListener();
    }
    for (int i = 0; i < authors; i++) {
      Author author = stage.guests().line(flow.fleet, room, i, false);
      room.authors().add(author);
      flow.lines.add(author);
    }
    flow.connect();
    return flow;
  }

  private Flow(Stage stage, List<Room> rooms) {
    this.stage = stage;
    this.fleet = stage.fleet();
    this.rooms = rooms;
  }

  private void connect() throws IOException {
    long begin = Stamp.now();
    fleet.open(lines);
    connectSeconds = (fleet.ask(fleet::readyNanos) - begin) / SECOND_NANOS;
    Pause.of(SETTLING);
  }

  List<Room> rooms() {
    return rooms;
  }

  double connectsPerSecond() {
    return lines.size() / connectSeconds;
  }

  /** Lets them write so for a second and then for this time, which is measured, and waits until everything has come. */
  Row measure(String name, Function<Load, Course> how, Duration length) throws IOException {
    Meter meter = fleet.restart();
    Course course = how.apply(new Load(fleet, rooms));
    long from = Stamp.now() + WARMTH.toNanos();
    long to = from + length.toNanos();
    fleet.ask(() -> {
      meter.measure(from, to);
      return meter;
    });
    course.begin();
    course.until(from);
    Costs costs = new Costs(stage.node());
    course.until(to);
    costs.end();
    course.end();
    fleet.await(DRAIN, () -> meter.unanswered() == 0 && meter.outstanding() <= 0 || fleet.gone() > 0);
    return costs.putOn(row(name, meter, costs.nodeMicros(), length));
  }

  /** The same, with what a frame takes, which is comparable where messages are not: the busier a machine is, the more of them share one. */
  Row measureFrames(String name, Function<Load, Course> how, Duration length) throws IOException {
    Tally events = new Tally(stage.node(), "dochat_delivered_events_total");
    Tally frames = new Tally(stage.node(), "dochat_deliveries_total");
    Row row = measure(name, how, length);
    double perFrame = events.grown() / frames.grown();
    return row.put(Figure.PER_FRAME, perFrame).put(Figure.FRAME_CPU, row.figure(Figure.CPU) == null ? Double.NaN : row.figure(Figure.CPU) * perFrame);
  }

  /** The loop has nothing more to count. */
  private Row row(String name, Meter meter, double nodeMicros, Duration length) throws IOException {
    double seconds = length.toNanos() / SECOND_NANOS;
    boolean isListened = rooms.get(0).listeners() > 0;
    long done = isListened ? meter.delivered() : meter.acknowledged();
    Row row = new Row(name).put(Figure.DELIVERIES, isListened ? done / seconds : Double.NaN).put(Figure.CPU, done == 0 ? Double.NaN : nodeMicros / done)
        .putTimes(isListened ? meter.deliveries() : meter.answers()).put(Figure.POSTS, meter.acknowledged() == 0 ? Double.NaN : meter.acknowledged() / seconds);
    if (isListened) {
      row.put(Figure.MAX, Row.millis(meter.deliveries(), 100)).put(Figure.ACK_P50, Row.millis(meter.answers(), 50)).put(Figure.ACK_P99, Row.millis(meter.answers(), 99));
    }
    meter.refusals().forEach((code, times) -> row.putFault(times + " refused: " + code));
    row.putFault(meter.unanswered() == 0 ? null : meter.unanswered() + " not answered").putFault(fleet.ask(fleet::damage));
    return losses(row, meter);
  }

  private Row losses(Row row, Meter meter) throws IOException {
    long lost = fleet.ask(() -> lines.stream().mapToLong(Line::lost).sum());
    long twice = fleet.ask(() -> lines.stream().mapToLong(Line::twice).sum());
    row.putLosses(Math.max(lost - lostBefore, meter.outstanding()), twice - twiceBefore + meter.twice());
    lostBefore = lost;
    twiceBefore = twice;
    return row;
  }

  @Override
  public void close() throws IOException {
    fleet.closeLines();
  }
}
