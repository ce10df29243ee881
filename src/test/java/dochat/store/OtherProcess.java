package dochat.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A Java process that does with the store what a node begins with: it prepares it, prints its name and ends. */
final class OtherProcess {
  /** Marks the line among those of the log. */
  private static final String NAME = "name=";

  private OtherProcess() {}

  static Process start(StoreConfig config) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var database = config.database() == null ? "" : config.database();
    return new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(),
        config.data().toString(), database).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What it has printed. Waits for its end. */
  static String name(Process process) throws IOException {
    try (var out = process.inputReader()) {
      return out.lines().filter(line -> line.startsWith(NAME)).findAny().orElseThrow().substring(NAME.length());
    }
  }

  public static void main(String[] arguments) {
    System.out.println(NAME + Store.prepare(new StoreConfig(Path.of(arguments[0]), arguments[1].isEmpty() ? null : arguments[1]), Duration.ZERO));
  }
}
