package dochat.config;

/** What a command line comes to: a node to run, an errand to do, or a text to print before leaving. */
public sealed interface Parsed {
  /**
   * Run a node.
   *
   * @param config its settings, all checked
   */
  record Run(Config config) implements Parsed {}

  /**
   * Do something with a whole store and leave.
   *
   * @param errand what, all checked
   */
  record Do(Errand errand) implements Parsed {}

  /**
   * Print and leave.
   *
   * @param text     help, version, or one sentence that says what is wrong; without a final line break
   * @param exitCode 0: the text goes to standard output; 2: it is a refusal and goes to standard error
   */
  record Say(String text, int exitCode) implements Parsed {}
}
