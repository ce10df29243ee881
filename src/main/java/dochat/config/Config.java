package dochat.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All settings of a node. Immutable, so any thread may read it; made by {@link CommandLine} once at the start, or by a test.
 *
 * @param name           the node's name, as its clients and its log show it, 1 to 32 of {@code A-Za-z0-9._-};
 *                       null: derived from the HTTP port that was found, {@code node-8080}
 * @param host           host name or IP address that the HTTP and TCP doors listen on; default 127.0.0.1
 * @param port           HTTP ports to try; default 8080 to 8179
 * @param tcpPort        ports of the TCP door to try; default 7000 to 7099
 * @param data           folder of the SQLite store and the logs, made when missing; default {@code data} of the current folder
 * @param database       {@code postgresql://user:password@host:port/database}; null: SQLite in {@code data}
 * @param clusterConfig  a Hazelcast XML file; null: the built-in cluster.xml, loopback only
 * @param clusterDns     a DNS name whose addresses are all nodes; null: as the cluster configuration says
 * @param postRate       posts a second that one user may make at this node, with a burst of twice that; 0.1 to 1,000,000, default 10
 * @param tls            certificate and key of the HTTP and TCP doors; null: they speak in the clear
 * @param h2c            whether the HTTP doors speak HTTP/2 in the clear; default no, because a client behind a proxy that passes
 *                       {@code Upgrade: h2c} on would reach them past the proxy's rules
 * @param adminToken     the secret that an administrator says to steer this node, 16 to 256 visible ASCII characters; null: nobody does
 * @param drainSeconds   within this time the node has left when it is told to stop; 0 to 3,600, default 30. For a quarter of it at most it
 *                       only says that it is not ready, if somebody asks for that regularly
 * @param allowedOrigins origins that may use this node beside its own host, each {@code http(s)://host[:port]} in the spelling
 *                       of the header {@code Origin} (RFC 6454 section 6.2); default none
 * @param opsHost        host name or IP address at which operators ask for health and metrics; default 127.0.0.1
 * @param opsPort        ports of that to try; default 9080 to 9179
 * @param log            how it writes its log; null: text where standard error is a terminal, else JSON
 * @param maxConnections connections that all doors of this node take together, 1 to 1,000,000; null: what its heap and its files carry
 * @param personConnections  connections that one person may have to this node, 1 to 1,000,000; default 100
 * @param addressConnections connections from one address, or one IPv6 network of 64 bits, to each door of this node, 1 to 1,000,000; default 10,000
 * @param guests         whether somebody may come in with a name only; default yes
 * @param registration   whether there may be new accounts; default yes
 * @param passwords      whether somebody may come in with a handle and a password; default yes
 * @param openId         at which provider people may say who they are; null: at none
 */
public record Config(String name, String host, PortRange port, PortRange tcpPort, Path data, String database, Path clusterConfig,
    String clusterDns, double postRate, Tls tls, boolean h2c, Set<String> allowedOrigins, int personConnections, int addressConnections,
    int drainSeconds, String opsHost, PortRange opsPort, String adminToken, LogForm log, Integer maxConnections,
    boolean guests, boolean registration, boolean passwords, OpenId openId) {
  private static final Pattern ADMIN_TOKEN = Pattern.compile("[\\x21-\\x7e]{16,256}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,32}");

  /** The fewest posts a second that can be configured. */
  public static final double LOWEST_POST_RATE = 0.1;
  /** The most posts a second that can be configured; no practical limit. */
  public static final double HIGHEST_POST_RATE = 1_000_000;
  /** The most connections that can be configured; no practical limit. */
  public static final int MOST_CONNECTIONS = 1_000_000;
  /** The longest time that a node may take to leave. */
  public static final int MOST_DRAIN_SECONDS = 3_600;
  /** The only place where defaults are written. */
  public static final Config DEFAULTS = new Config(null, "127.0.0.1", new PortRange(8080, 8179), new PortRange(7000, 7099),
      Path.of("data"), null, null, null, 10, null, false, Set.of(), 100, 10_000, 30, "127.0.0.1", new PortRange(9080, 9179), null, null, null,
      true, true, true, null);

  public Config {
    if (name != null && !isName(name)) {
      throw new IllegalArgumentException("name");
    }
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(port, "port");
    Objects.requireNonNull(tcpPort, "tcpPort");
    Objects.requireNonNull(opsHost, "opsHost");
    Objects.requireNonNull(opsPort, "opsPort");
    Objects.requireNonNull(data, "data");
    if (!isPostRate(postRate)) {
      throw new IllegalArgumentException("postRate");
    }
    if (drainSeconds < 0 || drainSeconds > MOST_DRAIN_SECONDS) {
      throw new IllegalArgumentException("drainSeconds");
    }
    if (adminToken != null && !isAdminToken(adminToken)) {
      throw new IllegalArgumentException("adminToken");
    }
    allowedOrigins = Set.copyOf(allowedOrigins);
    if (!isConnections(personConnections) || !isConnections(addressConnections) || maxConnections != null && !isConnections(maxConnections)) {
      throw new IllegalArgumentException("connections");
    }
  }

  /** Whether a node may be called so. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Whether an administrator may be known by this. */
  static boolean isAdminToken(String text) {
    return ADMIN_TOKEN.matcher(text).matches();
  }

  /** Whether this many posts a second can be configured. */
  static boolean isPostRate(double rate) {
    return rate >= LOWEST_POST_RATE && rate <= HIGHEST_POST_RATE;
  }

  /** Whether so many connections can be configured. */
  static boolean isConnections(int connections) {
    return connections >= 1 && connections <= MOST_CONNECTIONS;
  }

  /** The settings without the database's password and the administrator's token, so that they can be logged. */
  @Override
  public String toString() {
    return "name=%s host=%s port=%s tcp-port=%s data=%s database=%s cluster-config=%s cluster-dns=%s post-rate=%s tls=%s h2c=%s allow-origin=%s person-connections=%s address-connections=%s drain-seconds=%s ops-host=%s ops-port=%s max-connections=%s guests=%s registration=%s passwords=%s oidc=%s admin-token=%s".formatted(name,
        host, port, tcpPort, data, database == null ? "sqlite" : "postgresql", clusterConfig, clusterDns, postRate, tls != null, h2c, allowedOrigins,
        personConnections, addressConnections, drainSeconds, opsHost, opsPort, maxConnections, guests, registration, passwords, openId, adminToken != null);
  }
}
