package dochat.session;

import static dochat.support.Eventually.eventually;

import dochat.protocol.CloseReason;
import dochat.room.OneNode;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** A session with its wire, spoken to from a test's own thread. */
final class Client {
  final RecordingWire wire = new RecordingWire();
  final Session session;
  final Context loop;

  Client(Context loop, Sessions sessions) {
    this.loop = loop;
    this.session = on(() -> sessions.open(wire));
  }

  <T> T on(Callable<T> work) {
    return OneNode.on(loop, work);
  }

  void run(Runnable work) {
    on(() -> {
      work.run();
      return null;
    });
  }

  /** Sends these frames one right after the other, in one turn of the event loop. */
  void send(JsonObject... frames) {
    run(() -> List.of(frames).forEach(frame -> session.receive(frame.encode())));
  }

  static JsonObject command(String address, JsonObject body, String reply) {
    return new JsonObject().put("type", "send").put("address", address).put("body", body).put("replyAddress", reply);
  }

  static JsonObject register(String room, Object after, String epoch) {
    JsonObject headers = new JsonObject();
    if (after != null) {
      headers.put("after", after);
    }
    if (epoch != null) {
      headers.put("epoch", epoch);
    }
    return new JsonObject().put("type", "register").put("address", "room." + room).put("headers", headers);
  }

  static JsonObject unregister(String room) {
    return new JsonObject().put("type", "unregister").put("address", "room." + room);
  }

  List<JsonObject> frames() {
    return on(() -> wire.frames.stream().map(JsonObject::new).toList());
  }

  List<JsonObject> frames(String address) {
    return frames().stream().filter(frame -> address.equals(frame.getString("address"))).toList();
  }

  List<JsonObject> deliveries(String room) {
    return frames("room." + room).stream().filter(frame -> frame.containsKey("body")).map(frame -> frame.getJsonObject("body")).toList();
  }

  /** The numbers of all events that came from this room, in the order in which they came. */
  List<Long> seqs(String room) {
    return deliveries(room).stream().flatMap(Client::seqs).toList();
  }

  static java.util.stream.Stream<Long> seqs(JsonObject delivery) {
    return delivery.getJsonArray("events").stream().map(event -> ((JsonObject) event).getLong("seq"));
  }

  static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  /** From now on calls this with the number of each event of this room that comes, on the event loop. */
  void onEvent(String room, LongConsumer seen) {
    run(() -> wire.reader = text -> {
      JsonObject frame = new JsonObject(text);
      if (("room." + room).equals(frame.getString("address")) && frame.containsKey("body")) {
        seqs(frame.getJsonObject("body")).forEach(seen::accept);
      }
    });
  }

  /** The first frame to this address, waited for. */
  JsonObject frame(String address) {
    until(client -> !client.frames(address).isEmpty());
    return frames(address).get(0);
  }

  void until(Predicate<Client> condition) {
    eventually("the client is told", () -> condition.test(this));
  }

  List<CloseReason> closed() {
    return on(() -> List.copyOf(wire.closed));
  }
}
