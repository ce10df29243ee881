package dochat.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** An administrator in front of the page /cluster of a node, as a browser speaks for them. */
public final class Admin {
  private final ChatNode node;
  private final String cookie;

  /** @param cookie the pair of name and value; null is nobody's */
  public Admin(ChatNode node, String cookie) {
    this.node = node;
    this.cookie = cookie;
  }

  /** Has said the token at this node. */
  public static Admin at(ChatNode node) {
    return new Admin(node, cookie(new Admin(node, null).signIn(AdminNodes.TOKEN)));
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
