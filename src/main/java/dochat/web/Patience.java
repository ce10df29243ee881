package dochat.web;

import dochat.loop.LoopClock;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * Ends requests whose body takes too long to come. The time limit for idle connections does not: each byte that drips in begins it anew.
 * Lives on one event loop.
 */
public final class Patience implements Handler<RoutingContext> {
  /** The largest body that is allowed, at 2 kB a second. */
  static final long BODY_MILLIS = 30_000;

  private final Vertx vertx;
  private final LoopClock clock;
  private final long bodyMillis;

  /** @param bodyMillis so long a body may take, from the head on */
  public Patience(Vertx vertx, LoopClock clock, long bodyMillis) {
    this.vertx = vertx;
    this.clock = clock;
    this.bodyMillis = bodyMillis;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (Requests.announcesBody(request)) {
      Body body = new Body(request, clock.nanos());
      body.await(bodyMillis);
      request.end().onComplete((whole, failure) -> body.came());
      if (request.version() == HttpVersion.HTTP_2) {
        // Nobody tells the request that its stream was let go; and no answered one is kept open.
        context.addEndHandler(ended -> body.came());
      } else {
        // A request that was refused before it was whole does not end with its connection.
        request.connection().closeHandler(closed -> body.came());
      }
    }
    context.next();
  }

  /** The rest of a request that has begun. */
  private final class Body {
    private final HttpServerRequest request;
    private final long sinceNanos;
    private long timer;

    Body(HttpServerRequest request, long sinceNanos) {
      this.request = request;
      this.sinceNanos = sinceNanos;
    }

    void await(long millis) {
      timer = vertx.setTimer(millis, due -> look());
    }

    void came() {
      vertx.cancelTimer(timer);
    }

    /** It may have come while the process stood still, and wait to be read. */
    private void look() {
      long leftMillis = bodyMillis - TimeUnit.NANOSECONDS.toMillis(clock.nanos() - sinceNanos);
      if (leftMillis > 0) {
        await(leftMillis);
      } else {
        end(request);
      }
    }
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
