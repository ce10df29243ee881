package dochat.talk;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.NodeJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A {@code dochat talk} in a JVM of its own, in a pseudo-terminal of 80 columns or in a pipe. */
public final class Talking implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final Path folder;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();
  private final List<Thread> readers;

  private Talking(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("LC_") || variable.equals("NO_COLOR"));
    builder.environment().put("LANG", "en_US.UTF-8");
    builder.environment().put("LC_ALL", "C.UTF-8"); // as the launcher does
    builder.environment().put("TERM", "xterm-256color");
    try {
      folder = Files.createTempDirectory("dochat-talk");
      process = builder.directory(folder.toFile()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    readers = List.of(reader(process.getInputStream(), out), reader(process.getErrorStream(), err));
  }

  static Talking inAPipe(String... options) {
    return new Talking(talk(options));
  }

  /** {@code script} of util-linux makes the terminal. */
  public static Talking inATerminal(String... options) {
    String command = talk(options).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    return new Talking(List.of("script", "-qfec", "stty cols 80 rows 24; exec " + command, "/dev/null"));
  }

  /** The value of {@code --node} for these nodes, in this order. */
  public static String at(ChatNode... nodes) {
    return List.of(nodes).stream().map(node -> "127.0.0.1:" + node.tcpPort()).collect(Collectors.joining(","));
  }

  /** What it has made in the folder in which it was started. */
  List<String> files() {
    return List.of(folder.toFile().list());
  }

  /** Types, or writes into the pipe. */
  public Talking type(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the input; the answer is the exit code. */
  int end() {
    try {
      process.getOutputStream().close();
      return exitCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> "still running: " + out + err);
      for (Thread reader : readers) {
        reader.join();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until this is on the screen. */
  public Talking shows(String text) {
    eventually(() -> assertTrue(out.indexOf(text) >= 0, () -> "no \"" + text + "\" in " + out));
    return this;
  }

  /** Everything that was written to the screen, escape sequences included. */
  public String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    folder.toFile().delete(); // it is empty
  }

  private static List<String> talk(String... options) {
    List<String> command = new ArrayList<>(NodeJvm.command());
    command.add("talk");
    command.addAll(List.of(options));
    return command;
  }

  private static Thread reader(InputStream stream, StringBuffer text) {
    Thread reader = new Thread(() -> {
      try (var in = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
        for (int next = in.read(); next >= 0; next = in.read()) {
          text.append((char) next);
        }
      } catch (IOException e) {
        // a terminal whose process has ended
      }
    }, "talking");
    reader.start();
    return reader;
  }
}
