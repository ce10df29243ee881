package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How many connections a node takes that was not told. */
class CapacityTest {
  private static final long MIB = 1 << 20;

  @Test
  void isWhatHalfOfTheHeapCarries() {
    assertEquals(6_553, Capacity.of(256 * MIB, 1_000_000));
    assertEquals(104_857, Capacity.of(4_096 * MIB, 1_000_000));
  }

  @Test
  void isNoMoreThanTheFilesCarry() {
    assertEquals(256, Capacity.of(4_096 * MIB, 1_024));
  }

  @Test
  void isOneAtLeastAndAMillionAtMost() {
    assertEquals(1, Capacity.of(MIB, 100));
    assertEquals(1_000_000, Capacity.of(1L << 50, Long.MAX_VALUE));
  }
}
