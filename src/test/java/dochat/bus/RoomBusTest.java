package dochat.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.junit5.Checkpoint;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Real parts on an event bus whose cluster fails: nothing but the other nodes' hints may depend on it. */
@ExtendWith(VertxExtension.class)
class RoomBusTest {
  private static final Batch BATCH = new Batch("room", 1, List.of("{}"));

  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void hearsItsOwnNodeOnceThoughTheClusterCarriesItToo(Vertx vertx, VertxTestContext test) {
    Checkpoint heard = test.checkpoint(2);
    AtomicInteger batches = new AtomicInteger();
    RoomBus bus = new RoomBus(vertx);
    bus.subscribe("room", batch -> {
      test.verify(() -> assertEquals(batches.incrementAndGet(), batch.first()));
      heard.flag();
    }).onComplete(test.succeeding(subscribed -> {
      bus.publish(BATCH);
      vertx.setTimer(1, timer -> bus.publish(new Batch("room", 2, List.of("{}"))));
    }));
  }

  @Test
  void aClusterThatRefusesItsListenersIsAskedAgainAndHarmsNobodyHere(Vertx vertx, VertxTestContext test) {
    Checkpoint heard = test.checkpoint();
    Checkpoint askedAgain = test.checkpoint();
    Vertx refusing = refusing(vertx, () -> {
      if (attempts.incrementAndGet() == 2) {
        askedAgain.flag();
      }
      return attempts.get() == 1;
    });
    RoomBus bus = new RoomBus(refusing);
    bus.subscribe("room", batch -> heard.flag()).onComplete(test.succeeding(subscribed -> test.verify(() -> assertFalse(bus.publish(BATCH)))));
  }

  /** What comes from another node: Vert.x keeps a consumer that the cluster does not know, which would hear it as well. */
  @Test
  void hearsOnceHoweverOftenItHadToAskAgain(Vertx vertx, VertxTestContext test) {
    List<Long> heard = new CopyOnWriteArrayList<>();
    Checkpoint asked = test.checkpoint();
    RoomBus bus = new RoomBus(refusing(vertx, () -> attempts.incrementAndGet() < 3));
    bus.subscribe("room", batch -> heard.add(batch.first())).onComplete(test.succeeding(subscribed -> vertx.setPeriodic(10, timer -> {
      if (attempts.get() == 3 && vertx.cancelTimer(timer)) {
        vertx.eventBus().publish(Addresses.ofRoom("room"), BATCH);
        vertx.eventBus().publish(Addresses.ofRoom("room"), new Batch("room", 2, List.of("{}")));
        vertx.setTimer(100, later -> test.verify(() -> {
          assertEquals(List.of(1L, 2L), heard);
          asked.flag();
        }));
      }
    })));
  }

  /** Publishing fails always, listening as long as asked. */
  private static Vertx refusing(Vertx vertx, BooleanSupplier isRefused) {
    EventBus bus = proxy(EventBus.class, vertx.eventBus(), (method, real) -> {
      if (method.getName().equals("publish")) {
        throw new VertxException("no cluster");
      }
      return method.getName().equals("consumer") && isRefused.getAsBoolean()
          ? proxy(MessageConsumer.class, (MessageConsumer<?>) real.call(), RoomBusTest::failedToRegister) : real.call();
    });
    return proxy(Vertx.class, vertx, (method, real) -> method.getName().equals("eventBus") ? bus : real.call());
  }

  private static Object failedToRegister(Method method, Real real) throws Throwable {
    return method.getName().equals("completion") ? Future.failedFuture("no cluster") : real.call();
  }

  @SuppressWarnings("unchecked")
  private static <T> T proxy(Class<T> type, Object real, Change change) {
    return (T) Proxy.newProxyInstance(RoomBusTest.class.getClassLoader(), new Class<?>[] {type},
        (self, method, arguments) -> change.call(method, () -> invoke(real, method, arguments)));
  }

  private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private interface Real {
    Object call() throws Throwable;
  }

  private interface Change {
    Object call(Method method, Real real) throws Throwable;
  }
}
