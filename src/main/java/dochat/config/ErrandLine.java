package dochat.config;

import dochat.config.Setting.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Makes an {@link Errand} of a command line, by the rules and with the words of {@link CommandLine}. */
final class ErrandLine {
  private static final String EPOCH_ONLY = "--epoch-only";
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
    picocli.CommandLine parser = new picocli.CommandLine(line.spec()).setExpandAtFiles(false);
    try {
      ParseResult options = parser.parseArgs(Arrays.copyOfRange(args, 1, args.length));
      return options.isUsageHelpRequested() ? new Parsed.Say(parser.getUsageMessage(Ansi.OFF).stripTrailing(), 0)
          : new Parsed.Do(line.errand(options, new Given(options, env)));
    } catch (ParameterException e) {
      return CommandLine.refused(CommandLine.sentence(e, line.settings, "dochat " + kind.word()));
    } catch (Refusal e) {
      return CommandLine.refused(e.getMessage());
    }
  }

  private CommandSpec spec() {
    CommandSpec spec = CommandLine.spec("dochat " + kind.word() + " [options]" + (kind.file() == null ? "" : " " + FILE));
    if (kind.file() != null) {
      spec.addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(String.class).paramLabel(FILE)
          .description("The " + kind.file() + hint()).build());
    }
    spec.usageMessage().description("", kind.about(), "");
    settings.forEach(setting -> spec.addOption(CommandLine.option(setting)));
    if (kind == Errand.Kind.RESTORE) {
      spec.addOption(OptionSpec.builder(EPOCH_ONLY).type(boolean.class)
          .description("No file: the store is there already, brought back by other means, and only needs a new epoch.").build());
    }
    return spec.addOption(CommandLine.help());
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

  private Errand errand(ParseResult options, Given given) throws Refusal {
    boolean epochOnly = options.hasMatchedOption(EPOCH_ONLY);
    String file = options.matchedPositionalValue(0, null);
    boolean needsNone = epochOnly || kind.file() == null;
    boolean isNone = file == null || file.equals(Errand.STANDARD) && !kind.movesRooms();
    if (needsNone == (file != null) || isNone && !needsNone) {
      throw new Refusal(epochOnly ? EPOCH_ONLY + " takes no file" : "dochat " + kind.word() + " needs the " + kind.file()
          + (kind.movesRooms() ? ", or - for standard " + (kind == Errand.Kind.EXPORT ? "output" : "input") : ""));
    }
    Path data = given.value(Settings.DATA, null);
    return new Errand(kind, data == null ? Settings.standardData() : data, given.value(Settings.DATABASE, null),
        file == null ? null : Settings.PATH.read("the " + kind.file(), file),
        kind.movesRooms() ? given.value(Settings.ROOM, null) : null, epochOnly);
  }
}
