package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.metrics.Metrics;
import dochat.protocol.ProblemCode;
import dochat.security.Quota;
import dochat.support.Scrape;
import org.junit.jupiter.api.Test;

/** Who hears why they may not stay. */
class GateTest {
  private final Metrics metrics = new Metrics();

  /** One address cannot keep others from hearing that the node is full. */
  @Test
  void whoseAddressHasTooManyTakeNobodyElsesPlace() {
    Gate gate = new Gate(new Capacity(2), new Quota(1), metrics);
    gate.admit("greedy");
    Gate.Admission crowded = gate.admit("greedy");
    assertEquals(ProblemCode.TOO_MANY_CONNECTIONS, crowded.refusal().code());
    while (gate.admit("greedy").isTold()) {
      // as long as there is a place
    }
    gate.admit("second");
    Gate.Admission full = gate.admit("third");
    assertEquals(ProblemCode.NODE_FULL, full.refusal().code());
    assertTrue(full.isTold());
    crowded.leave().run();
    while (gate.admit("third").isTold()) {
      // these are for who finds it full
    }
    full.leave().run();
    assertTrue(gate.admit("fourth").isTold());
    assertFalse(gate.admit("fifth").isTold());
  }

  @Test
  void whoIsCutWithoutAWordIsCounted() {
    Gate gate = new Gate(new Capacity(2), new Quota(1), metrics);
    gate.admit("greedy");
    while (gate.admit("greedy").isTold()) {
      // as long as there is a place
    }
    gate.admit("greedy");
    assertEquals(2, cuts("too_many_connections"));
    assertEquals(0, cuts("node_full"));
    gate.admit("second");
    while (gate.admit("third").isTold()) {
      // likewise
    }
    assertEquals(1, cuts("node_full"));
    assertEquals(2, cuts("too_many_connections"));
  }

  private double cuts(String reason) {
    return new Scrape(metrics.scrape()).sum("dochat_connections_cut_total", "reason=\"" + reason + "\"");
  }
}
