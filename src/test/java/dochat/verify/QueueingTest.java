package dochat.verify;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueingTest {
  @Test
  void growsWhileThereAreMoreThreadsThanProcessors() {
    Queueing queueing = new Queueing(List.of(ProcessHandle.current().pid()));
    AtomicBoolean isSeen = new AtomicBoolean();
    IntStream.range(0, 4 * Runtime.getRuntime().availableProcessors()).forEach(i -> new Thread(() -> spinUntil(isSeen)).start());
    try {
      eventually(() -> assertTrue(queueing.time().toMillis() > 50));
    } finally {
      isSeen.set(true);
    }
  }

  @Test
  void isNothingForAProcessThatIsGone() {
    assertEquals(Duration.ZERO, new Queueing(List.of(Long.MAX_VALUE)).time());
  }

  private static void spinUntil(AtomicBoolean isSeen) {
    while (!isSeen.get()) {
      Thread.onSpinWait();
    }
  }
}
