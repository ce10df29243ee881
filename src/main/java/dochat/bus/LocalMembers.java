package dochat.bus;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.TcpIpConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nodes of this machine, wherever they are among the ports of the built-in configuration: those ports that somebody holds, looked at anew each time that Hazelcast wants to know.
 * Told of all ports instead, it waits for 5 s at each where nobody is, 10 ms at a time, whenever it looks for a part of the cluster to merge with: for two nodes of one machine that is up to
 * five minutes, and for one alone half a percent of a core for ever (decision 46). Any thread.
 */
final class LocalMembers extends TcpIpConfig {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final InetAddress address;
  private final int first;
  private final int count;

  /**
   * @param first port
   * @param count of ports
   */
  LocalMembers(int first, int count) {
    this.address = loopback();
    this.first = first;
    this.count = count;
    setEnabled(true);
  }

  /** Makes members find each other so. @param config the built-in configuration */
  static Config configure(Config config) {
    NetworkConfig network = config.getNetworkConfig();
    network.getJoin().setTcpIpConfig(new LocalMembers(network.getPort(), network.getPortCount()));
    return config.setProperty("hazelcast.tcp.join.previously.joined.member.address.retention.seconds", "0"); // where nodes were, nobody has to wait for them
  }

  @Override
  public List<String> getMembers() {
    return IntStream.range(first, first + count).filter(this::isHeld).mapToObj(port -> address.getHostAddress() + ":" + port).toList();
  }

  /** Nobody listens meanwhile, so that nobody is let in who comes just then. */
  private boolean isHeld(int port) {
    try (Socket trial = new Socket()) {
      trial.setReuseAddress(true);
      trial.bind(new InetSocketAddress(address, port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(LOOPBACK);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
