package dochat.web;

import dochat.door.Handshake;
import dochat.model.ChatRole;
import dochat.model.ChatSettings;
import dochat.model.Credential;
import dochat.model.Login;
import dochat.model.User;
import dochat.protocol.Asked;
import dochat.protocol.Command;
import dochat.protocol.PasskeyAnswer;
import dochat.protocol.PeopleViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.protocol.Views;
import dochat.security.AccountDesk;
import dochat.security.Identities;
import dochat.security.Identity;
import dochat.security.PasskeyDesk;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Accounts and sessions. Source: openapi.yaml. */
final class AccountRoutes {
  private static final String SESSIONS = "/api/sessions";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Services services;
  private final Handshake handshake;
  private final Requests requests;
  private final Cookies cookies;
  private final PasskeyRequests passkeys;

  AccountRoutes(Services services, Handshake handshake, Requests requests, Cookies cookies) {
    this.services = services;
    this.handshake = handshake;
    this.requests = requests;
    this.cookies = cookies;
    this.passkeys = new PasskeyRequests(services.desk(), handshake, cookies);
  }

  void install(Router router) {
    router.get("/api/entry").handler(context -> requests.answer(context, 200, services.administration().settings().map(this::entry)));
    router.get("/api/me").handler(context -> requests.answerFor(context, 200, this::me));
    router.post(Requests.REGISTER).handler(context -> requests.answer(context, 201, requests.anybody(context).compose(who -> register(context, who))));
    router.put("/api/me/password").handler(context -> requests.answerFor(context, 204, identity -> change(context, identity)));
    router.post("/api/me/deletion").handler(context -> requests.answerFor(context, 204, identity -> depart(context, identity)));
    router.get(SESSIONS).handler(context -> requests.answerFor(context, 200, this::sessions));
    router.delete(SESSIONS).handler(context -> requests.answerFor(context, 204, identity -> services.desk().endOthers(identity).mapEmpty()));
    router.delete(SESSIONS + "/:id").handler(context -> requests.answerFor(context, 204, identity -> end(context, identity)));
  }

  /** With what of it is an option of this node. */
  private JsonObject entry(ChatSettings settings) {
    JsonObject entry = PeopleViews.settings(settings);
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
    return passkeys.proven(context, identity).compose(proven -> services.administration().depart(identity.user())).map(done -> {
      cookies.signOut(context);
      return null;
    });
  }

  /** Who is somebody stays that. Who was somebody, and asks for no other name, does not become another one unawares. */
  private Future<JsonObject> register(RoutingContext context, Optional<Identity> guest) {
    JsonObject body = Requests.body(context);
    String invitation = Asked.invitationOrNone(body);
    Way way = PasskeyAnswer.isIn(body) ? byPasskey(context, body, invitation) : byPassword(context, Proof.from(body), invitation);
    if (guest.isPresent()) {
      return way.keep.apply(guest.get()).map(kept -> services.describe(guest.get()).put("handle", way.handle))
          .compose(me -> invited(context, guest.get(), invitation, me));
    }
    boolean isUnawares = handshake.readersToken(context.request()) != null && handshake.tokenByMethod(context.request()) == null;
    if (isUnawares || !handshake.maySignIn(context.request())) {
      throw Problem.of(ProblemCode.ORIGIN_REFUSED);
    }
    boolean isNamed = body.getValue("name") != null;
    if (!isNamed && handshake.tokenByMethod(context.request()) != null) {
      throw Problem.of(ProblemCode.UNAUTHENTICATED);
    }
    String name = isNamed ? Command.SignIn.from(new JsonObject().put("name", body.getValue("name"))).name() : way.handle;
    return way.register.apply(name).compose(identity -> {
      cookies.signIn(context, identity);
      return invited(context, identity, invitation, services.describe(identity).put("handle", way.handle).put("token", identity.token()));
    });
  }

  /** How somebody gets an account: as the guest that they are, or as a new person of this name. */
  private record Way(String handle, Function<Identity, Future<Void>> keep, Function<String, Future<Identity>> register) {
  }

  private Way byPassword(RoutingContext context, Proof proof, String invitation) {
    AccountDesk.Caller caller = cookies.caller(context);
    return new Way(proof.handle(), guest -> services.desk().keep(guest, proof, caller, invitation).map(pass -> {
      cookies.leavePass(context, pass);
      return null;
    }), name -> services.desk().register(name, proof, caller, invitation).map(entered -> {
      cookies.leavePass(context, entered.pass());
      return entered.identity();
    }));
  }

  /** The first passkey is called by what it was made on. */
  private Way byPasskey(RoutingContext context, JsonObject body, String invitation) {
    String handle = Proof.handle(body);
    AccountDesk.Caller caller = cookies.caller(context);
    PasskeyDesk.Given given = passkeys.given(context, body);
    String called = caller.device().isEmpty() ? handle : caller.device();
    return new Way(handle, guest -> services.desk().passkeys().keep(guest, handle, called, given, caller, invitation),
        name -> services.desk().passkeys().register(name, handle, called, given, caller, invitation));
  }

  /** Into the rooms of the link that one has come by. Its use is counted already: what fails here, the same link does later. */
  private Future<JsonObject> invited(RoutingContext context, Identity identity, String invitation, JsonObject me) {
    return invitation == null ? Future.succeededFuture(me)
        : services.invitations().use(identity.user(), invitation, cookies.caller(context).network()).transform(used -> Future.succeededFuture(me));
  }

  private Future<JsonObject> change(RoutingContext context, Identity identity) {
    JsonObject body = Requests.body(context);
    String fresh = Proof.fresh(body);
    Future<String> changed = PasskeyAnswer.isIn(body) ? services.desk().passkeys().prove(identity, PasskeyAnswer.from(body), passkeys.site(context))
        .compose(proven -> services.desk().choose(identity, fresh)) : services.desk().change(identity, Proof.old(body), fresh);
    return changed.map(pass -> {
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
