package dochat.support;

import static dochat.support.Eventually.eventually;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** An administrator in front of the page /cluster of a node, as a browser speaks for them. */
public final class Admin {
  public static final String TOKEN = "a-token-of-the-administrator";

  private final ChatNode node;
  private final String cookie;

  /** @param cookie the pair of name and value; null is nobody's */
  public Admin(ChatNode node, String cookie) {
    this.node = node;
    this.cookie = cookie;
  }

  /** What a node with this administrator is told. */
  static Path tokenFile(Path folder) {
    try {
      return Files.writeString(folder.resolve("admin-token"), TOKEN + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has said the token at this node. */
  public static Admin at(ChatNode node) {
    return new Admin(node, cookie(new Admin(node, null).signIn(TOKEN)));
  }

  /** The pair of name and value that an answer sets. */
  public static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow(() -> new AssertionError(answer + " sets none: " + answer.body())).split(";")[0];
  }

  public String cookie() {
    return cookie;
  }

  /** The same person at another node, whose cookie has its port in its name. */
  public Admin at(ChatNode other, ChatNode before) {
    return new Admin(other, cookie.replace("-" + before.port() + "=", "-" + other.port() + "="));
  }

  public HttpResponse<String> signIn(String token) {
    return post("/cluster/session", new JsonObject().put("token", token));
  }

  public HttpResponse<String> drain(String id) {
    return post("/cluster/drain", new JsonObject().put("node", id));
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  /** What all nodes say. */
  public JsonArray nodes() {
    return Http.json(get("/cluster/nodes")).getJsonArray("nodes");
  }

  /** What the node of this name says in the list; null where it is not there or says nothing. */
  public JsonObject row(ChatNode named) {
    return nodes().stream().map(JsonObject.class::cast).filter(row -> row.containsKey("answer") && named.name().equals(row.getJsonObject("answer").getString("name")))
        .findFirst().orElse(null);
  }

  /** The same as soon as it says something: on a busy machine, a node may be late for once. */
  public JsonObject answered(ChatNode named) {
    AtomicReference<JsonObject> row = new AtomicReference<>();
    eventually(named.name() + " answers", () -> {
      row.set(row(named));
      return row.get() != null;
    });
    return row.get();
  }

  /** Where this message has been, as a node of this name says as soon as it says something. */
  public JsonObject stages(String room, long seq, ChatNode named) {
    AtomicReference<JsonObject> stages = new AtomicReference<>();
    eventually(named.name() + " answers", () -> {
      JsonArray rows = Http.json(get("/cluster/message?room=" + room + "&seq=" + seq)).getJsonArray("nodes", new JsonArray());
      stages.set(rows.stream().map(row -> ((JsonObject) row).getJsonObject("answer")).filter(answer -> answer != null && named.name().equals(answer.getString("name")))
          .findFirst().orElse(null));
      return stages.get() != null;
    });
    return stages.get();
  }

  /**
   * Lets messages be posted to a new room, where somebody listens at the other node, until the bus brings one there: a subscription does not wait for ever to be known
   * everywhere, and what comes before is brought by the log.
   *
   * @return how many there are now; the next one comes by the bus
   */
  public long untilTheBusBrings(String room, ChatNode there, Runnable post) {
    for (long seq = 1; seq <= 20; seq++) {
      post.run();
      long posted = seq;
      eventually("message " + seq + " is there", () -> stages(room, posted, there).containsKey("receivedMicros"));
      if ("bus".equals(stages(room, seq, there).getString("source"))) {
        return seq;
      }
    }
    throw new AssertionError("the bus brings nothing to " + there.name());
  }

  private HttpResponse<String> post(String path, JsonObject body) {
    return send(request(path).header("Origin", node.url()).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.encode())));
  }

  /** A request with the cookie, to be completed. */
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = new Http(node).request(path);
    return cookie == null ? request : request.header("Cookie", cookie);
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return new Http(node).send(request);
  }
}
