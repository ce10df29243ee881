package dochat.web;

import dochat.door.Handshake;
import dochat.model.Appended;
import dochat.protocol.Address;
import dochat.protocol.Codec;
import dochat.protocol.Command;
import dochat.protocol.Envelope;
import dochat.protocol.Limits;
import dochat.protocol.PasskeyAnswer;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.security.Identity;
import dochat.session.Services;
import dochat.trace.Trace;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.function.BiFunction;

/** The HTTP API: JSON in, JSON or a problem out. Source: openapi.yaml. */
final class ApiRoutes {
  private static final String DOOR = "http";

  private final Services services;
  private final Handshake handshake;
  private final Requests requests;
  private final Cookies cookies;
  private final PasskeyRequests passkeys;

  ApiRoutes(Services services, Handshake handshake, Requests requests, Cookies cookies) {
    this.services = services;
    this.handshake = handshake;
    this.requests = requests;
    this.cookies = cookies;
    this.passkeys = new PasskeyRequests(services.desk(), handshake, cookies);
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
    JsonObject body = Requests.body(context);
    if (PasskeyAnswer.isIn(body)) {
      return services.desk().passkeys().signIn(passkeys.given(context, body), cookies.caller(context)).map(identity -> entered(context, identity));
    }
    Command.SignIn signIn = Command.SignIn.from(body);
    if (signIn.isQuestion()) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "The field name must be a string, or handle and password must, or passkey must be an object.");
    }
    return signIn.proof() == null ? services.identities().signIn(signIn.name(), Device.of(context.request())).map(identity -> entered(context, identity))
        : services.desk().signIn(signIn.proof(), cookies.caller(context)).map(entered -> {
          cookies.leavePass(context, entered.pass());
          return entered(context, entered.identity());
        });
  }

  private JsonObject entered(RoutingContext context, Identity identity) {
    cookies.signIn(context, identity);
    return services.describe(identity).put("token", identity.token());
  }

  private Future<JsonObject> signOut(RoutingContext context, Identity identity) {
    return services.identities().signOut(identity).map(done -> {
      cookies.signOut(context);
      return null;
    });
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
    if (!Command.SignIn.from(body).isQuestion()) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "Sign in with POST /api/session.");
    }
    return Future.succeededFuture(services.describe(identity));
  }
}
