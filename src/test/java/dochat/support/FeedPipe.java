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

/** HTTP, with one request for all rooms that are followed; it is asked anew when they change. */
public final class FeedPipe extends HttpPipe {
  private static final int WAIT_SECONDS = 25;

  private final boolean isStream;
  private final Map<String, Cursor> rooms = new ConcurrentHashMap<>();
  private volatile String epoch;
  /** Of one's own rooms; empty where nothing is known, null where nobody wants to know. */
  private volatile String state;
  private Asking asking;

  /** @param isStream frames as they come, one a line; else one long poll after the other */
  public FeedPipe(ChatNode node, boolean isStream) {
    this(node.port(), isStream);
  }

  /** The same at any port of this machine. */
  public FeedPipe(int port, boolean isStream) {
    super(port);
    this.isStream = isStream;
  }

  @Override
  void follow(String room, JsonObject headers) {
    stop();
    rooms.put(room, new Cursor(headers.getLong("after"), headers.getString("state")));
    epoch = headers.getString("epoch", epoch);
    asking = new Feed().begin();
  }

  @Override
  void followOwnRooms(String known) {
    stop();
    state = known == null ? "" : known;
    asking = new Feed().begin();
  }

  @Override
  void unfollow(String room) {
    stop();
    rooms.remove(room);
    asking = rooms.isEmpty() && state == null ? null : new Feed().begin();
  }

  @Override
  public synchronized void close() {
    stop();
  }

  private void stop() {
    if (asking != null) {
      asking.stop();
    }
  }

  /** Where the reader is, and what it knows of who is here. */
  private record Cursor(Long after, String state) {
    Cursor after(JsonObject body) {
      JsonArray events = body.getJsonArray("events");
      boolean hasEvents = !events.isEmpty();
      boolean isPlaced = hasEvents || after == null || body.getBoolean("reset", false);
      long seq = hasEvents ? events.getJsonObject(events.size() - 1).getLong("seq") : isPlaced ? body.getLong("head") : after;
      return new Cursor(seq, body.getString("state", state));
    }
  }

  private final class Feed extends Asking {
    @Override
    HttpRequest.Builder next() {
      JsonObject after = new JsonObject();
      JsonObject states = new JsonObject();
      rooms.forEach((room, cursor) -> {
        after.put(room, cursor.after());
        if (cursor.state() != null) {
          states.put(room, cursor.state());
        }
      });
      JsonObject body = new JsonObject().put("after", after).put("state", states);
      if (epoch != null) {
        body.put("epoch", epoch);
      }
      if (state != null) {
        body.put("me", state);
      }
      return isStream ? request("/api/feed", body).header("Accept", "application/x-ndjson")
          : request("/api/feed", body.put("wait", WAIT_SECONDS));
    }

    @Override
    void read(HttpResponse<InputStream> answer) throws IOException {
      BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (isStream && !line.isEmpty()) {
          take(new JsonObject(line));
        } else if (!isStream) {
          new JsonObject(line).getJsonArray("frames").forEach(frame -> take((JsonObject) frame));
        }
      }
    }

    @Override
    String address() {
      return null;
    }

    private void take(JsonObject frame) {
      String address = frame.getString("address", "");
      if (address.equals(OWN_ROOMS)) {
        tell(frame, () -> state = frame.getJsonObject("body").getString("state"));
        return;
      }
      boolean isDelivery = frame.getString("type").equals("rec") && address.startsWith("room.");
      if (frame.getString("type").equals("err") && address.startsWith("room.")) {
        tell(frame, () -> rooms.remove(address.substring("room.".length())));
        return;
      }
      tell(frame, isDelivery ? () -> move(address.substring("room.".length()), frame.getJsonObject("body")) : () -> { });
    }

    private void move(String room, JsonObject body) {
      rooms.computeIfPresent(room, (id, cursor) -> cursor.after(body));
      epoch = body.getString("epoch");
    }
  }
}
