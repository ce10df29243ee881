package dochat.config;

import dochat.config.Setting.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes an {@link Errand} of a command line, by the rules and with the words of {@link CommandLine}. */
final class ErrandLine {
  private static final Option EPOCH_ONLY = new Option("--epoch-only", "", null,
      "No file: the store is there already, brought back by other means, and only needs a new epoch.");
  private static final String FILE = "<file>";

  private final Errand.Kind kind;
  private final List<Setting<?>> settings = new ArrayList<>(List.of(Settings.DATA, Settings.DATABASE));

  private ErrandLine(Errand.Kind kind) {
    this.kind = kind;
    if (kind.movesRooms()) {
      settings.add(Settings.ROOM);
    }
  }

  /** @param args what follows the program's name, the errand's own first */
  static Parsed parse(Errand.Kind kind, String[] args, Map<String, String> env) {
    ErrandLine line = new ErrandLine(kind);
    Syntax syntax = line.syntax();
    try {
      Given given = syntax.read(Arrays.copyOfRange(args, 1, args.length), env);
      return given.has(Option.HELP) ? new Parsed.Say(syntax.help(), 0) : new Parsed.Do(line.errand(given));
    } catch (Refusal e) {
      return CommandLine.refused(e);
    }
  }

  private Syntax syntax() {
    List<String> synopsis = List.of("dochat " + kind.word() + " [options]" + (kind.file() == null ? "" : " " + FILE));
    Syntax.Words words = kind.file() == null ? Syntax.Words.NONE : new Syntax.Words(FILE, "The " + kind.file() + hint(), 1);
    Option[] more = kind == Errand.Kind.RESTORE ? new Option[] {EPOCH_ONLY, Option.HELP} : new Option[] {Option.HELP};
    return new Syntax(synopsis, List.of("", kind.about(), ""), words, CommandLine.options(settings, more));
  }

  private String hint() {
    return switch (kind) {
      case EXPORT -> "; compressed if its name ends in .gz; - is standard output.";
      case IMPORT -> "; - is standard input.";
      case BACKUP -> "; it must not exist.";
      case RESTORE -> ", a backup.";
      case OWNER_LINK -> "";
    };
  }

  private Errand errand(Given given) throws Refusal {
    boolean epochOnly = given.has(EPOCH_ONLY);
    String file = given.words().isEmpty() ? null : given.words().get(0);
    boolean needsNone = epochOnly || kind.file() == null;
    boolean isNone = file == null || file.equals(Errand.STANDARD) && !kind.movesRooms();
    if (needsNone == (file != null) || isNone && !needsNone) {
      throw new Refusal(epochOnly ? EPOCH_ONLY.name() + " takes no file" : "dochat " + kind.word() + " needs the " + kind.file()
          + (kind.movesRooms() ? ", or - for standard " + (kind == Errand.Kind.EXPORT ? "output" : "input") : ""));
    }
    Path data = given.value(Settings.DATA, null);
    return new Errand(kind, data == null ? Settings.standardData() : data, given.value(Settings.DATABASE, null),
        file == null ? null : Settings.PATH.read("the " + kind.file(), file),
        kind.movesRooms() ? given.value(Settings.ROOM, null) : null, epochOnly);
  }
}
