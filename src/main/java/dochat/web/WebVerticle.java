package dochat.web;

import dochat.bus.Homes;
import dochat.bus.Readiness;
import dochat.bus.SignalBus;
import dochat.config.Config;
import dochat.door.Certificate;
import dochat.door.Connections;
import dochat.door.Gate;
import dochat.door.Handshake;
import dochat.door.HeldBytes;
import dochat.door.SockJsDoor;
import dochat.door.SockJsPassage;
import dochat.door.TcpProbe;
import dochat.door.WebSocketDoor;
import dochat.door.WebSocketUpgrade;
import dochat.loop.LoopClock;
import dochat.loop.LoopLag;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.session.Services;
import dochat.session.Sessions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop's share of the HTTP server, with the sessions of the clients that it serves. */
public final class WebVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(WebVerticle.class);
  /** Longer than a heartbeat, so that it ends only connections on which nothing happens. */
  private static final int IDLE_MILLIS = 75_000;
  /** Who has connected begins to speak within this time. */
  private static final int BEGIN_MILLIS = 10_000;
  /** For requests that are under way when all clients have gone. */
  private static final long ANSWER_SECONDS = 2;
  private static final int NEVER = -1;

  private final Config config;
  private final int port;
  private final Certificate tls;
  private final Services services;
  private final SignalBus signals;
  private final Homes homes;
  private final Readiness readiness;
  private final Handshake handshake;
  private final TcpProbe probe;
  private final HeldBytes held;
  private final Gate gate;
  private final AdminRoutes admin;
  private final LoopClock clock = new LoopClock();
  private Connections connections;
  private SockJsPassage passage;
  private Sessions sessions;
  private HttpServer server;

  /**
   * @param tls  certificate and key, null to speak in the clear
   * @param gate who may have a connection
   */
  public WebVerticle(Config config, int port, Certificate tls, Services services, SignalBus signals, Homes homes, Readiness readiness,
      Handshake handshake, TcpProbe probe, HeldBytes held, Gate gate, AdminRoutes admin) {
    this.config = config;
    this.port = port;
    this.tls = tls;
    this.services = services;
    this.signals = signals;
    this.homes = homes;
    this.readiness = readiness;
    this.handshake = handshake;
    this.probe = probe;
    this.held = held;
    this.gate = gate;
    this.admin = admin;
  }

  @Override
  public Future<?> start() {
    sessions = new Sessions(vertx, services, signals, clock);
    LoopLag.watch(vertx, nanos -> services.metrics().late("clients", nanos));
    connections = new Connections(vertx, clock, held, services.metrics(), gate, IDLE_MILLIS);
    passage = new SockJsPassage(vertx, clock, homes, handshake);
    server = vertx.createHttpServer(options());
    if (tls != null) {
      tls.onChange(this::certify);
    }
    return server.connectionHandler(connections::add).requestHandler(routes()).listen();
  }

  /** Nobody comes in any more, every client is sent to another node, and the requests that are under way are answered. */
  @Override
  public Future<?> stop() {
    long wholeMillis = services.farewell().get().whole().toMillis();
    Future<Void> closed = server.shutdown(wholeMillis + TimeUnit.SECONDS.toMillis(ANSWER_SECONDS), TimeUnit.MILLISECONDS);
    passage.drain(services.farewell().get());
    return sessions.drain().compose(gone -> closed.timeout(ANSWER_SECONDS, TimeUnit.SECONDS).otherwiseEmpty());
  }

  private HttpServerOptions options() {
    HttpServerOptions options = new HttpServerOptions().setHost(config.host()).setPort(port).setHttp2ClearTextEnabled(config.h2c());
    // Whatever answers here is on the event loop of its connection, so that no connection needs a queue of 4 KiB for what other threads write.
    options.setStrictThreadMode(true);
    // From the beginning on Connections looks after it, by the time that its loop has lived.
    options.setTcpNoDelay(true).setIdleTimeout(BEGIN_MILLIS).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    if (tls != null) {
      options.setSsl(true).setUseAlpn(true).setKeyCertOptions(tls.options()).setSslEngineOptions(gate.tls());
    }
    // What ends a WebSocket whose client does not answer its Close is LastWord.
    // Frames over the limit are let in up to twice its size, so that the client can be told; beyond, the connection is cut.
    return options.setMaxWebSocketFrameSize(2 * Limits.FRAME_BYTES).setMaxWebSocketMessageSize(2 * Limits.FRAME_BYTES)
        .setPerMessageWebSocketCompressionSupported(false).setPerFrameWebSocketCompressionSupported(false).setWebSocketClosingTimeout(NEVER);
  }

  private void certify(KeyCertOptions certificate) {
    server.updateSSLOptions(new ServerSSLOptions().setUseAlpn(true).setKeyCertOptions(certificate))
        .onFailure(failure -> LOG.error("the certificate was not replaced", failure));
  }

  private Router routes() {
    Router router = Router.router(vertx);
    Problems problems = new Problems(services.metrics());
    problems.install(router);
    router.route().handler(Connections::watch).handler(new Patience(vertx, clock, Patience.BODY_MILLIS)).handler(WebVerticle::addSecurityHeaders)
        .handler(WebVerticle::guardQuery).handler(this::endKeptConnection).handler(this::guardOrigin);
    new HealthRoutes(readiness).install(router);
    router.route().handler(WebVerticle::guardPlaces);
    Requests requests = new Requests(services.identities(), handshake, problems);
    admin.install(router, requests);
    Cookies cookies = new Cookies(handshake);
    new PictureRoutes(services, requests).install(router);
    new ApiRoutes(services, handshake, requests, cookies).install(router);
    // Early, since a request is compared with one route after the other, and polls are many.
    new FollowRoutes(vertx, services, sessions, requests).install(router);
    new AccountRoutes(services, handshake, requests, cookies).install(router);
    PasskeyRequests passkeys = new PasskeyRequests(services.desk(), handshake, cookies);
    new PasskeyRoutes(services, requests, cookies, passkeys).install(router);
    services.provider().ifPresent(desk -> new ProviderRoutes(desk, handshake, requests, problems, cookies, passkeys).install(router));
    new AdministrationRoutes(services, requests, cookies).install(router);
    new RoomRoutes(services, requests).install(router);
    new PlaceRoutes(services, requests).install(router);
    new CardRoutes(services, requests).install(router);
    new MessageRoutes(services, requests).install(router);
    new LabRoutes(services, requests, probe).install(router);
    router.get(SockJsDoor.PATH + "/*").handler(new WebSocketUpgrade());
    router.get(SockJsDoor.PATH + "/websocket").handler(new WebSocketDoor(sessions, handshake, (ContextInternal) context));
    router.route(SockJsDoor.PATH + "/*").handler(this::guardFraming).handler(handshake::keepToken);
    router.routeWithRegex(SockJsPassage.PATHS).handler(passage);
    router.route(SockJsDoor.PATH + "/*").subRouter(new SockJsDoor(sessions, connections, handshake).publicRoutes(vertx, PageRoutes.SOCKJS));
    new ManifestRoutes(services, requests).install(router);
    PageRoutes.install(router);
    return router;
  }

  /** A proxy that keeps connections to a node which is leaving finds none when that closes them. An upgrade keeps its own. */
  private void endKeptConnection(RoutingContext context) {
    boolean isKept = context.request().version() == HttpVersion.HTTP_1_1 && !context.request().headers().contains(HttpHeaders.UPGRADE);
    if (readiness.isLeaving() && isKept) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    context.next();
  }

  /** What asks whether this node lives is answered all the same. Who is sending a body would not hear the answer if the connection ended with it, nor would the other streams of HTTP/2. */
  private static void guardPlaces(RoutingContext context) {
    Problem refusal = Connections.refusal(context.request());
    if (refusal == null) {
      context.next();
      return;
    }
    if (context.request().version() != HttpVersion.HTTP_2) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      if (!Requests.announcesBody(context.request())) {
        context.addEndHandler(answered -> context.request().connection().close());
      }
    }
    context.fail(refusal);
  }

  /** Else each route would fail at it in its own way. */
  private static void guardQuery(RoutingContext context) {
    try {
      context.request().params();
    } catch (IllegalArgumentException undecodable) {
      context.fail(400, Problem.of(ProblemCode.BAD_REQUEST, "The query cannot be decoded."));
      return;
    }
    context.next();
  }

  private void guardOrigin(RoutingContext context) {
    if (handshake.isWelcome(context.request())) {
      context.next();
    } else {
      context.fail(ProblemCode.ORIGIN_REFUSED.status(), Problem.of(ProblemCode.ORIGIN_REFUSED));
    }
  }

  /** Who frames SockJS's pages speaks with this node's origin, so only those may who may speak to it at all. */
  private void guardFraming(RoutingContext context) {
    context.response().putHeader("Content-Security-Policy", handshake.framingPolicy());
    String path = context.request().path();
    if (path.endsWith(".html") || path.endsWith("/htmlfile")) {
      PageRoutes.secure(context.response());
    }
    if (path.endsWith(".html")) {
      // SockJS would let browsers keep it for a year, and the policy with it.
      context.addHeadersEndHandler(end -> context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").headers().remove(HttpHeaders.EXPIRES));
    }
    context.next();
  }

  private static void addSecurityHeaders(RoutingContext context) {
    context.response().putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    context.next();
  }
}
