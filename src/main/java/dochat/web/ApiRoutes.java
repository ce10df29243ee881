package dochat.web;

import dochat.door.Handshake;
import dochat.model.Appended;
import dochat.protocol.Address;
import dochat.protocol.Codec;
import dochat.protocol.Command;
import dochat.protocol.Envelope;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.security.Identity;
import dochat.session.Services;
import dochat.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.BiFunction;

/** The HTTP API: JSON in, JSON or a problem out. Source: openapi.yaml. */
final class ApiRoutes {
  /** A guest comes back within this time, or is a new one. */
  private static final long COOKIE_SECONDS = 180L * 24 * 60 * 60;

  private static final String DOOR = "http";

  private final Services services;
  private final Handshake handshake;
  private final Requests requests;

  ApiRoutes(Services services, Handshake handshake, Requests requests) {
    this.services = services;
    this.handshake = handshake;
    this.requests = requests;
  }

  void install(Router router) {
    router.route("/api/*").handler(Requests::refuseForms).handler(requests::refuseBodiesOfStrangers);
    router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(Limits.FRAME_BYTES));
    router.post(Requests.SIGN_IN).handler(context -> requests.answer(context, 201, signIn(context)));
    get(router, "/api/session", (context, identity) -> Future.succeededFuture(services.describe(identity)));
    router.delete("/api/session").handler(context -> requests.answerFor(context, 204, identity -> signOut(context, identity)));
    post(router, "/api/rooms/:room/messages", this::postMessage);
    router.post("/api/send").handler(context -> requests.answerFor(context, 200, identity -> send(context, identity)));
  }

  private void get(Router router, String path, BiFunction<RoutingContext, Identity, Future<JsonObject>> work) {
    router.get(path).handler(context -> requests.answerFor(context, 200, identity -> work.apply(context, identity)));
  }

  private void post(Router router, String path, BiFunction<RoutingContext, Identity, Future<JsonObject>> work) {
    router.post(path).handler(context -> requests.answerFor(context, 201, identity -> work.apply(context, identity)));
  }

  private Future<JsonObject> signIn(RoutingContext context) {
    if (!handshake.maySignIn(context.request())) {
      throw Problem.of(ProblemCode.ORIGIN_REFUSED);
    }
    Command.SignIn signIn = Command.SignIn.from(Requests.body(context));
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
    return Cookie.cookie(handshake.cookieName(request), value)
        .setPath("/").setHttpOnly(true).setSecure(Handshake.isSecure(request)).setSameSite(CookieSameSite.STRICT);
  }

  private Future<JsonObject> postMessage(RoutingContext context, Identity identity) {
    JsonObject body = Requests.body(context).put("room", context.pathParam("room"));
    return services.chat().post(identity.user(), Command.Post.from(body), () -> trace(context)).map(appended -> {
      if (appended.outcome() == Appended.Outcome.REPEATED) {
        context.response().setStatusCode(200);
      }
      return Views.posted(appended.event());
    });
  }

  /** A command of the envelope, for clients that have no socket. */
  private Future<JsonObject> send(RoutingContext context, Identity identity) {
    if (Codec.decode(Requests.body(context).put("type", "send").encode()) instanceof Envelope.Send send) {
      return send.address().equals(Address.SESSION) ? whoAmI(identity, send.body()) : run(context, identity, send);
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The body must have an address and a body.");
  }

  private Future<JsonObject> run(RoutingContext context, Identity identity, Envelope.Send send) {
    return services.verbs().run(send.address(), identity.user(), send.body(), () -> trace(context));
  }

  /** Of a post, as a part of the client's. */
  private Trace trace(RoutingContext context) {
    return services.traces().post(DOOR, context.request().headers());
  }

  /** Signing in sets a cookie, and so has a route of its own. */
  private Future<JsonObject> whoAmI(Identity identity, JsonObject body) {
    if (Command.SignIn.from(body).name() != null) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "Sign in with POST /api/session.");
    }
    return Future.succeededFuture(services.describe(identity));
  }
}
