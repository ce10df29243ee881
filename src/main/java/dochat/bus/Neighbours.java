package dochat.bus;

import dochat.model.Neighbour;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a node makes of the other nodes' rows: are there some that live and are not in its cluster, and which part of them is to serve.
 * Every node comes to the same answer. Pure; for one thread at a time.
 */
final class Neighbours {
  /** A node that has just died may have said so much since it was missed. One that says more lives, elsewhere. */
  private static final long LAST_WORDS = 2;
  /** Looks without a word after which a node does not count any more. */
  private static final int SILENT_LOOKS = 5;

  /** Two nodes that write their first rows at the same moment both find nobody. Then at least one of them finds the other at its next look. */
  private static final int BLIND_LOOKS = 1;

  private final Map<String, Seen> others = new HashMap<>();
  private int looks;

  /**
   * Whether this node is in the part of the cluster that is to serve: the largest one, of equal ones that with the node which has served
   * longest, and where none has that with the first name.
   *
   * @param rows those of all nodes; this node's own is written, for the others to see
   */
  boolean isSelfToServe(Neighbour self, List<Neighbour> rows) {
    List<Neighbour> strangers = look(self, rows);
    List<Neighbour> alive = new ArrayList<>(strangers);
    rows.stream().filter(row -> !strangers.contains(row) && row.isTogetherWith(self)).forEach(alive::add);
    Part own = Part.of(self, alive);
    return strangers.stream().noneMatch(stranger -> Part.of(stranger, alive).isBefore(own));
  }

  /** Whether a node that is not in this one's cluster may live: it was not looked at for long enough to say, or has not seen this one. */
  boolean isAnyUnknown() {
    return looks <= BLIND_LOOKS || others.values().stream().anyMatch(seen -> !seen.isTogether && seen.apart <= LAST_WORDS && seen.silentLooks < SILENT_LOOKS);
  }

  /** Those that live and are in another cluster. */
  private List<Neighbour> look(Neighbour self, List<Neighbour> rows) {
    looks = Math.min(looks + 1, BLIND_LOOKS + 1);
    Map<String, Seen> before = Map.copyOf(others);
    others.clear();
    List<Neighbour> strangers = new ArrayList<>();
    for (Neighbour row : rows) {
      if (!row.node().equals(self.node())) {
        Seen seen = Seen.of(before.get(row.node()), row, row.isTogetherWith(self));
        others.put(row.node(), seen);
        if (seen.apart > LAST_WORDS && seen.silentLooks < SILENT_LOOKS) {
          strangers.add(row);
        }
      }
    }
    return strangers;
  }

  /**
   * What was seen of a node so far.
   *
   * @param isTogether  whether it was in the same cluster at the last look
   * @param apart       beats since it was together with this one last
   * @param silentLooks looks at its row since it has changed last
   */
  private record Seen(boolean isTogether, long beat, long apart, int silentLooks) {
    static Seen of(Seen before, Neighbour row, boolean isTogether) {
      if (before == null || isTogether) {
        return new Seen(isTogether, row.beat(), 0, 0);
      }
      long beats = Math.max(0, row.beat() - before.beat);
      return new Seen(false, row.beat(), before.apart + beats, beats > 0 ? 0 : before.silentLooks + 1);
    }
  }

  /**
   * Nodes that are in one cluster.
   *
   * @param size   how many
   * @param oldest the one of them that counts: who has served longest
   */
  private record Part(int size, Neighbour oldest) {
    private static final Comparator<Neighbour> BY_AGE = Comparator.comparingLong(Neighbour::sinceMillis).thenComparing(Neighbour::node);

    static Part of(Neighbour node, List<Neighbour> alive) {
      List<Neighbour> mates = alive.stream().filter(other -> !other.node().equals(node.node()) && other.isTogetherWith(node)).toList();
      return new Part(1 + mates.size(), Stream.concat(Stream.of(node), mates.stream()).min(BY_AGE).orElseThrow());
    }

    boolean isBefore(Part other) {
      return size > other.size || size == other.size && BY_AGE.compare(oldest, other.oldest) < 0;
    }
  }
}
