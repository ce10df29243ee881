package dochat.web;

import dochat.door.Handshake;
import dochat.model.Appended;
import dochat.model.User;
import dochat.protocol.Codec;
import dochat.protocol.Command;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.security.Identity;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The HTTP API: JSON in, JSON or a problem out. Source: openapi.yaml. */
final class ApiRoutes {
  private static final String JSON = "application/json";
  /** A guest comes back within this time, or is a new one. */
  private static final long COOKIE_SECONDS = 180L * 24 * 60 * 60;

  private final Services services;
  private final Handshake handshake;
  private final Problems problems;

  ApiRoutes(Services services, Handshake handshake, Problems problems) {
    this.services = services;
    this.handshake = handshake;
    this.problems = problems;
  }

  void install(Router router) {
    router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(Limits.FRAME_BYTES));
    router.post("/api/session").handler(context -> answer(context, 201, signIn(context)));
    router.get("/api/session").handler(context -> withIdentity(context, 200, identity -> Future.succeededFuture(services.describe(identity))));
    router.delete("/api/session").handler(context -> withIdentity(context, 204, identity -> signOut(context, identity)));
    router.get("/api/rooms").handler(context -> withUser(context, 200, user -> services.chat().rooms(user).map(Views::rooms)));
    router.post("/api/rooms").handler(context -> withUser(context, 201, user -> createRoom(context, user)));
    router.post("/api/rooms/:room/messages").handler(context -> withUser(context, 201, user -> post(context, user)));
    router.get("/api/rooms/:room/events").handler(context -> withUser(context, 200, user -> events(context)));
  }

  private Future<JsonObject> signIn(RoutingContext context) {
    Command.SignIn signIn = Command.SignIn.from(body(context));
    if (signIn.name() == null) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "The field name must be a string.");
    }
    return services.identities().signIn(signIn.name()).map(identity -> {
      context.response().addCookie(cookie(context.request(), identity.token()).setMaxAge(COOKIE_SECONDS));
      return services.describe(identity).put("token", identity.token());
    });
  }

  private Future<JsonObject> signOut(RoutingContext context, Identity identity) {
    return services.identities().signOut(identity).map(done -> {
      context.response().addCookie(cookie(context.request(), "").setMaxAge(0));
      return null;
    });
  }

  private Cookie cookie(HttpServerRequest request, String value) {
    boolean isSecure = request.isSSL() || "https".equals(request.getHeader("X-Forwarded-Proto"));
    return Cookie.cookie(handshake.cookieName(request), value)
        .setPath("/").setHttpOnly(true).setSecure(isSecure).setSameSite(CookieSameSite.STRICT);
  }

  private Future<JsonObject> createRoom(RoutingContext context, User user) {
    return services.chat().create(user, Command.Create.from(body(context))).map(Views::oneRoom);
  }

  private Future<JsonObject> post(RoutingContext context, User user) {
    JsonObject body = body(context).put("room", context.pathParam("room"));
    return services.chat().post(user, Command.Post.from(body)).map(appended -> {
      if (appended.outcome() == Appended.Outcome.REPEATED) {
        context.response().setStatusCode(200);
      }
      return Views.posted(appended.event());
    });
  }

  private Future<JsonObject> events(RoutingContext context) {
    JsonObject query = new JsonObject().put("room", context.pathParam("room"));
    for (String parameter : List.of("after", "before", "limit")) {
      Optional.ofNullable(context.request().getParam(parameter)).ifPresent(value -> query.put(parameter, value));
    }
    return services.chat().events(Command.Events.from(query))
        .map(history -> Views.history(services.chat().epoch(), history));
  }

  private static JsonObject body(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type == null || !type.split(";")[0].strip().equalsIgnoreCase(JSON)) {
      throw Problem.of(ProblemCode.BAD_MEDIA_TYPE);
    }
    String text = context.body().asString();
    return Codec.object(text == null ? "" : text);
  }

  private void withUser(RoutingContext context, int status, Function<User, Future<JsonObject>> work) {
    withIdentity(context, status, identity -> work.apply(identity.user()));
  }

  private void withIdentity(RoutingContext context, int status, Function<Identity, Future<JsonObject>> work) {
    String token = handshake.tokenByMethod(context.request());
    answer(context, status, token == null ? Future.failedFuture(refusal(context)) : services.identities().find(token)
        .compose(found -> work.apply(found.orElseThrow(() -> Problem.of(ProblemCode.UNAUTHENTICATED)))));
  }

  /** Who sends a cookie and no origin is told what is missing. */
  private Problem refusal(RoutingContext context) {
    boolean hasUnusableCookie = handshake.readersToken(context.request()) != null;
    return Problem.of(hasUnusableCookie ? ProblemCode.ORIGIN_REFUSED : ProblemCode.UNAUTHENTICATED);
  }

  private void answer(RoutingContext context, int status, Future<JsonObject> work) {
    context.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    work.onFailure(failure -> problems.answer(context, failure)).onSuccess(body -> {
      if (body == null) {
        context.response().end();
      } else {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(body.encode());
      }
    });
  }
}
