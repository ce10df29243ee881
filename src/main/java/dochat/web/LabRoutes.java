package dochat.web;

import dochat.door.TcpProbe;
import dochat.protocol.Probing;
import dochat.protocol.Views;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** What the page of the transport lab cannot do or see by itself. */
final class LabRoutes {
  private static final int LINE_END = 2;
  private static final int SEPARATOR = 2;

  private final Services services;
  private final Requests requests;
  private final TcpProbe probe;

  LabRoutes(Services services, Requests requests, TcpProbe probe) {
    this.services = services;
    this.requests = requests;
    this.probe = probe;
  }

  void install(Router router) {
    router.post("/api/lab/room").handler(context ->
        requests.answerFor(context, 201, identity -> services.rooms().openLab(identity.user()).map(room -> Views.oneRoom(room, identity.user().id()))));
    router.get("/api/lab/head").handler(this::head);
    router.post("/api/lab/head").handler(this::head);
    router.post("/api/lab/tcp").handler(this::tcp);
  }

  /** Scripts cannot see the head of their own requests, so they ask how large it was. */
  private void head(RoutingContext context) {
    requests.answer(context, 200, Future.succeededFuture(new JsonObject().put("bytes", headBytes(context.request()))));
  }

  private void tcp(RoutingContext context) {
    requests.handOver(context, identity -> {
      Probing probing = Probing.from(Requests.body(context));
      return probe.answer(context.request(), identity, probing.room(), probing.every());
    });
  }

  /** As HTTP/1.1 writes it (RFC 9112 section 2.1): the request line, a line for each field, an empty line. */
  private static int headBytes(HttpServerRequest request) {
    int line = request.method().name().length() + 1 + request.uri().length() + 1 + "HTTP/1.1".length() + LINE_END;
    int fields = request.headers().entries().stream()
        .mapToInt(field -> field.getKey().length() + SEPARATOR + field.getValue().length() + LINE_END).sum();
    return line + fields + LINE_END;
  }
}
