package dochat.web;

import dochat.bus.Readiness;
import dochat.metrics.Metrics;
import dochat.security.HostName;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What operators and load balancers ask: is it alive, may it get traffic, what has it counted. */
final class OpsRoutes {
  private final Readiness readiness;
  private final Metrics metrics;

  OpsRoutes(Readiness readiness, Metrics metrics) {
    this.readiness = readiness;
    this.metrics = metrics;
  }

  void install(Router router) {
    router.get("/health/live").handler(context -> status(context, 200, "live"));
    router.get("/health/ready").handler(this::ready);
    router.get("/metrics").handler(this::metrics);
  }

  private void ready(RoutingContext context) {
    readiness.status().onSuccess(status -> status(context, status == Readiness.Status.READY ? 200 : 503, status.text()));
  }

  private static void status(RoutingContext context, int code, String status) {
    context.response().setStatusCode(code).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(new JsonObject().put("status", status).encode());
  }

  /** Only for who asks from this machine, under its own name, and not through a proxy: the counters are nobody else's business. */
  private void metrics(RoutingContext context) {
    if (isLocal(context.request())) {
      context.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8").end(metrics.scrape());
    } else {
      context.next();
    }
  }

  private static boolean isLocal(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    HostAndPort host = request.authority();
    boolean isOurName = host != null && HostName.of(host.toString()).isLoopback();
    boolean isProxied = request.headers().contains("X-Forwarded-For") || request.headers().contains("Forwarded")
        || request.headers().contains("Via");
    return isOurName && !isProxied && peer != null && peer.hostAddress() != null
        && (peer.hostAddress().startsWith("127.") || peer.hostAddress().startsWith("0:0:0:0:0:0:0:1") || peer.hostAddress().equals("::1"));
  }
}
