package dochat.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The loads that there are, in the order in which they are run. Their {@link #play} blocks the main thread. */
enum Scenario {
  S1("one room, everybody listens, 100 write, 20 messages on their way", new Sizes(1_000, 1, 100, 4), Scenario::oneRoom),
  S1_RAMP("the same at 50 to 4,800 messages a second", new Sizes(1_000, 1, 100, 3), Scenario::ramp),
  S2("a hundred rooms of ten, 300 messages on their way", new Sizes(1_000, 100, 100, 4), Scenario::smallRooms),
  S4("ten rooms of ten, 50 messages a second", new Sizes(100, 10, 10, 4), Scenario::lightLoad),
  S3("10,000 clients in a room who say nothing, then one message a second", new Sizes(10_000, 1, 1, 5), Idle::play),
  POSTS("nobody listens, 1,000 write, as many messages on their way", new Sizes(1_000, 100, 1_000, 4), Scenario::posts),
  STALLED("1,000 clients read nothing while others get 10,000 messages", new Sizes(1_000, 1, 10, 25), Stall::play),
  STORM("10,000 clients come within a second, up to 5,000 messages behind", new Sizes(10_000, 1, 100, 60), Storm::play),
  HTTP("polls that wait, polls that find nothing, streams beside WebSocket", new Sizes(10_000, 1, 100, 4), Ways::play),
  CLUSTER("one room at three nodes, 50 messages a second, beside one node", new Sizes(1_000, 1, 100, 10), Together::play),
  ROOMS("9,000 rooms that somebody listens to, in which nothing is said", new Sizes(9_000, 9_000, 1, 20), LiveRooms::play),
  START("a first node and one that joins, until they are ready", new Sizes(1, 1, 1, 30), Starts::play);

  private static final int[] RATES = {50, 100, 200, 400, 800, 1_200, 1_600, 2_400, 3_200, 4_800};
  private static final int LARGE_ROOM_WINDOW = 20;
  private static final int SMALL_ROOMS_WINDOW = 300;
  private static final int WARM_WINDOW = 5;
  private static final double LIGHT_RATE = 50;

  private final String about;
  private final Sizes sizes;
  private final Play play;

  Scenario(String about, Sizes sizes, Play play) {
    this.about = about;
    this.sizes = sizes;
    this.play = play;
  }

  private interface Play {
    void on(Stage stage, Sizes sizes, String name) throws IOException;
  }

  /** The one of this name. */
  static Optional<Scenario> of(String word) {
    return Arrays.stream(values()).filter(scenario -> scenario.word().equals(word)).findFirst();
  }

  /** As written on a command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it is, in half a sentence. */
  String about() {
    return about;
  }

  /** Whether it needs nodes that nobody else runs. */
  boolean hasOwnNodes() {
    return this == START || this == CLUSTER;
  }

  /** Whether servers of others can do it, too. */
  boolean isForPeers() {
    return compareTo(S3) <= 0;
  }

  /** How large it is, if nobody asks for something else. */
  Sizes sizes() {
    return sizes;
  }

  /** Runs it; its rows are added to the report. */
  void play(Stage stage, Sizes sizes) throws IOException {
    stage.enter();
    stage.now(word());
    play.on(stage, sizes, word() + stage.label());
  }

  /** What a node compiles in its first minute it has compiled then: a large room, then small ones; nothing is reported. */
  static void warmUp(Stage stage, Sizes large, Sizes small) throws IOException {
    if (stage.warmUp().isZero()) {
      return;
    }
    stage.now("warm-up" + stage.label());
    Duration length = stage.warmUp();
    try (Flow flow = new Flow(stage, large, true)) {
      flow.measure("", load -> load.window(WARM_WINDOW), length.dividedBy(2));
    }
    try (Flow flow = new Flow(stage, small, true)) {
      flow.measure("", load -> load.window(SMALL_ROOMS_WINDOW), length.dividedBy(2));
    }
  }

  private static void oneRoom(Stage stage, Sizes sizes, String name) throws IOException {
    closed(stage, sizes, name, LARGE_ROOM_WINDOW);
  }

  private static void smallRooms(Stage stage, Sizes sizes, String name) throws IOException {
    closed(stage, sizes, name, SMALL_ROOMS_WINDOW);
  }

  private static void closed(Stage stage, Sizes sizes, String name, int window) throws IOException {
    try (Flow flow = new Flow(stage, sizes, true)) {
      stage.add(flow.measure(name, load -> load.window(window), sizes.length()));
    }
  }

  private static void ramp(Stage stage, Sizes sizes, String name) throws IOException {
    try (Flow flow = new Flow(stage, sizes, true)) {
      for (int rate : RATES) {
        stage.now(name + " " + rate);
        stage.add(flow.measure(name + " " + rate, load -> load.pace(rate), sizes.length()));
      }
    }
  }

  private static void lightLoad(Stage stage, Sizes sizes, String name) throws IOException {
    try (Flow flow = new Flow(stage, sizes, true)) {
      stage.add(flow.measure(name, load -> load.pace(LIGHT_RATE), sizes.length()));
    }
    if (stage.label().isEmpty() && stage.site() != null && stage.site().isOnFile()) {
      stage.now(name + " disk");
      stage.add(Disk.measure(name + " disk", stage.site().folder(), LIGHT_RATE, sizes.length()));
    }
  }

  /** What was acknowledged must be in the store, too. */
  private static void posts(Stage stage, Sizes sizes, String name) throws IOException {
    try (Flow flow = new Flow(stage, sizes, false)) {
      Row row = flow.measure(name, load -> load.window(sizes.clients()), sizes.length());
      for (Room room : flow.rooms()) {
        row.putLosses(Math.max(0, stage.fleet().ask(room::head) - stage.guests().head(room)), 0);
      }
      stage.add(row);
    }
  }
}
