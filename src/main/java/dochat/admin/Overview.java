package dochat.admin;

import dochat.bus.Cluster;
import dochat.bus.Inquiry;
import dochat.bus.Inquiry.Reply;
import dochat.bus.Inquiry.Silence;
import dochat.model.Event;
import dochat.model.History;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.AdminToken;
import dochat.store.Store;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What all nodes say, put together for an administrator at any of them. Any context may ask, and is called back on itself. */
public final class Overview {
  private final Cluster cluster;
  private final Inquiry inquiry;
  private final Store store;
  private final AdminToken token;

  /** @param token the administrator's; null where there is none, and nothing is asked */
  public Overview(Cluster cluster, Inquiry inquiry, Store store, AdminToken token) {
    this.cluster = cluster;
    this.inquiry = inquiry;
    this.store = store;
    this.token = token;
  }

  /** How each node is: {@code {"here","nodes":[…]}}, as openapi.yaml describes it. */
  public Future<JsonObject> nodes() {
    return inquiry.askAll(Duties.status(), NodeFacts::read).map(replies -> new JsonObject().put("here", cluster.node()).put("nodes", rows(replies)));
  }

  /** Where the message with this number has been. Fails with {@code room_not_found}, and with {@code not_found} where the log has no such number. */
  public Future<JsonObject> message(String room, long seq) {
    return store.history(room, seq - 1, -1, 1).compose(history -> message(room, event(history, seq)));
  }

  /** The same for the newest message with this client id that a node remembers, and where other ones are that have it, too. Fails with {@code not_found}. */
  public Future<JsonObject> message(String id) {
    return inquiry.askAll(Duties.find(id, store.epoch()), Place::read).map(Overview::newestFirst).compose(places -> {
      if (places.isEmpty()) {
        return Future.failedFuture(Problem.of(ProblemCode.NOT_FOUND, "No node remembers a message of this id. Its room and number are in the log for ever."));
      }
      JsonArray others = new JsonArray(places.stream().skip(1).map(Place::shown).toList());
      return message(places.get(0).room(), places.get(0).seq()).map(found -> found.put("others", others));
    });
  }

  /** Tells a node to leave. Fails with {@code not_found} where it does not answer, or has another administrator's token, or none. */
  public Future<JsonObject> drain(String node) {
    return inquiry.ask(node, Duties.drain(node, cluster.node(), token), answer -> answer.getBoolean("draining")).map(reply -> {
      if (reply.answer() == null) {
        throw Problem.of(ProblemCode.NOT_FOUND, reply.silence() == Silence.GONE ? "There is no such node." : "The node does not answer.");
      }
      if (!reply.answer()) {
        throw Problem.of(ProblemCode.NOT_FOUND, "That node has another administrator's token, or none.");
      }
      return new JsonObject().put("status", "draining");
    });
  }

  private Future<JsonObject> message(String room, Event event) {
    return inquiry.askAll(Duties.message(room, store.epoch(), event.seq()), MessageFacts::read)
        .map(replies -> new JsonObject().put("room", room).put("seq", event.seq()).put("id", event.id())
            .put("loggedMillis", event.at().toEpochMilli()).put("nodes", rows(replies)));
  }

  private static Event event(History history, long seq) {
    return history.events().stream().filter(event -> event.seq() == seq).findFirst()
        .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "The newest message of this room has the number " + history.head() + "."));
  }

  /** By the clocks of the nodes that took them. */
  private static List<Place> newestFirst(List<Reply<List<Place>>> replies) {
    return replies.stream().filter(reply -> reply.answer() != null).flatMap(reply -> reply.answer().stream())
        .sorted(Comparator.comparingLong(Place::postedMicros).reversed()).toList();
  }

  /** The answers, or why there are none, with what the question took. */
  private static JsonArray rows(List<Reply<JsonObject>> replies) {
    return new JsonArray(replies.stream().map(Overview::row).toList());
  }

  private static JsonObject row(Reply<JsonObject> reply) {
    JsonObject row = new JsonObject().put("node", reply.node());
    if (reply.answer() == null) {
      return row.put("silence", reply.silence().name().toLowerCase(Locale.ROOT));
    }
    return row.put("tripMicros", reply.tripMicros()).put("offsetMicros", reply.offsetMicros()).put("answer", reply.answer());
  }
}
