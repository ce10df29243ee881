package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.NodeJvm;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process, as small as it can be. */
class BenchIT {
  private static final long PATIENCE_SECONDS = 120;

  @TempDir
  Path folder;

  /** Ten would write faster than a connection may. */
  @Test
  void measuresANodeOfItsOwn() throws Exception {
    Outcome run = run("s1", "s4", "--clients", "100", "--seconds", "0.5", "--warm-up", "0", "--json");
    assertEquals(0, run.exitCode(), run.err());
    List<JsonObject> rows = run.out().lines().map(JsonObject::new).toList();
    assertEquals(List.of("s1", "s4"), rows.stream().map(row -> row.getString("scenario")).toList());
    for (JsonObject row : rows) {
      assertTrue(row.getDouble("deliveriesPerSecond") > 0, row.encode());
      assertTrue(row.getDouble("p50Millis") > 0, row.encode());
      assertTrue(row.getDouble("cpuMicros") > 0, row.encode());
      assertEquals(0, row.getInteger("lost"), row.encode());
    }
    assertEquals(50, rows.get(1).getDouble("postsPerSecond"), 25);
    assertTrue(run.err().contains("Starting a node"), run.err());
  }

  @Test
  void saysInOneSentenceThatThereIsNoNode() throws Exception {
    assertEquals(new Outcome(1, "", "dochat: the run could not be finished: the node at http://127.0.0.1:1 does not answer.\n"),
        run("s1", "--url", "http://127.0.0.1:1"));
  }

  private record Outcome(int exitCode, String out, String err) {}

  private Outcome run(String... args) throws Exception {
    List<String> command = new ArrayList<>(NodeJvm.command());
    command.add("bench");
    command.addAll(List.of(args));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } finally {
      process.destroy();
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
  }
}
