package dochat.web;

import dochat.door.Handshake;
import dochat.protocol.Codec;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Identities;
import dochat.security.Identity;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** What every route of the API does with its request: find out who asks, read the body, answer or refuse. */
final class Requests {
  private static final String JSON = "application/json";

  private final Identities identities;
  private final Handshake handshake;
  private final Problems problems;

  Requests(Identities identities, Handshake handshake, Problems problems) {
    this.identities = identities;
    this.handshake = handshake;
    this.problems = problems;
  }

  /** Answers with the JSON that the work brings, or with an empty body where it brings null. */
  void answer(RoutingContext context, int status, Future<JsonObject> work) {
    context.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    work.onFailure(failure -> problems.answer(context, failure)).onSuccess(body -> {
      if (body == null) {
        context.response().end();
      } else {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.encode());
      }
    });
  }

  /** The same for who has signed in; others are refused. */
  void answerFor(RoutingContext context, int status, Function<Identity, Future<JsonObject>> work) {
    answer(context, status, identity(context).compose(work));
  }

  /** Lets a door answer who has signed in; what it fails with is refused here. */
  void handOver(RoutingContext context, Function<Identity, Future<Void>> door) {
    identity(context).compose(door).onFailure(failure -> problems.answer(context, failure));
  }

  /** The JSON object in the body. */
  static JsonObject body(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(JSON)) {
      throw Problem.of(ProblemCode.BAD_MEDIA_TYPE);
    }
    String text = context.body().asString();
    return Codec.object(text == null ? "" : text);
  }

  private Future<Identity> identity(RoutingContext context) {
    String token = handshake.tokenByMethod(context.request());
    return token == null ? Future.failedFuture(refusal(context))
        : identities.find(token).map(found -> found.orElseThrow(() -> Problem.of(ProblemCode.UNAUTHENTICATED)));
  }

  /** Who sends a cookie and no origin is told what is missing. */
  private Problem refusal(RoutingContext context) {
    boolean hasUnusableCookie = handshake.readersToken(context.request()) != null;
    return Problem.of(hasUnusableCookie ? ProblemCode.ORIGIN_REFUSED : ProblemCode.UNAUTHENTICATED);
  }
}
