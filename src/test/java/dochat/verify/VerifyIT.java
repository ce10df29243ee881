package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Event;
import dochat.support.NodeJvm;
import dochat.support.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A short run on each engine; docs/guarantees.md has long ones. */
class VerifyIT {
  private static final String[] SHORT = {"--nodes", "2", "--clients", "10", "--rooms", "3", "--minutes", "0.3", "--faults", "kill,pause,restart,store"};

  @Test
  void breaksNoPromiseOnSqlite() throws Exception {
    assertKeepsEveryPromise(SHORT);
  }

  @Test
  void breaksNoPromiseOnPostgres() throws Exception {
    assertKeepsEveryPromise(Stream.concat(Arrays.stream(SHORT), Stream.of("--database", PostgresServer.shared().newDatabase())).toArray(String[]::new));
  }

  private static void assertKeepsEveryPromise(String... args) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    List<Violation> found = new Run(Options.parse(args, Map.of()).options(), new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(NodeJvm.command(), UnaryOperator.identity());
    String report = said.toString(StandardCharsets.UTF_8);
    assertEquals(List.of(), found, report);
    for (String type : List.of(Event.MESSAGE, Event.EDIT, Event.REACT, Event.JOIN, Event.LEAVE, Event.INVITE, Event.ROLE)) {
      assertTrue(Pattern.compile("(?m)^  " + type + " +[0-9,]+: [1-9][0-9,]* acknowledged, .*; [1-9][0-9,]* in the log$").matcher(report).find(), () -> type + " in " + report);
    }
  }
}
