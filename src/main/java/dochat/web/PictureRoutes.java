package dochat.web;

import dochat.picture.Picture;
import dochat.protocol.CardViews;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;

/** People's pictures: the only bodies that are no JSON, and may be larger. What goes out is what this program has made. Source: openapi.yaml. */
final class PictureRoutes {
  private static final String MINE = "/api/me/picture";
  private static final List<String> TYPES = List.of("image/png", "image/jpeg");
  private static final int TOO_LARGE = 413;

  private final Services services;
  private final Requests requests;

  PictureRoutes(Services services, Requests requests) {
    this.services = services;
    this.requests = requests;
  }

  /** Before the routes whose bodies are JSON. */
  void install(Router router) {
    router.put(MINE).handler(Requests::refuseForms).handler(requests::refuseBodiesOfStrangers).handler(requests::refuseBodiesOfNobody).handler(this::expect);
    router.put(MINE).handler(BodyHandler.create(false).setBodyLimit(Limits.PICTURE_BYTES)).handler(this::show).failureHandler(this::failed);
    router.delete(MINE).handler(context -> requests.answerFor(context, 200, identity -> services.cards().hide(identity.user()).map(CardViews::card)));
    router.get("/api/people/:user/picture").handler(context -> requests.handOver(context, identity -> answer(context)));
  }

  /** A picture is much to gather, and may take its time. */
  private void expect(RoutingContext context) {
    if (services.cards().expectPicture()) {
      context.addEndHandler(ended -> services.cards().pictureEnded());
      context.next();
    } else {
      context.fail(Problem.of(ProblemCode.BUSY, "Too many pictures are being made; try again."));
    }
  }

  private void show(RoutingContext context) {
    requests.answerFor(context, 200, identity -> services.cards().show(identity.user(), body(context)).map(CardViews::card));
  }

  private static byte[] body(RoutingContext context) {
    if (!TYPES.contains(Requests.mediaType(context))) {
      throw Problem.of(ProblemCode.BAD_MEDIA_TYPE, "The body must be " + String.join(" or ", TYPES) + ".");
    }
    Buffer body = context.body().buffer();
    return body == null ? new byte[0] : body.getBytes();
  }

  private void failed(RoutingContext context) {
    if (context.statusCode() == TOO_LARGE && context.failure() == null) {
      requests.answer(context, TOO_LARGE, Future.failedFuture(Problem.of(ProblemCode.PICTURE_TOO_LARGE)));
    } else {
      context.next();
    }
  }

  private Future<Void> answer(RoutingContext context) {
    int size = size(context.request().getParam("size"));
    return services.cards().picture(Command.Cards.of(context.pathParam("user")), size)
        .compose(found -> found.isEmpty() ? Future.failedFuture(Problem.of(ProblemCode.NOT_FOUND)) : send(context, found.get(), size));
  }

  private static int size(String asked) {
    if (asked == null || asked.equals(Integer.toString(Picture.SMALL))) {
      return Picture.SMALL;
    }
    if (asked.equals(Integer.toString(Picture.LARGE))) {
      return Picture.LARGE;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The size must be " + Picture.SMALL + " or " + Picture.LARGE + ".");
  }

  /** An address with its number is that of this picture for ever, and only for who may see it. */
  private static Future<Void> send(RoutingContext context, Map.Entry<Long, byte[]> picture, int size) {
    String number = Long.toString(picture.getKey());
    String tag = "\"" + number + "-" + size + "\"";
    HttpServerResponse response = context.response().putHeader(HttpHeaders.ETAG, tag)
        .putHeader(HttpHeaders.CACHE_CONTROL, number.equals(context.request().getParam("v")) ? "private, max-age=31536000, immutable" : "private, no-cache");
    if (tag.equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      return response.setStatusCode(304).end();
    }
    return response.putHeader(HttpHeaders.CONTENT_TYPE, "image/jpeg").putHeader("Content-Security-Policy", "default-src 'none'; sandbox").end(Buffer.buffer(picture.getValue()));
  }
}
