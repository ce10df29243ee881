package dochat;

import dochat.bus.Cluster;
import dochat.bus.RoomBus;
import dochat.bus.SignalBus;
import dochat.chat.ChatService;
import dochat.config.Config;
import dochat.config.PortRange;
import dochat.door.Handshake;
import dochat.metrics.Metrics;
import dochat.presence.Roster;
import dochat.room.RoomHub;
import dochat.room.RoomLog;
import dochat.security.Identities;
import dochat.security.WebGuard;
import dochat.session.Services;
import dochat.store.Store;
import dochat.store.StoreConfig;
import dochat.web.WebVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: its parts, put together in the order in which they need each other, and taken apart in the opposite one. */
final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** Event loops that serve clients. The hub, the log and presence have their own. */
  private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

  private final Config config;
  private final Cluster cluster;
  private final Store store;
  private final List<String> web = new ArrayList<>();
  private String name;
  private int port;

  private Node(Config config, Cluster cluster, Store store) {
    this.config = config;
    this.cluster = cluster;
    this.store = store;
  }

  /** Starts a node; fails with one sentence where it is the settings' fault. */
  static Future<Node> start(Config config) {
    StoreConfig place = new StoreConfig(config.data(), config.database());
    return Future.succeededFuture()
        .compose(now -> Cluster.join(Store.prepare(place), config.clusterConfig()))
        .compose(cluster -> Store.open(cluster.vertx(), place)
            .compose(store -> new Node(config, cluster, store).serve())
            .recover(failure -> cluster.vertx().close().transform(closed -> Future.failedFuture(failure))));
  }

  /** One line: where it is, what it is called, how many nodes there are. */
  String description() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    int size = cluster.size();
    return "doChat at http://" + host + ":" + port + " · node " + name + " · cluster of " + size + (size == 1 ? " node" : " nodes");
  }

  /** Says goodbye to the clients first, so that they are at another node before this one leaves. */
  Future<Void> stop() {
    LOG.info("node stops name={}", name);
    return Future.join(web.stream().map(cluster.vertx()::undeploy).toList())
        .eventually(store::close)
        .eventually(cluster.vertx()::close)
        .mapEmpty();
  }

  /** Finds the port with the first event loop, then adds the others to it. */
  private Future<Node> serve() {
    Vertx vertx = cluster.vertx();
    RoomBus rooms = new RoomBus(vertx);
    SignalBus signals = new SignalBus(vertx);
    Metrics metrics = new Metrics();
    RoomHub hub = new RoomHub(store, rooms, metrics);
    Roster roster = new Roster(hub, signals);
    ChatService chat = new ChatService(store, new RoomLog(vertx, store, rooms, metrics), roster, signals, config.postRate());
    Handshake handshake = new Handshake(new WebGuard(config.allowedOrigins()));
    return vertx.deployVerticle(hub)
        .compose(deployed -> vertx.deployVerticle(roster))
        .compose(deployed -> listen(config.port().first(), found -> new WebVerticle(config.host(), found,
            new Services(nameAt(found), chat, hub, roster, new Identities(store, signals), metrics), signals, store, handshake)))
        .onSuccess(serving -> LOG.info("node serves name={} {}", name, config))
        .map(this);
  }

  private Future<Void> listen(int candidate, IntFunction<WebVerticle> verticles) {
    WebVerticle first = verticles.apply(candidate);
    return deploy(first).compose(deployed -> {
      port = first.port();
      name = nameAt(port);
      return Future.all(Stream.generate(() -> verticles.apply(port)).limit(EVENT_LOOPS - 1).map(this::deploy).toList()).<Void>mapEmpty();
    }).recover(failure -> failure instanceof BindException && candidate < config.port().last()
        ? listen(candidate + 1, verticles) : Future.failedFuture(readable(failure)));
  }

  private Future<Void> deploy(WebVerticle verticle) {
    return cluster.vertx().deployVerticle(verticle).onSuccess(web::add).mapEmpty();
  }

  private String nameAt(int port) {
    return config.name() == null ? "node-" + port : config.name();
  }

  private Throwable readable(Throwable failure) {
    PortRange ports = config.port();
    return failure instanceof BindException ? new IllegalArgumentException(
        "--port " + ports.first() + (ports.last() == ports.first() ? "" : " to " + ports.last()) + " at --host " + config.host()
            + " cannot be listened on; choose another one, or 0 for any free one.", failure) : failure;
  }
}
