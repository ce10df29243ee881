package dochat.web;

import dochat.door.Handshake;
import dochat.door.Network;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.AdminToken;
import dochat.security.RateLimit;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;

/** Who is an administrator: by the token, or by the cookie that it was given for. One for all event loops; any thread. */
final class AdminGate {
  private static final String COOKIE = "dochat-admin";
  private static final String PATH = "/cluster";
  private static final String PURPOSE = "cluster page";
  /** A working day. */
  private static final long SESSION_SECONDS = 8 * 60 * 60;
  /** Wrong tokens from one network: more than a person gives. That nobody guesses the right one is its length's merit. */
  private static final double TRIES_PER_SECOND = 1;
  private static final double TRIES_AT_ONCE = 10;

  private final AdminToken token;
  private final Handshake handshake;
  private final RateLimit tries = new RateLimit(TRIES_PER_SECOND, TRIES_AT_ONCE);

  AdminGate(AdminToken token, Handshake handshake) {
    this.token = token;
    this.handshake = handshake;
  }

  /** Throws unless this is the token. Who has it is never kept waiting by those who have not, as behind a proxy, whose address they share. */
  void refuseStrangers(HttpServerRequest request, String given) {
    if (token.matches(given)) {
      return;
    }
    int waitSeconds = tries.take(Network.of(request));
    throw waitSeconds > 0 ? Problem.rateLimited(waitSeconds) : Problem.of(ProblemCode.NOT_ADMIN);
  }

  /** The cookie of who has said the token: every node with this token takes it. */
  Cookie open(HttpServerRequest request) {
    return cookie(request, token.pass(PURPOSE, System.currentTimeMillis() + SESSION_SECONDS * 1_000)).setMaxAge(SESSION_SECONDS);
  }

  /** The end of that cookie. */
  Cookie close(HttpServerRequest request) {
    return cookie(request, "").setMaxAge(0);
  }

  /** Throws unless the request has the cookie. */
  void refuseSignedOut(HttpServerRequest request) {
    Cookie cookie = request.getCookie(name(request));
    if (cookie == null || !token.admits(cookie.getValue(), PURPOSE, System.currentTimeMillis())) {
      throw Problem.of(ProblemCode.UNAUTHENTICATED);
    }
  }

  /** Throws unless a page of this chat has sent it. */
  void refuseOtherPages(HttpServerRequest request) {
    if (!handshake.isFromOurPage(request) || !handshake.maySignIn(request)) {
      throw Problem.of(ProblemCode.ORIGIN_REFUSED);
    }
  }

  private Cookie cookie(HttpServerRequest request, String value) {
    return Cookie.cookie(name(request), value).setPath(PATH).setHttpOnly(true).setSecure(Handshake.isSecure(request)).setSameSite(CookieSameSite.STRICT);
  }

  /** As with other cookies, chats at several ports of one machine are told apart. */
  private String name(HttpServerRequest request) {
    return handshake.nameAtPort(COOKIE, request);
  }
}
