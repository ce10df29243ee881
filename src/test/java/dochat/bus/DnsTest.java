package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.config.Config;
import com.hazelcast.config.XmlConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a node makes of a DNS name; that members find each other so is shown with real pods, by `dochat test --pods`. */
class DnsTest {
  private static final Duration PATIENCE = Duration.ofMillis(600);

  @Test
  void findsTheAddressesOfTheName() throws Exception {
    assertTrue(found("localhost").get(10, TimeUnit.SECONDS).stream().allMatch(InetAddress::isLoopbackAddress));
  }

  /** A label may have 63 characters, so that nobody is asked. */
  @Test
  void asksAgainAndSaysInTheEndThatThereIsNobody() {
    long began = System.nanoTime();
    var refused = assertThrows(ExecutionException.class, () -> found("x".repeat(64)).get(10, TimeUnit.SECONDS));
    assertTrue(System.nanoTime() - began >= PATIENCE.toNanos());
    assertEquals("The DNS name of --cluster, " + "x".repeat(64) + ", has no addresses.", refused.getCause().getMessage());
  }

  @Test
  void takesPartUnderTheAddressThatOthersFind() {
    List<InetAddress> here = addresses("127.0.0.1", "::1", "fe80::1", "fd00::7", "172.17.0.1", "10.0.0.7");
    assertEquals(address("10.0.0.7"), Dns.own(addresses("10.0.0.3", "10.0.0.7"), here));
    assertEquals(address("fd00::7"), Dns.own(addresses("fd00::3", "fd00::7"), here));
    assertEquals(address("172.17.0.1"), Dns.own(addresses("10.0.0.3"), here), "not listed yet");
    assertEquals(address("fd00::7"), Dns.own(List.of(), addresses("127.0.0.1", "::1", "fe80::1", "fd00::7")), "a pod of IPv6 only");
  }

  @Test
  void saysWhenNobodyCouldReachIt() {
    var refused = assertThrows(IllegalArgumentException.class, () -> Dns.own(List.of(), addresses("127.0.0.1", "::1", "fe80::1")));
    assertEquals("--cluster needs an address of this machine that other machines can reach, but it has none.", refused.getMessage());
  }

  /** Everything else stays as it is in the file. */
  @Test
  void changesOnlyHowMembersMeet() throws IOException {
    try (InputStream xml = Cluster.class.getClassLoader().getResourceAsStream("cluster.xml")) {
      Config config = Dns.configure(new XmlConfigBuilder(xml).build(), "members",
          Inet6Address.getByAddress(null, address("fd00::7").getAddress(), 2));
      assertEquals("members", config.getNetworkConfig().getJoin().getKubernetesConfig().getProperty("service-dns"));
      assertTrue(config.getNetworkConfig().getJoin().getKubernetesConfig().isEnabled());
      assertFalse(config.getNetworkConfig().getJoin().getTcpIpConfig().isEnabled());
      assertFalse(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled());
      assertFalse(config.getNetworkConfig().isPortAutoIncrement());
      assertEquals("fd00:0:0:0:0:0:0:7", config.getProperty("hazelcast.local.localAddress"));
      assertEquals("false", config.getProperty("hazelcast.socket.bind.any"));
      assertEquals("10", config.getProperty("hazelcast.max.no.heartbeat.seconds"));
    }
  }

  private static CompletableFuture<List<InetAddress>> found(String name) {
    return Dns.addresses(name, PATIENCE).toCompletionStage().toCompletableFuture();
  }

  private static List<InetAddress> addresses(String... texts) {
    return Stream.of(texts).map(DnsTest::address).toList();
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
