package dochat.security;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which web pages may speak to this node. A page's origin (RFC 6454) must be the host that the request was sent to, or be on the
 * allow-list; both exactly. Where only this machine can reach the node, that host must be known, too: else any site whose name server
 * turns to 127.0.0.1 (DNS rebinding) would be the node's own page in the browsers of this machine. Pure; any thread.
 */
public final class WebGuard {
  private final Set<String> allowed;
  private final Set<HostName> allowedHosts;
  private final boolean isLocalOnly;

  /**
   * @param allowed     further origins, as browsers write them, e.g. {@code https://chat.example}
   * @param isLocalOnly whether the node listens on a loopback address, so that nobody else can reach it but through a proxy
   */
  public WebGuard(Set<String> allowed, boolean isLocalOnly) {
    this.allowed = Set.copyOf(allowed);
    this.allowedHosts = allowed.stream().map(origin -> HostName.of(authority(origin))).collect(Collectors.toUnmodifiableSet());
    this.isLocalOnly = isLocalOnly;
  }

  /** The origins that may speak beside the node's own. */
  public Set<String> allowed() {
    return allowed;
  }

  /**
   * Whether a request to this host may speak for a person.
   *
   * @param host the Host header or :authority; null, which no browser sends, is nobody's
   */
  public boolean knows(String host) {
    if (!isLocalOnly || host == null) {
      return true;
    }
    HostName name = HostName.of(host);
    return name.isFixed() || allowedHosts.contains(name);
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
    if (end < 0 || host == null || !knows(host)) {
      return false;
    }
    String scheme = origin.substring(0, end);
    String authority = authority(origin);
    boolean isWeb = scheme.equals("http") || scheme.equals("https");
    return isWeb && !authority.isEmpty() && withPort(authority, scheme).equals(withPort(host, scheme));
  }

  private static String authority(String origin) {
    return origin.substring(origin.indexOf("://") + 3);
  }

  private static String withPort(String authority, String scheme) {
    String lower = authority.toLowerCase(Locale.ROOT);
    boolean hasPort = lower.lastIndexOf(':') > lower.lastIndexOf(']');
    return hasPort ? lower : lower + (scheme.equals("https") ? ":443" : ":80");
  }
}
