package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.config.Config;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class LocalMembersTest {
  @Test
  void thosePortsAreAskedThatSomebodyHoldsAtThatMoment() throws IOException {
    int port;
    try (ServerSocket other = somewhere()) {
      port = other.getLocalPort();
      assertEquals(List.of("127.0.0.1:" + port), new LocalMembers(port, 1).getMembers());
    }
    assertEquals(List.of(), new LocalMembers(port, 1).getMembers());
  }

  @Test
  void theyAreThoseOfTheConfiguration() throws IOException {
    try (ServerSocket other = somewhere()) {
      Config config = new Config();
      config.getNetworkConfig().setPort(other.getLocalPort()).setPortCount(1);
      assertEquals(List.of("127.0.0.1:" + other.getLocalPort()), LocalMembers.configure(config).getNetworkConfig().getJoin().getTcpIpConfig().getMembers());
    }
  }

  /** Below the ports that connections get, so that none takes it when it is free again. */
  private static ServerSocket somewhere() throws IOException {
    while (true) {
      try {
        return new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000), 1, InetAddress.getByName("127.0.0.1"));
      } catch (BindException e) {
        // Somebody is there.
      }
    }
  }
}
