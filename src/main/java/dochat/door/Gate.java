package dochat.door;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Quota;

/** Who may have a connection to a door: as long as the node, and the address, have fewer than they may. One for a door; any thread. */
public final class Gate {
  private final Capacity capacity;
  private final Quota addresses;

  /**
   * @param capacity  connections of the node
   * @param addresses connections of each address to this door
   */
  public Gate(Capacity capacity, Quota addresses) {
    this.capacity = capacity;
    this.addresses = addresses;
  }

  /**
   * What became of one that has come.
   *
   * @param refusal why it may not stay; null where it may
   * @param isTold  whether it stays until it has heard that
   * @param leave   to be run when it is closed
   */
  record Admission(Problem refusal, boolean isTold, Runnable leave) {
  }

  Admission admit(String address) {
    if (!capacity.take()) {
      return refuse(ProblemCode.NODE_FULL);
    }
    if (!addresses.take(address)) {
      capacity.give();
      return refuse(ProblemCode.TOO_MANY_CONNECTIONS);
    }
    return new Admission(null, true, () -> {
      addresses.give(address);
      capacity.give();
    });
  }

  private Admission refuse(ProblemCode code) {
    boolean isTold = capacity.visit();
    return new Admission(Problem.of(code), isTold, isTold ? capacity::leave : () -> { });
  }
}
