package dochat.web;

import dochat.bus.Readiness;
import dochat.metrics.Metrics;
import dochat.security.HostName;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The port of who operates the node: health, and what it has counted. One per node, on an event loop; it answers for as long as the node
 * is there, also while clients are sent away.
 */
public final class OpsVerticle extends VerticleBase {
  private static final int IDLE_SECONDS = 75;

  private final String host;
  private final int port;
  private final Readiness readiness;
  private final Metrics metrics;

  public OpsVerticle(String host, int port, Readiness readiness, Metrics metrics) {
    this.host = host;
    this.port = port;
    this.readiness = readiness;
    this.metrics = metrics;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    new Problems(metrics).install(router);
    router.route().handler(OpsVerticle::guardHost);
    new HealthRoutes(readiness).install(router);
    router.get("/metrics").handler(this::metrics);
    return vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port).setIdleTimeout(IDLE_SECONDS)).requestHandler(router).listen();
  }

  private void metrics(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, Metrics.CONTENT_TYPE).end(metrics.scrape());
  }

  /** To a page whose name turns to 127.0.0.1, a node of the same machine would be its own. */
  private static void guardHost(RoutingContext context) {
    SocketAddress here = context.request().localAddress();
    HostAndPort asked = context.request().authority();
    boolean isOurs = asked != null && HostName.of(asked.toString()).isLoopback();
    if (isLoopback(here) && !isOurs) {
      context.fail(403);
    } else {
      context.next();
    }
  }

  private static boolean isLoopback(SocketAddress address) {
    String host = address == null || address.hostAddress() == null ? "" : address.hostAddress();
    return host.startsWith("127.") || host.startsWith("0:0:0:0:0:0:0:1") || host.equals("::1");
  }
}
