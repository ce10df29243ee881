package dochat.verify;

import java.time.Duration;

/**
 * One fault of a run.
 *
 * @param fault  its kind
 * @param node   the node that it strikes, or begins with, from 0
 * @param calm   the time before it
 * @param length how long it lasts; for a kill and a restart, how long a node is gone before it starts again
 * @param stalls where a connection is cut: whether it stays open and nothing comes, else it breaks
 */
record Step(Fault fault, int node, Duration calm, Duration length, boolean stalls) {
  Step lasting(Duration other) {
    return new Step(fault, node, calm, other, stalls);
  }

  /** One line for a person. */
  @Override
  public String toString() {
    return "node %d %s for %.1f s%s".formatted(node + 1, fault.sentence(), length.toMillis() / 1000.0, isCut() && stalls ? ", silently" : "");
  }

  private boolean isCut() {
    return fault == Fault.PARTITION || fault == Fault.DROP_BUS || fault == Fault.STORE;
  }
}
