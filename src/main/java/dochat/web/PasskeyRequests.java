package dochat.web;

import dochat.door.Handshake;
import dochat.protocol.PasskeyAnswer;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Proof;
import dochat.security.AccountDesk;
import dochat.security.Identity;
import dochat.security.PasskeyDesk;
import dochat.security.Site;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What routes read of requests in which somebody comes with a passkey, or could. Only pages do; what they say of themselves is what their browser says. */
final class PasskeyRequests {
  private final AccountDesk desk;
  private final Handshake handshake;
  private final Cookies cookies;

  PasskeyRequests(AccountDesk desk, Handshake handshake, Cookies cookies) {
    this.desk = desk;
    this.handshake = handshake;
    this.cookies = cookies;
  }

  /** The page that asks. Throws {@code origin_refused} or {@code passkeys_unavailable}. */
  Site site(RoutingContext context) {
    if (!handshake.isFromOurPage(context.request())) {
      throw Problem.of(ProblemCode.ORIGIN_REFUSED);
    }
    return Site.of(context.request().getHeader(HttpHeaders.ORIGIN));
  }

  /** The answer in the body, of somebody who has not signed in with an account. */
  PasskeyDesk.Given given(RoutingContext context, JsonObject body) {
    return new PasskeyDesk.Given(PasskeyAnswer.from(body), site(context), cookies.holder(context));
  }

  /** Fails unless the body proves, with a password or a passkey, that it is the person themself. A guest has neither, and needs none. */
  Future<Void> proven(RoutingContext context, Identity identity) {
    JsonObject body = Requests.body(context);
    return PasskeyAnswer.isIn(body) ? desk.passkeys().prove(identity, PasskeyAnswer.from(body), site(context)) : desk.prove(identity, Proof.again(body));
  }
}
