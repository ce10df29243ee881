package dochat.bench;

import dochat.config.Given;
import dochat.config.ProgramLine;
import dochat.config.Setting;
import dochat.config.Setting.Refusal;
import dochat.config.Settings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for on the command line of bench, checked.
 *
 * @param clients    null: as many as the scenario has by itself; so are rooms and length
 * @param warmUp     how long a load runs before the first that counts
 * @param node       one that somebody else runs, null for one of its own
 * @param pid        the process of that, null if it is not known
 * @param database   a PostgreSQL database for its own, null for SQLite in a temporary folder
 * @param peers      servers of others to compare it with
 * @param isJson     whether results are lines of JSON
 * @param isTerminal whether a person looks at a terminal
 */
record Options(Set<Scenario> scenarios, Integer clients, Integer rooms, Duration length, Duration warmUp, InetSocketAddress node, Long pid, String database,
    Set<Peer> peers, boolean isJson, boolean isTerminal) {
  private static final String OWN = "as the scenario has it";
  private static final double MOST_SECONDS = 600;
  private static final double MILLIS = 1_000;
  private static final int HTTP_PORT = 80;
  private static final int MOST_CLIENTS = 100_000;
  private static final int MOST_ROOMS = 9_000;

  private static final Setting<Integer> CLIENTS = whole("--clients", "Connections.", MOST_CLIENTS);
  private static final Setting<Integer> ROOMS = whole("--rooms", "Rooms, where a scenario has several.", MOST_ROOMS);
  private static final Setting<Duration> SECONDS = seconds("--seconds", "How long each load is measured.", OWN, 0.5);
  private static final Setting<Duration> WARM_UP = seconds("--warm-up", "Seconds of load before the first that is measured, so that the node has compiled what it needs.", "60", 0);
  private static final Setting<InetSocketAddress> URL = open("--url", "<url>", "A node that runs already. Its limits hold: start it with a high --post-rate.",
      "none: a node of its own, on a processor of its own where taskset is there", "http://host[:port]", Options::url);
  private static final Setting<Long> PID = open("--pid", "<number>", "The process of that node, whose processor time and memory are read.", "none: they are not read",
      "the number of a process that runs", text -> ProcessHandle.of(Long.parseLong(text)).map(ProcessHandle::pid).orElse(null));
  private static final Setting<Set<Peer>> PEER = open("--peer", "<name>[,<name>]", "Servers of others, which s1 to s3 measure in turn with a node of its own: the event-bus bridge of Vert.x, and"
      + " Socket.IO, which npm fetches.", "none", "stock, socket.io, or both separated by a comma", Options::peers);
  private static final Setting<Boolean> JSON = Setting.flag("--json", "Results as JSON, an object a line.");
  private static final List<Setting<?>> ALL = List.of(CLIENTS, ROOMS, SECONDS, WARM_UP, URL, PID, Settings.DATABASE, PEER, JSON);
  private static final List<String> ABOUT = Stream.of(Stream.of("", "Measures a node: how much it delivers, how soon, and what that costs it. Loads come from one thread of this process. Times count from when a message was"
      + " to be sent. Ends with 1 if anything was lost, came twice or was refused. It makes guests and rooms, which stay. Scenarios, all without any (but with --url those that need nodes of their own):"),
      Stream.of(Scenario.values()).map(scenario -> "  %-8s %s".formatted(scenario.word(), scenario.about())), Stream.of("")).flatMap(lines -> lines).toList();

  /** The meaning of what follows {@code bench} on the command line. */
  static ProgramLine<Options> parse(String[] args, Map<String, String> env) {
    return ProgramLine.parse("dochat bench", ABOUT, ALL, "<scenario>", Options::of, args, env);
  }

  /** How large this one is to be. */
  Sizes sizes(Scenario scenario) {
    return scenario.sizes().with(clients, rooms, length);
  }

  private static Options of(Given given) throws Refusal {
    InetSocketAddress node = given.value(URL, null);
    String database = given.value(Settings.DATABASE, null);
    Long pid = given.value(PID, null);
    if (node == null && pid != null) {
      throw new Refusal("--pid is the process of the node at --url, which is missing");
    }
    if (node != null && database != null) {
      throw new Refusal("--database is for a node of its own, not for the one at --url");
    }
    Set<Peer> peers = given.value(PEER, Set.of());
    if (node != null && !peers.isEmpty()) {
      throw new Refusal("--peer is compared with a node of its own, not with the one at --url");
    }
    return new Options(scenarios(given.words(), node), given.value(CLIENTS, null), given.value(ROOMS, null), given.value(SECONDS, null),
        given.value(WARM_UP, Duration.ofMinutes(1)), node, pid, database, peers, given.value(JSON, false), Boolean.getBoolean("dochat.terminal"));
  }

  private static Set<Scenario> scenarios(List<String> words, InetSocketAddress node) throws Refusal {
    Set<Scenario> scenarios = EnumSet.noneOf(Scenario.class);
    for (String word : words) {
      Scenario scenario = Scenario.of(word).orElseThrow(() -> new Refusal("there is no scenario \"" + word.replaceAll("\\p{Cntrl}", "?") + "\"; there are "
          + Stream.of(Scenario.values()).map(Scenario::word).collect(Collectors.joining(", "))));
      if (node != null && scenario.hasOwnNodes()) {
        throw new Refusal(word + " is about nodes of its own, not about the one at --url");
      }
      scenarios.add(scenario);
    }
    return !scenarios.isEmpty() ? scenarios
        : Stream.of(Scenario.values()).filter(scenario -> node == null || !scenario.hasOwnNodes()).collect(Collectors.toCollection(() -> EnumSet.noneOf(Scenario.class)));
  }

  private static Setting<Integer> whole(String option, String about, int most) {
    return open(option, "<number>", about, OWN, "a whole number from 1 to " + most, text -> {
      int number = Integer.parseInt(text);
      return number >= 1 && number <= most ? number : null;
    });
  }

  private static Setting<Duration> seconds(String option, String about, String standard, double least) {
    return open(option, "<seconds>", about, standard, "a number from " + (least == 0 ? "0" : "" + least) + " to 600", text -> {
      double seconds = Double.parseDouble(text);
      return seconds >= least && seconds <= MOST_SECONDS ? Duration.ofMillis((long) (MILLIS * seconds)) : null;
    });
  }

  private static Set<Peer> peers(String text) {
    Set<Peer> peers = EnumSet.noneOf(Peer.class);
    Stream.of(text.split(",")).forEach(word -> peers.add(Peer.of(word).orElseThrow(IllegalArgumentException::new)));
    return peers;
  }

  private static InetSocketAddress url(String text) {
    URI url = URI.create(text);
    boolean isPlain = "http".equals(url.getScheme()) && url.getHost() != null && (url.getPath().isEmpty() || url.getPath().equals("/")) && url.getQuery() == null;
    return isPlain ? new InetSocketAddress(url.getHost(), url.getPort() < 0 ? HTTP_PORT : url.getPort()) : null;
  }

  /** A setting that may be shown. */
  private static <T> Setting<T> open(String option, String label, String about, String standard, String rule, Function<String, T> reader) {
    return new Setting<>(option, label, about, standard, rule, false, reader);
  }
}
