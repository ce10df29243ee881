package dochat.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 for servers that have to be told where to listen. */
public final class FreePort {
  private FreePort() {}

  /** One below those that connections get, so that none takes it before the server listens, nor while the server is away. */
  public static int next() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000), 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Somebody is there.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
