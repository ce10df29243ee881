package dochat.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of the API server of a cluster as {@code kubectl apply} asks for: {@linkplain Discovery which kinds there are}, and what has been created. It
 * refuses what the API's model does not know, what is there already, and what is to be in a namespace that is not there. It is no cluster: it makes nothing
 * of what it keeps, sets no defaults, and looks at no values.
 */
final class ApiServer implements AutoCloseable {
  private static final Pattern COLLECTION = Pattern.compile("(/apis?(?:/[a-z0-9.]+)?/v\\d)(?:/namespaces/([^/]+))?/([a-z]+)");
  /** An answer that is no object: its status and why. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;
    private final String reason;

    Refusal(int code, String reason, String message) {
      super(message);
      this.code = code;
      this.reason = reason;
    }

    JsonObject status() {
      return new JsonObject().put("kind", "Status").put("apiVersion", "v1").put("status", "Failure").put("code", code).put("reason", reason).put("message", getMessage());
    }
  }

  private final HttpServer server;
  private final Map<String, JsonObject> objects = new HashMap<>();
  private final List<JsonObject> created = new ArrayList<>();
  private final List<JsonObject> changes = new ArrayList<>();

  /** Listens at 127.0.0.1. */
  ApiServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What it was sent to be created, in this order. */
  synchronized List<JsonObject> created() {
    return List.copyOf(created);
  }

  /** What was to be changed of what was there. It makes no changes. */
  synchronized List<JsonObject> changes() {
    return List.copyOf(changes);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    JsonObject answer;
    int code = 200;
    try {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      answer = switch (exchange.getRequestMethod()) {
        case "GET" -> Discovery.at(path).orElseGet(() -> get(path));
        case "POST" -> create(path, body);
        case "PATCH" -> patch(path, body);
        default -> throw new Refusal(405, "MethodNotAllowed", exchange.getRequestMethod() + " is for nobody here");
      };
    } catch (Refusal refusal) {
      code = refusal.code;
      answer = refusal.status();
    }
    byte[] bytes = answer.toBuffer().getBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized JsonObject get(String path) {
    JsonObject object = objects.get(path);
    if (object == null) {
      throw new Refusal(404, "NotFound", path + " not found");
    }
    return object;
  }

  private synchronized JsonObject create(String path, String body) {
    JsonObject object = read(body);
    String own = path + "/" + object.getJsonObject("metadata").getString("name");
    if (!belongs(object, path)) {
      throw new Refusal(400, "BadRequest", "that does not belong at " + path);
    }
    if (objects.containsKey(own)) {
      throw new Refusal(409, "AlreadyExists", own + " already exists");
    }
    created.add(object);
    JsonObject kept = object.copy();
    kept.getJsonObject("metadata").put("uid", UUID.randomUUID().toString()).put("resourceVersion", Integer.toString(created.size()));
    objects.put(own, kept);
    return kept;
  }

  /** Whether it is of the kind, and in the namespace, that this path says; fails where that namespace is not there. */
  private boolean belongs(JsonObject object, String path) {
    Matcher place = COLLECTION.matcher(path);
    Discovery.Kind kind = Optional.of(place).filter(Matcher::matches).flatMap(found -> Discovery.kind(found.group(1), found.group(3)))
        .orElseThrow(() -> new Refusal(404, "NotFound", path + " not found"));
    if (place.group(2) != null) {
      get("/api/v1/namespaces/" + place.group(2));
    }
    return object.getString("apiVersion").equals(kind.groupVersion()) && object.getString("kind").equals(kind.name())
        && Objects.equals(object.getJsonObject("metadata").getString("namespace"), place.group(2));
  }

  /** What says nothing new is no change: kubectl sends some parts as a whole each time. */
  private synchronized JsonObject patch(String path, String body) {
    JsonObject object = get(path);
    JsonObject patch = new JsonObject(body);
    if (!object.copy().mergeIn(patch, true).equals(object)) {
      changes.add(patch);
    }
    return object;
  }

  /** As strictly as kubectl asks for it. */
  private static JsonObject read(String body) {
    try {
      Manifests.parse(body);
    } catch (RuntimeException e) {
      throw new Refusal(400, "BadRequest", "strict decoding error: " + e.getMessage());
    }
    return new JsonObject(body);
  }
}
