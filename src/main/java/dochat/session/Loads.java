package dochat.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the other nodes have said last of their clients, turn by turn, and how many of this node's own go because of it. A node that is not
 * ready takes none, so its number is no sign of room. Time is counted in turns only. Pure, with a memory; for one thread at a time.
 */
final class Loads {
  /** What was heard more turns ago, and not again since, may be wrong. */
  static final int KNOWN = 3;
  /** Turns until load balancers know who takes clients. */
  static final int SETTLED = 6;

  private final FairShare share = new FairShare();
  private final Map<String, Load> loads = new HashMap<>();
  private Set<String> ready = Set.of();
  private int settled;
  /** The next one. */
  private long turn;

  /** Another node has so many clients, and is ready for more or not. */
  void heard(String node, int clients, boolean isReady) {
    loads.put(node, new Load(clients, isReady, turn));
  }

  /**
   * A turn.
   *
   * @param others  all other nodes that are there
   * @param own     clients of this node
   * @param isReady whether this node is ready
   * @return how many go
   */
  int turn(Set<String> others, int own, boolean isReady) {
    loads.keySet().retainAll(others);
    Set<String> now = isReady ? ready() : Set.of();
    settled = now.equals(ready) ? settled + 1 : 0;
    ready = now;
    boolean isCalm = settled >= SETTLED && !others.isEmpty() && ready.equals(others) && loads.values().stream().allMatch(this::isKnown);
    turn++;
    return isCalm ? share.turn(own, loads.values().stream().map(Load::clients).toList()) : 0;
  }

  private Set<String> ready() {
    Set<String> nodes = new HashSet<>(loads.keySet());
    nodes.removeIf(node -> !loads.get(node).isReady);
    return nodes;
  }

  private boolean isKnown(Load load) {
    return turn - load.heardTurn <= KNOWN;
  }

  /** The numbers alone, for the log. */
  @Override
  public String toString() {
    return loads.values().stream().map(Load::clients).toList().toString();
  }

  private record Load(int clients, boolean isReady, long heardTurn) {}
}
