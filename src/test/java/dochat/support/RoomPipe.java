package dochat.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP, with requests of its own for each room that is followed. */
public final class RoomPipe extends HttpPipe {
  private static final int OK = 200;
  private static final int POLL_MILLIS = 50;
  private static final int WAIT_SECONDS = 25;

  /** How what is new comes. */
  public enum Receiving { POLLING, LONG_POLLING, LINES, SERVER_SENT_EVENTS }

  private final Receiving receiving;
  private final Map<String, Asking> rooms = new ConcurrentHashMap<>();

  public RoomPipe(ChatNode node, Receiving receiving) {
    this(node.port(), receiving);
  }

  /** The same at any port of this machine. */
  public RoomPipe(int port, Receiving receiving) {
    super(port);
    this.receiving = receiving;
  }

  @Override
  void follow(String room, JsonObject headers) {
    unfollow(room);
    rooms.put(room, asking(room, headers.getLong("after"), headers.getString("epoch")).begin());
  }

  @Override
  void unfollow(String room) {
    Asking asking = rooms.remove(room);
    if (asking != null) {
      asking.stop();
    }
  }

  @Override
  public void close() {
    rooms.keySet().forEach(this::unfollow);
  }

  private Asking asking(String room, Long after, String epoch) {
    return switch (receiving) {
      case POLLING, LONG_POLLING -> new Poll(room, after, epoch);
      case LINES -> new Lines(room, after, epoch);
      case SERVER_SENT_EVENTS -> new ServerSentEvents(room, after, epoch);
    };
  }

  /** A room and where its reader is. */
  private abstract class Following extends Asking {
    final String room;
    Long after;
    String epoch;

    Following(String room, Long after, String epoch) {
      this.room = room;
      this.after = after;
      this.epoch = epoch;
    }

    @Override
    final String address() {
      return "room." + room;
    }

    final String query(String name, Object value) {
      return value == null ? "" : "&" + name + "=" + value;
    }

    /** The cursor goes with what is told. */
    final void deliver(JsonObject body) {
      tell(new JsonObject().put("type", "rec").put("address", address()).put("body", body), () -> move(body));
    }

    private void move(JsonObject body) {
      JsonArray events = body.getJsonArray("events");
      boolean hasEvents = !events.isEmpty();
      if (hasEvents || after == null || body.getBoolean("reset", false)) {
        after = hasEvents ? events.getJsonObject(events.size() - 1).getLong("seq") : body.getLong("head");
      }
      epoch = body.getString("epoch");
    }

    /** A line of a stream: an event, or where the room stands. */
    final void deliverLine(JsonObject line) {
      boolean isEvent = line.containsKey("seq");
      JsonObject body = new JsonObject().put("epoch", isEvent ? epoch : line.getString("epoch"))
          .put("head", line.getLong(isEvent ? "seq" : "head")).put("events", isEvent ? new JsonArray().add(line) : new JsonArray());
      deliver(line.getString("type").equals("reset") ? body.put("reset", true) : body);
    }
  }

  /** The first poll never waits: it tells where the room stands. A client without a cursor looks at the newest event for that. */
  private final class Poll extends Following {
    private String tag;

    Poll(String room, Long after, String epoch) {
      super(room, after, epoch);
    }

    @Override
    HttpRequest.Builder next() {
      String path = "/api/rooms/" + room + "/events?limit=" + (after == null ? 1 : 500);
      boolean waits = receiving == Receiving.LONG_POLLING && tag != null;
      HttpRequest.Builder poll = request(path + query("after", after) + query("epoch", epoch) + (waits ? "&wait=" + WAIT_SECONDS : ""));
      return tag == null ? poll : poll.header("If-None-Match", tag);
    }

    @Override
    void read(HttpResponse<InputStream> answer) throws IOException {
      byte[] bytes = answer.body().readAllBytes();
      if (answer.statusCode() == OK) {
        JsonObject body = new JsonObject(new String(bytes, StandardCharsets.UTF_8));
        deliver(after == null ? body.put("events", new JsonArray()) : body);
      }
      tag = answer.headers().firstValue("ETag").orElse(null);
      if (receiving == Receiving.POLLING) {
        rest(POLL_MILLIS);
      }
    }
  }

  private abstract class Stream extends Following {
    Stream(String room, Long after, String epoch) {
      super(room, after, epoch);
    }

    abstract void line(String line);

    @Override
    final void read(HttpResponse<InputStream> answer) throws IOException {
      BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        line(line);
      }
    }
  }

  private final class Lines extends Stream {
    Lines(String room, Long after, String epoch) {
      super(room, after, epoch);
    }

    @Override
    HttpRequest.Builder next() {
      return request("/api/rooms/" + room + "/stream?" + query("after", after) + query("epoch", epoch));
    }

    @Override
    void line(String line) {
      if (!line.isEmpty()) {
        deliverLine(new JsonObject(line));
      }
    }
  }

  /** A cursor goes as the id of the last event, as a browser sends it when it comes back. */
  private final class ServerSentEvents extends Stream {
    ServerSentEvents(String room, Long after, String epoch) {
      super(room, after, epoch);
    }

    @Override
    HttpRequest.Builder next() {
      HttpRequest.Builder stream = request("/api/rooms/" + room + "/stream?" + query("epoch", epoch)).header("Accept", "text/event-stream");
      return after == null ? stream : stream.header("Last-Event-ID", after.toString());
    }

    @Override
    void line(String line) {
      if (line.startsWith("data: ")) {
        deliverLine(new JsonObject(line.substring("data: ".length())));
      }
    }
  }
}
