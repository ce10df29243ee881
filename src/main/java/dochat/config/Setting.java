package dochat.config;

import java.util.Locale;
import java.util.function.Function;

/**
 * One setting as a person writes it: an option of the command line or a variable of the environment.
 *
 * @param option   its name on the command line, {@code --post-rate}
 * @param label    what stands for its value in the help
 * @param about    what it does, one sentence
 * @param standard its default, in words
 * @param rule     what its value must be, in words that continue "must be"
 * @param secret   whether a value may hold a password and is never shown
 * @param reader   makes the value from text, null or {@link IllegalArgumentException} if the rule is broken
 */
public record Setting<T>(String option, String label, String about, String standard, String rule, boolean secret, Function<String, T> reader) {
  private static final int SHOWN_CHARS = 80;

  /** One that is on where its option stands, without a value. */
  public static Setting<Boolean> flag(String option, String about) {
    return new Setting<>(option, "", about, "off", "on or off", false, text -> switch (text) {
      case "on" -> Boolean.TRUE;
      case "off" -> Boolean.FALSE;
      default -> null;
    });
  }

  /** Whether its option has no value. */
  boolean isFlag() {
    return label.isEmpty();
  }

  /** Its name in the environment, {@code DOCHAT_POST_RATE}. */
  String variable() {
    return "DOCHAT_" + option.substring("--".length()).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The value that the text stands for; {@code source} is the option or variable that it came from. */
  T read(String source, String text) throws Refusal {
    T value = valueOrNull(text);
    if (value == null) {
      throw new Refusal(source + " must be " + rule + (secret ? "" : ", but was \"" + shown(text) + "\""));
    }
    return value;
  }

  private T valueOrNull(String text) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static String shown(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= SHOWN_CHARS ? printable : printable.substring(0, SHOWN_CHARS) + "…";
  }

  /** A setting that cannot be used; the message is half a sentence for the person who wrote it. */
  public static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message half a sentence, which begins small and has no full stop */
    public Refusal(String message) {
      super(message);
    }
  }
}
