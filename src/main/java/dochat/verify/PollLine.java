package dochat.verify;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One question after the other for each room: what is new since? */
final class PollLine extends HttpLine {
  private static final int NOT_MODIFIED = 304;
  private static final long REST_MILLIS = 300;

  private final int waitSeconds;

  private PollLine(Desk desk, Door door, String token, Listener listener, int waitSeconds) {
    super(desk, door, token, listener);
    this.waitSeconds = waitSeconds;
  }

  /** @param waitSeconds how long the node may keep a question that has no answer yet; 0: it answers at once */
  static Future<Line> open(int waitSeconds, Desk desk, Door door, String token, Map<String, Cursor> cursors, Listener listener) {
    PollLine line = new PollLine(desk, door, token, listener, waitSeconds);
    return line.greet().map(greeted -> {
      cursors.forEach((room, cursor) -> line.new Poll(room, cursor).ask());
      return line;
    });
  }

  private final class Poll {
    private final String room;
    private Cursor cursor;
    private String tag;

    Poll(String room, Cursor cursor) {
      this.room = room;
      this.cursor = cursor;
    }

    void ask() {
      String path = "/api/rooms/" + room + "/events?limit=500&after=" + cursor.after() + "&epoch=" + cursor.epoch()
          + (waitSeconds == 0 ? "" : "&wait=" + waitSeconds);
      request(HttpMethod.GET, path).compose(this::send).timeout(SILENCE_MILLIS + 1000L * waitSeconds, TimeUnit.MILLISECONDS)
          .onSuccess(this::took).onFailure(failure -> lost(room, failure));
    }

    private Future<JsonObject> send(HttpClientRequest request) {
      if (tag != null) {
        request.putHeader("If-None-Match", tag);
      }
      return PollLine.this.send(request, null).compose(answer -> {
        tag = answer.getHeader("ETag");
        return answer.statusCode() == NOT_MODIFIED ? answer.end().map(new JsonObject()) : answer(answer);
      });
    }

    private void took(JsonObject body) {
      if (isClosed()) {
        return;
      }
      JsonArray events = body.getJsonArray("events", new JsonArray());
      if (!events.isEmpty() || body.getBoolean("reset", false)) {
        deliver(room, body);
        cursor = new Cursor(body.getString("epoch"), events.isEmpty() ? body.getLong("head")
            : events.getJsonObject(events.size() - 1).getLong("seq"));
      }
      desk().vertx().setTimer(waitSeconds == 0 ? REST_MILLIS : 1, now -> ask());
    }
  }
}
