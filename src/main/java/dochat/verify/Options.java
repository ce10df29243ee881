package dochat.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What was asked for on the command line of verify, checked.
 *
 * @param length     about how long faults are made
 * @param ways       those that a client may take whenever it connects
 * @param database   a PostgreSQL database, null for SQLite in a temporary folder
 * @param isTerminal whether a person looks at a terminal
 */
record Options(int nodes, int clients, int rooms, Duration length, Set<Fault> faults, List<Way> ways, String database, long seed, boolean isTerminal) {
  private static final int HELP_COLUMNS = 100;
  private static final String MIXED = "mixed";
  private static final String NONE = "none";
  private static final Pattern DATABASE = Pattern.compile("postgresql://(?:[^/@\\s]+@)?[^/@\\s]+/[^/?\\s]+(?:\\?\\S*)?");
  private static final String WAYS = Stream.of(Way.values()).map(Way::option).collect(Collectors.joining(", "));
  private static final String FAULTS = Stream.of(Fault.values()).map(Fault::option).collect(Collectors.joining(","));

  private static final Option<Integer> NODES = new Option<>("--nodes", "<number>", "Nodes of the cluster.", "3", "a whole number from 1 to 9", text -> whole(text, 1, 9));
  private static final Option<Integer> CLIENTS = new Option<>("--clients", "<number>", "Clients, each in two of the rooms.", "60",
      "a whole number from 1 to 1000", text -> whole(text, 1, 1000));
  private static final Option<Integer> ROOMS = new Option<>("--rooms", "<number>", "Rooms.", "5", "a whole number from 1 to 30", text -> whole(text, 1, 30));
  private static final Option<Double> MINUTES = new Option<>("--minutes", "<minutes>", "About how long faults are made; each kind comes at least once.",
      "3", "a number from 0.1 to 1440", Options::minutes);
  private static final Option<Set<Fault>> FAULT_KINDS = new Option<>("--faults", "<fault>[,<fault>...]", "Kinds of faults: " + FAULTS.replace(",", ", ") + ".",
      FAULTS, "kinds of faults with commas between them, or none", Options::faults);
  private static final Option<List<Way>> TRANSPORT = new Option<>("--transport", "<transport>",
      "How clients connect: " + WAYS + "; or mixed: any of them, each time another.", MIXED, "mixed, or one of " + WAYS, Options::ways);
  private static final Option<String> STORE = new Option<>("--database", "<url>", "PostgreSQL database to use, best an empty one of its own.",
      "SQLite in a temporary folder", "a URL postgresql://[user[:password]@]host[:port]/database", text -> DATABASE.matcher(text).matches() ? text : null);
  private static final Option<Long> SEED = new Option<>("--seed", "<number>", "Names the run: the same number makes the same faults.",
      "any", "a whole number", Options::seed);
  private static final List<Option<?>> ALL = List.of(NODES, CLIENTS, ROOMS, MINUTES, FAULT_KINDS, TRANSPORT, STORE, SEED);

  /** An option as a person writes it; its rule continues "must be", its reader answers null where the rule is broken. */
  private record Option<T>(String name, String label, String about, String standard, String rule, Function<String, T> reader) {
    T value(ParseResult given, T otherwise) throws Wrong {
      String text = given.matchedOptionValue(name, (String) null);
      T value = text == null ? otherwise : read(text);
      if (text != null && value == null) {
        // The URL of a database may hold a password.
        throw new Wrong(name + " must be " + rule + (this == STORE ? "" : ", but was \"" + text.replaceAll("\\p{Cntrl}", "?") + "\""));
      }
      return value;
    }

    T standardOr(ParseResult given) throws Wrong {
      return value(given, read(standard));
    }

    private T read(String text) {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }

  /** What is printed instead of a run: the help, or what is wrong. */
  static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean isHelp;

    Wrong(String sentence) {
      this(sentence, false);
    }

    private Wrong(String text, boolean isHelp) {
      super(text);
      this.isHelp = isHelp;
    }

    boolean isHelp() {
      return isHelp;
    }
  }

  /** The meaning of a command line: {@code --option value} or {@code --option=value}. */
  static Options parse(String... args) throws Wrong {
    CommandLine parser = parser();
    try {
      ParseResult given = parser.parseArgs(args);
      if (given.isUsageHelpRequested()) {
        throw new Wrong(parser.getUsageMessage(Ansi.OFF).stripTrailing(), true);
      }
      return new Options(NODES.standardOr(given), CLIENTS.standardOr(given), ROOMS.standardOr(given),
          Duration.ofMillis((long) (60_000 * MINUTES.standardOr(given))), FAULT_KINDS.standardOr(given), TRANSPORT.standardOr(given),
          STORE.value(given, null), SEED.value(given, System.nanoTime() % 1_000_000), Boolean.getBoolean("dochat.terminal"));
    } catch (ParameterException e) {
      throw new Wrong(sentence(e));
    }
  }

  private static CommandLine parser() {
    CommandSpec spec = CommandSpec.create().name("dochat verify");
    spec.usageMessage().width(HELP_COLUMNS).autoWidth(false).sortOptions(false).customSynopsis("dochat verify [options]")
        .description("", "Starts a cluster of its own on this machine, writes and reads through all doors, breaks what",
            "can break, and checks that every promise of docs/guarantees.md was kept. Ends with 0 if so, with 1 if not.", "")
        .optionListHeading("Options:%n");
    ALL.forEach(option -> spec.addOption(OptionSpec.builder(option.name()).paramLabel(option.label()).type(String.class)
        .description(option.about(), "Default: " + option.standard() + ".").build()));
    spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Print this and leave.").build());
    return new CommandLine(spec).setExpandAtFiles(false);
  }

  private static String sentence(ParameterException e) {
    if (e instanceof MissingParameterException missing && missing.getMissing().get(0) instanceof OptionSpec option) {
      return option.longestName() + " needs a value";
    }
    if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() instanceof OptionSpec option) {
      return option.longestName() + " may be given only once";
    }
    String options = ALL.stream().map(Option::name).collect(Collectors.joining(", "));
    String what = e instanceof UnmatchedArgumentException unmatched ? unmatched.getUnmatched().get(0).split("=", 2)[0] : "that";
    return "there is no option \"" + what.replaceAll("\\p{Cntrl}", "?") + "\"; the options are " + options + " and --help";
  }

  private static Integer whole(String text, int least, int most) {
    int number = Integer.parseInt(text);
    return number >= least && number <= most ? number : null;
  }

  private static Double minutes(String text) {
    double minutes = Double.parseDouble(text);
    return minutes >= 0.1 && minutes <= 1440 ? minutes : null;
  }

  private static Long seed(String text) {
    return Long.valueOf(text);
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
