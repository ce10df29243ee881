package dochat.web;

import dochat.door.Handshake;
import dochat.model.ChatRole;
import dochat.model.Credential;
import dochat.model.Entrance;
import dochat.model.Login;
import dochat.model.User;
import dochat.protocol.Asked;
import dochat.protocol.Command;
import dochat.protocol.PeopleViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.protocol.Views;
import dochat.security.Identities;
import dochat.security.Identity;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Accounts and sessions. Source: openapi.yaml. */
final class AccountRoutes {
  private static final String SESSIONS = "/api/sessions";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Services services;
  private final Handshake handshake;
  private final Requests requests;
  private final Cookies cookies;

  AccountRoutes(Services services, Handshake handshake, Requests requests, Cookies cookies) {
    this.services = services;
    this.handshake = handshake;
    this.requests = requests;
    this.cookies = cookies;
  }

  void install(Router router) {
    router.get("/api/entry").handler(context -> requests.answer(context, 200, services.administration().entrance().map(this::entry)));
    router.get("/api/me").handler(context -> requests.answerFor(context, 200, this::me));
    router.post(Requests.REGISTER).handler(context -> requests.answer(context, 201, requests.anybody(context).compose(who -> register(context, who))));
    router.put("/api/me/password").handler(context -> requests.answerFor(context, 204, identity -> change(context, identity)));
    router.post("/api/me/deletion").handler(context -> requests.answerFor(context, 204, identity -> depart(context, identity)));
    router.get(SESSIONS).handler(context -> requests.answerFor(context, 200, this::sessions));
    router.delete(SESSIONS).handler(context -> requests.answerFor(context, 204, identity -> services.desk().endOthers(identity).mapEmpty()));
    router.delete(SESSIONS + "/:id").handler(context -> requests.answerFor(context, 204, identity -> end(context, identity)));
  }

  /** With what of it is an option of this node. */
  private JsonObject entry(Entrance entrance) {
    JsonObject entry = PeopleViews.entrance(entrance);
    services.provider().ifPresent(desk -> entry.put("provider", new JsonObject().put("name", desk.name())));
    return services.desk().takesPasswords() ? entry : entry.put("passwords", false);
  }

  private Future<JsonObject> me(Identity identity) {
    User user = identity.user();
    return Future.all(services.desk().credential(user), services.administration().role(user), isLinked(user)).map(found -> {
      JsonObject me = new JsonObject().put("user", Views.user(user)).put("role", found.<ChatRole>resultAt(1).word());
      found.<Optional<Credential>>resultAt(0).ifPresent(credential -> me.put("handle", credential.handle()).put("password", credential.hasPassword()));
      return found.<Boolean>resultAt(2) ? me.put("linked", true) : me;
    });
  }

  private Future<Boolean> isLinked(User user) {
    return services.provider().map(desk -> desk.isLinked(user)).orElse(Future.succeededFuture(false));
  }

  /** What is deleted is nobody's any more, in this browser as well. */
  private Future<JsonObject> depart(RoutingContext context, Identity identity) {
    return services.administration().depart(identity, Proof.again(Requests.body(context))).map(done -> {
      cookies.signOut(context);
      return null;
    });
  }

  /** Who is somebody stays that. Who was somebody, and asks for no other name, does not become another one unawares. */
  private Future<JsonObject> register(RoutingContext context, Optional<Identity> guest) {
    JsonObject body = Requests.body(context);
    Proof proof = Proof.from(body);
    String invitation = Asked.invitationOrNone(body);
    if (guest.isPresent()) {
      return services.desk().keep(guest.get(), proof, cookies.caller(context), invitation).map(pass -> {
        cookies.leavePass(context, pass);
        return services.describe(guest.get()).put("handle", proof.handle());
      }).compose(me -> invited(context, guest.get(), invitation, me));
    }
    boolean isUnawares = handshake.readersToken(context.request()) != null && handshake.tokenByMethod(context.request()) == null;
    if (isUnawares || !handshake.maySignIn(context.request())) {
      throw Problem.of(ProblemCode.ORIGIN_REFUSED);
    }
    boolean isNamed = body.getValue("name") != null;
    if (!isNamed && handshake.tokenByMethod(context.request()) != null) {
      throw Problem.of(ProblemCode.UNAUTHENTICATED);
    }
    String name = isNamed ? Command.SignIn.from(new JsonObject().put("name", body.getValue("name"))).name() : proof.handle();
    return services.desk().register(name, proof, cookies.caller(context), invitation).compose(entered -> {
      cookies.leavePass(context, entered.pass());
      cookies.signIn(context, entered.identity());
      JsonObject me = services.describe(entered.identity()).put("handle", proof.handle()).put("token", entered.identity().token());
      return invited(context, entered.identity(), invitation, me);
    });
  }

  /** Into the rooms of the link that one has come by. Its use is counted already: what fails here, the same link does later. */
  private Future<JsonObject> invited(RoutingContext context, Identity identity, String invitation, JsonObject me) {
    return invitation == null ? Future.succeededFuture(me)
        : services.invitations().use(identity.user(), invitation, cookies.caller(context).network()).transform(used -> Future.succeededFuture(me));
  }

  private Future<JsonObject> change(RoutingContext context, Identity identity) {
    JsonObject body = Requests.body(context);
    return services.desk().change(identity, Proof.old(body), Proof.fresh(body)).map(pass -> {
      cookies.leavePass(context, pass);
      return null;
    });
  }

  private Future<JsonObject> sessions(Identity identity) {
    return services.desk().logins(identity.user()).map(logins -> sessions(logins, Identities.fingerprint(identity)));
  }

  private static JsonObject sessions(List<Login> logins, String here) {
    return new JsonObject().put("sessions", new JsonArray(logins.stream().map(login -> {
      JsonObject session = new JsonObject().put("id", login.id()).put("device", login.device()).put("begun", Views.time(login.begun()))
          .put("seen", Views.time(login.seen()));
      return login.id().equals(here) ? session.put("here", true) : session;
    }).toList()));
  }

  private Future<JsonObject> end(RoutingContext context, Identity identity) {
    String id = context.pathParam("id");
    if (!ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.SESSION_NOT_FOUND);
    }
    return services.desk().end(identity.user(), id).mapEmpty();
  }
}
