package dochat.web;

import dochat.bus.Readiness;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What operators and load balancers ask: is it alive, may it get traffic. */
final class HealthRoutes {
  private final Readiness readiness;

  HealthRoutes(Readiness readiness) {
    this.readiness = readiness;
  }

  void install(Router router) {
    router.get("/health/live").handler(this::live);
    router.get("/health/ready").handler(this::ready);
  }

  private void live(RoutingContext context) {
    boolean isAlive = readiness.isAlive();
    status(context, isAlive ? 200 : 503, isAlive ? "live" : Readiness.Status.CLUSTER.text());
  }

  private void ready(RoutingContext context) {
    readiness.status().onSuccess(status -> status(context, status == Readiness.Status.READY ? 200 : 503, status.text()));
  }

  private static void status(RoutingContext context, int code, String status) {
    context.response().setStatusCode(code).putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(new JsonObject().put("status", status).encode());
  }
}
