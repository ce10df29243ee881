package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Folders;
import dochat.support.NodeJvm;
import dochat.verify.Liar.Done;
import dochat.verify.Liar.Lie;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The checker finds what is wrong with a system that runs. */
class BrokenPromisesIT {
  private static final String[] ARGS = {"--nodes", "1", "--clients", "12", "--rooms", "1", "--minutes", "0.15", "--faults", "none", "--transport", "tcp"};

  /** The folder that the checker leaves behind after it has found something. */
  private static final Pattern KEPT = Pattern.compile("^What the nodes said is in (.*)$", Pattern.MULTILINE);

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
      Matcher kept = KEPT.matcher(report);
      assertTrue(kept.find(), report);
      Folders.delete(Path.of(kept.group(1)));
    }
  }
}
