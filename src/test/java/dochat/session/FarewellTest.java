package dochat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long the clients of a node that stops have. */
class FarewellTest {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  @Test
  void takesHalfOfTheTimeAtMost() {
    for (int seconds : new int[] {1, 2, 10, 30, 600, 3_600}) {
      Duration time = Duration.ofSeconds(seconds);
      assertEquals(time.dividedBy(2), Farewell.within(time, false).whole());
      assertTrue(Farewell.within(time, true).whole().compareTo(time) <= 0);
    }
  }

  @Test
  void isSpreadOverAllOfItWhereThereAreMany() {
    Farewell farewell = Farewell.within(HALF_A_MINUTE, false);
    assertEquals(Duration.ofSeconds(3), farewell.grace());
    assertEquals(12_000, farewell.millis(10_000));
  }

  @Test
  void isShortWhereThereAreFewOrNobodyToGoTo() {
    assertEquals(50, Farewell.within(HALF_A_MINUTE, false).millis(3));
    assertEquals(2_000, Farewell.within(HALF_A_MINUTE, false).millis(100));
    assertEquals(1_000, Farewell.within(HALF_A_MINUTE, true).millis(10_000));
  }

  @Test
  void isNoneWithoutTime() {
    Farewell none = Farewell.within(Duration.ZERO, false);
    assertEquals(Duration.ZERO, none.whole());
    assertEquals(1, none.steps(10_000));
  }
}
