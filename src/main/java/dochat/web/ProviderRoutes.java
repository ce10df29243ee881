package dochat.web;

import dochat.door.Handshake;
import dochat.protocol.Asked;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Identity;
import dochat.security.ProviderDesk;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The way to an OpenID Provider and back. It ends at the page, which knows where somebody was, and never elsewhere. Source: openapi.yaml. */
final class ProviderRoutes {
  /** Where the cookie is sent that is kept meanwhile. */
  static final String PATH = "/api/oidc";
  static final String START = PATH + "/start";
  private static final String CALLBACK = PATH + "/callback";
  /** Where the page hears how it went: alone where it went well, else with the code of the problem behind it. */
  private static final String BACK = "/#/back";
  private static final int SEE_OTHER = 303;

  private final ProviderDesk desk;
  private final Handshake handshake;
  private final Requests requests;
  private final Problems problems;
  private final Cookies cookies;
  private final PasskeyRequests passkeys;

  ProviderRoutes(ProviderDesk desk, Handshake handshake, Requests requests, Problems problems, Cookies cookies, PasskeyRequests passkeys) {
    this.desk = desk;
    this.handshake = handshake;
    this.requests = requests;
    this.problems = problems;
    this.cookies = cookies;
    this.passkeys = passkeys;
  }

  void install(Router router) {
    router.post(START).handler(context -> requests.answer(context, 201, requests.anybody(context).compose(who -> start(context, who))));
    router.get(CALLBACK).handler(this::callback);
    router.post("/api/me/provider/deletion").handler(context -> requests.answerFor(context, 204, identity ->
        passkeys.proven(context, identity).compose(proven -> desk.unlink(identity.user())).mapEmpty()));
  }

  /** A link is a way in for ever, so it takes the same proof as a passkey; a guest has none to give. */
  private Future<JsonObject> start(RoutingContext context, Optional<Identity> who) {
    if (!handshake.maySignIn(context.request())) {
      throw Problem.of(ProblemCode.ORIGIN_REFUSED);
    }
    JsonObject body = Requests.body(context);
    Identity linking = Asked.isLinking(body) ? who.orElseThrow(() -> Problem.of(ProblemCode.UNAUTHENTICATED)) : null;
    String invitation = Asked.invitationOrNone(body);
    Future<Void> proven = linking == null ? Future.succeededFuture() : passkeys.proven(context, linking);
    return proven.compose(done -> desk.leave(linking, invitation, cookies.caller(context).network(), callback(context.request()))).map(leave -> {
      cookies.leaveVisit(context, leave.browser());
      return new JsonObject().put("location", leave.address());
    });
  }

  /** A person looks at what comes of this, so it is a page whatever comes. */
  private void callback(RoutingContext context) {
    HttpServerRequest request = context.request();
    ProviderDesk.Return back = new ProviderDesk.Return(request.getParam("state"), request.getParam("code"), request.getParam("iss"), cookies.takeVisit(context), cookies.caller(context).network());
    desk.comeBack(back, callback(request), Device.of(request))
        .onSuccess(entered -> {
          entered.ifPresent(identity -> cookies.signIn(context, identity));
          lead(context, BACK);
        })
        .onFailure(failure -> lead(context, BACK + "/" + problems.note(context, failure).code().code()));
  }

  private static void lead(RoutingContext context, String place) {
    if (!context.response().closed()) {
      context.response().setStatusCode(SEE_OTHER).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader(HttpHeaders.LOCATION, place).end();
    }
  }

  /** As the browser sees it. The provider leads only to those addresses that its operator has written down. */
  private static String callback(HttpServerRequest request) {
    return (Handshake.isSecure(request) ? "https://" : "http://") + request.authority() + CALLBACK;
  }
}
