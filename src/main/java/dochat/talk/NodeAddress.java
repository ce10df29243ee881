package dochat.talk;

import dochat.config.Config;
import dochat.config.PortRange;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a node's TCP door may be.
 *
 * @param port 1 to 65535
 */
record NodeAddress(String host, int port) {
  private static final Pattern FORM = Pattern.compile("(?:([A-Za-z0-9][A-Za-z0-9.-]{0,252})|\\[([0-9A-Fa-f:.]{2,45})]):([0-9]{1,5})");

  /** The doors that nodes of this machine open when nothing else is set. */
  static List<NodeAddress> local() {
    PortRange ports = Config.DEFAULTS.tcpPort();
    return IntStream.rangeClosed(ports.first(), ports.last()).mapToObj(port -> new NodeAddress(Config.DEFAULTS.host(), port)).toList();
  }

  /** {@code host:port}, or {@code [IPv6 address]:port}; null for anything else. */
  static NodeAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return null;
    }
    int port = Integer.parseInt(form.group(3));
    String host = form.group(1) == null ? form.group(2) : form.group(1);
    return port >= 1 && port <= PortRange.HIGHEST ? new NodeAddress(host, port) : null;
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
