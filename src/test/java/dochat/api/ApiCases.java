package dochat.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/** What is asked of one node, and each answer held against openapi.yaml. */
abstract class ApiCases {
  static final int BODY_BYTES = 65_536;
  static final String EVIL = "http://evil.example";

  final ChatNode node;
  final ChatNode full;
  final Path file;
  final OpenApi api;
  /** Somebody new for each case: what one may do in a second is enough for one. */
  final Http ann;
  final Http latecomer;

  ApiCases(Served served) {
    node = served.node();
    full = served.full();
    file = served.file();
    api = served.api();
    ann = Http.guest(node, "Ann");
    latecomer = served.latecomer();
  }

  /** As a page of this node asks. */
  HttpRequest.Builder ours(Http client, String path, String body) {
    return post(client, path, body).header("Origin", node.url());
  }

  static HttpRequest.Builder change(Http client, String password) {
    return client.request("/api/me/password").header("Content-Type", "application/json").PUT(BodyPublishers.ofString(password));
  }

  static String settling(String field, String value) {
    return new JsonObject("{\"" + field + "\":" + value + "}").put("id", UUID.randomUUID().toString()).encode();
  }

  JsonObject room(Http client, String id) {
    return Http.json(checked(200, client.request("/api/rooms").GET())).getJsonArray("rooms").stream().map(JsonObject.class::cast)
        .filter(room -> room.getString("id").equals(id)).findFirst().orElseThrow();
  }

  String privateRoom(Http owner) {
    JsonObject room = new JsonObject().put("name", "secret").put("kind", "private");
    return Http.json(checked(201, post(owner, "/api/rooms", room.encode()))).getJsonObject("room").getString("id");
  }

  String id(Http client) {
    return Http.json(client.get("/api/session")).getJsonObject("user").getString("id");
  }

  void write(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  static HttpRequest.Builder place(Http client, String path, String body) {
    return client.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
  }

  static String reaction(String room, int seq, String emoji) {
    return "/api/rooms/" + room + "/messages/" + seq + "/reactions/" + URLEncoder.encode(emoji, StandardCharsets.UTF_8);
  }

  static HttpRequest.Builder put(Http client, String path) {
    return client.request(path).PUT(BodyPublishers.noBody());
  }

  static HttpRequest.Builder patch(Http client, String path, String body) {
    return client.request(path).header("Content-Type", "application/json").method("PATCH", BodyPublishers.ofString(body));
  }

  HttpResponse<String> checked(HttpResponse<String> answer) {
    api.check(answer);
    return answer;
  }

  static HttpResponse<String> post(Http client, String text) {
    return client.post("/api/rooms/general/messages", new JsonObject().put("id", text).put("text", text));
  }

  static HttpRequest.Builder post(Http client, String path, String body) {
    return client.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
  }

  static String command(String verb, String room, String more) {
    return "{\"address\":\"chat." + verb + "\",\"body\":{\"room\":\"" + room + "\"" + more + "}}";
  }

  HttpResponse<String> checked(int status, HttpRequest.Builder request) {
    HttpResponse<String> answer = ann.send(request);
    assertEquals(status, answer.statusCode(), answer.body());
    api.check(answer);
    return answer;
  }

  HttpResponse<String> refused(int status, String code, HttpRequest.Builder request) {
    double before = node.metrics().refusals(code);
    HttpResponse<String> answer = checked(status, request);
    assertEquals(code, Http.json(answer).getString("code"), answer.toString());
    assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals(before + 1, node.metrics().refusals(code), code);
    return answer;
  }

  void refusedAtLast(IntFunction<HttpRequest.Builder> request) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    do {
      answers.add(ann.send(request.apply(answers.size())));
      api.check(answers.get(answers.size() - 1));
    } while (answers.size() < 1_000 && answers.get(answers.size() - 1).statusCode() != 429);
    assertTrue(answers.size() < 1_000, "nobody is too fast");
  }

  String newRoom() {
    JsonObject room = new JsonObject().put("name", "room " + UUID.randomUUID());
    return Http.json(checked(201, post(Http.guest(node, "Creator"), "/api/rooms", room.encode()))).getJsonObject("room").getString("id");
  }

  static List<String> texts(HttpResponse<String> history) {
    return Http.json(history).getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("text")).toList();
  }
}
