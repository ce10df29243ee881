package dochat.bus;

import dochat.loop.Periodic;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the SockJS sessions of the cluster live. Every node works out a session's home for itself, from the same list of homes, so that
 * nothing is kept for a session and nothing can be left behind. The list is a cluster-wide map whose entries die with their node: each
 * node renews its own. One per node; any thread may call.
 */
public final class Homes extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
  private static final String MAP = "dochat.homes";
  private static final long BEAT_MILLIS = 5_000;
  /** Three beats, so that one that comes late harms nobody. */
  private static final long LIFE_MILLIS = 3 * BEAT_MILLIS;
  private static final long LIMIT_SECONDS = 5;

  private final Cluster cluster;
  private final SignalBus signals;
  private final Map<String, Home> own = new ConcurrentHashMap<>();
  private volatile List<Home> known = List.of();
  private AsyncMap<String, JsonObject> map;

  public Homes(Cluster cluster, SignalBus signals) {
    this.cluster = cluster;
    this.signals = signals;
  }

  @Override
  public Future<?> start() {
    signals.onHomesChanged(() -> tried(read()));
    Periodic.every(vertx, BEAT_MILLIS, () -> tried(beat()));
    return vertx.sharedData().<String, JsonObject>getClusterWideMap(MAP).compose(found -> {
      map = found;
      return tried(read());
    });
  }

  /** The address of this machine on which a home listens: that of the cluster, and of nothing else. */
  public String host() {
    return cluster.host();
  }

  /** A home of this node listens; completed when the cluster knows, or does not answer: then the next beat tells it. */
  public Future<Void> open(int port, String secret) {
    Home home = new Home(cluster.node(), cluster.publicHost(), port, secret);
    own.put(home.key(), home);
    return tried(put(home).compose(put -> read())).onSuccess(read -> signals.homesChanged());
  }

  /** A home of this node listens no longer; completed when the cluster knows. */
  public Future<Void> close(int port) {
    List<Home> closed = own.values().stream().filter(home -> home.port() == port).toList();
    closed.forEach(home -> own.remove(home.key()));
    return Future.join(closed.stream().map(home -> map.remove(home.key())).toList())
        .timeout(LIMIT_SECONDS, TimeUnit.SECONDS)
        .<Void>mapEmpty()
        .onSuccess(removed -> signals.homesChanged());
  }

  /** Whether the node of this home belongs to the cluster. */
  public boolean has(Home home) {
    return cluster.members().contains(home.node());
  }

  /** The home of a session; none while no node has one. */
  public Optional<Home> of(String session) {
    Set<String> members = cluster.members();
    return known.stream().filter(home -> members.contains(home.node())).max(Comparator.comparingLong(home -> home.weight(session)));
  }

  private Future<Void> beat() {
    return Future.all(own.values().stream().map(this::put).toList()).compose(put -> read());
  }

  private Future<Void> put(Home home) {
    return map.put(home.key(), home.toJson(), LIFE_MILLIS).timeout(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private Future<Void> read() {
    return map.values().timeout(LIMIT_SECONDS, TimeUnit.SECONDS).map(values -> {
      known = values.stream().flatMap(json -> Home.from(json).stream()).toList();
      return null;
    });
  }

  /** Never fails: while the cluster is busy with a node that left, its memory may not answer, and the next beat will do. */
  private static Future<Void> tried(Future<Void> work) {
    return work.onFailure(failure -> LOG.warn("the homes of SockJS sessions are not up to date reason={}", failure.toString())).otherwiseEmpty();
  }
}
