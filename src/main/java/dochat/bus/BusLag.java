package dochat.bus;

import dochat.loop.Periodic;
import dochat.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How long the bus takes to each other node, and how far their clocks are from this one's: every node asks every other one every five
 * seconds. One per node, on a context of its own; the numbers are read by any thread.
 */
public final class BusLag extends VerticleBase {
  private static final long ASK_MILLIS = 5_000;
  private static final double MICROS = 1_000_000;

  private final Cluster cluster;
  private final String name;
  private final Map<String, Peer> peers = new ConcurrentHashMap<>();

  /** @param name this node's, as the others show it */
  public BusLag(Cluster cluster, String name, Metrics metrics) {
    this.cluster = cluster;
    this.name = name;
    metrics.gauges("dochat_bus_lag_seconds", "Half of the last round trip over the bus, or how long an answer is overdue.", "node",
        () -> byName(Peer::lagSeconds));
    metrics.gauges("dochat_clock_offset_seconds", "How far the clock of another node is ahead of this one's, about.", "node",
        () -> byName(peer -> peer.offsetMicros / MICROS));
  }

  @Override
  public Future<?> start() {
    Periodic.every(vertx, ASK_MILLIS, this::ask);
    return vertx.eventBus().consumer(Addresses.ofLag(cluster.node()), this::answer).completion().otherwiseEmpty();
  }

  private void answer(Message<Object> question) {
    question.reply(new JsonObject().put("node", name).put("micros", Posted.nowMicros()));
  }

  private void ask() {
    var members = cluster.members();
    peers.keySet().retainAll(members);
    members.stream().filter(member -> !member.equals(cluster.node())).forEach(this::ask);
  }

  private void ask(String member) {
    long askedMicros = Posted.nowMicros();
    peers.computeIfPresent(member, (same, peer) -> peer.asked(askedMicros));
    vertx.eventBus().<JsonObject>request(Addresses.ofLag(member), "", new DeliveryOptions().setSendTimeout(ASK_MILLIS))
        .map(answer -> Peer.answered(answer.body(), askedMicros))
        .onSuccess(peer -> peers.put(member, peer))
        .onFailure(failure -> forget(member, failure));
  }

  /** A node that has no such address has just come, or is of a version that does not know it. One that does not answer is late. */
  private void forget(String member, Throwable failure) {
    if (!(failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.TIMEOUT)) {
      peers.remove(member);
    }
  }

  private Map<String, Double> byName(Function<Peer, Double> value) {
    Map<String, Double> values = new HashMap<>();
    peers.values().forEach(peer -> values.put(peer.name, value.apply(peer)));
    return values;
  }

  /** @param sinceMicros when the oldest question was asked that is not answered, 0 if none */
  private record Peer(String name, double tripMicros, double offsetMicros, long sinceMicros) {

    /** The other clock is read in the middle of the round trip, about (RFC 5905 section 8). */
    static Peer answered(JsonObject answer, long askedMicros) {
      long now = Posted.nowMicros();
      return new Peer(answer.getString("node"), (now - askedMicros) / 2.0, answer.getLong("micros") - (askedMicros + now) / 2.0, 0);
    }

    Peer asked(long micros) {
      return sinceMicros > 0 ? this : new Peer(name, tripMicros, offsetMicros, micros);
    }

    double lagSeconds() {
      long waited = sinceMicros == 0 ? 0 : Posted.nowMicros() - sinceMicros;
      return Math.max(tripMicros, waited) / MICROS;
    }
  }
}
