package dochat.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.room.OneNode;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is done again and again on an event loop. */
@ExtendWith(VertxExtension.class)
@Timeout(30)
class PeriodicTest {
  private static final long MILLIS = 40;

  /** In one turn both are done before what either leaves to the next one. */
  @Test
  void whatWasBegunAtDifferentTimesIsDoneInOneTurnOfTheLoop(Vertx vertx) {
    Context loop = vertx.getOrCreateContext();
    List<String> done = new CopyOnWriteArrayList<>();
    begin(vertx, loop, done);
    await().until(() -> done.size() > 2);
    begin(vertx, loop, done);
    await().until(() -> String.join(", ", done).contains("done, done, next turn, next turn, done, done, next turn, next turn, done, done"));
  }

  private static void begin(Vertx vertx, Context loop, List<String> done) {
    OneNode.on(loop, () -> {
      Periodic.every(vertx, MILLIS, () -> {
        done.add("done");
        loop.runOnContext(turn -> done.add("next turn"));
      });
      return null;
    });
  }

  @Test
  void whatTheLoopMissesIsLeftOut(Vertx vertx) {
    Context loop = vertx.getOrCreateContext();
    AtomicInteger done = new AtomicInteger();
    Promise<Long> beyondMoments = Promise.promise();
    OneNode.on(loop, () -> {
      Periodic.every(vertx, MILLIS, done::incrementAndGet);
      Thread.sleep(10 * MILLIS);
      long beganNanos = System.nanoTime();
      vertx.setTimer(2 * MILLIS, timer -> beyondMoments.complete(done.get() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos) / MILLIS));
      return null;
    });
    long times = OneNode.await(beyondMoments.future());
    assertTrue(times <= 2, times + " times more than there were moments");
  }

  @Test
  void itGoesOnAfterAFailureOnTheContextOfWhoBeganIt(Vertx vertx) {
    Context loop = vertx.getOrCreateContext();
    List<Throwable> told = new CopyOnWriteArrayList<>();
    List<Context> contexts = new CopyOnWriteArrayList<>();
    OneNode.on(loop, () -> {
      loop.exceptionHandler(told::add);
      Periodic.every(vertx, MILLIS, () -> {
        contexts.add(Vertx.currentContext());
        throw new IllegalStateException("a bug");
      });
      return null;
    });
    await().until(() -> told.size() > 1);
    contexts.forEach(context -> assertSame(loop, context));
  }

  @Test
  void itEndsWithItsVerticle(Vertx vertx) {
    AtomicInteger done = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    String verticle = OneNode.await(vertx.deployVerticle(new AbstractVerticle() {
      @Override
      public void start() {
        Periodic.every(vertx, MILLIS, done::incrementAndGet);
      }
    }));
    await().until(() -> done.get() > 1);
    OneNode.await(vertx.undeploy(verticle));
    int before = done.get();
    OneNode.on(vertx.getOrCreateContext(), () -> {
      Periodic.every(vertx, MILLIS, others::incrementAndGet);
      return null;
    });
    await().until(() -> others.get() > 3);
    assertEquals(before, done.get());
  }
}
