package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.NodeJvm;
import dochat.verify.Liar.Done;
import dochat.verify.Liar.Lie;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The checker finds what is wrong with a system that runs. */
class BrokenPromisesIT {
  private static final String[] ARGS = {"--nodes", "1", "--clients", "12", "--rooms", "1", "--minutes", "0.15", "--faults", "none", "--transport", "tcp"};

  @Test
  void findsEveryLie() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Liar liar = new Liar()) {
      Options options = Options.parse(ARGS, Map.of()).options();
      List<Violation> found = new Run(options, new PrintStream(said, true, StandardCharsets.UTF_8)).run(NodeJvm.command(), liar::before);
      String report = said.toString(StandardCharsets.UTF_8);
      assertEquals(EnumSet.allOf(Lie.class), liar.done().stream().map(Done::lie).collect(Collectors.toCollection(() -> EnumSet.noneOf(Lie.class))));
      for (Done done : liar.done()) {
        assertTrue(found.stream().anyMatch(done::isShownBy), () -> done + " is not in\n" + found + "\n" + report);
      }
      assertTrue(report.contains("BROKEN: "), report);
    }
  }
}
