package dochat.web;

import dochat.admin.Overview;
import dochat.door.Handshake;
import dochat.security.AdminToken;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator does to this node, and asks of all. One for all event loops, each of which installs it; any of them may call. */
public final class AdminRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);
  private static final String BEARER = "Bearer ";
  private static final int ACCEPTED = 202;

  private final AdminGate gate;
  private final Overview overview;
  private final Runnable drain;

  /**
   * @param token null where there is no administrator, and no route
   * @param drain tells the node to leave; returns at once, and does no more when it is called again
   */
  public AdminRoutes(AdminToken token, Handshake handshake, Overview overview, Runnable drain) {
    this.gate = token == null ? null : new AdminGate(token, handshake);
    this.overview = overview;
    this.drain = drain;
  }

  void install(Router router, Requests requests) {
    if (gate != null) {
      router.post("/api/admin/drain").handler(context -> requests.answer(context, ACCEPTED,
          Future.succeededFuture(context).compose(this::drain)));
      new ClusterRoutes(gate, overview, requests).install(router);
    }
  }

  private Future<JsonObject> drain(RoutingContext context) {
    String given = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    gate.refuseStrangers(context.request(), given != null && given.startsWith(BEARER) ? given.substring(BEARER.length()) : null);
    LOG.info("told to leave by=http");
    drain.run();
    return Future.succeededFuture(new JsonObject().put("status", "draining"));
  }
}
