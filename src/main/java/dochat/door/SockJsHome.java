package dochat.door;

import dochat.bus.Homes;
import dochat.bus.SignalBus;
import dochat.loop.LoopClock;
import dochat.protocol.Codec;
import dochat.protocol.Limits;
import dochat.security.Quota;
import dochat.security.Tokens;
import dochat.session.Services;
import dochat.session.Sessions;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * One event loop's SockJS sessions over HTTP, on a port of its own, which only nodes of this cluster can use: they alone know its secret.
 * All requests of a session come here, through whatever node, so that it lives on this event loop.
 */
public final class SockJsHome extends VerticleBase {
  /** The header with the secret. */
  static final String SECRET = "Dochat-Secret";
  /** The status for who does not know it; SockJS itself never answers with it. */
  static final int REFUSED = 403;

  private static final int BAD_REQUEST = 400;
  /** As Vert.x's handler of bodies says it (5.0.12). */
  private static final int BROKEN_BODY = 200;
  private static final int UNSUPPORTED = 415;
  private static final long ANSWER_SECONDS = 2;

  private final Services services;
  private final SignalBus signals;
  private final Homes homes;
  private final Handshake handshake;
  private final HeldBytes held;
  private final String secret = Tokens.newToken();
  private Sessions sessions;
  private Connections connections;
  private HttpServer server;

  public SockJsHome(Services services, SignalBus signals, Homes homes, Handshake handshake, HeldBytes held) {
    this.services = services;
    this.signals = signals;
    this.homes = homes;
    this.handshake = handshake;
    this.held = held;
  }

  @Override
  public Future<?> start() {
    LoopClock clock = new LoopClock();
    sessions = new Sessions(vertx, services, signals, clock);
    Gate gate = new Gate(new Capacity(Integer.MAX_VALUE), new Quota(Integer.MAX_VALUE), services.metrics());
    connections = new Connections(vertx, clock, held, services.metrics(), gate, Integer.MAX_VALUE);
    server = vertx.createHttpServer(new HttpServerOptions().setHost(homes.host()).setPort(0).setTcpNoDelay(true).setHttp2ClearTextEnabled(false));
    return server.connectionHandler(connections::add).requestHandler(routes()).listen().compose(listening -> homes.open(listening.actualPort(), secret));
  }

  /**
   * While the sessions that are here are sent away, they are still looked for here, and new ones, too, which are sent away in turn. Who comes
   * when none is left is told so by the node that it comes through.
   */
  @Override
  public Future<?> stop() {
    return sessions.drain().eventually(() -> homes.close(server.actualPort())).eventually(sessions::drain)
        .eventually(() -> server.shutdown(ANSWER_SECONDS, TimeUnit.SECONDS));
  }

  private Router routes() {
    Router router = Router.router(vertx);
    router.route().handler(Connections::watch).handler(this::guard);
    router.get(Pulse.PATH).handler(context -> context.response().setStatusCode(204).end());
    for (int status : new int[] {BAD_REQUEST, BROKEN_BODY}) {
      router.errorHandler(status, context -> context.response().setStatusCode(BAD_REQUEST).end());
    }
    router.route().handler(SockJsHome::refuseParts);
    router.route().handler(BodyHandler.create(false).setBodyLimit(2 * Limits.FRAME_BYTES));
    router.route().handler(SockJsHome::refuseWhatIsNotUtf8);
    router.route(SockJsDoor.PATH + "/*").subRouter(new SockJsDoor(sessions, connections, handshake).homeRoutes(vertx));
    return router;
  }

  /** No transport sends them, and Vert.x fails at those that are none. */
  private static void refuseParts(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      context.response().setStatusCode(UNSUPPORTED).end();
    } else {
      context.next();
    }
  }

  /** SockJS would read it all the same, with replacements for what it cannot read. */
  private static void refuseWhatIsNotUtf8(RoutingContext context) {
    Buffer body = context.body().buffer();
    if (body != null && body.length() > 0 && Codec.text(body.getBytes()).isEmpty()) {
      context.response().setStatusCode(BAD_REQUEST).end();
    } else {
      context.next();
    }
  }

  private void guard(RoutingContext context) {
    String given = context.request().getHeader(SECRET);
    if (given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8))) {
      context.next();
    } else {
      context.response().setStatusCode(REFUSED).end();
    }
  }
}
