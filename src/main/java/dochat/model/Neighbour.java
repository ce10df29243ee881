package dochat.model;

import java.util.Objects;
import java.util.Set;

/**
 * A node as its own row in the store shows it.
 *
 * @param node        the cluster's name of it
 * @param beat        rises with every sign of life
 * @param sinceMillis when it began to serve, or came back after a pause; {@link #NOT_YET} before that
 * @param members     the nodes that it is in a cluster with, itself among them
 */
public record Neighbour(String node, long beat, long sinceMillis, Set<String> members) {
  /** Behind everybody who serves, whatever the clocks say. */
  public static final long NOT_YET = Long.MAX_VALUE;

  public Neighbour {
    Objects.requireNonNull(node, "node");
    members = Set.copyOf(members);
  }

  /** Whether each of the two knows the other as a member of its cluster. */
  public boolean isTogetherWith(Neighbour other) {
    return members.contains(other.node) && other.members.contains(node);
  }
}
