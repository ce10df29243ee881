package dochat.bench;

import dochat.child.ChildJvm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node for this run alone, without the limits that would hold a load up, with a store of its own in a temporary folder. Blocks; for the main thread. */
final class OwnNode implements AutoCloseable {
  private static final Pattern START_LINE = Pattern.compile("doChat at http://([^:]+):([0-9]+) ");
  private static final Duration START = Duration.ofSeconds(120);
  private static final String MANY = "1000000";

  private final Path folder;
  private final Path output;
  private final Thread end = new Thread(this::endInterrupted, "bench-end");
  private Process process;

  private OwnNode(Path folder) {
    this.folder = folder;
    this.output = folder.resolve("node.out");
  }

  /**
   * Starts one and waits until it serves.
   *
   * @param java     the command line of a node up to its own arguments
   * @param database a PostgreSQL database, null for SQLite
   */
  static OwnNode start(List<String> java, Cores cores, String database) throws IOException {
    OwnNode node = new OwnNode(Files.createTempDirectory("dochat-bench"));
    Runtime.getRuntime().addShutdownHook(node.end);
    try {
      node.launch(cores.forNode(ChildJvm.tethered(java)), database);
      return node;
    } catch (IOException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  /** Where clients reach it. */
  InetSocketAddress address() throws IOException {
    Matcher said = START_LINE.matcher(Files.readString(output));
    return said.find() ? new InetSocketAddress(said.group(1), Integer.parseInt(said.group(2))) : null;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    endInterrupted();
    Runtime.getRuntime().removeShutdownHook(end);
  }

  private void launch(List<String> java, String database) throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("--port", "0", "--tcp-port", "0", "--ops-port", "0", "--data", folder.toString(), "--log", "text", "--post-rate", MANY,
        "--person-connections", MANY, "--address-connections", MANY, "--max-connections", MANY));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DOCHAT_"));
    if (database != null) {
      builder.environment().put("DOCHAT_DATABASE", database); // a command line can be read by every user of the machine
    }
    process = builder.start();
    long last = Stamp.now() + START.toNanos();
    while (address() == null) {
      if (!process.isAlive() || Stamp.now() > last) {
        throw new IOException("the node does not start: " + Files.readString(output).strip());
      }
      Pause.briefly();
    }
  }

  private void endInterrupted() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // the system cleans its temporary folder
    }
  }
}
