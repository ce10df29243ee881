package dochat;

import dochat.admin.Duties;
import dochat.admin.MessageFacts;
import dochat.admin.NodeFacts;
import dochat.admin.Overview;
import dochat.bus.BusLag;
import dochat.bus.Cluster;
import dochat.bus.Homes;
import dochat.bus.Inquiry;
import dochat.bus.LoginWatch;
import dochat.bus.Readiness;
import dochat.bus.RoomBus;
import dochat.bus.SignalBus;
import dochat.chat.Access;
import dochat.chat.AdministrationService;
import dochat.chat.CardService;
import dochat.chat.Changes;
import dochat.chat.ChatService;
import dochat.chat.Departures;
import dochat.chat.InvitationService;
import dochat.chat.PlaceService;
import dochat.chat.RoomService;
import dochat.config.Config;
import dochat.config.PortRange;
import dochat.door.Capacity;
import dochat.door.Certificate;
import dochat.door.Gate;
import dochat.door.Handshake;
import dochat.door.HeldBytes;
import dochat.door.SockJsHome;
import dochat.door.TcpDoor;
import dochat.door.TcpProbe;
import dochat.feed.CardWatch;
import dochat.feed.PersonalFeeds;
import dochat.metrics.BoundedLog;
import dochat.metrics.Metrics;
import dochat.model.Entrance;
import dochat.model.Registration;
import dochat.model.Ways;
import dochat.oidc.Provider;
import dochat.picture.Pictures;
import dochat.presence.Roster;
import dochat.protocol.ProblemCode;
import dochat.room.RoomHub;
import dochat.room.RoomLog;
import dochat.security.AccountDesk;
import dochat.security.AdminToken;
import dochat.security.Identities;
import dochat.security.OwnerLink;
import dochat.security.Passwords;
import dochat.security.ProviderDesk;
import dochat.security.Quota;
import dochat.security.WebGuard;
import dochat.session.Crowd;
import dochat.session.Farewell;
import dochat.session.Services;
import dochat.session.Shares;
import dochat.session.Verbs;
import dochat.store.Store;
import dochat.store.StoreConfig;
import dochat.trace.Traces;
import dochat.trail.Trail;
import dochat.web.AdminRoutes;
import dochat.web.OpsVerticle;
import dochat.web.WebVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node: its parts, put together in the order in which they need each other, and taken apart in the opposite one. */
final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** Event loops that serve clients. The hub, the log and presence have their own. */
  private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();
  /** What finds its nodes by DNS is started all at once, the database among it; a person at a terminal wants to know. */
  private static final Duration DATABASE_PATIENCE = Duration.ofMinutes(2);
  /** It was there a moment ago. Vert.x complains of a worker that is busy for a minute. */
  private static final Duration DATABASE_AGAIN_PATIENCE = Duration.ofSeconds(30);
  /** Of the time that there is to leave, the part in which a node that is not ready any more goes on. */
  private static final int LEAD_PART = 4;

  private final Config config;
  private final Cluster cluster;
  private final Store store;
  private final Traces traces;
  private final List<String> doors = new ArrayList<>();
  /** None where the start fails. */
  private volatile Farewell farewell = Farewell.within(Duration.ZERO, true);
  private Readiness readiness;
  private RoomHub hub;
  private PersonalFeeds feeds;
  private LoginWatch loginWatch;
  private CardWatch cardWatch;
  private volatile int port;
  private int tcpPort;
  private int opsPort;
  private Optional<String> ownerSecret = Optional.empty();

  private Node(Config config, Cluster cluster, Store store, Traces traces) {
    this.config = config;
    this.cluster = cluster;
    this.store = store;
    this.traces = traces;
  }

  /**
   * Starts a node; fails with one sentence where it is the settings' fault.
   *
   * @param traces ended with the node
   * @param drain  called when an administrator tells the node to leave; {@link #stop} is what is expected then
   */
  static Future<Node> start(Config config, Traces traces, Runnable drain) {
    StoreConfig place = new StoreConfig(config.data(), config.database());
    boolean isPatient = config.clusterDns() != null;
    return Future.succeededFuture()
        .map(now -> Store.prepare(place, isPatient ? DATABASE_PATIENCE : Duration.ZERO))
        .compose(name -> Cluster.join(name, config.clusterConfig(), config.clusterDns())
            .compose(cluster -> orLeave(cluster, Store.open(cluster.vertx(), place, name, isPatient ? DATABASE_AGAIN_PATIENCE : Duration.ZERO)
                .compose(store -> new Node(config, cluster, store, traces).certifyAndServe(drain)))));
  }

  /** One line: where it is, what it is called, how many nodes there are. */
  String description() {
    int size = cluster.size();
    return "doChat at " + url() + " · node " + nameAt(port)
        + " · cluster of " + size + (size == 1 ? " node" : " nodes") + " · TCP port " + tcpPort
        + " · ops port " + opsPort;
  }

  /** The link of the first owner, in a sentence, where this node has just made it; else empty. Told once, and never to be logged. */
  Optional<String> welcome() {
    return ownerSecret.map(secret -> "Who opens this within " + OwnerLink.HOURS + " hours owns the chat; it works once: " + url() + "/" + OwnerLink.fragment(secret));
  }

  private String url() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return (config.tls() == null ? "http" : "https") + "://" + host + ":" + port;
  }

  /**
   * Is not ready first, for as long as a load balancer needs to see it; then says goodbye to the clients, so that they are at another node
   * before this one leaves.
   */
  Future<Void> stop() {
    LOG.info("node stops node={}", nameAt(port));
    Duration time = Duration.ofSeconds(config.drainSeconds());
    return readiness.leave(time.dividedBy(LEAD_PART))
        .onSuccess(seen -> farewell = Farewell.within(time, cluster.size() < 2))
        .compose(seen -> Future.join(doors.stream().map(cluster.vertx()::undeploy).toList()))
        .eventually(() -> cluster.vertx().undeploy(readiness.deploymentID()))
        .eventually(() -> cluster.vertx().undeploy(hub.deploymentID()))
        .eventually(() -> cluster.vertx().undeploy(feeds.deploymentID()))
        .eventually(() -> cluster.vertx().undeploy(loginWatch.deploymentID()))
        .eventually(() -> cluster.vertx().undeploy(cardWatch.deploymentID()))
        .eventually(traces::end)
        .eventually(store::close)
        .eventually(cluster.vertx()::close)
        .mapEmpty();
  }

  /** Leaves the cluster when the start fails. Its event loops are gone by then, so that only a promise without one can tell. */
  private static Future<Node> orLeave(Cluster cluster, Future<Node> start) {
    Promise<Node> outcome = Promise.promise();
    start.onSuccess(outcome::complete)
        .onFailure(failure -> cluster.vertx().close().onComplete(left -> outcome.fail(failure)));
    return outcome.future();
  }

  private Future<Node> serve(Certificate certificate, Runnable drain) {
    Vertx vertx = cluster.vertx();
    RoomBus rooms = new RoomBus(vertx);
    SignalBus signals = new SignalBus(vertx);
    Metrics metrics = new Metrics();
    Trail trail = new Trail();
    metrics.mayRefuse(Stream.of(ProblemCode.values()).map(ProblemCode::code));
    metrics.gauge("dochat_nodes", "Nodes of the cluster, as this one sees it.", cluster::size);
    metrics.count("dochat_log_dropped_total", "Lines of the log that were dropped, because too many waited.", BoundedLog::dropped);
    metrics.gauge("dochat_certificate_expiry_timestamp_seconds", "When the certificate of the doors ends to be good; NaN without one.",
        () -> certificate == null ? Double.NaN : certificate.expirySeconds());
    store.showIn(metrics);
    hub = new RoomHub(store, rooms, metrics, trail, traces);
    Roster roster = new Roster(hub, signals);
    feeds = new PersonalFeeds(store, metrics);
    Access access = new Access(store, hub);
    Changes changes = new Changes(new RoomLog(vertx, store, rooms, metrics, trail), access, config.postRate());
    RoomService roomService = new RoomService(store, changes, access, signals);
    ChatService chat = new ChatService(store, changes, access, roster, roomService);
    Identities identities = new Identities(store, config.guests(), signals::signedOut);
    Entrance cap = new Entrance(config.registration() ? Registration.OPEN : Registration.CLOSED, config.guests());
    Ways ways = new Ways(config.passwords(), config.openId() == null ? null : config.openId().issuer());
    AccountDesk desk = new AccountDesk(store.registry(), identities, new Passwords(vertx), cap, ways);
    Optional<ProviderDesk> provider = Optional.ofNullable(config.openId()).map(openId -> new ProviderDesk(store.subjects(), identities, new Provider(vertx, openId), cap, ways));
    Departures departures = new Departures(store, changes);
    AdministrationService administration = new AdministrationService(store.administration(), desk, identities, departures::sweep);
    InvitationService invitations = new InvitationService(store, changes, signals);
    PlaceService places = new PlaceService(store.ownPlaces(), store.ownPreferences(), access);
    loginWatch = new LoginWatch(store.registry(), identities, signals);
    cardWatch = new CardWatch(store.cards(), identities, hub);
    CardService cards = new CardService(store.cards(), new Pictures(vertx));
    Verbs verbs = new Verbs(chat, roomService, places, cards, administration, feeds);
    Quota people = new Quota(config.personConnections());
    HeldBytes held = new HeldBytes();
    metrics.gauge("dochat_held_bytes", "What clients have not taken yet, or have sent a part of.", held::now);
    metrics.gauge("dochat_held_bytes_limit", "How much that may be.", held::budget);
    Crowd crowd = new Crowd();
    IntFunction<Services> services = httpPort -> new Services(nameAt(httpPort), chat, roomService, places, cards, cardWatch, access, verbs, hub, feeds, roster, identities, desk, provider, administration, invitations, people, metrics, trail, traces,
        () -> farewell, crowd);
    Homes homes = new Homes(cluster, signals);
    readiness = new Readiness(store, cluster, hub::isInUse);
    metrics.gauge("dochat_ready", "1 while the node is ready for traffic, as it has said last, else 0.", () -> readiness.isReady() ? 1 : 0);
    TcpProbe probe = new TcpProbe(vertx, config.host(), config.tls() != null);
    Handshake handshake = new Handshake(new WebGuard(config.allowedOrigins(), isLocalOnly()));
    AdminToken token = config.adminToken() == null ? null : new AdminToken(config.adminToken());
    Duties duties = new Duties(cluster.node(), token, new NodeFacts(this::nameOnceKnown, readiness, hub, metrics), new MessageFacts(trail, hub), drain);
    Inquiry inquiry = new Inquiry(cluster.node(), cluster::members, duties::answer);
    AdminRoutes admin = new AdminRoutes(token, handshake, new Overview(cluster, inquiry, store, token), drain);
    Capacity capacity = new Capacity(config.maxConnections() == null ? Capacity.ofThisProcess() : config.maxConnections());
    metrics.gauge("dochat_connections", "Connections at the doors.", capacity::taken);
    metrics.gauge("dochat_connections_limit", "How many there may be.", capacity::most);
    Gate webGate = new Gate(capacity, new Quota(config.addressConnections()), metrics);
    Gate tcpGate = new Gate(capacity, new Quota(config.addressConnections()), metrics);
    return vertx.deployVerticle(hub)
        .compose(deployed -> vertx.deployVerticle(roster))
        .compose(deployed -> vertx.deployVerticle(feeds))
        .compose(deployed -> vertx.deployVerticle(loginWatch))
        .compose(deployed -> vertx.deployVerticle(cardWatch))
        .compose(deployed -> vertx.deployVerticle(departures))
        .compose(deployed -> vertx.deployVerticle(homes))
        .compose(deployed -> vertx.deployVerticle(readiness))
        .compose(deployed -> vertx.deployVerticle(inquiry))
        .compose(deployed -> vertx.deployVerticle(new Shares(cluster, signals, crowd, readiness::isReady)))
        .compose(deployed -> listen(publicly("--port", config.port()),
            free -> deploy(() -> new WebVerticle(config, free, certificate, services.apply(free), signals, homes, readiness, handshake, probe, held,
                webGate, admin))))
        .onSuccess(found -> port = found)
        .onSuccess(found -> traces.named(nameAt(found)))
        .compose(found -> deploy(() -> new SockJsHome(services.apply(found), signals, homes, handshake, held)).map(found))
        .compose(found -> listen(publicly("--tcp-port", config.tcpPort()),
            free -> deploy(() -> new TcpDoor(config.host(), free, certificate, services.apply(found), signals, held, tcpGate))))
        .onSuccess(found -> tcpPort = found)
        .onSuccess(probe::setPort)
        .compose(found -> vertx.deployVerticle(new BusLag(cluster, nameAt(port), metrics)))
        .compose(deployed -> listen(new Ports("--ops-port", config.opsPort(), "--ops-host", config.opsHost()),
            free -> vertx.deployVerticle(new OpsVerticle(config.opsHost(), free, readiness, metrics))))
        .onSuccess(found -> opsPort = found)
        .onSuccess(found -> LOG.info("node serves node={} port={} tcpPort={} opsPort={} sockets={} {}", nameAt(port), port, tcpPort, opsPort,
            cluster.sockets(), config))
        .compose(found -> OwnerLink.ofNewStore(store.administration()))
        .onSuccess(secret -> ownerSecret = secret)
        .map(this);
  }

  /** A host that cannot be resolved is refused where it is to be listened on. */
  private boolean isLocalOnly() {
    try {
      return InetAddress.getByName(config.host()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Ports publicly(String option, PortRange range) {
    return new Ports(option, range, "--host", config.host());
  }

  /** Listens on the first free port; the answer is the port. */
  private Future<Integer> listen(Ports ports, IntFunction<Future<String>> listener) {
    int free = ports.firstFree();
    return listener.apply(free).map(free)
        .recover(failure -> failure instanceof BindException ? listen(ports.after(free), listener) : Future.failedFuture(failure));
  }

  /** On all event loops, until clients are sent away. */
  private Future<String> deploy(Supplier<VerticleBase> door) {
    return cluster.vertx().deployVerticle(door, new DeploymentOptions().setInstances(EVENT_LOOPS)).onSuccess(doors::add);
  }

  /** A wrong certificate is one sentence before anything is served. */
  private Future<Node> certifyAndServe(Runnable drain) {
    Future<Certificate> certificate = config.tls() == null ? Future.succeededFuture() : Certificate.of(cluster.vertx(), config.tls()).map(Certificate::watch);
    return certificate.compose(read -> serve(read, drain));
  }

  /** It is asked before the doors listen, and its name may have the port. */
  private String nameOnceKnown() {
    return config.name() == null && port == 0 ? "" : nameAt(port);
  }

  private String nameAt(int port) {
    return config.name() == null ? "node-" + port : config.name();
  }
}
