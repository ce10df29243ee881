package dochat.door;

import dochat.metrics.Metrics;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.Quota;
import io.vertx.core.net.SSLEngineOptions;
import java.util.concurrent.Semaphore;

/** Who may have a connection to a door: as long as the node, and the address, have fewer than they may. One for a door; any thread. */
public final class Gate {
  private final Capacity capacity;
  private final Quota addresses;
  private final Metrics metrics;
  /** Places for those who hear that the node is full, and for those who hear that their address has too many: the ones take none of the others'. */
  private final Semaphore full;
  private final Semaphore crowded;
  private final TlsGate tls;

  /**
   * @param capacity  connections of the node
   * @param addresses connections of each address to this door
   * @param metrics   counts those who come and are not even told why they may not stay
   */
  public Gate(Capacity capacity, Quota addresses, Metrics metrics) {
    this.capacity = capacity;
    this.addresses = addresses;
    this.metrics = metrics;
    this.full = new Semaphore(capacity.visitors());
    this.crowded = new Semaphore(capacity.visitors());
    this.tls = new TlsGate(capacity.beginners(), metrics);
  }

  /** For a door that speaks TLS: who may begin with that. */
  public SSLEngineOptions tls() {
    return tls;
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
      return refuse(ProblemCode.NODE_FULL, full);
    }
    if (!addresses.take(address)) {
      capacity.give();
      return refuse(ProblemCode.TOO_MANY_CONNECTIONS, crowded);
    }
    return new Admission(null, true, () -> {
      addresses.give(address);
      capacity.give();
    });
  }

  private Admission refuse(ProblemCode code, Semaphore places) {
    boolean isTold = places.tryAcquire();
    if (!isTold) {
      metrics.cut(code.code());
    }
    return new Admission(Problem.of(code), isTold, isTold ? places::release : () -> { });
  }
}
