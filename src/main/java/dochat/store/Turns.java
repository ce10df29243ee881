package dochat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * So many pieces of work at a time may have begun and not been given back; the others wait, in their order. So what was read for many at
 * once does not pile up before those who asked come to it. Any thread may call.
 */
final class Turns {
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger free;

  Turns(int most) {
    free = new AtomicInteger(most);
  }

  /** Begins the work when its turn has come. Each turn that has come is {@linkplain #giveBack given back} once. */
  <T> Future<T> take(Supplier<Future<T>> work) {
    Promise<T> result = Promise.promise();
    waiting.add(() -> work.get().onComplete(result));
    begin();
    return result.future();
  }

  void giveBack() {
    free.incrementAndGet();
    begin();
  }

  private void begin() {
    while (!waiting.isEmpty() && free.getAndUpdate(turns -> Math.max(0, turns - 1)) > 0) {
      Runnable next = waiting.poll();
      if (next == null) {
        free.incrementAndGet();
      } else {
        next.run();
      }
    }
  }
}
