package dochat.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** {@code dochat verify}: runs a cluster, breaks what can break, and checks that every promise was kept. */
public final class Verify {
  private static final int BROKEN = 1;
  private static final int REFUSED = 2;

  private Verify() {
  }

  /**
   * Verifies; blocks for as long as it takes.
   *
   * @param args      what follows {@code verify}
   * @param mainClass what runs a node
   * @return the exit code: 0; 1 when a promise was broken or the run could not be finished; 2 for a wrong option
   */
  public static int run(String[] args, String mainClass) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      return new Run(Options.parse(args), out).run(mainClass, UnaryOperator.identity()).isEmpty() ? 0 : BROKEN;
    } catch (Options.Wrong wrong) {
      (wrong.isHelp() ? out : err).println(wrong.isHelp() ? wrong.getMessage() : "dochat: " + wrong.getMessage() + ".");
      return wrong.isHelp() ? 0 : REFUSED;
    } catch (IOException e) {
      err.println("dochat: " + e.getMessage() + ".");
      return BROKEN;
    }
  }
}
