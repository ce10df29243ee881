package dochat.security;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The host that a request was sent to. Immutable.
 *
 * @param name in lower case and without a port; an IPv6 address has its brackets
 */
public record HostName(String name) {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  /** The host of an authority (RFC 3986 section 3.2), such as the header Host. */
  public static HostName of(String authority) {
    String lower = authority.toLowerCase(Locale.ROOT);
    int port = lower.lastIndexOf(':');
    return new HostName(port > lower.lastIndexOf(']') ? lower.substring(0, port) : lower);
  }

  /** Whether it means this machine, whatever a name server says (RFC 6761 section 6.3). */
  public boolean isLoopback() {
    return name.equals("localhost") || name.endsWith(".localhost") || name.equals("[::1]") || isIpv4() && name.startsWith("127.");
  }

  /** Whether nobody's name server can make it mean another machine. */
  boolean isFixed() {
    return isLoopback() || isAddress();
  }

  /** Whether it is no name at all. */
  boolean isAddress() {
    return isIpv4() || name.startsWith("[");
  }

  private boolean isIpv4() {
    return IPV4.matcher(name).matches();
  }
}
