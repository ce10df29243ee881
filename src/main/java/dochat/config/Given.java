package dochat.config;

import dochat.config.Setting.Refusal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/**
 * What was written, and where: on the command line or in the environment.
 *
 * @param options the command line
 * @param env     the environment
 */
public record Given(ParseResult options, Map<String, String> env) {
  /** What a setting was given as, or this standard where it was not given. */
  public <T> T value(Setting<T> setting, T standard) throws Refusal {
    if (options.hasMatchedOption(setting.option())) {
      return setting.read(setting.option(), setting.isFlag() ? "on" : text(setting));
    }
    String variable = env.getOrDefault(setting.variable(), "");
    return variable.isEmpty() ? standard : setting.read(setting.variable(), variable);
  }

  /** What stands on the command line beside options. */
  public List<String> words() {
    return options.matchedPositionals().stream().flatMap(positional -> positional.originalStringValues().stream()).toList();
  }

  private String text(Setting<?> setting) {
    return String.join(",", options.matchedOption(setting.option()).originalStringValues());
  }
}
