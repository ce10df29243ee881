package dochat;

import dochat.config.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports to listen on. They are asked at the start only, before anything is served.
 *
 * @param option     the setting that they come from
 * @param hostOption the setting that the host comes from
 */
record Ports(String option, PortRange range, String hostOption, String host) {
  private static final int BACKLOG = 1;

  /** The first port of the range that can be listened on now; {@link IllegalArgumentException} with one sentence when there is none. */
  int firstFree() {
    for (int port = range.first(); port <= range.last(); port++) {
      try (ServerSocket probe = new ServerSocket(port, BACKLOG, InetAddress.getByName(host))) {
        return probe.getLocalPort();
      } catch (IOException e) {
        // the next one may be free
      }
    }
    String ports = range.first() == range.last() ? "" + range.first() : range.first() + " to " + range.last();
    throw new IllegalArgumentException(option + " " + ports + " cannot be listened on at " + hostOption + " " + host
        + ": it is taken, needs more rights, or the host is not this machine's; choose another one, or 0 for any free one.");
  }

  /** What is left when this port turned out to be taken after all. */
  Ports after(int taken) {
    boolean isExhausted = taken >= range.last() && range.last() > 0;
    return isExhausted || range.last() == 0 ? this : new Ports(option, new PortRange(taken + 1, range.last()), hostOption, host);
  }
}
