package dochat.config;

import dochat.config.Setting.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may stand on the command line of a program, and the help that says so. The value of an option is the next argument, or follows {@code =}, and
 * nothing after {@code --} is an option (POSIX, Utility Syntax Guidelines; long options are GNU's). Immutable.
 *
 * @param synopsis how the program is called, a line for each way
 * @param about    what it does, a line each
 * @param words    what may stand beside options
 * @param options  in the order of the help
 */
record Syntax(List<String> synopsis, List<String> about, Words words, List<Option> options) {
  private static final String END = "--";
  private static final String ON = "on";
  private static final int COLUMNS = 100;
  private static final int INDENT = 29;

  /**
   * Arguments that are no options.
   *
   * @param label what stands for one in the help
   * @param about what it is; empty where the help says so elsewhere
   * @param most  how many there may be
   */
  record Words(String label, String about, int most) {
    static final Words NONE = new Words("", "", 0);
  }

  /** What these arguments say; refused with half a sentence where they say something else than they may. */
  Given read(String[] args, Map<String, String> env) throws Refusal {
    Map<String, List<String>> values = new HashMap<>();
    List<String> beside = new ArrayList<>();
    Queue<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty() && !rest.peek().equals(END)) {
      String argument = rest.remove();
      Option option = option(argument);
      if (option != null) {
        note(option, value(option, argument, rest), values);
      } else if (argument.startsWith("-") && argument.length() > 1) {
        throw new Refusal("there is no option " + shown(argument));
      } else {
        beside.add(argument);
      }
    }
    rest.stream().skip(1).forEach(beside::add);
    if (beside.size() > words.most()) {
      throw new Refusal("no option takes the argument " + shown(beside.get(words.most())));
    }
    return new Given(values, beside, env);
  }

  /** The option that an argument begins with, null if it begins with none. */
  private Option option(String argument) {
    String called = argument.split("=", 2)[0];
    return options.stream().filter(option -> option.isCalled(called)).findFirst().orElse(null);
  }

  private String value(Option option, String argument, Queue<String> rest) throws Refusal {
    int equals = argument.indexOf('=');
    if (!option.hasValue() && equals >= 0) {
      throw new Refusal(option.name() + " takes no value");
    }
    if (!option.hasValue() || equals >= 0) {
      return option.hasValue() ? argument.substring(equals + 1) : ON;
    }
    if (rest.isEmpty() || rest.peek().equals(END) || option(rest.peek()) != null) {
      throw new Refusal(option.name() + " needs a value, which must be " + option.setting().rule());
    }
    return rest.remove();
  }

  private static void note(Option option, String value, Map<String, List<String>> values) throws Refusal {
    List<String> given = values.computeIfAbsent(option.name(), first -> new ArrayList<>());
    if (!given.isEmpty() && !option.isList()) {
      throw new Refusal(option.name() + " may be given only once");
    }
    given.add(value);
  }

  /** A mistyped --databse=postgresql://user:password@host must not show the password. */
  private String shown(String argument) {
    String begin = argument.split("(?<=.)[=:@]", 2)[0].replaceAll("\\p{Cntrl}", "?");
    List<String> names = options.stream().map(Option::name).toList();
    int last = names.size() - 1;
    return '"' + begin + "\"; the options are " + String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** What there is, in lines of at most 100 characters; without a final line break. */
  String help() {
    Stream<String> beside = words.about().isEmpty() ? Stream.empty() : row("      " + words.label(), List.of(words.about()));
    return Stream.of(Stream.of("Usage: " + String.join("\n       ", synopsis)), about.stream().flatMap(line -> wrapped(line, COLUMNS)), beside,
            Stream.of("Options, each also as a variable of the environment (the command line wins):"),
            options.stream().flatMap(option -> row(option.written(), option.lines())))
        .flatMap(lines -> lines).collect(Collectors.joining("\n"));
  }

  /** What stands for something, and beside it what that is; below, where it is too long. */
  private static Stream<String> row(String left, List<String> lines) {
    List<String> right = lines.stream().flatMap(line -> wrapped(line, COLUMNS - INDENT)).map(line -> " ".repeat(INDENT) + line).toList();
    boolean isShort = left.length() < INDENT - 1;
    return isShort ? Stream.concat(Stream.of(left + right.get(0).substring(left.length())), right.stream().skip(1)) : Stream.concat(Stream.of(left), right.stream());
  }

  private static Stream<String> wrapped(String text, int columns) {
    int end = text.length() <= columns ? 0 : text.lastIndexOf(' ', columns);
    return end <= 0 ? Stream.of(text) : Stream.concat(Stream.of(text.substring(0, end)), wrapped(text.substring(end + 1), columns));
  }
}
