package dochat.verify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The HTTP API of one node, for the questions of the checker itself. Blocks; not for the loop. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PAGE = 500;
  private static final Pattern NODES = Pattern.compile("(?m)^dochat_nodes(?:\\{[^}]*})? ([0-9.]+)");
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();

  private final int port;
  private final int opsPort;

  Api(int port, int opsPort) {
    this.port = port;
    this.opsPort = opsPort;
  }

  boolean isReady() {
    try {
      return exchange(port, "/health/ready", null, null).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** How many nodes it knows, itself included. */
  int clusterSize() throws IOException {
    Matcher nodes = NODES.matcher(exchange(opsPort, "/metrics", null, null).body());
    return nodes.find() ? (int) Double.parseDouble(nodes.group(1)) : 0;
  }

  JsonObject signIn(String name) throws IOException {
    return ask("/api/session", null, new JsonObject().put("name", name));
  }

  /** The new room's id. */
  String create(String token, String name, boolean isPrivate) throws IOException {
    return ask("/api/rooms", token, new JsonObject().put("name", name).put("kind", isPrivate ? "private" : "public")).getJsonObject("room").getString("id");
  }

  /** The event's number. */
  long send(String token, String room, String id, Act act) throws IOException {
    return ask("/api/send", token, Request.command(act, room, id).body()).getLong("seq");
  }

  /** The ids of who is in the room, or of {@code PRESENCE_USERS} of them. */
  Set<String> presence(String token, String room) throws IOException {
    JsonObject here = ask("/api/send", token, new JsonObject().put("address", "chat.presence").put("body", new JsonObject().put("room", room)));
    return here.getJsonArray("users").stream().map(user -> ((JsonObject) user).getString("id")).collect(Collectors.toSet());
  }

  long head(String token, String room) throws IOException {
    return ask("/api/rooms/" + room + "/events?limit=1", token, null).getLong("head");
  }

  /** The whole log of a room, read page by page from the store. */
  List<Entry> log(String token, String room) throws IOException {
    long head = head(token, room);
    List<Entry> entries = new ArrayList<>();
    long after = 0;
    while (after < head) {
      JsonArray page = ask("/api/rooms/" + room + "/events?after=" + after + "&before=" + (head + 1) + "&limit=" + PAGE, token, null).getJsonArray("events");
      if (page.isEmpty()) {
        break;
      }
      page.forEach(event -> entries.add(Entry.from((JsonObject) event)));
      after = entries.get(entries.size() - 1).seq();
    }
    return entries;
  }

  /** All messages of a room as they are now, page by page from the store. */
  List<Message> messages(String token, String room) throws IOException {
    List<Message> messages = new ArrayList<>();
    long after = 0;
    long head;
    do {
      JsonObject page = ask("/api/rooms/" + room + "/messages?after=" + after + "&limit=" + PAGE, token, null);
      Message.objects(page.getJsonArray("messages")).forEach(message -> messages.add(Message.from(message)));
      head = page.getLong("head");
      after = page.getLong("last") > after ? page.getLong("last") : head;
    } while (after < head);
    return messages;
  }

  /** Whether a node says of a message what it says, in a page of the log, to who follows it from there, or among messages as they are now. */
  boolean tells(String token, String room, long seq) throws IOException {
    String events = "/api/rooms/" + room + "/events?limit=1&after=" + (seq - 1);
    String here = "&before=" + (seq + 1);
    return isSaid(ask(events + here, token, null).getJsonArray("events")) || isSaid(ask(events, token, null).getJsonArray("events"))
        || isSaid(ask("/api/rooms/" + room + "/messages?limit=1&after=" + (seq - 1) + here, token, null).getJsonArray("messages"));
  }

  /** The roles of all members of a room, by their ids. */
  Map<String, String> members(String token, String room) throws IOException {
    Map<String, String> members = new HashMap<>();
    List<JsonObject> page;
    String after = "";
    do {
      page = Message.objects(ask("/api/rooms/" + room + "/members?limit=" + PAGE + "&after=" + after, token, null).getJsonArray("members"));
      for (JsonObject member : page) {
        after = member.getJsonObject("user").getString("id");
        members.put(after, member.getString("role"));
      }
    } while (page.size() == PAGE);
    return members;
  }

  private static boolean isSaid(JsonArray things) {
    return Message.objects(things).stream().anyMatch(thing -> !thing.getString("text").isEmpty());
  }

  private JsonObject ask(String path, String token, JsonObject body) throws IOException {
    HttpResponse<String> answer = exchange(port, path, token, body);
    if (answer.statusCode() >= 400) {
      throw new IOException("the node at port " + port + " answers " + path + " with " + answer.statusCode());
    }
    return new JsonObject(answer.body());
  }

  private HttpResponse<String> exchange(int at, String path, String token, JsonObject body) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + Desk.HOST + ":" + at + path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.encode()));
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
