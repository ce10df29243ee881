package dochat.metrics;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who logs never waits, and what is dropped is counted. */
@Timeout(60)
class BoundedLogTest {
  private static final int MANY = 3 * BoundedLog.WAITING;

  private final LoggerContext context = new LoggerContext();
  private final Slow slow = new Slow();
  private final Logger log = context.getLogger("test");

  /** A disk that takes nothing until it is let. */
  private static final class Slow extends AppenderBase<ILoggingEvent> {
    private final Semaphore may = new Semaphore(0);
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      may.acquireUninterruptibly();
      lines.add(event.getFormattedMessage());
    }
  }

  BoundedLogTest() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    slow.setContext(context);
    slow.start();
    BoundedLog bounded = new BoundedLog();
    bounded.setContext(context);
    bounded.addAppender(slow);
    bounded.start();
    log.setLevel(Level.INFO);
    log.addAppender(bounded);
  }

  @AfterEach
  void stop() {
    slow.may.release(MANY);
    context.stop();
  }

  @Test
  void dropsAndCountsWhatComesBeyondTheBound() {
    double before = BoundedLog.dropped();
    IntStream.range(0, MANY).parallel().forEach(i -> log.warn("line {}", i));
    double dropped = BoundedLog.dropped() - before;
    assertTrue(dropped > MANY / 4.0 && dropped < MANY, "what waits, and what the thread has taken to write, is bounded: " + dropped);
    slow.may.release(MANY);
    await().untilAsserted(() -> assertEquals(MANY, slow.lines.size() + dropped));
  }

  @Test
  void saysEverythingInOrderWhileThereIsRoom() {
    slow.may.release(MANY);
    IntStream.range(0, 100).forEach(i -> log.info("line {}", i));
    await().untilAsserted(() -> assertEquals(IntStream.range(0, 100).mapToObj(i -> "line " + i).toList(), slow.lines));
  }
}
