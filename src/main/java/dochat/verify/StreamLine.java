package dochat.verify;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Answers without end: one for each room, in lines or as server-sent events, or one for all rooms, with the frames of the envelope. */
final class StreamLine extends HttpLine {
  private static final int OK = 200;
  private static final String ROOM = "room.";
  private static final String DATA = "data: ";
  private static final int KEEP_ALIVE_SECONDS = 2;

  private StreamLine(Desk desk, Door door, String token, Listener listener) {
    super(desk, door, token, listener);
  }

  static Future<Line> lines(Desk desk, Door door, String token, Map<String, Cursor> cursors, Listener listener) {
    StreamLine line = new StreamLine(desk, door, token, listener);
    return line.greet().map(greeted -> {
      cursors.forEach((room, cursor) -> line.begin(line.request(HttpMethod.GET, path(room, cursor)), null, line.new Events(room, cursor, "")));
      return line;
    });
  }

  static Future<Line> serverSentEvents(Desk desk, Door door, String token, Map<String, Cursor> cursors, Listener listener) {
    StreamLine line = new StreamLine(desk, door, token, listener);
    return line.greet().map(greeted -> {
      cursors.forEach((room, cursor) -> line.begin(line.request(HttpMethod.GET, path(room))
          .map(request -> request.putHeader("Accept", "text/event-stream").putHeader("Last-Event-ID", cursor.epoch() + "." + cursor.after())), null,
          line.new Events(room, cursor, DATA)));
      return line;
    });
  }

  static Future<Line> feed(Desk desk, Door door, String token, Map<String, Cursor> cursors, Listener listener) {
    StreamLine line = new StreamLine(desk, door, token, listener);
    JsonObject body = new JsonObject().put("after", new JsonObject()).put("every", KEEP_ALIVE_SECONDS);
    cursors.forEach((room, cursor) -> {
      body.getJsonObject("after").put(room, cursor.after());
      body.put("epoch", cursor.epoch());
    });
    return line.greet().map(greeted -> {
      line.begin(line.request(HttpMethod.POST, "/api/feed").map(request -> request.putHeader("Accept", "application/x-ndjson")), body, line.new Frames());
      return line;
    });
  }

  private static String path(String room, Cursor cursor) {
    return path(room) + "&after=" + cursor.after() + "&epoch=" + cursor.epoch();
  }

  /** For who says the cursor as a browser does that comes back. */
  private static String path(String room) {
    return "/api/rooms/" + room + "/stream?every=" + KEEP_ALIVE_SECONDS;
  }

  /** Of what comes. */
  private interface Reader {
    void line(String line);

    /** It has not begun. */
    void failed(Throwable failure);
  }

  private void begin(Future<HttpClientRequest> request, JsonObject body, Reader reader) {
    request.compose(open -> send(open, body)).timeout(SILENCE_MILLIS, TimeUnit.MILLISECONDS)
        .onSuccess(answer -> read(answer, reader)).onFailure(reader::failed);
  }

  private void read(HttpClientResponse answer, Reader reader) {
    if (answer.statusCode() != OK) {
      answer(answer).onSuccess(body -> lost(null)).onFailure(reader::failed);
      return;
    }
    Silence silence = new Silence();
    RecordParser lines = RecordParser.newDelimited("\n", answer);
    lines.exceptionHandler(this::lost);
    lines.endHandler(end -> lost(null));
    lines.handler(line -> {
      silence.heard();
      reader.line(line.toString());
    });
  }

  /** The frames of all rooms. */
  private final class Frames implements Reader {
    @Override
    public void line(String line) {
      if (!line.isBlank()) {
        take(new JsonObject(line));
      }
    }

    @Override
    public void failed(Throwable failure) {
      lost(failure);
    }

    private void take(JsonObject frame) {
      String address = frame.getString("address", "");
      String room = address.startsWith(ROOM) ? address.substring(ROOM.length()) : null;
      if (frame.getString("type").equals("err")) {
        lost(room, Refused.from(frame, null));
      } else if (room != null) {
        deliver(room, frame.getJsonObject("body"));
      } else {
        throw new IllegalStateException("a frame that nobody asked for: " + frame.encode());
      }
    }
  }

  /** The stream of one room. */
  private final class Events implements Reader {
    private final String room;
    private final String prefix;
    private String epoch;

    Events(String room, Cursor cursor, String prefix) {
      this.room = room;
      this.prefix = prefix;
      this.epoch = cursor.epoch();
    }

    @Override
    public void line(String line) {
      if (!line.isBlank() && line.startsWith(prefix)) {
        take(new JsonObject(line.substring(prefix.length())));
      }
    }

    @Override
    public void failed(Throwable failure) {
      lost(room, failure);
    }

    private void take(JsonObject line) {
      boolean isEvent = line.containsKey("seq");
      epoch = line.getString("epoch", epoch);
      deliver(room, new JsonObject().put("epoch", epoch).put("head", line.getLong(isEvent ? "seq" : "head"))
          .put("events", isEvent ? new JsonArray().add(line) : new JsonArray()).put("reset", line.getString("type").equals("reset")));
    }
  }

  /** Gives the line up when nothing comes, not even a keep-alive. */
  private final class Silence {
    private long heardAt = System.nanoTime();

    Silence() {
      desk().vertx().setPeriodic(PING_MILLIS, this::check);
    }

    void heard() {
      heardAt = System.nanoTime();
    }

    private void check(long timer) {
      if (isClosed()) {
        desk().vertx().cancelTimer(timer);
      } else if (System.nanoTime() - heardAt > TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
        desk().vertx().cancelTimer(timer);
        lost(null);
      }
    }
  }
}
