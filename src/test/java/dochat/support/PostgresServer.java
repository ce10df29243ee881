package dochat.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server in a temporary folder, on a free port of 127.0.0.1, from the binaries of the distribution. Ends with
 * {@link #close()}, or with this JVM at the latest. Without binaries the tests fail: skipping them silently would prove nothing.
 */
public final class PostgresServer implements AutoCloseable {
  private static final String USER = "dochat";
  /** Characters that a URL must encode, so that the encoding is tested along the way. */
  private static final String PASSWORD = "p@ss:w/ord";
  private static final String ENCODED_PASSWORD = "p%40ss%3Aw%2Ford";
  /** What the server keeps of it (RFC 5803), worked out in one step instead of 4,096: each of the thousands of connections of a run has to go the same way. */
  private static final String KEPT_PASSWORD =
      "SCRAM-SHA-256$1:ZG9DaGF0IGZvciB0ZXN0cw==$n2CLbkfSxzQygOdm6gQRs2MDjAAdwThTNLnOvhvDbGg=:5/Vu1CWvhIU6XiB6lamvsEfqvFrNcJcbZidegySclmE=";
  private static final Path BINARIES = Path.of("/usr/lib/postgresql");
  private static final int LIMIT_SECONDS = 180;

  private static PostgresServer shared;

  private final Path folder;
  private final int port;
  private final AtomicInteger databases = new AtomicInteger();
  private final Thread end = new Thread(this::end);

  private PostgresServer(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  public static PostgresServer start() {
    try {
      var server = new PostgresServer(Files.createTempDirectory("dochat-postgres"), FreePort.next());
      server.initialise();
      Runtime.getRuntime().addShutdownHook(server.end);
      server.run();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One for all tests of this JVM that leave it running, each with a database of its own. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /** Creates a database of its own and returns its URL for {@code StoreConfig}. */
  public String newDatabase() {
    return newDatabase("template0");
  }

  /** The same with all that is in this one, which nobody may be connected to. */
  public String copyOf(String url) {
    return newDatabase(url.substring(url.lastIndexOf('/') + 1));
  }

  private String newDatabase(String template) {
    var name = "chat" + databases.incrementAndGet();
    try (var connection = DriverManager.getConnection("jdbc:postgresql://" + place("postgres"), USER, PASSWORD);
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template + " ENCODING 'UTF8'");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return url(name);
  }

  /** The URL of a database of this name, whether it exists or not. */
  public String url(String database) {
    return "postgresql://" + USER + ":" + ENCODED_PASSWORD + "@" + place(database);
  }

  /** The same database for JDBC, with user and password. */
  public String jdbc(String url) {
    return "jdbc:postgresql://" + place(url.substring(url.lastIndexOf('/') + 1)) + "?user=" + USER + "&password=" + ENCODED_PASSWORD;
  }

  /** A connection of a program that is not doChat, to this database of {@link #newDatabase()}. */
  public Connection connect(String database) {
    try {
      return DriverManager.getConnection("jdbc:postgresql://" + database.substring(database.lastIndexOf('@') + 1), USER, PASSWORD);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs one statement as an operator does. */
  public void execute(String database, String statement) {
    try (var connection = connect(database); var work = connection.createStatement()) {
      work.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops the clock of the whole server (SIGSTOP): it takes connections and says nothing. */
  public void freeze() {
    signal("STOP");
  }

  /** Goes on after {@link #freeze()}. */
  public void thaw() {
    signal("CONT");
  }

  /** Starts again after {@link #stop()}, with the same data and port. */
  public void run() {
    pgCtl("start", "-w", "-l", folder.resolve("log").toString(),
        "-o", "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off");
  }

  /** What pg_dump has written into this file, as SQL. */
  public static String dumped(Path backup) throws IOException {
    var process = new ProcessBuilder(binary("pg_restore").toString(), "--file=-", backup.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Gives the server a folder or a file of its own. */
  public void own(Path path) throws IOException {
    if (isRoot()) {
      Files.setOwner(path, FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("postgres"));
    }
  }

  /** Breaks all connections, as a crash does. */
  public void stop() {
    pgCtl("stop", "-w", "-m", "immediate");
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(end);
    end();
  }

  private void end() {
    if (Files.exists(data().resolve("postmaster.pid"))) {
      stop();
    }
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void signal(String signal) {
    try {
      var postmaster = Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0));
      var pids = Stream.concat(Stream.of(postmaster), ProcessHandle.of(postmaster).orElseThrow().children().map(ProcessHandle::pid));
      var words = new ArrayList<>(List.of("kill", "-" + signal));
      pids.map(String::valueOf).forEach(words::add);
      new ProcessBuilder(words).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void initialise() throws IOException {
    var password = Files.writeString(folder.resolve("password"), KEPT_PASSWORD);
    own(folder);
    own(password);
    command("initdb", "-D", data().toString(), "-U", USER, "-A", "scram-sha-256", "--pwfile", password.toString(),
        "-E", "UTF8", "--no-locale", "--no-sync");
  }

  private void pgCtl(String verb, String... options) {
    var arguments = new ArrayList<>(List.of(verb, "-D", data().toString(), "-t", String.valueOf(LIMIT_SECONDS)));
    arguments.addAll(List.of(options));
    command("pg_ctl", arguments.toArray(String[]::new));
  }

  /** PostgreSQL refuses to run as root, so root becomes the user that comes with the package. */
  private void command(String program, String... arguments) {
    var words = new ArrayList<String>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
    words.add(binary(program).toString());
    words.addAll(List.of(arguments));
    try {
      var output = Files.createTempFile("dochat-postgres", ".log");
      var process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
          .redirectOutput(output.toFile()).start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException(program + " failed: " + Files.readString(output));
      }
      Files.delete(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path binary(String program) {
    try (var versions = Files.exists(BINARIES) ? Files.list(BINARIES) : Stream.<Path>empty()) {
      return versions.map(version -> version.resolve("bin").resolve(program)).filter(Files::isExecutable)
          .max(Comparator.comparing(Path::toString)).orElseThrow(() -> new IllegalStateException(advice()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String advice() {
    return "true".equals(System.getenv("CI"))
        ? "CI must have PostgreSQL's server binaries below " + BINARIES + ", or its PostgreSQL tests prove nothing."
        : "These tests need PostgreSQL's server binaries: apt-get install -y postgresql";
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String place(String database) {
    return "127.0.0.1:" + port + "/" + database;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

}
