package dochat.proxy;

import static dochat.support.Eventually.eventually;

import dochat.support.ChatNode;
import dochat.support.Folders;
import dochat.support.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real proxy of this machine before some nodes, with the configuration that docs/proxies.md gives to operators. It is one process in a
 * temporary folder, on a free port of 127.0.0.1, and ends with {@link #close()}, or with this JVM at the latest.
 */
public abstract class Proxy implements AutoCloseable {
  private static final Path PAPER = Path.of("docs", "proxies.md");
  private static final int FIRST_NODE = 8080;
  private static final List<Path> PLACES = Stream.concat(
      Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin")).map(Path::of).toList();

  private final Path folder = Folders.temporary();
  private final Process process;
  private final int port = FreePort.next();
  private final Thread end;

  /**
   * Starts it and waits until it serves. Fails when this machine does not have it.
   *
   * @param program what it is called, in the paper as on the command line
   * @param nodes   as many as the paper has
   * @param change  what this proxy does otherwise than the paper says
   */
  Proxy(String program, List<ChatNode> nodes, UnaryOperator<String> change) {
    try {
      Path file = Files.writeString(folder.resolve("proxy.conf"), configuration(change.apply(addressed(documented(program), nodes))));
      process = new ProcessBuilder(Stream.concat(Stream.of(binary(program).toString()), arguments(folder, file).stream()).toList())
          .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    eventually(program + " serves", this::isServing);
  }

  /** The whole configuration around what the paper gives. */
  abstract String configuration(String documented);

  abstract List<String> arguments(Path folder, Path configuration);

  /** Where it is, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(end);
    try {
      process.destroyForcibly().waitFor();
      Folders.delete(folder);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes the place of a line that must be there: a change that changes nothing would prove nothing. */
  static String replace(String configuration, String line, String by) {
    if (!configuration.contains(line)) {
      throw new AssertionError(PAPER + " no longer has: " + line);
    }
    return configuration.replace(line, by);
  }

  private String addressed(String documented, List<ChatNode> nodes) {
    String addressed = replace(documented, "*:80", "127.0.0.1:" + port);
    for (int i = 0; i < nodes.size(); i++) {
      addressed = replace(addressed, "127.0.0.1:" + (FIRST_NODE + i), "127.0.0.1:" + nodes.get(i).port());
    }
    return addressed;
  }

  private static String documented(String program) throws IOException {
    Matcher block = Pattern.compile("```" + program + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAPER));
    if (!block.find()) {
      throw new AssertionError(PAPER + " has no configuration of " + program);
    }
    return block.group(1);
  }

  private boolean isServing() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError(Files.readString(folder.resolve("output")));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path binary(String program) {
    return PLACES.stream().map(place -> place.resolve(program)).filter(Files::isExecutable).findFirst()
        .orElseThrow(() -> new AssertionError("The tests behind proxies need " + program + ", and this machine has none: "
            + "`./dochat test` installs it where it can, or install the package."));
  }
}
