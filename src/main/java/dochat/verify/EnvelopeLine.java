package dochat.verify;

import dochat.protocol.CloseReason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The envelope over a pipe. A node that does not answer pings is given up. */
final class EnvelopeLine implements Line, Pipe.Receiver {
  private static final String ROOM = "room.";

  private final Desk desk;
  private final String token;
  private final Listener listener;
  private final Map<String, Promise<JsonObject>> asked = new HashMap<>();
  private Pipe pipe;
  private long timer;
  private long questions;
  private long heardAt = System.nanoTime();
  private boolean isClosed;

  private EnvelopeLine(Desk desk, String token, Listener listener) {
    this.desk = desk;
    this.token = token;
    this.listener = listener;
  }

  static Future<Line> open(Pipe.Opener opener, Desk desk, Door door, String token, Map<String, Cursor> cursors, Listener listener) {
    EnvelopeLine line = new EnvelopeLine(desk, token, listener);
    Future<Pipe> opening = opener.open(desk, door, token, line);
    return opening.timeout(OPEN_MILLIS, TimeUnit.MILLISECONDS).map(pipe -> line.begin(pipe, cursors)).onFailure(failure -> opening.onSuccess(Pipe::close));
  }

  @Override
  public Future<Long> send(String room, String id, Act act) {
    Promise<JsonObject> reply = Promise.promise();
    String replyAddress = "reply-" + ++questions;
    asked.put(replyAddress, reply);
    send("send", act.address(), new JsonObject(), new JsonObject().put("replyAddress", replyAddress).put("body", act.body(room, id)));
    return reply.future().timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS).map(body -> body.getLong("seq", NO_NUMBER));
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      desk.vertx().cancelTimer(timer);
      pipe.close();
      List.copyOf(asked.values()).forEach(reply -> reply.tryFail("lost"));
    }
  }

  @Override
  public void frame(String text) {
    if (isClosed) {
      return;
    }
    heardAt = System.nanoTime();
    JsonObject frame = new JsonObject(text);
    String address = frame.getString("address", "");
    Promise<JsonObject> reply = asked.remove(address);
    boolean isRefusal = frame.getString("type").equals("err");
    if (reply != null && isRefusal) {
      reply.tryFail(Refused.from(frame, null));
    } else if (reply != null) {
      reply.tryComplete(frame.getJsonObject("body"));
    } else if (isRefusal) {
      refused(address, Refused.from(frame, null));
    } else if (address.startsWith(ROOM)) {
      listener.delivered(address.substring(ROOM.length()), frame.getJsonObject("body"));
    } else if (!frame.getString("type").equals("pong")) {
      throw new IllegalStateException("a frame that nobody asked for: " + text);
    }
  }

  @Override
  public void ended(int code) {
    if (!isClosed && pipe != null) {
      close();
      listener.lost(code == CloseReason.UNAUTHENTICATED.webSocketCode() || code == CloseReason.SIGNED_OUT.webSocketCode());
    }
  }

  private Line begin(Pipe opened, Map<String, Cursor> cursors) {
    pipe = opened;
    cursors.forEach((room, cursor) -> send("register", ROOM + room,
        new JsonObject().put("after", cursor.after()).put("epoch", cursor.epoch()), new JsonObject()));
    timer = desk.vertx().setPeriodic(PING_MILLIS, now -> ping());
    return this;
  }

  /** A registration: do without that room, or come back. */
  private void refused(String address, Refused refusal) {
    if (refusal.isShutOut() && address.startsWith(ROOM)) {
      listener.shutOut(address.substring(ROOM.length()));
    } else {
      ended(refusal.isSignedOut() ? CloseReason.UNAUTHENTICATED.webSocketCode() : Pipe.LOST);
    }
  }

  private void ping() {
    if (System.nanoTime() - heardAt > TimeUnit.MILLISECONDS.toNanos(SILENCE_MILLIS)) {
      ended(Pipe.LOST);
    } else {
      pipe.send(new JsonObject().put("type", "ping").encode());
    }
  }

  private void send(String type, String address, JsonObject headers, JsonObject rest) {
    pipe.send(rest.put("type", type).put("address", address).put("headers", headers.put("Authorization", "Bearer " + token)).encode());
  }
}
