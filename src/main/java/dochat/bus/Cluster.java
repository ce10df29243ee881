package dochat.bus;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.config.XmlConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's membership. Nodes join only nodes of the same store: the cluster's name is made from the store's, so that two chats on
 * one machine, or a test beside a running node, never mix.
 */
public final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final long PATIENCE_SECONDS = 15;
  /** A node's whole start has two minutes. */
  private static final Duration DNS_PATIENCE = Duration.ofSeconds(100);
  private static final String BUILT_IN = "cluster.xml";
  private static final String EVERY_ADDRESS = "0.0.0.0";

  private final Vertx vertx;
  private final HazelcastClusterManager manager;

  private Cluster(Vertx vertx, HazelcastClusterManager manager) {
    this.vertx = vertx;
    this.manager = manager;
  }

  /**
   * Joins the nodes of this store, or begins the cluster.
   *
   * @param store  its name
   * @param config a Hazelcast XML file, null for the built-in one
   * @param dns    a DNS name whose addresses are all nodes, as far as they are known; null: as the file says. It is waited for until it has any
   * @throws IllegalArgumentException when the file cannot be read as such; the message is one sentence
   */
  public static Future<Cluster> join(String store, Path config, String dns) {
    Config hazelcast = read(config);
    hazelcast.setClusterName("dochat-" + store);
    return dns == null ? join(config == null ? LocalMembers.configure(hazelcast) : hazelcast)
        : Dns.addresses(dns, DNS_PATIENCE).map(listed -> Dns.configure(hazelcast, dns, Dns.own(listed, Dns.here()))).compose(Cluster::join);
  }

  private static Future<Cluster> join(Config hazelcast) {
    HazelcastClusterManager manager = new HazelcastClusterManager(hazelcast);
    VertxOptions options = new VertxOptions().setEventBusOptions(bus()).setPreferNativeTransport(true);
    Future<Cluster> joined = Vertx.builder().with(options).withClusterManager(manager).buildClustered()
        .map(vertx -> new Cluster(vertx.exceptionHandler(new Unhandled()), manager));
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS).execute(() -> warnOfSilence(joined));
    return joined;
  }

  /** Hazelcast asks whoever listens on the cluster's ports, and waits for minutes for one that hangs. */
  private static void warnOfSilence(Future<Cluster> joined) {
    if (!joined.isComplete()) {
      LOG.warn("still waiting for the other nodes: a process on one of the cluster's ports does not answer. "
          + "Was a node stopped with Ctrl-Z, or does one hang? End it, or let it go on.");
    }
  }

  public Vertx vertx() {
    return vertx;
  }

  /** What its sockets are made of: {@code epoll} on Linux where the library for it can be loaded, else {@code nio}. */
  public String sockets() {
    return vertx.isNativeTransportEnabled() ? "epoll" : "nio";
  }

  /** How many nodes there are, this one included; 0 when it takes part no longer. */
  public int size() {
    return members().size();
  }

  /** Whether this node takes part in it. */
  boolean isRunning() {
    return manager.getHazelcastInstance().getLifecycleService().isRunning();
  }

  /** Whether all that the cluster keeps has its copies, so that any one node may go. Hazelcast asks the others and waits, which no event loop may. */
  Future<Boolean> safety() {
    return Future.fromCompletionStage(
        CompletableFuture.supplyAsync(() -> manager.getHazelcastInstance().getPartitionService().isClusterSafe()), vertx.getOrCreateContext());
  }

  /** The cluster's name of this node. */
  public String node() {
    return manager.getNodeId();
  }

  /** The names of all nodes that are there now; none when this node takes part no longer, of which Hazelcast would only throw. */
  public Set<String> members() {
    try {
      return Set.copyOf(manager.getNodes());
    } catch (HazelcastInstanceNotActiveException ended) {
      return Set.of();
    }
  }

  /** The address of this machine in the cluster; every address where the configuration gives only one that others see. */
  String host() {
    String host = manager.clusterHost();
    return host == null ? EVERY_ADDRESS : host;
  }

  /** Where other nodes reach this one. */
  String publicHost() {
    return manager.getNodeInfo().host();
  }

  /** By default the bus takes any free port, which other nodes reach as it is; system properties are for a node behind a forwarder. */
  private static EventBusOptions bus() {
    EventBusOptions bus = new EventBusOptions().setPort(Integer.getInteger("dochat.bus.port", 0));
    if (System.getProperty("dochat.bus.public.port") != null) {
      bus.setClusterPublicHost(System.getProperty("dochat.bus.public.host")).setClusterPublicPort(Integer.getInteger("dochat.bus.public.port"));
    }
    return bus;
  }

  private static Config read(Path config) {
    try (InputStream xml = open(config)) {
      return new XmlConfigBuilder(xml).build();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("The cluster configuration is not a Hazelcast XML file that can be read.", e);
    }
  }

  private static InputStream open(Path config) throws IOException {
    return config == null ? Cluster.class.getClassLoader().getResourceAsStream(BUILT_IN) : Files.newInputStream(config);
  }
}
