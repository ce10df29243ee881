package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Which addresses count as one. */
class NetworkTest {
  @Test
  void anIpv4AddressIsOneAlone() {
    assertEquals(network("192.0.2.1"), network("192.0.2.1"));
    assertNotEquals(network("192.0.2.1"), network("192.0.2.2"));
    assertEquals(network("192.0.2.1"), network("::ffff:192.0.2.1"));
  }

  @Test
  void anIpv6NetworkIsOne() {
    assertEquals(network("2001:db8:0:1::1"), network("2001:db8:0:1:ffff:ffff:ffff:ffff"));
    assertNotEquals(network("2001:db8:0:1::1"), network("2001:db8:0:2::1"));
  }

  private static String network(String address) {
    return Network.of(new InetSocketAddress(address, 1));
  }
}
