package dochat.verify;

import dochat.child.ChildJvm;
import dochat.config.ProgramLine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@code dochat verify}: runs a cluster, breaks what can break, and checks that every promise was kept. */
public final class Verify {
  private static final int BROKEN = 1;

  private Verify() {
  }

  /**
   * Verifies; blocks for as long as it takes.
   *
   * @param args      what follows {@code verify}
   * @param mainClass what runs a node
   * @return the exit code: 0; 1 when a promise was broken or the run could not be finished; 2 for a wrong option
   */
  public static int run(String[] args, Map<String, String> env, String mainClass) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    ProgramLine<Options> line = Options.parse(args, env);
    if (line.say() != null) {
      (line.say().exitCode() == 0 ? out : err).println(line.say().text());
      return line.say().exitCode();
    }
    try {
      return new Run(line.options(), out).run(ChildJvm.command(mainClass), UnaryOperator.identity()).isEmpty() ? 0 : BROKEN;
    } catch (IOException | IllegalStateException e) { // the latter: what the loop could not do
      err.println("dochat: the run could not be finished: " + (e.getMessage() == null ? e : e.getMessage()) + ".");
      return BROKEN;
    }
  }
}
