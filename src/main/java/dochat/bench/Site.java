package dochat.bench;

import dochat.child.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A place for nodes of this run alone, without the limits that would hold a load up: they share a store in a temporary folder, and so are one cluster. All of them
 * end with it. Blocks; for the main thread.
 */
final class Site implements AutoCloseable {
  private static final String MANY = "1000000";
  /** They come faster than nodes tell each other how many they have, and would be sent to and fro. */
  private static final String NOBODY_SENT_AWAY = "-Ddochat.share.millis=3600000";

  private final List<String> java;
  private final Cores cores;
  private final String database;
  private final Path folder = Files.createTempDirectory("dochat-bench");
  private final List<Child> children = new ArrayList<>();
  private final Thread end = new Thread(this::end, "bench-end");

  /**
   * Makes one.
   *
   * @param java     the command line of a node up to its own arguments
   * @param database a PostgreSQL database, null for SQLite
   */
  Site(List<String> java, Cores cores, String database) throws IOException {
    this.java = java;
    this.cores = cores;
    this.database = database;
    Runtime.getRuntime().addShutdownHook(end);
  }

  /** Another one, with a store of its own unless that is a database, for nodes with this command line. */
  Site another(List<String> java) throws IOException {
    return new Site(java, cores, database);
  }

  List<String> java() {
    return java;
  }

  Path folder() {
    return folder;
  }

  /** Whether its nodes commit to a file in this folder. */
  boolean isOnFile() {
    return database == null;
  }

  /** Starts a node and waits until it serves. */
  Child start() throws IOException {
    List<String> steady = new ArrayList<>(java);
    steady.add(1, NOBODY_SENT_AWAY);
    // a command line can be read by every user of the machine
    return start(steady, List.of("--port", "0", "--tcp-port", "0", "--ops-port", "0", "--data", folder.toString(), "--log", "text", "--drain-seconds", "0", "--post-rate", MANY,
        "--person-connections", MANY, "--address-connections", MANY, "--max-connections", MANY), database == null ? Map.of() : Map.of("DOCHAT_DATABASE", database));
  }

  /** Starts another program in Java that serves, and waits until it does. */
  Child startJava(List<String> java) throws IOException {
    return start(java, List.of(), Map.of());
  }

  /** The same of a program that ends when its standard input does. */
  Child startOther(List<String> command) throws IOException {
    return start(command, Map.of());
  }

  private Child start(List<String> java, List<String> arguments, Map<String, String> variables) throws IOException {
    return start(Stream.concat(ChildJvm.tethered(java).stream(), arguments.stream()).toList(), variables);
  }

  private Child start(List<String> command, Map<String, String> variables) throws IOException {
    Child child = Child.start(cores.forNode(command), variables, folder.resolve("child-" + children.size() + ".out"));
    children.add(child);
    return child;
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(end);
  }

  private void end() {
    children.forEach(Child::kill);
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // the system cleans its temporary folder
    }
  }
}
