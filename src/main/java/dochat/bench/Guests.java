package dochat.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The people of a run, each signed in once over the HTTP API, and the rooms that they make. Blocks; for the main thread. */
final class Guests implements Crowd {
  /** A node lets so many come at once; more clients than that share them. */
  static final int MOST = 1_000;
  /** One may make 30 at once. */
  private static final int ROOMS_EACH = 20;
  private static final int TOO_MANY = 429;
  private static final int FIRST_FAULT = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BREATH = Duration.ofSeconds(1);

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  private final String base;
  private final List<String> tokens = new ArrayList<>();
  private int made;

  Guests(InetSocketAddress node) {
    base = "http://" + node.getHostString() + ":" + node.getPort();
  }

  /** The token of the person whose this client is. */
  String token(int client) throws IOException {
    int person = client % MOST;
    while (tokens.size() <= person) {
      tokens.add(ask("/api/session", null, new JsonObject().put("name", "bench " + tokens.size())).getString("token"));
    }
    return tokens.get(person);
  }

  @Override
  public void meet(int clients) throws IOException {
    token(Math.min(MOST, clients) - 1);
  }

  @Override
  public Author line(Fleet fleet, Room room, int client, boolean isListener) throws IOException {
    return new ChatLine(fleet, room, token(client), isListener, Line.LIVE);
  }

  /** They stay. */
  @Override
  public List<Room> rooms(int count) throws IOException {
    List<Room> rooms = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "bench " + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + " " + made;
      rooms.add(new Room(ask("/api/rooms", token(made++ / ROOMS_EACH), new JsonObject().put("name", name)).getJsonObject("room").getString("id")));
    }
    return rooms;
  }

  /** The newest number of a room, as the store has it. */
  long head(Room room) throws IOException {
    return ask("/api/rooms/" + room.id() + "/events?limit=1", token(0), null).getLong("head");
  }

  private JsonObject ask(String path, String token, JsonObject body) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body != null) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body.encode()));
    }
    long last = Stamp.now() + PATIENCE.toNanos();
    HttpResponse<String> answer = send(request.build());
    while (answer.statusCode() == TOO_MANY && Stamp.now() < last) {
      Pause.of(BREATH);
      answer = send(request.build());
    }
    if (answer.statusCode() >= FIRST_FAULT) {
      throw new IOException("the node answers " + path + " with " + answer.statusCode());
    }
    return new JsonObject(answer.body());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    } catch (IOException e) {
      throw new IOException("the node at " + base + " does not answer", e);
    }
  }
}
