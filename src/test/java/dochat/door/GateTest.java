package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.ProblemCode;
import dochat.security.Quota;
import org.junit.jupiter.api.Test;

/** Who hears why they may not stay. */
class GateTest {

  /** One address cannot keep others from hearing that the node is full. */
  @Test
  void whoseAddressHasTooManyTakeNobodyElsesPlace() {
    Gate gate = new Gate(new Capacity(2), new Quota(1));
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
}
