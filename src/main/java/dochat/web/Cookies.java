package dochat.web;

import dochat.door.Handshake;
import dochat.door.Network;
import dochat.protocol.Limits;
import dochat.security.AccountDesk;
import dochat.security.Identity;
import dochat.security.Tokens;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/** The cookies of a browser that has signed in: whose it is, and that somebody has signed in there with a password. No script sees them. */
final class Cookies {
  /** Who comes back within this time is known. */
  private static final long SESSION_SECONDS = 180L * 24 * 60 * 60;
  private static final String DEVICE = "dochat-device";
  /** As long as browsers keep any. */
  private static final long DEVICE_SECONDS = 400L * 24 * 60 * 60;

  private static final String CHALLENGE = "dochat-challenge";
  private static final String VISIT = "dochat-oidc";
  private static final long VISIT_SECONDS = 10 * 60;

  private final Handshake handshake;

  Cookies(Handshake handshake) {
    this.handshake = handshake;
  }

  void signIn(RoutingContext context, Identity identity) {
    add(context, handshake.cookieName(context.request()), identity.token(), "/", SESSION_SECONDS);
  }

  void signOut(RoutingContext context) {
    add(context, handshake.cookieName(context.request()), "", "/", 0);
  }

  /** Leaves what makes the next tries of this browser count by themselves. */
  void leavePass(RoutingContext context, String pass) {
    add(context, deviceName(context), pass, Requests.SIGN_IN, DEVICE_SECONDS);
  }

  /** Leaves what shows that an answer with a passkey comes from the browser that was asked; several tabs share it. */
  String giveHolder(RoutingContext context) {
    String there = holder(context);
    String holder = there.isEmpty() ? Tokens.newToken() : there;
    add(context, handshake.nameAtPort(CHALLENGE, context.request()), holder, "/api", Limits.CHALLENGE_SECONDS);
    return holder;
  }

  /** The same of a browser that was asked lately; empty if it was not. */
  String holder(RoutingContext context) {
    Cookie holder = context.request().getCookie(handshake.nameAtPort(CHALLENGE, context.request()));
    return holder == null || !Tokens.isToken(holder.getValue()) ? "" : holder.getValue();
  }

  /** Leaves a secret for as long as somebody may be at the provider. A browser brings it back from there, as it brings back none of the others. */
  void leaveVisit(RoutingContext context, String secret) {
    add(context, handshake.nameAtPort(VISIT, context.request()), secret, ProviderRoutes.PATH, VISIT_SECONDS, CookieSameSite.LAX);
  }

  /** That secret, which is of no use after this; null without one. */
  String takeVisit(RoutingContext context) {
    String name = handshake.nameAtPort(VISIT, context.request());
    Cookie visit = context.request().getCookie(name);
    add(context, name, "", ProviderRoutes.PATH, 0, CookieSameSite.LAX);
    return visit == null ? null : visit.getValue();
  }

  /** Where this request comes from. */
  AccountDesk.Caller caller(RoutingContext context) {
    Cookie pass = context.request().getCookie(deviceName(context));
    return new AccountDesk.Caller(Network.of(context.request()), Device.of(context.request()), pass == null ? null : pass.getValue());
  }

  private String deviceName(RoutingContext context) {
    return handshake.nameAtPort(DEVICE, context.request());
  }

  private static void add(RoutingContext context, String name, String value, String path, long seconds) {
    add(context, name, value, path, seconds, CookieSameSite.STRICT);
  }

  private static void add(RoutingContext context, String name, String value, String path, long seconds, CookieSameSite site) {
    context.response().addCookie(Cookie.cookie(name, value).setPath(path).setHttpOnly(true).setSecure(Handshake.isSecure(context.request()))
        .setSameSite(site).setMaxAge(seconds));
  }
}
