package dochat.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The release before this one: what a rolling update replaces, and what a rollback brings back. It is built from its commit, which
 * {@code .ci/previous-release} names, by the Maven that runs the tests; once, and again when that file names another one.
 */
public final class PreviousRelease {
  private static final Path HOUSE = Path.of("").toAbsolutePath();
  private static final Path PLACE = HOUSE.resolve(Path.of("target", "previous"));
  private static final int BUILD_MINUTES = 10;
  private static final int COMMIT = 40;

  private PreviousRelease() {}

  /** Starts a node of it with this data folder, and waits until it serves. */
  public static ChatNode start(Path data, String... options) {
    return launchWith(List.of(), data, options).serving();
  }

  /** Starts one in a JVM with these flags, too, and does not wait. */
  public static ChatNode launchWith(List<String> flags, Path data, String... options) {
    return ChatNode.launch(NodeJvm.command(jar(), flags), data, options);
  }

  /** With its libraries beside it in {@code lib}. One JVM of the tests builds, the others wait. */
  private static synchronized Path jar() {
    try {
      String commit = Files.readString(HOUSE.resolve(Path.of(".ci", "previous-release"))).strip();
      Path jar = PLACE.resolve(commit).resolve("dochat.jar");
      Files.createDirectories(PLACE.getParent());
      try (FileChannel only = FileChannel.open(PLACE.resolveSibling("previous.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        only.lock();
        if (!Files.exists(jar)) {
          build(commit, jar.getParent());
        }
        return jar;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It gets its place last: half a build would be taken for a whole one. */
  private static void build(String commit, Path place) throws IOException {
    if (commit.length() != COMMIT) {
      throw new AssertionError("The release before this one is to be named by the whole id of its commit, and not as " + commit);
    }
    // A checkout that belongs to somebody else, as in a container, is read all the same.
    if (run(HOUSE, List.of("git", "-c", "safe.directory=*", "cat-file", "-e", commit + "^{commit}")) != 0) {
      throw new AssertionError("The release before this one is built from the commit " + commit + ", which git does not find in this clone. "
          + "A shallow one gets it with: git fetch --depth 1 origin " + commit + "\n" + Files.readString(said().toPath()));
    }
    if (Files.exists(PLACE)) {
      Folders.delete(PLACE);
    }
    Path sources = Files.createDirectories(PLACE.resolve("sources"));
    must(HOUSE, List.of("git", "-c", "safe.directory=*", "archive", "-o", sources.resolve("sources.tar").toString(), commit));
    must(sources, List.of("tar", "-xf", "sources.tar"));
    must(sources, maven());
    Files.move(sources.resolve("target"), place);
    Folders.delete(sources);
  }

  /** As the pom has found it; in an IDE, that of the path. */
  private static List<String> maven() {
    List<String> command = new ArrayList<>(List.of(System.getProperty("dochat.maven", "mvn"), "-B", "-q", "-Dmaven.test.skip=true"));
    if (System.getProperty("dochat.repository") != null) {
      command.add("-Dmaven.repo.local=" + System.getProperty("dochat.repository"));
    }
    command.add("package");
    return command;
  }

  private static void must(Path folder, List<String> command) throws IOException {
    if (run(folder, command) != 0) {
      throw new AssertionError("The release before this one could not be built: " + String.join(" ", command) + "\n" + Files.readString(said().toPath()));
    }
  }

  private static int run(Path folder, List<String> command) throws IOException {
    ProcessBuilder process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(said());
    process.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process started = start(process);
    try {
      if (!started.waitFor(BUILD_MINUTES, TimeUnit.MINUTES)) {
        started.destroyForcibly();
        throw new AssertionError("still not done after " + BUILD_MINUTES + " minutes: " + String.join(" ", command));
      }
      return started.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Process start(ProcessBuilder process) {
    try {
      return process.start();
    } catch (IOException e) {
      throw new AssertionError("The release before this one needs " + process.command().get(0) + " to be built, which cannot be run here: " + e.getMessage());
    }
  }

  private static File said() {
    return PLACE.resolveSibling("previous.log").toFile();
  }
}
