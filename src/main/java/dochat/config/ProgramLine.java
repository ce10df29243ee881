package dochat.config;

import dochat.config.Setting.Refusal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What the command line of a program beside the node comes to, by the rules and with the words of {@link CommandLine}.
 *
 * @param options what was asked for; null if there is something to say instead
 * @param say     the help, or what is wrong; null if there are options
 */
public record ProgramLine<T>(T options, Parsed.Say say) {
  /** Makes a program's options of what was given. */
  public interface Maker<T> {
    T make(Given given) throws Refusal;
  }

  /**
   * The meaning of the command line of a program that has nothing but options.
   *
   * @param command  the program's name, {@code dochat verify}
   * @param about    what it does, a line each
   * @param settings its options
   * @param args     what follows its name
   * @param env      variables of the environment; an empty one counts as not set
   */
  public static <T> ProgramLine<T> parse(String command, List<String> about, List<Setting<?>> settings, Maker<T> maker, String[] args,
      Map<String, String> env) {
    return parse(command, about, settings, null, maker, args, env);
  }

  /**
   * The same, with words beside the options.
   *
   * @param word what stands for each of them in the help; null if there may be none
   */
  public static <T> ProgramLine<T> parse(String command, List<String> about, List<Setting<?>> settings, String word, Maker<T> maker, String[] args,
      Map<String, String> env) {
    picocli.CommandLine parser = new picocli.CommandLine(spec(command, about, settings, word)).setExpandAtFiles(false);
    try {
      ParseResult options = parser.parseArgs(args);
      return options.isUsageHelpRequested() ? new ProgramLine<>(null, new Parsed.Say(parser.getUsageMessage(Ansi.OFF).stripTrailing(), 0))
          : new ProgramLine<>(maker.make(new Given(options, env)), null);
    } catch (ParameterException e) {
      return new ProgramLine<>(null, CommandLine.refused(CommandLine.sentence(e, settings, command)));
    } catch (Refusal e) {
      return new ProgramLine<>(null, CommandLine.refused(e.getMessage()));
    }
  }

  private static CommandSpec spec(String command, List<String> about, List<Setting<?>> settings, String word) {
    CommandSpec spec = CommandLine.spec(command + " [options]" + (word == null ? "" : " [" + word + "...]"));
    if (word != null) {
      spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("0..*").type(List.class).auxiliaryTypes(String.class).hidden(true).build());
    }
    spec.usageMessage().description(about.toArray(String[]::new));
    settings.forEach(setting -> spec.addOption(CommandLine.option(setting)));
    return spec.addOption(CommandLine.help());
  }
}
