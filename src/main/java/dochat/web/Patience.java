package dochat.web;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Ends requests whose body takes too long to come. The time limit for idle connections does not: each byte that drips in begins it anew.
 * Lives on one event loop.
 */
final class Patience implements Handler<RoutingContext> {
  /** The largest body that is allowed, at 2 kB a second. */
  static final long BODY_MILLIS = 30_000;

  private final Vertx vertx;

  Patience(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (announcesBody(request)) {
      long timer = vertx.setTimer(BODY_MILLIS, due -> end(request));
      request.end().onComplete((whole, failure) -> vertx.cancelTimer(timer));
      if (request.version() != HttpVersion.HTTP_2) {
        // A request that was refused before it was whole does not end with its connection.
        request.connection().closeHandler(closed -> vertx.cancelTimer(timer));
      }
    }
    context.next();
  }

  /** Other requests are whole when they come, or become a WebSocket. */
  private static boolean announcesBody(HttpServerRequest request) {
    boolean isFramed = request.version() == HttpVersion.HTTP_2 && request.method() != HttpMethod.GET;
    return isFramed || request.headers().contains(HttpHeaders.CONTENT_LENGTH) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /** With HTTP/2 the connection has other streams. */
  private static void end(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
