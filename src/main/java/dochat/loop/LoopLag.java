package dochat.loop;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Looks four times a second how late an event loop is: so long whatever it is to do waits for what it does. Lives on that loop. */
public final class LoopLag {
  private static final long LOOK_MILLIS = 250;

  private final LongConsumer nanos;
  private long lookNanos = System.nanoTime();

  private LoopLag(LongConsumer nanos) {
    this.nanos = nanos;
  }

  /** Watches the loop that this is called on, for as long as its verticle is deployed. */
  public static void watch(Vertx vertx, LongConsumer nanos) {
    LoopLag lag = new LoopLag(nanos);
    Periodic.every(vertx, LOOK_MILLIS, lag::look);
  }

  private void look() {
    long now = System.nanoTime();
    nanos.accept(Math.max(0, now - lookNanos - TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
    lookNanos = now;
  }
}
