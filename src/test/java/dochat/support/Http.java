package dochat.support;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of a node's HTTP API, with a bearer token or without. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChatNode node;
  private final String token;

  /** Nobody, at this node. */
  public Http(ChatNode node) {
    this(node, null);
  }

  /** The owner of this token, at this node. */
  public Http(ChatNode node, String token) {
    this.node = node;
    this.token = token;
  }

  /** A new guest. */
  public static Http guest(ChatNode node, String name) {
    JsonObject session = json(new Http(node).post("/api/session", new JsonObject().put("name", name)));
    return new Http(node, session.getString("token"));
  }

  public String token() {
    return token;
  }

  /** The same person at another node. */
  public Http at(ChatNode other) {
    return new Http(other, token);
  }

  /** What nobody gets at this address. */
  public static HttpResponse<String> get(URI address) {
    return exchange(HttpRequest.newBuilder(address).timeout(PATIENCE));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> put(String path) {
    return send(request(path).PUT(BodyPublishers.noBody()));
  }

  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  public HttpResponse<String> post(String path, JsonObject body) {
    return post(path, body.encode());
  }

  /** Posts a text that says to be JSON. */
  public HttpResponse<String> post(String path, String body) {
    return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  /** The epoch, the head and the events after this number, of all pages up to that head; fails when they do not follow each other. */
  public JsonObject history(String room, long after) {
    JsonObject page = page(room, after);
    var events = page.getJsonArray("events");
    while (after + events.size() < page.getLong("head")) {
      long last = after + events.size();
      var next = page(room, last).getJsonArray("events");
      if (next.isEmpty() || next.getJsonObject(0).getLong("seq") != last + 1) {
        throw new AssertionError("after " + last + " comes " + next.encode());
      }
      events.addAll(next);
    }
    return page;
  }

  private JsonObject page(String room, long after) {
    return json(get("/api/rooms/" + room + "/events?limit=500&after=" + after));
  }

  /** A request with this client's token, to be completed. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(node.uri(path)).timeout(PATIENCE);
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return exchange(request);
  }

  /** The same, for an answer that is no text. */
  public HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    return exchange(request, BodyHandlers.ofByteArray());
  }

  /** The same, for an answer that may not end; who asks closes it. */
  public HttpResponse<InputStream> stream(HttpRequest.Builder request) {
    return exchange(request, BodyHandlers.ofInputStream());
  }

  private static HttpResponse<String> exchange(HttpRequest.Builder request) {
    return exchange(request, BodyHandlers.ofString());
  }

  private static <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return CLIENT.send(request.build(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body of an answer. */
  public static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }
}
