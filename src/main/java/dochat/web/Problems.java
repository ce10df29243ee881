package dochat.web;

import dochat.chat.Refusals;
import dochat.metrics.Metrics;
import dochat.metrics.Seldom;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what fails as {@code application/problem+json} (RFC 9457). */
final class Problems {
  /** The status that Vert.x's handler of bodies gives to one that breaks off, or breaks the rules of HTTP/2 (5.0.12). */
  private static final int BROKEN_BODY = 200;
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private final Metrics metrics;
  private final Seldom faults = new Seldom();

  Problems(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Makes this the last word of every route. */
  void install(Router router) {
    router.errorHandler(BROKEN_BODY, context -> answer(context, Problem.of(ProblemCode.BAD_REQUEST, "The body did not come as it was announced.")));
    router.errorHandler(400, context -> answer(context, problem(context, ProblemCode.BAD_REQUEST)));
    router.errorHandler(403, context -> answer(context, problem(context, ProblemCode.ORIGIN_REFUSED)));
    router.errorHandler(404, context -> nothingHere(context, allowed(router, context.normalizedPath())));
    router.errorHandler(405, context -> nothingHere(context, allowed(router, context.normalizedPath())));
    router.errorHandler(413, context -> answer(context, problem(context, ProblemCode.FRAME_TOO_LARGE)));
    router.errorHandler(415, context -> answer(context, problem(context, ProblemCode.BAD_MEDIA_TYPE)));
    router.errorHandler(426, context -> answer(context, problem(context, ProblemCode.UPGRADE_REQUIRED)));
    router.errorHandler(500, context -> answer(context, problem(context, ProblemCode.INTERNAL)));
  }

  /** Sends the problem that this failure is. */
  void answer(RoutingContext context, Throwable failure) {
    if (failure instanceof HttpClosedException) {
      return; // its client has gone
    }
    send(context, note(context, failure));
  }

  /** The problem that this failure is, which is counted, and logged where it is ours. */
  Problem note(RoutingContext context, Throwable failure) {
    Throwable refusal = refusal(failure);
    if (!(refusal instanceof Problem)) {
      faults.now(() -> LOG.error("request failed method={} route={}", context.request().method(), path(context.currentRoute()), refusal));
    }
    Problem problem = Problem.from(refusal);
    metrics.refused(problem.code().code());
    return problem;
  }

  /** What Vert.x, and Netty below it, find out about an upgrade is the client's mistake, also where SockJS has asked for it. */
  private static Throwable refusal(Throwable failure) {
    return failure instanceof WebSocketHandshakeException ? Problem.of(ProblemCode.BAD_REQUEST, "No WebSocket can come of this request.") : Refusals.of(failure);
  }

  /** Not what the client has written. */
  private static String path(Route route) {
    return route == null ? "none" : route.getPath();
  }

  private static void send(RoutingContext context, Problem problem) {
    if (context.response().ended() || context.response().headWritten()) {
      return;
    }
    if (problem.retryAfterSeconds() > 0) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
    }
    context.response().setStatusCode(problem.code().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body(problem).encode());
  }

  /** The methods of this path, as RFC 9110 section 15.5.6 asks a 405 to name them. */
  private static String allowed(Router router, String path) {
    return router.getRoutes().stream()
        .filter(route -> route.methods() != null && route.getPath() != null && route.isExactPath())
        .filter(route -> path.matches(route.getPath().replaceAll(":[a-z]+", "[^/]+")))
        .flatMap(route -> route.methods().stream()).map(HttpMethod::name).distinct().sorted()
        .collect(Collectors.joining(", "));
  }

  /**
   * Some routes are below many paths, so that the router alone takes a wrong method for one where nothing is. A route that did not want its
   * own method is not here for this client.
   */
  private void nothingHere(RoutingContext context, String allowed) {
    if (allowed.isEmpty() || List.of(allowed.split(", ")).contains(context.request().method().name())) {
      answer(context, problem(context, ProblemCode.NOT_FOUND));
    } else {
      context.response().putHeader(HttpHeaders.ALLOW, allowed);
      answer(context, problem(context, ProblemCode.METHOD_NOT_ALLOWED));
    }
  }

  private static JsonObject body(Problem problem) {
    return new JsonObject().put("type", "about:blank").put("title", problem.code().text())
        .put("status", problem.code().status()).put("code", problem.code().code()).put("detail", problem.getMessage());
  }

  /** What made the route fail, when it is a problem or a fault of ours; else the problem of the status. */
  private static Throwable problem(RoutingContext context, ProblemCode code) {
    Throwable failure = context.failure();
    boolean isFault = failure != null && code == ProblemCode.INTERNAL;
    return failure instanceof Problem || isFault ? failure : Problem.of(code);
  }
}
