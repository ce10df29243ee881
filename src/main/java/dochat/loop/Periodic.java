package dochat.loop;

import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/**
 * What is done again and again, all of it at the same moments, whoever began it when: a node on which nothing happens wakes a few times a second and not for each of
 * its timers. The moments are those of one process; the nodes of one machine have different ones.
 */
public final class Periodic {
  private static final long BEGAN_NANOS = System.nanoTime();

  private Periodic() {
  }

  /**
   * Does this on the caller's context, for as long as its verticle is deployed, else until Vert.x closes. Where its event loop is late it is made up for, as with
   * {@link Vertx#setPeriodic}. What it throws is told to the context, and it goes on.
   *
   * @param millis between two times, at least 1; the first one may come sooner
   */
  public static void every(Vertx vertx, long millis, Runnable action) {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    long first = nanos - (System.nanoTime() - BEGAN_NANOS) % nanos;
    ScheduledFuture<?> timer = context.nettyEventLoop().scheduleAtFixedRate(() -> context.emit(due -> action.run()), first, nanos, TimeUnit.NANOSECONDS);
    context.addCloseHook(closed -> {
      timer.cancel(false);
      closed.succeed();
    });
  }
}
