package dochat.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the ways of HTTP cost: polls that wait, polls that find nothing new, and streams beside a WebSocket. */
final class Ways {
  private static final int POLLERS = 100;
  private static final int LISTENERS = 1_000;
  private static final int WAIT_SECONDS = 25;
  private static final Duration WARMTH = Duration.ofSeconds(1);
  private static final double RATE = 1;
  private static final double STREAM_RATE = 50;
  private static final double SECOND_NANOS = 1e9;

  private Ways() {
  }

  static void play(Stage stage, Sizes sizes, String name) throws IOException {
    parked(stage, sizes, name + " long poll");
    idle(stage, sizes, name + " poll");
    Sizes listeners = sizes.with(Math.min(LISTENERS, sizes.clients()), null, null);
    Row socket = stream(stage, listeners, name + " websocket", (fleet, room, token) -> new ChatLine(fleet, room, token, true, Line.LIVE));
    stage.add(socket);
    stage.add(stream(stage, listeners, name + " sse", (fleet, room, token) -> new StreamLine(fleet, room, token, "text/event-stream")).putCpuBeside(socket));
    stage.add(stream(stage, listeners, name + " ndjson", (fleet, room, token) -> new StreamLine(fleet, room, token, "application/x-ndjson")).putCpuBeside(socket));
  }

  /** All wait; then there is news once a second. */
  private static void parked(Stage stage, Sizes sizes, String name) throws IOException {
    stage.now(name);
    stage.guests().meet(sizes.clients());
    double heap = stage.node().liveHeapKib();
    double rss = stage.node().rssKib();
    try (Flow flow = Flow.apart(stage, sizes.with(null, 1, null), 1, (fleet, room, token) -> new PollLine(fleet, room, token, 0, WAIT_SECONDS))) {
      rss = stage.node().rssKib() - rss;
      heap = stage.node().liveHeapKib() - heap;
      stage.add(flow.measure(name, load -> load.pace(RATE), sizes.length()).put(Figure.RSS, rss / sizes.clients()).put(Figure.HEAP, heap / sizes.clients())
          .put(Figure.CONNECTS, flow.connectsPerSecond()));
    }
  }

  /** Nothing is said; each asks as soon as it has been told so. */
  private static void idle(Stage stage, Sizes sizes, String name) throws IOException {
    stage.now(name);
    Fleet fleet = stage.fleet();
    Room room = stage.guests().rooms(1).get(0);
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(POLLERS, sizes.clients()); i++) {
      lines.add(new PollLine(fleet, room, stage.guests().token(i), 0, 0));
    }
    Meter meter = fleet.restart();
    fleet.open(lines);
    Pause.of(WARMTH);
    long from = Stamp.now();
    long to = from + sizes.length().toNanos();
    fleet.ask(() -> {
      meter.measure(from, to);
      return meter;
    });
    Costs costs = new Costs(stage.node());
    Pause.until(to);
    costs.end();
    String damage = fleet.ask(fleet::damage);
    fleet.closeLines();
    stage.add(costs.putOn(new Row(name).putTimes(meter.answers()).put(Figure.CPU, costs.nodeMicros() / meter.acknowledged())
        .put(Figure.POLLS, meter.acknowledged() * SECOND_NANOS / (to - from)).putFault(damage)));
  }

  /** So slow that a message is a frame, unless the machine is busy. */
  private static Row stream(Stage stage, Sizes sizes, String name, Way way) throws IOException {
    stage.now(name);
    try (Flow flow = Flow.apart(stage, sizes.with(null, 1, null), sizes.authors(), way)) {
      return flow.measureFrames(name, load -> load.pace(STREAM_RATE), sizes.length());
    }
  }
}
