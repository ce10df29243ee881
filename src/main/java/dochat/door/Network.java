package dochat.door;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where a client comes from, as far as it is one customer's: the key under which what is limited for each address is counted. Any thread may call. */
public final class Network {
  /** An IPv6 customer has at least so much of the address for a network of their own (RFC 6177). */
  private static final int IPV6_BYTES = 8;

  private Network() {
  }

  /** That of the connection of this request, which may be a proxy's. To be called on its event loop. */
  public static String of(HttpServerRequest request) {
    return of(WebSocketGuard.context(request).channel().remoteAddress());
  }

  /** An IPv4 address, or the first half of an IPv6 one; empty where it is neither. */
  static String of(SocketAddress remote) {
    InetAddress address = remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
    if (address == null) {
      return "";
    }
    byte[] bytes = address.getAddress();
    return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_BYTES) : bytes);
  }
}
