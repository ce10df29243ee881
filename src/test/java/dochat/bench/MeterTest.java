package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final int LISTENERS = 10;

  private final Meter meter = new Meter();

  /** A message that was to be sent in the time that is measured counts with all that it has waited, also when it comes later. */
  @Test
  void countsTimesFromTheSchedule() {
    meter.measure(1_000, 2_000);
    meter.delivered(1_900, 9_900);
    meter.acknowledged(1_900, 3_900, true);
    assertEquals(8_000, meter.deliveries().getMaxValue() / 10 * 10);
    assertEquals(2_000, meter.answers().getMaxValue() / 10 * 10);
  }

  @Test
  void leavesTimesOutThatBeganBeforeOrAfter() {
    meter.measure(1_000, 2_000);
    meter.delivered(999, 1_500);
    meter.delivered(2_000, 2_500);
    meter.delivered(Stamp.NONE, 1_500);
    assertEquals(0, meter.deliveries().getTotalCount());
  }

  /** How much comes in a second is another question than how long it took. */
  @Test
  void countsWhatComesInTheTime() {
    meter.measure(1_000, 2_000);
    meter.delivered(1, 1_000);
    meter.delivered(1, 1_999);
    meter.delivered(1, 2_000);
    meter.acknowledged(1, 1_500, true);
    meter.acknowledged(1, 2_500, true);
    assertEquals(2, meter.delivered());
    assertEquals(1, meter.acknowledged());
    assertEquals(3, meter.received());
  }

  @Test
  void measuresNothingUntilItIsTold() {
    meter.delivered(1, 2);
    assertEquals(0, meter.delivered());
    assertEquals(0, meter.deliveries().getTotalCount());
  }

  @Test
  void knowsWhatIsOutstanding() {
    meter.sent(LISTENERS);
    meter.sent(LISTENERS);
    meter.acknowledged(1, 2, true);
    meter.delivered(1, 2);
    assertEquals(1, meter.unanswered());
    assertEquals(19, meter.outstanding());
    meter.refused("busy", LISTENERS);
    assertEquals(0, meter.unanswered());
    assertEquals(9, meter.outstanding());
    assertEquals(Map.of("busy", 1L), meter.refusals());
  }

  @Test
  void countsNumbersThatWereGivenTwice() {
    Room room = new Room("r");
    meter.acknowledged(1, 2, room.acknowledge(1));
    meter.acknowledged(1, 2, room.acknowledge(2));
    assertEquals(0, meter.twice());
    meter.acknowledged(1, 2, room.acknowledge(2));
    assertEquals(1, meter.twice());
    assertEquals(2, room.head());
  }
}
