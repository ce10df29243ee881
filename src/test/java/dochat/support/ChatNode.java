package dochat.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real node in a JVM of its own, on any free port of 127.0.0.1. It ends with {@link #close()}, or with this JVM at the latest. */
public final class ChatNode implements AutoCloseable {
  /** What a node prints when it serves. README shows it, and scripts read it. */
  private static final Pattern START_LINE =
      Pattern.compile("doChat at (https?://127\\.0\\.0\\.1:[0-9]+) · node ([A-Za-z0-9._-]+) · cluster of ([0-9]+) nodes? · TCP port ([0-9]+) · ops port ([0-9]+)");
  private static final Duration START = Duration.ofSeconds(120);
  private static final Duration STOP = Duration.ofSeconds(90);
  private static final int TAIL_LINES = 40;

  private final Process process;
  private final Path data;
  private final Path errors;
  private final Thread end;
  private final CompletableFuture<String> startLine = new CompletableFuture<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Matcher start;

  private ChatNode(Process process, Path data, Path errors) {
    this.process = process;
    this.data = data;
    this.errors = errors;
    this.end = new Thread(process::destroyForcibly);
    Thread listener = new Thread(this::listen, "node-stdout");
    listener.setDaemon(true);
    listener.start();
  }

  /** Starts a node with this data folder and waits until it serves. */
  public static ChatNode start(Path data, String... options) {
    return launch(data, options).serving();
  }

  /** Starts this many nodes with one data folder, one after the other. */
  public static List<ChatNode> cluster(int size, Path data, String... options) {
    List<ChatNode> nodes = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      nodes.add(start(data, options));
    }
    return nodes;
  }

  /** Starts a node and does not wait; {@link #serving()} does. */
  public static ChatNode launch(Path data, String... options) {
    return launch(NodeJvm.command(), data, options);
  }

  /** The same with these variables in its environment. */
  public static ChatNode launchIn(Map<String, String> environment, Path data, String... options) {
    return launch(NodeJvm.command(), environment, data, options);
  }

  /** The same in a JVM with these flags, too. */
  public static ChatNode launchWith(List<String> flags, Path data, String... options) {
    return launch(NodeJvm.command(flags), data, options);
  }

  static ChatNode launch(List<String> jvm, Path data, String... options) {
    return launch(jvm, Map.of(), data, options);
  }

  private static ChatNode launch(List<String> jvm, Map<String, String> environment, Path data, String... options) {
    try {
      Files.createDirectories(data);
      Path errors = Files.createTempFile(data, "node", ".err");
      List<String> command = Stream.concat(jvm.stream(), arguments(data, options).stream()).toList();
      ProcessBuilder process = new ProcessBuilder(command).redirectError(errors.toFile());
      process.environment().keySet().removeIf(variable -> variable.startsWith("DOCHAT_") || variable.startsWith("OTEL_"));
      process.environment().putAll(environment);
      ChatNode node = new ChatNode(process.start(), data, errors);
      Runtime.getRuntime().addShutdownHook(node.end);
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it serves; fails with what it said when it does not. */
  public ChatNode serving() {
    try {
      String line = startLine.get(START.toSeconds(), TimeUnit.SECONDS);
      start = START_LINE.matcher(line == null ? "" : line);
      if (!start.matches()) {
        throw new AssertionError("the node's start line is " + line + tail());
      }
      return this;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      close();
      throw new AssertionError("the node did not start" + tail(), e);
    }
  }

  /** Where it is, without a slash at the end. */
  public String url() {
    return start.group(1);
  }

  /** An address of this node: the path begins with a slash. */
  public URI uri(String path) {
    return URI.create(url() + path);
  }

  public int port() {
    return uri("").getPort();
  }

  /** The port of its TCP door. */
  public int tcpPort() {
    return Integer.parseInt(start.group(4));
  }

  /** An address at which operators ask it. */
  public URI opsUri(String path) {
    return URI.create("http://127.0.0.1:" + start.group(5) + path);
  }

  public String name() {
    return start.group(2);
  }

  /** How many nodes there were when it began to serve, itself included. */
  public int clusterSize() {
    return Integer.parseInt(start.group(3));
  }

  /** What it counts now. */
  public Scrape metrics() {
    return new Scrape(Http.get(opsUri("/metrics")).body());
  }

  /** The memory that the process has, of any kind, in bytes. */
  public long residentBytes() {
    try {
      Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(process.pid())).start();
      return Long.parseLong(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip()) * 1024;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What lives in its memory. */
  public Heap heap() {
    return Heap.of(process.pid());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as a person or a service manager does (SIGTERM) and waits; the answer is its exit code. */
  public int stop() {
    return stop(STOP);
  }

  /** The same, where there is more to be done at the end. */
  int stop(Duration patience) {
    process.destroy();
    return exitCode(patience);
  }

  /** Ends it as a power cut does (SIGKILL) and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Stops its clock (SIGSTOP), as a machine that is put to sleep does: its connections stay open and nobody answers. */
  public void freeze() {
    signal("-STOP");
  }

  /** Lets its clock go on (SIGCONT). */
  public void thaw() {
    signal("-CONT");
  }

  /** Tells it to end (SIGTERM) and does not wait. */
  public void terminate() {
    process.destroy();
  }

  private void signal(String name) {
    try {
      if (new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor() != 0) {
        throw new AssertionError("the node did not get the signal " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end; the answer is its exit code. */
  public int exitCode() {
    return exitCode(STOP);
  }

  private int exitCode(Duration patience) {
    try {
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the node did not end within " + patience + tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What it has said on standard output by now, line by line. */
  public List<String> said() {
    return List.copyOf(said);
  }

  /** Everything that it has written to its standard error. */
  public String errors() {
    return read(errors);
  }

  /** What it has said at its standard error, but for that its store has not answered in time, which a machine makes it say that stands still for some seconds. */
  public String complaints() {
    return errors().lines().filter(line -> !line.contains(" WARN  the store does not serve ")).collect(Collectors.joining("\n"));
  }

  /** What it has said at its standard error that is a fault: an error, or that it does not understand another node. That it waited, on a busy machine, is none. */
  public List<String> faults() {
    return errors().lines().filter(line -> line.contains(" ERROR ") || line.contains("of another layout")).toList();
  }

  /** Everything that the nodes of this data folder have written to their logs. */
  public String log() {
    try (var files = Files.walk(data.resolve("logs"))) {
      return String.join("", files.filter(Files::isRegularFile).map(ChatNode::read).toList());
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    exitCode();
    Runtime.getRuntime().removeShutdownHook(end);
  }

  private static List<String> arguments(Path data, String... options) {
    List<String> arguments = new ArrayList<>(List.of("--tcp-port", "0", "--data", data.toString()));
    arguments.addAll(List.of(options));
    for (String port : List.of("--port", "--ops-port")) {
      if (!arguments.contains(port)) {
        arguments.addAll(List.of(port, "0"));
      }
    }
    if (!arguments.contains("--log")) {
      arguments.addAll(List.of("--log", "text"));
    }
    if (Stream.of("--cluster-config", "--cluster").noneMatch(arguments::contains)) {
      arguments.addAll(TestJvm.clusterOptions());
    }
    return arguments;
  }

  /** A node that ends before it serves has said nothing. */
  private void listen() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
        startLine.complete(line);
      }
      startLine.complete(null);
    } catch (IOException e) {
      startLine.completeExceptionally(e);
    }
  }

  private String tail() {
    List<String> lines = (errors() + log()).lines().toList();
    return "; the end of what it said:\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
