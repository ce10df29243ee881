package dochat.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much may wait to be hashed, whatever takes how long. */
class PasswordsTest {
  private static final int MOST = 50;
  private static final int STORM = 500;

  private final Vertx vertx = Vertx.vertx();
  private final Passwords passwords = new Passwords(vertx);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aStormIsTurnedAwayAtOnceAndNotKept() throws InterruptedException {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    List<Future<Boolean>> storm = IntStream.range(0, STORM).mapToObj(i -> passwords.work(() -> {
      began.countDown();
      over.await();
      return true;
    })).toList();
    assertTrue(storm.stream().limit(MOST).noneMatch(Future::isComplete), "so many wait");
    storm.stream().skip(MOST).forEach(refused -> assertEquals(ProblemCode.BUSY, Problem.from(refused.cause()).code()));
    began.await();
    over.countDown();
    Future.join(storm.subList(0, MOST)).otherwiseEmpty().await();
    assertTrue(storm.stream().anyMatch(Future::succeeded), "who waits for too long is told so, the others are answered");
    assertTrue(passwords.work(() -> true).await(), "there is place again");
  }
}
