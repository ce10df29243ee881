package dochat.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueingTest {
  private static final long SPIN_NANOS = Duration.ofMillis(300).toNanos();

  @Test
  void growsWhileThereAreMoreThreadsThanProcessors() throws InterruptedException {
    Queueing queueing = new Queueing(List.of(ProcessHandle.current().pid()));
    List<Thread> threads = IntStream.range(0, 4 * Runtime.getRuntime().availableProcessors()).mapToObj(i -> new Thread(QueueingTest::spin)).toList();
    threads.forEach(Thread::start);
    Duration longest = Duration.ZERO;
    while (threads.stream().anyMatch(Thread::isAlive)) {
      Duration time = queueing.time();
      longest = time.compareTo(longest) > 0 ? time : longest;
      Thread.onSpinWait();
    }
    assertTrue(longest.toMillis() > 50, longest::toString);
  }

  @Test
  void isNothingForAProcessThatIsGone() {
    assertEquals(Duration.ZERO, new Queueing(List.of(Long.MAX_VALUE)).time());
  }

  private static void spin() {
    long end = System.nanoTime() + SPIN_NANOS;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
