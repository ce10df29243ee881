package dochat.verify;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Free ports of this machine, below those that systems give to outgoing connections: a node that starts again finds its port free, however many
 * clients have come back meanwhile.
 */
final class Ports {
  private static final int FIRST = 12_000;
  private static final int LAST = 32_000;

  private int next = FIRST + new Random().nextInt(LAST - FIRST);

  /** The first of so many neighbours that are free now. */
  int take(int count) {
    int first = next;
    while (next - first < count) {
      next++;
      if (!isFree(next - 1)) {
        first = next;
      }
      if (next > LAST) {
        next = FIRST;
        first = FIRST;
      }
    }
    return first;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
