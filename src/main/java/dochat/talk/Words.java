package dochat.talk;

import dochat.protocol.Problem;
import java.util.Arrays;
import java.util.IllegalFormatException;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.CompletionException;

/** What talk says, in the language of the person: Korean, or English for everybody else. Immutable. */
final class Words {
  private static final String BUNDLE = "dochat.talk.words";
  private static final String LAUNCHERS = "C.UTF-8";

  private final Locale locale;
  private final ResourceBundle bundle;

  Words(Locale locale) {
    this.locale = locale;
    this.bundle = ResourceBundle.getBundle(BUNDLE, locale, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  /**
   * The locale for messages as POSIX finds it. {@code C.UTF-8} in LC_ALL is the launcher's, which leaves the language in LANG; the JVM's own
   * default knows only locales that are installed.
   */
  static Locale locale(Map<String, String> env) {
    for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = env.getOrDefault(variable, "");
      if (!value.isEmpty() && !value.equals(LAUNCHERS)) {
        Locale locale = Locale.forLanguageTag(value.split("[.@]")[0].replace('_', '-'));
        return locale.getLanguage().matches("[a-z]{2,3}") ? locale : Locale.US; // C and POSIX are no languages
      }
    }
    return Locale.getDefault();
  }

  Locale locale() {
    return locale;
  }

  /** The sentence under this key; names are put in as they are, and turn nothing around them. */
  String say(String key, Object... facts) {
    try {
      return String.format(Locale.ROOT, bundle.getString(key), Arrays.stream(facts).map(fact -> fact instanceof String text ? SafeText.isolated(text) : fact).toArray());
    } catch (IllegalFormatException e) {
      throw new IllegalStateException("the words of " + key + " are no format", e);
    }
  }

  /** What a member may do; a word of the protocol that has no other one stays. */
  String role(String word) {
    return bundle.containsKey("role." + word) ? say("role." + word) : SafeText.line(word);
  }

  /** Why something failed that was asked of a node. */
  String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Refused refusal) {
      return reason(refusal.code(), refusal.getMessage());
    }
    return cause instanceof Problem problem ? reason(problem.code().code(), problem.getMessage()) : say("link.none");
  }

  private String reason(String code, String sentence) {
    return bundle.containsKey("problem." + code) ? say("problem." + code) : SafeText.line(sentence);
  }
}
