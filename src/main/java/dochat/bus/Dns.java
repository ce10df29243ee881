package dochat.bus;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes that find each other by a DNS name whose addresses are all of them, as that of a headless Service of Kubernetes. A node takes part
 * under its own address, which it listens on and no other; IPv4 or IPv6, whatever the name has.
 */
final class Dns {
  private static final Logger LOG = LoggerFactory.getLogger(Dns.class);
  private static final long REST_MILLIS = 500;
  private static final String LOOKUP_SECONDS = "10";
  private static final Executor THREADS = Dns::start;

  private Dns() {
  }

  /**
   * Waits until the name has addresses. Who does not know the others must not begin a cluster beside theirs, and where DNS works a node finds
   * itself at least.
   *
   * @return fails after this time with {@link IllegalArgumentException}; the message is one sentence
   */
  static Future<List<InetAddress>> addresses(String name, Duration patience) {
    Promise<List<InetAddress>> addresses = Promise.promise();
    THREADS.execute(() -> ask(name, 1, System.nanoTime() + patience.toNanos(), addresses));
    return addresses.future();
  }

  /**
   * Makes members find each other so.
   *
   * @param config the built-in configuration
   * @param own    the address under which this node takes part
   */
  static Config configure(Config config, String name, InetAddress own) {
    config.setProperty("hazelcast.prefer.ipv4.stack", "false");
    config.setProperty("hazelcast.local.localAddress", withoutScope(own));
    NetworkConfig network = config.getNetworkConfig();
    network.setPortAutoIncrement(false); // a name has no ports: it is the same one everywhere
    network.getInterfaces().setEnabled(false);
    JoinConfig join = network.getJoin();
    join.getTcpIpConfig().setEnabled(false);
    join.getKubernetesConfig().setEnabled(true).setProperty("service-dns", name).setProperty("service-dns-timeout", LOOKUP_SECONDS);
    return config;
  }

  /**
   * This machine's address among others: that by which the name knows it; if it does not yet, the first one, rather of IPv4.
   *
   * @param listed the name's addresses
   * @param here   this machine's, see {@link #here()}
   * @throws IllegalArgumentException when there is none; the message is one sentence
   */
  static InetAddress own(List<InetAddress> listed, List<InetAddress> here) {
    return here.stream().filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .min(Comparator.<InetAddress, Boolean>comparing(address -> !listed.contains(address)).thenComparing(Inet6Address.class::isInstance))
        .orElseThrow(() -> new IllegalArgumentException("--cluster needs an address of this machine that other machines can reach, but it has none."));
  }

  /** All addresses of this machine, in the order of its interfaces. */
  static List<InetAddress> here() {
    try {
      return NetworkInterface.networkInterfaces().sorted(Comparator.comparingInt(NetworkInterface::getIndex))
          .flatMap(NetworkInterface::inetAddresses).toList();
    } catch (SocketException e) {
      throw new IllegalArgumentException("The network interfaces of this machine cannot be read.", e);
    }
  }

  /** An interface of IPv6 adds its name, {@code fd00::7%eth0}, by which nobody else knows it. */
  private static String withoutScope(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  /** A look-up may block for as long as the system waits for a server, so that each has a thread. */
  private static void ask(String name, int attempt, long endNanos, Promise<List<InetAddress>> addresses) {
    try {
      addresses.complete(List.of(InetAddress.getAllByName(name)));
    } catch (UnknownHostException e) {
      if (System.nanoTime() > endNanos) {
        addresses.fail(new IllegalArgumentException("The DNS name of --cluster, " + name + ", has no addresses."));
      } else {
        if (attempt == 1) {
          LOG.warn("waits for the DNS name of the other nodes, which has no addresses yet name={}", name);
        }
        CompletableFuture.delayedExecutor(REST_MILLIS, TimeUnit.MILLISECONDS, THREADS).execute(() -> ask(name, attempt + 1, endNanos, addresses));
      }
    }
  }

  private static void start(Runnable lookUp) {
    Thread thread = new Thread(lookUp, "dochat-dns");
    thread.setDaemon(true);
    thread.start();
  }
}
