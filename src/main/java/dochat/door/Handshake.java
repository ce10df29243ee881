package dochat.door;

import dochat.security.WebGuard;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;

/**
 * Reads from a request who speaks, by the rules of SECURITY.md: a bearer token always; the cookie only where the page that sent it is
 * known to be ours, or where nothing can be changed. Pure; any thread.
 */
public final class Handshake {
  private static final String BEARER = "Bearer ";
  private static final String COOKIE = "dochat";

  private final WebGuard guard;

  public Handshake(WebGuard guard) {
    this.guard = guard;
  }

  /** Whether this request may come in at all: it names an origin that is allowed, or none, and then no cookie of a host that is not known. */
  public boolean isWelcome(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    return origin == null ? cookie(request) == null || maySignIn(request) : guard.allows(origin, host(request));
  }

  /** Whether somebody may become known at the host that this request was sent to. */
  public boolean maySignIn(HttpServerRequest request) {
    return guard.knows(host(request));
  }

  /** Whether a page of an origin that may speak to this node has sent this, as browsers say with everything that is no GET. */
  public boolean isFromOurPage(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.ORIGIN) != null && isWelcome(request);
  }

  /** The token of a request that may change something, or that opens a connection; null if there is none. */
  public String token(HttpServerRequest request) {
    String bearer = bearer(request);
    boolean isFromOurPage = request.getHeader(HttpHeaders.ORIGIN) != null ? isWelcome(request) : isSameOrigin(request);
    return bearer == null && isFromOurPage ? cookie(request) : bearer;
  }

  /** Puts the token where SockJS leaves it: it takes all cookies out of a request before it hands it on. */
  public void keepToken(RoutingContext context) {
    String token = token(context.request());
    if (token != null) {
      context.request().headers().set(HttpHeaders.AUTHORIZATION, BEARER + token);
    }
    context.next();
  }

  /** The token of a request that can only read: a page's own GET names no origin. */
  public String readersToken(HttpServerRequest request) {
    String bearer = bearer(request);
    return bearer == null && isWelcome(request) ? cookie(request) : bearer;
  }

  /** The token for this request by its method. */
  public String tokenByMethod(HttpServerRequest request) {
    return request.method() == HttpMethod.GET ? readersToken(request) : token(request);
  }

  /** The content security policy (CSP Level 3) of a page that only such pages may show in a frame as may speak to this node. */
  public String framingPolicy() {
    return "frame-ancestors 'self'" + guard.allowed().stream().sorted().map(origin -> " " + origin).collect(Collectors.joining());
  }

  /**
   * The cookie's name. Browsers do not tell ports apart in cookies; with the port in the name, nodes on several ports of one machine can
   * have a different person each.
   */
  public String cookieName(HttpServerRequest request) {
    return nameAtPort(COOKIE, request);
  }

  /** The same for a cookie of another name. */
  public String nameAtPort(String name, HttpServerRequest request) {
    HostAndPort host = request.authority();
    boolean isPlain = host == null || host.port() <= 0 || host.port() == 80 || host.port() == 443;
    return isPlain ? name : name + "-" + host.port();
  }

  /** Whether cookies of this request's answer are for TLS only: it came over it, to this node or to a proxy that says so. */
  public static boolean isSecure(HttpServerRequest request) {
    return request.isSSL() || "https".equals(request.getHeader("X-Forwarded-Proto"));
  }

  /** A page's own GET names no origin, but browsers say whether it is one (W3C Fetch Metadata); no page can say so for them. */
  private static boolean isSameOrigin(HttpServerRequest request) {
    return request.method() == HttpMethod.GET && "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
  }

  private String cookie(HttpServerRequest request) {
    Cookie cookie = request.getCookie(cookieName(request));
    return cookie == null ? null : cookie.getValue();
  }

  private static String bearer(HttpServerRequest request) {
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    return authorization != null && authorization.startsWith(BEARER) ? authorization.substring(BEARER.length()) : null;
  }

  private static String host(HttpServerRequest request) {
    HostAndPort host = request.authority();
    return host == null ? null : host.toString();
  }
}
