package dochat.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server as a process of this run's own, which says in one line where it is. Blocks; for the main thread. */
final class Child {
  private static final Pattern START_LINE = Pattern.compile("(?m) at http://([^:]+):([0-9]+)(?: .*ops port ([0-9]+))?$\\R");
  private static final int OPS_PORT = 3;
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration END = Duration.ofSeconds(10);

  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts one and waits until it says where it is.
   *
   * @param variables of the environment
   * @param output    where what it says is written
   */
  static Child start(List<String> command, Map<String, String> variables, Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DOCHAT_"));
    builder.environment().putAll(variables);
    Child child = new Child(builder.start(), output);
    try {
      child.awaitStart();
      return child;
    } catch (IOException e) {
      child.kill();
      throw e;
    }
  }

  /** Where clients reach it. */
  InetSocketAddress address() throws IOException {
    return new InetSocketAddress(startLine().group(1), Integer.parseInt(startLine().group(2)));
  }

  /** Where it says how it is. Only of a node. */
  InetSocketAddress ops() throws IOException {
    return new InetSocketAddress("127.0.0.1", Integer.parseInt(startLine().group(OPS_PORT)));
  }

  long pid() {
    return process.pid();
  }

  /** Lets it end in order, or ends it. */
  void stop() throws IOException {
    process.destroy();
    try {
      process.waitFor(END.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    } finally {
      kill();
    }
  }

  void kill() {
    process.destroyForcibly().onExit().join();
  }

  private void awaitStart() throws IOException {
    long last = Stamp.now() + START.toNanos();
    while (startLine() == null) {
      if (!process.isAlive() || Stamp.now() > last) {
        throw new IOException("the node does not start: " + Files.readString(output).strip());
      }
      Pause.briefly();
    }
  }

  private MatchResult startLine() throws IOException {
    Matcher said = START_LINE.matcher(Files.readString(output));
    return said.find() ? said : null;
  }
}
