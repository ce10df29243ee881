package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration SIX_SECONDS = Duration.ofSeconds(6);

  @Property(tries = 100)
  void isTheSameForTheSameSeed(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int nodes) {
    assertEquals(Schedule.of(seed, EnumSet.allOf(Fault.class), nodes, Duration.ofMinutes(3)),
        Schedule.of(seed, EnumSet.allOf(Fault.class), nodes, Duration.ofMinutes(3)));
  }

  @Property(tries = 100)
  void hasEveryKindAtLeastOnceHoweverShort(@ForAll long seed, @ForAll Set<Fault> faults) {
    List<Step> steps = Schedule.of(seed, faults, 3, SIX_SECONDS);
    assertEquals(faults, Set.copyOf(steps.stream().map(Step::fault).toList()));
  }

  @Property(tries = 100)
  void strikesOnlyNodesThatThereAre(@ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int nodes) {
    assertTrue(Schedule.of(seed, EnumSet.allOf(Fault.class), nodes, Duration.ofMinutes(3)).stream().allMatch(step -> step.node() >= 0 && step.node() < nodes));
  }

  @Test
  void isAnotherForAnotherSeed() {
    assertNotEquals(Schedule.of(1, EnumSet.allOf(Fault.class), 3, Duration.ofMinutes(3)), Schedule.of(2, EnumSet.allOf(Fault.class), 3, Duration.ofMinutes(3)));
  }

  @Test
  void isLongerForALongerRun() {
    assertTrue(Schedule.of(1, EnumSet.of(Fault.KILL), 3, Duration.ofMinutes(3)).size() > Schedule.of(1, EnumSet.of(Fault.KILL), 3, Duration.ofMinutes(1)).size());
  }

  /** However short the run, a silent partition is one that the cluster notices. */
  @Property(tries = 100)
  void dividesTheClusterWhereItSaysSo(@ForAll long seed) {
    assertTrue(Schedule.of(seed, EnumSet.of(Fault.PARTITION), 3, SIX_SECONDS).stream().filter(Step::stalls).allMatch(step -> step.length().toSeconds() > 10));
  }

  /** A node that sleeps for more than 10 s leaves the cluster: that is to be seen in runs of the usual length. */
  @Test
  void pausesForLongerThanTheClusterWaits() {
    assertTrue(Schedule.of(1, EnumSet.of(Fault.PAUSE), 3, Duration.ofMinutes(3)).stream().allMatch(step -> step.length().toSeconds() >= 15));
  }
}
