package dochat.config;

import dochat.config.Setting.Refusal;
import java.util.List;
import java.util.Map;

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
    Syntax syntax = new Syntax(List.of(command + " [options]" + (word == null ? "" : " [" + word + "...]")), about,
        word == null ? Syntax.Words.NONE : new Syntax.Words(word, "", Integer.MAX_VALUE), CommandLine.options(settings, Option.HELP));
    try {
      Given given = syntax.read(args, env);
      return given.has(Option.HELP) ? new ProgramLine<>(null, new Parsed.Say(syntax.help(), 0)) : new ProgramLine<>(maker.make(given), null);
    } catch (Refusal e) {
      return new ProgramLine<>(null, CommandLine.refused(e));
    }
  }
}
