package dochat.config;

import dochat.config.Setting.Refusal;
import java.util.List;
import java.util.Map;

/**
 * What was written, and where: on the command line or in the environment.
 *
 * @param options what was written for each option, by its name, in its order; {@code on} for one that has no value
 * @param words   what stands on the command line beside options
 * @param env     the environment
 */
public record Given(Map<String, List<String>> options, List<String> words, Map<String, String> env) {
  /** What a setting was given as, or this standard where it was not given. */
  public <T> T value(Setting<T> setting, T standard) throws Refusal {
    List<String> written = options.get(setting.option());
    if (written != null) {
      return setting.read(setting.option(), String.join(",", written));
    }
    String variable = env.getOrDefault(setting.variable(), "");
    return variable.isEmpty() ? standard : setting.read(setting.variable(), variable);
  }

  /** Whether an option stands on the command line. */
  boolean has(Option option) {
    return options.containsKey(option.name());
  }
}
