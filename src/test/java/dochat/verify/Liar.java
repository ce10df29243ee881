package dochat.verify;

import dochat.protocol.Framing;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** Stands before a node's TCP door and breaks its promises, one connection in this way and the next in another. */
final class Liar implements AutoCloseable {
  /** What it does. */
  enum Lie {
    /** Takes an event out of the deliveries, as a hub that drops a range. */
    DROPS,
    /** Answers what the node never sees, whatever is written, as an acknowledgement before the commit. */
    ACKNOWLEDGES,
    /** Gives an event the number of the one before. */
    NUMBERS_TWICE,
    /** Cuts a connection, and moves the cursor of who comes back. */
    JUMPS
  }

  private static final String HOST = "127.0.0.1";
  private static final int SOME = 3;
  private static final int CUT_AFTER_DELIVERIES = 2;

  private final Vertx vertx = Vertx.vertx();
  private final NetClient network = vertx.createNetClient();
  private final List<Done> done = new CopyOnWriteArrayList<>();
  private int connections;

  /** A lie that was told, and a pattern in the words of the violation that shows it. */
  record Done(Lie lie, String words) {
    boolean isShownBy(Violation violation) {
      return Pattern.compile(words).matcher(violation.what()).find();
    }
  }

  /** A door that leads to this one. */
  Door before(Door door) {
    int port = vertx.createNetServer().connectHandler(near -> {
      near.pause();
      Lie lie = Lie.values()[connections++ % Lie.values().length];
      network.connect(door.tcp(), HOST).onSuccess(far -> new Connection(lie, near, far).begin()).onFailure(failure -> near.close());
    }).listen(0, HOST).toCompletionStage().toCompletableFuture().join().actualPort();
    return new Door(door.http(), port);
  }

  List<Done> done() {
    return done;
  }

  @Override
  public void close() {
    vertx.close();
  }

  private final class Connection {
    private final Lie lie;
    private final NetSocket near;
    private final NetSocket far;
    private int writes;
    /** With events in them: who has seen one has a cursor. */
    private int deliveries;
    private boolean isNumbered;
    /** A lie only when something follows: who comes back before that gets what was dropped. */
    private Done dropped;

    Connection(Lie lie, NetSocket near, NetSocket far) {
      this.lie = lie;
      this.near = near;
      this.far = far;
    }

    void begin() {
      frames(near, this::fromClient);
      frames(far, this::fromNode);
      near.closeHandler(closed -> far.close());
      far.closeHandler(closed -> near.close());
      near.resume();
    }

    private void fromClient(JsonObject frame) {
      if (frame.getString("type").equals("register") && frame.getJsonObject("headers").getLong("after") > 0) {
        long after = frame.getJsonObject("headers").getLong("after");
        frame.getJsonObject("headers").put("after", after - 1); // back, so that an event comes again
        done.add(new Done(Lie.JUMPS, "told of " + after + " after " + after + "$"));
      }
      if (lie == Lie.ACKNOWLEDGES && isNamed(frame) && ++writes % SOME == 0) {
        done.add(new Done(lie, " " + frame.getJsonObject("body").getString("id") + "\\b.*, acknowledged as \\[.*1000000]"));
        send(near, new JsonObject().put("type", "message").put("address", frame.getString("replyAddress"))
            .put("body", new JsonObject().put("seq", 1_000_000).put("at", "2026-01-01T00:00:00.000Z")));
      } else {
        send(far, frame);
      }
    }

    /** Whether it writes something that the report will name by its client id. */
    private static boolean isNamed(JsonObject frame) {
      return frame.containsKey("replyAddress") && frame.getJsonObject("body").getString("id", "").startsWith("v-");
    }

    private void fromNode(JsonObject frame) {
      if (frame.getString("address", "").startsWith("room.") && frame.getString("type").equals("message")) {
        meddle(frame.getJsonObject("body").getJsonArray("events"));
      }
      send(near, frame);
      if (lie == Lie.JUMPS && deliveries == CUT_AFTER_DELIVERIES) {
        near.close();
      }
    }

    private void meddle(JsonArray events) {
      if (dropped != null && !events.isEmpty()) {
        done.add(dropped);
        dropped = null;
      }
      boolean isDue = !events.isEmpty() && ++deliveries % SOME == 0;
      if (isDue && lie == Lie.DROPS) {
        long seq = ((JsonObject) events.remove(0)).getLong("seq");
        dropped = new Done(lie, "told of " + (seq + 1) + " after " + (seq - 1) + "$");
      } else if (isDue && lie == Lie.NUMBERS_TWICE && !isNumbered && events.getJsonObject(0).getLong("seq") > 1) {
        long seq = events.getJsonObject(0).getLong("seq") - 1;
        events.getJsonObject(0).put("seq", seq);
        isNumbered = true;
        done.add(new Done(lie, "told of " + seq + " after " + seq + "$"));
      }
    }

    private static void send(NetSocket socket, JsonObject frame) {
      socket.write(Buffer.buffer(Framing.bytes(frame.encode())));
    }

    private static void frames(NetSocket socket, Handler<JsonObject> handler) {
      RecordParser parser = RecordParser.newFixed(Framing.LENGTH_BYTES, socket);
      boolean[] isFrame = {false};
      parser.handler(bytes -> {
        if (isFrame[0]) {
          handler.handle(bytes.toJsonObject());
        }
        parser.fixedSizeMode(isFrame[0] ? Framing.LENGTH_BYTES : bytes.getInt(0));
        isFrame[0] = !isFrame[0];
      });
    }
  }
}
