package dochat.web;

import dochat.door.Connections;
import dochat.door.Handshake;
import dochat.protocol.Codec;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Identities;
import dochat.security.Identity;
import dochat.security.Tokens;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What every route of the API does with its request: find out who asks, read the body, answer or refuse. */
final class Requests {
  /** Where one becomes somebody. */
  static final String SIGN_IN = "/api/session";
  static final String REGISTER = "/api/accounts";
  /** Where one learns by which link one may. */
  static final String INVITATION = "/api/invitations/look";

  /** Where one learns what to sign with a passkey. */
  static final String PASSKEY_OPTIONS = "/api/passkeys/options";

  private static final Set<String> ENTRANCES = Set.of(SIGN_IN, REGISTER, INVITATION, PASSKEY_OPTIONS, ProviderRoutes.START);
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

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
    answer(context, status, JSON, work);
  }

  /** The same with JSON of this media type. */
  void answer(RoutingContext context, int status, String type, Future<JsonObject> work) {
    context.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    work.onFailure(failure -> problems.answer(context, failure)).onSuccess(body -> {
      if (body == null) {
        context.response().end();
      } else {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, type).end(body.encode());
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
    if (!mediaType(context).equals(JSON)) {
      throw Problem.of(ProblemCode.BAD_MEDIA_TYPE);
    }
    Buffer bytes = context.body().buffer();
    return Codec.object(bytes == null ? "" : Codec.text(bytes.getBytes()));
  }

  /** The room of the path, and those of these parameters that are there, as strings. */
  static JsonObject query(RoutingContext context, String... parameters) {
    JsonObject query = new JsonObject().put("room", context.pathParam("room"));
    for (String parameter : parameters) {
      String value = context.request().getParam(parameter);
      if (value != null) {
        query.put(parameter, value);
      }
    }
    return query;
  }

  /** Forms, which nobody here takes, would be read by Vert.x, and fail there where they are none. */
  static void refuseForms(RoutingContext context) {
    String type = mediaType(context);
    if (type.startsWith("multipart/") || type.equals(FORM)) {
      context.fail(Problem.of(ProblemCode.BAD_MEDIA_TYPE));
    } else {
      context.next();
    }
  }

  /** What nobody has sent who could have signed in is not gathered. */
  void refuseBodiesOfStrangers(RoutingContext context) {
    boolean maySignIn = context.request().method() == HttpMethod.POST && ENTRANCES.contains(context.normalizedPath());
    String token = handshake.tokenByMethod(context.request());
    if (maySignIn || !announcesBody(context.request()) || token != null && Tokens.isToken(token)) {
      context.next();
    } else {
      context.fail(token == null ? refusal(context) : Problem.of(ProblemCode.UNAUTHENTICATED));
    }
  }

  /** The same for what only looks like somebody's token: the body waits until that is known. */
  void refuseBodiesOfNobody(RoutingContext context) {
    context.request().pause();
    identity(context).onComplete((identity, failure) -> {
      if (failure == null) {
        context.next();
      } else {
        context.fail(failure);
      }
      context.request().resume();
    });
  }

  /** Other requests are whole when they come, or become a WebSocket. */
  static boolean announcesBody(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      return Connections.isUnfinished(request);
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length != null && !length.equals("0") || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  /** Without its parameters (RFC 9110 section 8.3.1), in lower case; empty if there is none. */
  static String mediaType(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Who asks, if it is somebody. */
  Future<Optional<Identity>> anybody(RoutingContext context) {
    String token = handshake.tokenByMethod(context.request());
    return token == null ? Future.succeededFuture(Optional.empty()) : identities.find(token);
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
