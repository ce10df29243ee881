package dochat.verify;

import dochat.config.Given;
import dochat.config.ProgramLine;
import dochat.config.Setting;
import dochat.config.Setting.Refusal;
import dochat.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was asked for on the command line of verify, checked.
 *
 * @param length     about how long faults are made
 * @param ways       those that a client may take whenever it connects
 * @param database   a PostgreSQL database, null for SQLite in a temporary folder
 * @param at         the doors of a chat that somebody else runs, null for a cluster of its own
 * @param isTerminal whether a person looks at a terminal
 */
record Options(int nodes, int clients, int rooms, Duration length, Set<Fault> faults, List<Way> ways, String database, long seed, Door at, boolean isTerminal) {
  private static final String MIXED = "mixed";
  private static final String NONE = "none";
  private static final double LEAST_MINUTES = 0.1;
  /** All that was said is kept until the end, at most about 2 MB a second. */
  private static final double MOST_MINUTES = 60;
  private static final long SEEDS = 1_000_000;
  private static final String WAYS = Stream.of(Way.values()).map(Way::option).collect(Collectors.joining(", "));
  private static final String FAULTS = Stream.of(Fault.values()).map(Fault::option).collect(Collectors.joining(","));

  private static final Setting<Integer> NODES = whole("--nodes", "Nodes of the cluster.", 3, 9);
  private static final Setting<Integer> CLIENTS = whole("--clients", "Clients, each in two of the rooms.", 60, 1000);
  private static final Setting<Integer> ROOMS = whole("--rooms", "Rooms; the last of several is private.", 5, 30);
  private static final Setting<Double> MINUTES = open("--minutes", "<minutes>", "About how long faults are made; each kind comes at least once.",
      "3", "a number from 0.1 to 60", Options::minutes);
  private static final Setting<Set<Fault>> FAULT_KINDS = open("--faults", "<fault>[,<fault>...]", "Kinds of faults.", FAULTS,
      "kinds of faults with commas between them, or none", Options::faults);
  private static final Setting<List<Way>> TRANSPORT = open("--transport", "<transport>",
      "How clients connect; mixed is any way, each time another.", MIXED, "mixed, or one of " + WAYS, Options::ways);
  private static final Setting<Long> SEED = open("--seed", "<number>", "Names the run: the same number makes the same faults.",
      "any", "a whole number", Long::valueOf);
  private static final Pattern DOORS = Pattern.compile("([0-9]{1,5})/([0-9]{1,5})");
  private static final Setting<Door> AT = open("--at", "<port>/<port>",
      "HTTP and TCP port on 127.0.0.1 of a chat that somebody else runs and breaks, such as a load balancer's. Each line of standard input says"
          + " what is done to it now; the end of input ends the run.",
      "none: a cluster of its own", "two ports, such as 8080/7000", Options::at);
  private static final List<Setting<?>> ALL = List.of(NODES, CLIENTS, ROOMS, MINUTES, FAULT_KINDS, TRANSPORT, Settings.DATABASE, SEED, AT);
  private static final List<String> ABOUT = List.of("",
      "Starts a cluster of its own on this machine, writes, edits, reacts, joins, invites and reads through all doors, breaks what can break, and checks that every promise of"
          + " docs/guarantees.md was kept. Ends with 0 if so, with 1 if not. With a database it makes rooms there, which stay.", "");

  /** The meaning of what follows {@code verify} on the command line. */
  static ProgramLine<Options> parse(String[] args, Map<String, String> env) {
    return ProgramLine.parse("dochat verify", ABOUT, ALL, Options::of, args, env);
  }

  private static Options of(Given given) throws Refusal {
    return new Options(value(given, NODES), value(given, CLIENTS), value(given, ROOMS), Duration.ofMillis((long) (60_000 * value(given, MINUTES))),
        possible(value(given, FAULT_KINDS), value(given, NODES)), value(given, TRANSPORT), given.value(Settings.DATABASE, null), given.value(SEED, System.nanoTime() % SEEDS),
        given.value(AT, null), Boolean.getBoolean("dochat.terminal"));
  }

  /** A node that is alone has no others to be cut off from. */
  private static Set<Fault> possible(Set<Fault> faults, int nodes) {
    return faults.stream().filter(fault -> nodes > 1 || !fault.isBetweenNodes()).collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
  }

  /** As it was given, or as its default reads. */
  private static <T> T value(Given given, Setting<T> setting) throws Refusal {
    return given.value(setting, setting.reader().apply(setting.standard()));
  }

  private static Setting<Integer> whole(String option, String about, int standard, int most) {
    return open(option, "<number>", about, "" + standard, "a whole number from 1 to " + most, text -> {
      int number = Integer.parseInt(text);
      return number >= 1 && number <= most ? number : null;
    });
  }

  /** A setting that may be shown. */
  private static <T> Setting<T> open(String option, String label, String about, String standard, String rule, Function<String, T> reader) {
    return new Setting<>(option, label, about, standard, rule, false, reader);
  }

  private static Door at(String text) {
    Matcher doors = DOORS.matcher(text);
    return doors.matches() ? new Door(Integer.parseInt(doors.group(1)), Integer.parseInt(doors.group(2))) : null;
  }

  private static Double minutes(String text) {
    double minutes = Double.parseDouble(text);
    return minutes >= LEAST_MINUTES && minutes <= MOST_MINUTES ? minutes : null;
  }

  private static Set<Fault> faults(String text) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (String part : text.equals(NONE) ? new String[0] : text.split(",", -1)) {
      faults.add(Arrays.stream(Fault.values()).filter(fault -> fault.option().equals(part.strip())).findFirst().orElseThrow(IllegalArgumentException::new));
    }
    return faults;
  }

  private static List<Way> ways(String text) {
    List<Way> ways = new ArrayList<>(List.of(Way.values()));
    ways.removeIf(way -> !text.equals(MIXED) && !way.option().equals(text));
    return ways.isEmpty() ? null : ways;
  }
}
