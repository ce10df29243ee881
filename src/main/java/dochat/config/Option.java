package dochat.config;

import java.util.List;

/**
 * One option as it stands on a command line. Immutable.
 *
 * @param name    {@code --port}
 * @param letter  a shorter name, {@code -h}; empty if it has none
 * @param setting what it sets; null for one that is only asked for, on the command line alone
 * @param about   what it does, a sentence
 */
record Option(String name, String letter, Setting<?> setting, String about) {
  static final Option HELP = new Option("--help", "-h", null, "Print this and leave.");
  static final Option VERSION = new Option("--version", "-V", null, "Print the version and leave.");

  static Option of(Setting<?> setting) {
    return new Option(setting.option(), "", setting, setting.about());
  }

  boolean hasValue() {
    return setting != null && !setting.isFlag();
  }

  /** Whether it may be given more than once. */
  boolean isList() {
    return setting == Settings.ALLOW_ORIGIN;
  }

  /** Whether this begins an argument. */
  boolean isCalled(String called) {
    return called.equals(name) || !letter.isEmpty() && called.equals(letter);
  }

  /** How it is written, for the help. */
  String written() {
    return "  " + (letter.isEmpty() ? "    " : letter + ", ") + name + (hasValue() ? "=" + setting.label() : "");
  }

  /** What there is to say of it, a line each. */
  List<String> lines() {
    if (setting == null) {
      return List.of(about);
    }
    return hasValue() ? List.of(about, "Default: " + setting.standard() + ".", "Must be " + setting.rule() + ".", "Variable: " + setting.variable())
        : List.of(about, "Variable: " + setting.variable() + ", " + setting.rule());
  }
}
