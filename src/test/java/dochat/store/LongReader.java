package dochat.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Another program that reads from a SQLite file in one long transaction, until it is ended: a process, as locks of a process are one. */
final class LongReader implements AutoCloseable {
  private static final String READING = "reading";

  private final Process process;

  private LongReader(Process process) {
    this.process = process;
  }

  /** Starts and waits until it has begun to read. */
  static LongReader of(Path file) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process = new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
        LongReader.class.getName(), file.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    if (!READING.equals(process.inputReader().readLine())) {
      throw new IllegalStateException("it does not read");
    }
    return new LongReader(process);
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
  }

  public static void main(String[] arguments) throws SQLException, IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeQuery("SELECT COUNT(*) FROM event").close();
      System.out.println(READING);
      System.in.read();
    }
  }
}
