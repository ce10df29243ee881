package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.NodeJvm;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process, as small as it can be. */
class BenchIT {
  private static final long PATIENCE_SECONDS = 300;

  @TempDir
  Path folder;

  /** Every scenario that is no larger variant of these. Ten clients would write faster than a connection may. */
  @Test
  void measuresNodesOfItsOwnAndAPeer() throws Exception {
    Outcome run = run("s1", "http", "cluster", "rooms", "start", "--clients", "100", "--seconds", "3", "--warm-up", "0", "--peer", "stock", "--json");
    assertEquals(0, run.exitCode(), run.err());
    Map<String, JsonObject> rows = new LinkedHashMap<>();
    run.out().lines().map(JsonObject::new).forEach(row -> rows.put(row.getString("scenario"), row));
    for (String flow : List.of("s1", "s1 stock", "http long poll", "http websocket", "http sse", "http ndjson", "cluster of 1", "cluster of 3")) {
      JsonObject row = rows.get(flow);
      assertTrue(row.getDouble("p50Millis") > 0, row.encode());
      assertEquals(0, row.getInteger("lost"), row.encode());
    }
    assertTrue(rows.get("s1").getDouble("deliveriesPerSecond") > 0, run.out());
    assertTrue(rows.get("s1").getDouble("cpuMicros") > 0, run.out());
    assertTrue(rows.get("http poll").getDouble("pollsPerSecond") > 0, run.out());
    assertTrue(rows.get("http sse").getDouble("messagesPerFrame") >= 1, run.out());
    assertEquals(0, rows.get("cluster of 1").getDouble("busMessagesPerPost"), run.out());
    assertTrue(rows.get("cluster of 3").getDouble("busMessagesPerPost") > 0, run.out());
    assertEquals(100, rows.get("rooms").getInteger("rooms"));
    assertTrue(rows.get("rooms").getDouble("openReads") >= 1, run.out());
    assertTrue(rows.get("start plain joins").getDouble("readyCpuSeconds") > 0, run.out());
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
