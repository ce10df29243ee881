package dochat.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What time it is for an event loop that is looked at about once a second. */
class LoopClockTest {
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(-7);
  private final LoopClock clock = new LoopClock(nanos::get);

  @Test
  void goesOnWhileTheLoopRuns() {
    assertEquals(List.of(1L, 3L, 3L, 6L), List.of(passed(1), passed(2), passed(0), passed(3)));
  }

  @Test
  void standsStillWhileTheProcessDoes() {
    assertEquals(List.of(1L, 1L, 2L, 2L, 3L), List.of(passed(1), passed(30), passed(1), passed(86_400), passed(1)));
  }

  /** Seconds since the beginning, after so many more. */
  private long passed(long seconds) {
    nanos.addAndGet(seconds * SECOND);
    return (clock.nanos() + 7) / SECOND;
  }
}
