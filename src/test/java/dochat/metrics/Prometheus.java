package dochat.metrics;

import static dochat.support.Eventually.eventually;

import dochat.support.Folders;
import dochat.support.FreePort;
import dochat.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A real Prometheus of this machine with the configuration that operators are given, in a hurry. It ends with {@link #close()}, or with this JVM at the latest. */
final class Prometheus implements AutoCloseable {
  private static final String TARGETS = "[\"127.0.0.1:9080\", \"127.0.0.1:9081\", \"127.0.0.1:9082\"]";

  private final Path folder = Folders.temporary();
  private final String url = "http://127.0.0.1:" + FreePort.next();
  private final Process process;
  private final Thread end;

  /** @param targets host and port of each */
  Prometheus(List<String> targets) {
    try {
      Path file = Files.writeString(folder.resolve("prometheus.yaml"), configuration(targets));
      process = new ProcessBuilder("prometheus", "--config.file=" + file, "--storage.tsdb.path=" + folder.resolve("data"),
          "--web.listen-address=" + url.substring("http://".length())).redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
    } catch (IOException e) {
      throw new AssertionError("The tests of monitoring need prometheus: `./dochat test` installs it where it can, or install the package.", e);
    }
    end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    eventually("Prometheus is ready", this::isReady);
  }

  /** The values of an expression now, by the instance that each is of. */
  JsonArray query(String expression) {
    return data("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)).getJsonArray("result");
  }

  /** The rules as it has evaluated them last. */
  List<JsonObject> rules() {
    JsonArray groups = data("/api/v1/rules").getJsonArray("groups");
    return groups.isEmpty() ? List.of() : groups.getJsonObject(0).getJsonArray("rules").stream().map(JsonObject.class::cast).toList();
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

  private JsonObject data(String path) {
    JsonObject answer = Http.json(Http.get(URI.create(url + path)));
    if (!"success".equals(answer.getString("status"))) {
      throw new AssertionError(path + " is answered with " + answer.encode());
    }
    return answer.getJsonObject("data");
  }

  private boolean isReady() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError(Files.readString(folder.resolve("output")));
    }
    try {
      return Http.get(URI.create(url + "/-/ready")).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static String configuration(List<String> targets) throws IOException {
    String given = Files.readString(Monitoring.FOLDER.resolve("prometheus.yaml"));
    if (!given.contains(TARGETS)) {
      throw new AssertionError("prometheus.yaml no longer has " + TARGETS);
    }
    return given.replace(TARGETS, targets.stream().map(target -> "\"" + target + "\"").collect(Collectors.joining(", ", "[", "]")))
        .replace("alerts.yaml", Monitoring.FOLDER.resolve("alerts.yaml").toString()).replace("15s", "500ms");
  }
}
