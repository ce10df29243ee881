package dochat.store;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;

/** A Java process that opens the store, prints its epoch and ends. */
final class OtherProcess {
  /** Marks the line among those of the log. */
  private static final String EPOCH = "epoch=";

  private OtherProcess() {}

  static Process start(StoreConfig config) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var database = config.database() == null ? "" : config.database();
    return new ProcessBuilder(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), OtherProcess.class.getName(),
        config.data().toString(), database).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Waits for its end. */
  static String epoch(Process process) throws IOException {
    try (var out = process.inputReader()) {
      return out.lines().filter(line -> line.startsWith(EPOCH)).findAny().orElseThrow();
    }
  }

  public static void main(String[] arguments) {
    var vertx = Vertx.vertx();
    try {
      var store = Steps.await(Store.open(vertx, new StoreConfig(Path.of(arguments[0]), arguments[1].isEmpty() ? null : arguments[1])));
      System.out.println(EPOCH + store.epoch());
      Steps.await(store.close());
    } finally {
      Steps.await(vertx.close());
    }
  }
}
