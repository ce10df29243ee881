package dochat.web;

import dochat.door.Network;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.AdminToken;
import dochat.security.RateLimit;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What an administrator does to this node. One for all event loops, each of which installs it; any of them may call. */
public final class AdminRoutes {
  private static final String BEARER = "Bearer ";
  private static final int ACCEPTED = 202;
  /** Wrong tokens from one network: more than a person gives. That nobody guesses the right one is its length's merit. */
  private static final double TRIES_PER_SECOND = 1;
  private static final double TRIES_AT_ONCE = 10;

  private final AdminToken token;
  private final Runnable drain;
  private final RateLimit tries = new RateLimit(TRIES_PER_SECOND, TRIES_AT_ONCE);

  /**
   * @param token null where there is no administrator, and no route
   * @param drain tells the node to leave; returns at once, and does no more when it is called again
   */
  public AdminRoutes(AdminToken token, Runnable drain) {
    this.token = token;
    this.drain = drain;
  }

  void install(Router router, Requests requests) {
    if (token != null) {
      router.post("/api/admin/drain").handler(context -> requests.answer(context, ACCEPTED,
          Future.succeededFuture(context).compose(this::drain)));
    }
  }

  private Future<JsonObject> drain(RoutingContext context) {
    refuseStrangers(context.request());
    drain.run();
    return Future.succeededFuture(new JsonObject().put("status", "draining"));
  }

  /** Who has the token is never kept waiting by those who have not, as behind a proxy, whose address they share. */
  private void refuseStrangers(HttpServerRequest request) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (given != null && given.startsWith(BEARER) && token.matches(given.substring(BEARER.length()))) {
      return;
    }
    int waitSeconds = tries.take(Network.of(request));
    throw waitSeconds > 0 ? Problem.rateLimited(waitSeconds) : Problem.of(ProblemCode.NOT_ADMIN);
  }
}
