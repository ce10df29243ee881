package dochat.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;

/**
 * One event loop of one node, where SockJS sessions live. Immutable.
 *
 * @param node   the cluster's name of its node
 * @param host   where other nodes reach it
 * @param port   where it listens for requests of nodes
 * @param secret what such a request must carry
 */
public record Home(String node, String host, int port, String secret) {
  /** Raised with every change of what its JSON means. */
  private static final int LAYOUT = 1;

  public Home {
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(secret, "secret");
  }

  /** What no two homes have in common. */
  String key() {
    return node + ":" + port;
  }

  /**
   * Of all homes, the one with the highest weight is the session's: the same at every node, evenly spread, and when a home comes or goes
   * only its own sessions move (rendezvous hashing, Thaler and Ravishankar 1998). The mixing is that of SplitMix64.
   */
  long weight(String session) {
    long mixed = session.hashCode() * 0x9E3779B97F4A7C15L ^ key().hashCode();
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }

  JsonObject toJson() {
    return new JsonObject().put("layout", LAYOUT).put("node", node).put("host", host).put("port", port).put("secret", secret);
  }

  /** Nothing where another version of doChat wrote something else: its sessions live elsewhere, and harm none of ours. */
  static Optional<Home> from(JsonObject json) {
    try {
      if (json.getInteger("layout") != LAYOUT) {
        return Optional.empty();
      }
      return Optional.of(new Home(json.getString("node"), json.getString("host"), json.getInteger("port"), json.getString("secret")));
    } catch (ClassCastException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
