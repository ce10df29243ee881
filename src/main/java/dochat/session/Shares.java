package dochat.session;

import dochat.bus.Cluster;
import dochat.bus.SignalBus;
import dochat.loop.LoopClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes how many clients this one has, and sends some away when it has far more than they. Does nothing while it is alone,
 * while it does not know them all, and while one comes or goes. One per node, on a context of its own.
 */
public final class Shares extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Shares.class);
  /** Between two turns; a property for tests, which have less time. */
  private static final long TURN_MILLIS = Long.getLong("dochat.share.millis", 5_000);
  /** What was heard so long ago may be wrong. */
  private static final long KNOWN_MILLIS = 3 * TURN_MILLIS;
  /** Turns until load balancers know who is there. */
  private static final int SETTLED = 6;

  private final Cluster cluster;
  private final SignalBus signals;
  private final Crowd crowd;
  private final BooleanSupplier isLeaving;
  private final LoopClock clock = new LoopClock();
  private final FairShare share = new FairShare();
  private final Map<String, Load> loads = new HashMap<>();
  private Set<String> members = Set.of();
  private int settled;

  /** @param isLeaving whether this node is about to stop */
  public Shares(Cluster cluster, SignalBus signals, Crowd crowd, BooleanSupplier isLeaving) {
    this.cluster = cluster;
    this.signals = signals;
    this.crowd = crowd;
    this.isLeaving = isLeaving;
  }

  @Override
  public Future<?> start() {
    signals.onLoad(this::heard);
    vertx.setPeriodic(TURN_MILLIS, timer -> turn());
    return Future.succeededFuture();
  }

  private void heard(JsonObject load) {
    loads.put(load.getString("node"), new Load(load.getInteger("clients"), load.getBoolean("leaving"), clock.nanos()));
  }

  private void turn() {
    signals.load(new JsonObject().put("node", cluster.node()).put("clients", crowd.size()).put("leaving", isLeaving.getAsBoolean()));
    Set<String> others = new HashSet<>(cluster.members());
    others.remove(cluster.node());
    settled = others.equals(members) ? settled + 1 : 0;
    members = others;
    loads.keySet().retainAll(others);
    if (settled >= SETTLED && !others.isEmpty() && !isLeaving.getAsBoolean() && others.stream().allMatch(this::isServing)) {
      shed(share.turn(crowd.size(), loads.values().stream().map(Load::clients).toList()));
    }
  }

  private boolean isServing(String node) {
    Load load = loads.get(node);
    return load != null && !load.isLeaving && clock.nanos() - load.heardNanos < KNOWN_MILLIS * 1_000_000;
  }

  private void shed(int clients) {
    if (clients > 0) {
      LOG.info("sends clients to the other nodes, which have fewer clients={} of={} others={}", clients, crowd.size(), loads.values());
      crowd.shed(clients);
    }
  }

  private record Load(int clients, boolean isLeaving, long heardNanos) {
    @Override
    public String toString() {
      return Integer.toString(clients);
    }
  }
}
