package dochat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** A full node hears from an empty one, turn by turn: when it sends clients there, and when it does not. */
class LoadsTest {
  private static final int MANY = 1_000;
  private static final Set<String> OTHERS = Set.of("b");

  private final Loads loads = new Loads();

  @Test
  void sendsClientsOnceAllHaveBeenReadyForHalfAMinute() {
    assertEquals(0, sentIn(Loads.SETTLED, true, true));
    assertTrue(sentIn(1, true, true) > 0);
  }

  @Test
  void whatASilentNodeSaidIsNotKnownAfterThreeTurns() {
    sentIn(Loads.SETTLED, true, true);
    for (int turn = 1; turn <= Loads.KNOWN; turn++) {
      assertTrue(silent() > 0, "turn " + turn);
    }
    assertEquals(0, silent());
    assertTrue(sentIn(1, true, true) > 0, "it is heard again");
  }

  @Test
  void aNodeThatTakesNoTrafficIsNoEmptyOne() {
    sentIn(2 * Loads.SETTLED, true, true);
    assertEquals(0, sentIn(2 * Loads.SETTLED, false, true));
    assertEquals(0, sentIn(Loads.SETTLED, true, true), "load balancers do not know yet that it does");
    assertTrue(sentIn(1, true, true) > 0);
  }

  @Test
  void aNodeThatIsNotReadyItselfSendsNobodyUntilLongAfterItIs() {
    sentIn(2 * Loads.SETTLED, true, true);
    assertEquals(0, sentIn(2 * Loads.SETTLED, true, false));
    assertEquals(0, sentIn(Loads.SETTLED, true, true));
    assertTrue(sentIn(1, true, true) > 0);
  }

  @Test
  void oneThatComesOrGoesIsWaitedFor() {
    sentIn(2 * Loads.SETTLED, true, true);
    assertEquals(0, loads.turn(Set.of("b", "c"), MANY, true), "nothing is known of it");
    loads.heard("c", 0, true);
    loads.heard("b", 0, true);
    assertEquals(0, loads.turn(Set.of("b", "c"), MANY, true));
    assertEquals(0, sentIn(Loads.SETTLED, true, true), "it has gone again");
    assertEquals(0, loads.turn(Set.of(), MANY, true), "alone");
  }

  private int sentIn(int turns, boolean isOtherReady, boolean isReady) {
    int sent = 0;
    for (int turn = 0; turn < turns; turn++) {
      loads.heard("b", 0, isOtherReady);
      sent += loads.turn(OTHERS, MANY, isReady);
    }
    return sent;
  }

  private int silent() {
    return loads.turn(OTHERS, MANY, true);
  }
}
