package dochat.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Event;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import dochat.support.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The event-bus clients of Vert.x for JavaScript work against a node as they are published, over each transport that they have here, and docs/dochat.d.ts is what a client in
 * TypeScript meets.
 */
@OnSharedNodes
class NpmClientsIT {
  private static final Path SOURCES = Path.of("src/test/npm");
  private static final Path FOLDER = Path.of("target/npm");
  private static final long INSTALL_SECONDS = 300;
  private static final long TALK_SECONDS = 120;

  /** Once for each lock file: what is there is taken, then what npm keeps, and only then the registry is asked, which may be slow. */
  @BeforeAll
  static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Path installed = FOLDER.resolve("installed.json");
    Path lock = SOURCES.resolve("package-lock.json");
    for (Path source : List.of(SOURCES.resolve("talk.js"), SOURCES.resolve("every.ts"), Path.of("docs", "dochat.d.ts"))) {
      Files.copy(source, FOLDER.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(installed) && Files.mismatch(installed, lock) == -1) {
      return;
    }
    Files.copy(SOURCES.resolve("package.json"), FOLDER.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(lock, FOLDER.resolve("package-lock.json"), StandardCopyOption.REPLACE_EXISTING);
    try {
      run(INSTALL_SECONDS, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--fetch-retries=4",
          "--fetch-timeout=60000");
    } catch (AssertionError e) {
      throw new AssertionError("npm could not fetch the published clients; this test needs the registry, or " + FOLDER + " of an earlier run", e);
    }
    Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  @ParameterizedTest
  @CsvSource({
      "@vertx/eventbus-bridge-client.js,websocket", "@vertx/eventbus-bridge-client.js,xhr-streaming",
      "@vertx/eventbus-bridge-client.js,eventsource", "@vertx/eventbus-bridge-client.js,xhr-polling",
      "vertx3-eventbus-client,websocket", "vertx3-eventbus-client,xhr-streaming",
      "vertx3-eventbus-client,eventsource", "vertx3-eventbus-client,xhr-polling"})
  void talks(String client, String transport) throws IOException, InterruptedException {
    assertEquals("talked\n", run(TALK_SECONDS, "node", "talk.js", client, transport, SharedNodes.first().url(), types()));
  }

  /** All that a log may say; what is hidden is said to some only. */
  private static String types() {
    return Words.of(Event.class).stream().filter(type -> !type.equals(Event.HIDDEN)).collect(Collectors.joining(","));
  }

  /** A client that is written against the types does what it wants, and gets what they say: no field that they have not, none missing, none otherwise. */
  @Test
  void theTypesSayWhatIsAnswered() throws IOException, InterruptedException {
    compile("every.ts", "--noEmitOnError");
    Files.writeString(FOLDER.resolve("answers.ts"), run(TALK_SECONDS, "node", "every.js", SharedNodes.first().url()));
    compile("answers.ts", "--noEmit");
  }

  private static void compile(String program, String emit) throws IOException, InterruptedException {
    run(TALK_SECONDS, "node_modules/.bin/tsc", "--strict", "--target", "es2022", "--module", "commonjs", "--lib", "es2022,dom", "--types", "", emit, program);
  }

  /** The answer is what it printed. */
  private static String run(long seconds, String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(FOLDER, "out", ".txt");
    Process process = start(out, command);
    try {
      assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), () -> String.join(" ", command) + " is still running: " + text(out));
    } finally {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue(), () -> String.join(" ", command) + " failed: " + text(out));
    return text(out);
  }

  private static Process start(Path out, String... command) {
    try {
      return new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    } catch (IOException e) {
      throw new AssertionError("This test needs Node and npm: apt-get install -y nodejs npm", e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
