package dochat.door;

import dochat.protocol.Address;
import dochat.protocol.Limits;
import dochat.protocol.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One talk through the TCP door: listens to a room, says something when others do, counts every byte on the socket, and reports once a
 * second. Silent where the room is. Lives on one event loop, but for {@link #end}.
 */
final class TcpTalk {
  private static final long REPORT_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = TimeUnit.MINUTES.toMillis(10);
  /** As often as the other doors' heartbeats, so that their silence can be compared. */
  private static final long PING_MILLIS = Limits.HEARTBEAT_MILLIS;
  private static final int MOST_UNANSWERED = 100;
  /** More than a delivery can have. */
  private static final int MOST_FRAME_BYTES = 8 * Limits.DELIVERY_CHARS;

  private final Vertx vertx;
  private final Context loop;
  private final NetSocket socket;
  private final HttpServerResponse response;
  private final int every;
  private final long[] timers;
  private final String ids = "tcp-" + UUID.randomUUID() + "-";
  private final Map<String, Long> sentNanos = new LinkedHashMap<>();
  private TcpCount count = new TcpCount();
  private Runnable whenEnded = () -> { };
  private String room;
  private int heardOfOthers;
  private int posts;
  private boolean isEnded;

  TcpTalk(Vertx vertx, NetSocket socket, HttpServerResponse response, int every) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.socket = socket;
    this.response = response;
    this.every = every;
    this.timers = new long[] {
        vertx.setPeriodic(REPORT_MILLIS, due -> report()),
        vertx.setPeriodic(PING_MILLIS, due -> send(new JsonObject().put("type", "ping"))),
        vertx.setTimer(LONGEST_MILLIS, due -> endNow())
    };
  }

  void begin(String room, String token, Runnable whenEnded) {
    this.room = room;
    this.whenEnded = whenEnded;
    response.closeHandler(closed -> endNow());
    socket.closeHandler(closed -> endNow());
    socket.exceptionHandler(failure -> endNow());
    RecordParser frames = RecordParser.newFixed(Integer.BYTES);
    frames.handler(new LengthPrefixed(frames, MOST_FRAME_BYTES, this::receive, this::endNow));
    socket.handler(bytes -> {
      count.down(bytes.length());
      frames.handle(bytes);
    });
    response.setChunked(true).putHeader(HttpHeaders.CONTENT_TYPE, StreamFormat.LINES.mediaType())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Accel-Buffering", "no");
    send(new JsonObject().put("type", "register").put("address", Address.ofRoom(room))
        .put("headers", new JsonObject().put("Authorization", "Bearer " + token)));
    report();
    if (response.closed()) {
      endNow();
    }
  }

  /** Ends both connections; from any thread. */
  void end() {
    loop.runOnContext(turn -> endNow());
  }

  private void endNow() {
    if (isEnded) {
      return;
    }
    isEnded = true;
    for (long timer : timers) {
      vertx.cancelTimer(timer);
    }
    whenEnded.run();
    socket.close();
    if (!response.closed() && !response.ended()) {
      response.end();
    }
  }

  /** Who does not read gets a bigger report later. */
  private void report() {
    if (!isEnded && !response.writeQueueFull()) {
      response.write(count.report().encode() + "\n");
      count = new TcpCount();
    }
  }

  private void receive(String text) {
    JsonObject frame = new JsonObject(text);
    if ("err".equals(frame.getString("type"))) {
      refused(frame);
    } else if (Address.ofRoom(room).equals(frame.getString("address"))) {
      frame.getJsonObject("body").getJsonArray("events").forEach(event -> heard((JsonObject) event));
    }
  }

  private void refused(JsonObject frame) {
    count.refused();
    if (!ProblemCode.RATE_LIMITED.code().equals(frame.getString("code"))) {
      response.write(new JsonObject().put("problem", frame.getString("code")).encode() + "\n");
      endNow();
    }
  }

  private void heard(JsonObject event) {
    Long sent = sentNanos.remove(event.getString("id"));
    count.delivered();
    if (sent != null) {
      count.took(System.nanoTime() - sent);
    } else if (!event.getString("id").startsWith(ids) && ++heardOfOthers % every == 0) {
      post(event.getString("text"));
    }
  }

  /** Says again what was said last, so that all ways carry messages of the same size. */
  private void post(String text) {
    String id = ids + ++posts;
    sentNanos.put(id, System.nanoTime());
    if (sentNanos.size() > MOST_UNANSWERED) {
      sentNanos.remove(sentNanos.keySet().iterator().next());
    }
    count.posted();
    send(new JsonObject().put("type", "send").put("address", Address.POST).put("replyAddress", "p" + posts)
        .put("body", new JsonObject().put("room", room).put("id", id).put("text", text)));
  }

  private void send(JsonObject frame) {
    Buffer json = frame.toBuffer();
    Buffer bytes = Buffer.buffer(Integer.BYTES + json.length()).appendInt(json.length()).appendBuffer(json);
    count.up(bytes.length());
    socket.write(bytes);
  }
}
