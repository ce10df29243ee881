package dochat.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The page's modules without a browser: every {@code src/test/js/**}{@code /*.test.js} is run by Node's own test runner (18 and later), in a process of
 * its own. Modules of the page are imported as {@code #page/…}: for Node a folder must say that it holds ES modules, so page and tests are copied
 * together into one that does.
 */
class PageTest {
  private static final Path PAGE = Path.of("webroot");
  private static final Path TESTS = Path.of("src/test/js");
  private static final Path FOLDER = Path.of("target/js");
  private static final long SECONDS = 120;

  @BeforeAll
  static void copy() throws IOException {
    clear();
    copy(TESTS, FOLDER);
    copy(PAGE, FOLDER.resolve("webroot"));
  }

  @TestFactory
  List<DynamicContainer> page() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files.filter(file -> file.toString().endsWith(".test.js")).map(TESTS::relativize).sorted()
          .map(file -> dynamicContainer(file.toString(), Stream.of(file).flatMap(PageTest::run))).toList();
    }
  }

  /** Each test of the file, and the end of the process: a file that cannot be loaded has no tests to fail. */
  private static Stream<DynamicTest> run(Path file) {
    try {
      Path verdicts = Files.createTempFile(FOLDER, "verdicts", ".txt");
      Path out = Files.createTempFile(FOLDER, "out", ".txt");
      Process process = start(file, verdicts, out);
      boolean ended = end(process);
      List<JsonObject> tests = Files.readAllLines(verdicts).stream().map(JsonObject::new).toList();
      boolean allPassed = tests.stream().noneMatch(test -> test.containsKey("failure"));
      return Stream.concat(tests.stream().map(test -> dynamicTest(test.getString("name"), () -> check(file, test, out))), Stream.of(dynamicTest("ends", () -> {
        assertTrue(ended, () -> file + " is still running: " + text(out));
        assertFalse(tests.isEmpty(), () -> file + " has no tests: " + text(out));
        if (allPassed) assertEquals(0, process.exitValue(), () -> file + " failed: " + text(out));
      })));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Path file, JsonObject test, Path out) {
    if (test.containsKey("failure")) fail(file + " › " + test.getString("name") + ": " + test.getString("failure") + "\n" + text(out));
  }

  private static Process start(Path file, Path verdicts, Path out) {
    List<String> command = List.of("node", "--test-reporter=./support/reporter.js", "--test-reporter-destination=" + verdicts.getFileName(), file.toString());
    try {
      return new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    } catch (IOException e) {
      throw new AssertionError("This test needs Node, version 18 or later: apt-get install -y nodejs", e);
    }
  }

  private static boolean end(Process process) {
    try {
      return process.waitFor(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void clear() throws IOException {
    if (!Files.exists(FOLDER)) return;
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) Files.createDirectories(target);
        else Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
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
