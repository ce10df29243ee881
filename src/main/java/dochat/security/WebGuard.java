package dochat.security;

import java.util.Locale;
import java.util.Set;

/**
 * Decides which web pages may speak to this node. A page's origin (RFC 6454) must be the host that the request was sent to, or be on the
 * allow-list; both exactly. Pure; any thread.
 */
public final class WebGuard {
  private final Set<String> allowed;

  /** @param allowed further origins, as browsers write them, e.g. {@code https://chat.example} */
  public WebGuard(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** The origins that may speak beside the node's own. */
  public Set<String> allowed() {
    return allowed;
  }

  /**
   * Whether a page of this origin may speak.
   *
   * @param origin the Origin header; never null
   * @param host   the Host header or :authority, with the port when it is not the scheme's; may be null
   */
  public boolean allows(String origin, String host) {
    if (allowed.contains(origin)) {
      return true;
    }
    int end = origin.indexOf("://");
    if (end < 0 || host == null) {
      return false;
    }
    String scheme = origin.substring(0, end);
    String authority = origin.substring(end + 3);
    boolean isWeb = scheme.equals("http") || scheme.equals("https");
    return isWeb && !authority.isEmpty() && withPort(authority, scheme).equals(withPort(host, scheme));
  }

  private static String withPort(String authority, String scheme) {
    String lower = authority.toLowerCase(Locale.ROOT);
    boolean hasPort = lower.lastIndexOf(':') > lower.lastIndexOf(']');
    return hasPort ? lower : lower + (scheme.equals("https") ? ":443" : ":80");
  }
}
