package dochat.session;

import dochat.bus.Cluster;
import dochat.bus.SignalBus;
import dochat.loop.Periodic;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes how many clients this one has, and sends some away when it has far more than they. Does nothing while it is alone,
 * while it does not know them all, while one takes no clients, and while one comes or goes. One per node, on a context of its own.
 */
public final class Shares extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Shares.class);
  /** Between two turns; a property for tests, which have less time. */
  private static final long TURN_MILLIS = Long.getLong("dochat.share.millis", 5_000);

  private final Cluster cluster;
  private final SignalBus signals;
  private final Crowd crowd;
  private final BooleanSupplier isReady;
  private final Loads loads = new Loads();

  /** @param isReady whether this node takes clients; asked only while there are other nodes */
  public Shares(Cluster cluster, SignalBus signals, Crowd crowd, BooleanSupplier isReady) {
    this.cluster = cluster;
    this.signals = signals;
    this.crowd = crowd;
    this.isReady = isReady;
  }

  @Override
  public Future<?> start() {
    signals.onLoad(this::heard);
    Periodic.every(vertx, TURN_MILLIS, this::turn);
    return Future.succeededFuture();
  }

  private void heard(JsonObject load) {
    loads.heard(load.getString("node"), load.getInteger("clients"), load.getBoolean("ready"));
  }

  private void turn() {
    Set<String> others = new HashSet<>(cluster.members());
    others.remove(cluster.node());
    boolean takesClients = !others.isEmpty() && isReady.getAsBoolean();
    signals.load(new JsonObject().put("node", cluster.node()).put("clients", crowd.size()).put("ready", takesClients));
    shed(loads.turn(others, crowd.size(), takesClients));
  }

  private void shed(int clients) {
    if (clients > 0) {
      LOG.info("sends clients to the other nodes, which have fewer clients={} of={} others={}", clients, crowd.size(), loads);
      crowd.shed(clients);
    }
  }
}
