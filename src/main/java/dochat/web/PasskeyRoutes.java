package dochat.web;

import dochat.model.User;
import dochat.protocol.Command;
import dochat.protocol.PasskeyAnswer;
import dochat.protocol.PasskeyViews;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.security.Identity;
import dochat.security.PasskeyDesk;
import dochat.security.Site;
import dochat.session.Services;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Passkeys of accounts, and what browsers are to ask for. Signing in and registering with one are {@link ApiRoutes} and {@link AccountRoutes}. Source: openapi.yaml. */
final class PasskeyRoutes {
  private static final String PASSKEYS = "/api/passkeys";

  private final PasskeyDesk passkeys;
  private final Requests requests;
  private final Cookies cookies;
  private final PasskeyRequests reading;

  PasskeyRoutes(Services services, Requests requests, Cookies cookies, PasskeyRequests reading) {
    this.passkeys = services.desk().passkeys();
    this.requests = requests;
    this.cookies = cookies;
    this.reading = reading;
  }

  void install(Router router) {
    router.post(Requests.PASSKEY_OPTIONS).handler(context -> requests.answer(context, 200, requests.anybody(context).compose(who -> options(context, who))));
    router.get(PASSKEYS).handler(context -> requests.answerFor(context, 200, identity -> passkeys.list(identity.user())));
    router.post(PASSKEYS).handler(context -> requests.answerFor(context, 201, identity -> add(context, identity)));
    router.post(PASSKEYS + "/:id/deletion").handler(context -> requests.answerFor(context, 204, identity ->
        reading.proven(context, identity).compose(proven -> passkeys.remove(identity.user(), context.pathParam("id"))).mapEmpty()));
  }

  private Future<JsonObject> options(RoutingContext context, Optional<Identity> who) {
    JsonObject body = Requests.body(context);
    String purpose = PasskeyAnswer.purpose(body);
    Site site = reading.site(context);
    return switch (purpose) {
      case "session" -> passkeys.toSignIn(site, cookies.giveHolder(context));
      case "account" -> toRegister(context, site, who.map(Identity::user), body);
      case "proof" -> passkeys.toProve(site, somebody(who));
      default -> reading.proven(context, somebody(who)).compose(proven -> passkeys.toAdd(site, who.orElseThrow()));
    };
  }

  private Future<JsonObject> toRegister(RoutingContext context, Site site, Optional<User> guest, JsonObject body) {
    String handle = Proof.handle(body);
    return passkeys.toRegister(site, cookies.giveHolder(context), guest, handle, body.getValue("name") == null ? handle : Command.SignIn.from(new JsonObject().put("name", body.getValue("name"))).name());
  }

  private Identity somebody(Optional<Identity> who) {
    return who.orElseThrow(() -> Problem.of(ProblemCode.UNAUTHENTICATED));
  }

  private Future<JsonObject> add(RoutingContext context, Identity identity) {
    JsonObject body = Requests.body(context);
    return passkeys.add(identity, PasskeyAnswer.name(body), PasskeyAnswer.from(body), reading.site(context)).map(PasskeyViews::passkey);
  }
}
