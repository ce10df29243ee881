package dochat.verify;

import dochat.child.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One node in a JVM of its own, started with the flags of this one, again and again at the same ports. Its methods block; not for the loop. */
final class NodeProcess {
  private static final long START_SECONDS = 180;
  /** Its clients are told within this time, one after the other. */
  private static final int DRAIN_SECONDS = 6;
  private static final long STOP_SECONDS = 30;
  private static final String START_LINE = "doChat at ";
  private static final long GLANCE_MILLIS = 100;

  private final int number;
  private final Place place;
  private final List<String> command;
  private final Path output;
  private final Api api;
  private final String database;
  private Process process;
  private long saidBefore;
  /** Whether it is this program that ends it. */
  private volatile boolean isToEnd;
  private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);
  private final List<String> deaths = new CopyOnWriteArrayList<>();

  /**
   * A node that is not running yet.
   *
   * @param number    from 1
   * @param java      the command line of a node up to its own arguments
   * @param cluster   its Hazelcast configuration
   * @param database  null for SQLite in the folder
   */
  NodeProcess(int number, Place place, List<String> java, Path folder, Path cluster, String database) {
    this.number = number;
    this.place = place;
    this.output = folder.resolve("node-" + number + ".out");
    this.api = new Api(place.door().http(), place.ops());
    this.command = new ArrayList<>(ChildJvm.tethered(java));
    command.addAll(1, List.of("-Dhazelcast.local.localAddress=" + Desk.HOST, "-Ddochat.bus.port=" + place.bus().own(),
        "-Ddochat.bus.public.host=" + Desk.HOST, "-Ddochat.bus.public.port=" + place.bus().forwarder()));
    command.addAll(List.of("--name", "node-" + number, "--port", "" + place.door().http(), "--tcp-port", "" + place.door().tcp(), "--ops-port", "" + place.ops(),
        "--log", "text", "--drain-seconds", "" + DRAIN_SECONDS, "--data", folder.toString(), "--cluster-config", cluster.toString()));
    this.database = database;
  }

  Place place() {
    return place;
  }

  Api api() {
    return api;
  }

  @Override
  public String toString() {
    return "node " + number;
  }

  /** Starts it; {@link #awaitServing()} waits. */
  void launch() throws IOException {
    saidBefore = Files.exists(output) ? Files.size(output) : 0;
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("DOCHAT_"));
    if (database != null) {
      builder.environment().put("DOCHAT_DATABASE", database); // a command line can be read by every user of the machine
    }
    isToEnd = false;
    process = builder.start();
    ended = process.onExit().thenAccept(this::ended);
  }

  /** How it ended without being told to, or badly when it was told to; whatever came after. */
  List<String> deaths() {
    return deaths;
  }

  /** Of the process that was started last. */
  long pid() {
    return process.pid();
  }

  /** Whether it runs, or is frozen. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits until it has said that it serves, and is ready. */
  void awaitServing() throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!hasSaidThatItServes() || !api.isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IOException(this + " does not start; see " + output);
      }
      Pause.millis(GLANCE_MILLIS);
    }
  }

  void kill() throws IOException {
    isToEnd = true;
    process.destroyForcibly();
    awaitEnd();
  }

  void stop() throws IOException {
    isToEnd = true;
    process.toHandle().destroy(); // that of the process itself closes its standard input, too, at which Tether ends it without a word
    awaitEnd();
    if (process.exitValue() != 0) {
      deaths.add(this + " ended with " + process.exitValue() + " when it was told to stop");
    }
  }

  /** One that has ended stays so, and is in {@link #deaths()}. */
  void freeze() throws IOException {
    signal("STOP");
  }

  void thaw() throws IOException {
    signal("CONT");
  }

  /** Ends it in any state, without a word. */
  void end() {
    isToEnd = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private void ended(Process ended) {
    if (!isToEnd) {
      deaths.add(this + " ended with " + ended.exitValue());
    }
  }

  private boolean hasSaidThatItServes() throws IOException {
    try (InputStream said = Files.newInputStream(output)) {
      said.skipNBytes(saidBefore);
      return new String(said.readAllBytes(), StandardCharsets.UTF_8).contains(START_LINE);
    }
  }

  private void signal(String name) throws IOException {
    try {
      if (new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor() != 0 && process.isAlive()) {
        throw new IOException(this + " cannot be told " + name);
      }
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    }
  }

  private void awaitEnd() throws IOException {
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(this + " does not end within " + STOP_SECONDS + " s; see " + output);
      }
      ended.join(); // it is looked at before it begins again
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    }
  }
}
