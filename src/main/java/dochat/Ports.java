package dochat;

import dochat.config.PortRange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds ports to listen on. It is asked at the start only, before anything is served. */
final class Ports {
  private static final int BACKLOG = 1;

  private Ports() {
  }

  /** The first port of the range that can be listened on now; {@link IllegalArgumentException} with one sentence when there is none. */
  static int firstFree(String option, String host, PortRange range) {
    for (int port = range.first(); port <= range.last(); port++) {
      try (ServerSocket probe = new ServerSocket(port, BACKLOG, InetAddress.getByName(host))) {
        return probe.getLocalPort();
      } catch (IOException e) {
        // the next one may be free
      }
    }
    String ports = range.first() == range.last() ? "" + range.first() : range.first() + " to " + range.last();
    throw new IllegalArgumentException(option + " " + ports + " cannot be listened on at --host " + host
        + ": it is taken, needs more rights, or the host is not this machine's; choose another one, or 0 for any free one.");
  }

  /** What is left of a range when this port of it turned out to be taken after all. */
  static PortRange after(int taken, PortRange range) {
    boolean isExhausted = taken >= range.last() && range.last() > 0;
    return isExhausted || range.last() == 0 ? range : new PortRange(taken + 1, range.last());
  }
}
