package dochat.loop;

import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/**
 * What is done again and again, all of it at the same moments, whoever began it when: a node on which nothing happens wakes a few times a second and not for each of
 * its timers. The moments are those of one process; the nodes of one machine have different ones.
 *
 * <p>Each time looks for its moment anew: a timer of a fixed rate would for ever be as late as it was when it was begun, which is when classes are loaded.
 */
public final class Periodic {
  private static final long BEGAN_NANOS = System.nanoTime();

  private final ContextInternal context;
  private final long nanos;
  private final Runnable action;
  private volatile boolean hasEnded;
  private volatile ScheduledFuture<?> timer;

  private Periodic(ContextInternal context, long nanos, Runnable action) {
    this.context = context;
    this.nanos = nanos;
    this.action = action;
  }

  /**
   * Does this on the caller's context, for as long as its verticle is deployed, else until Vert.x closes. Moments that its event loop misses are left out. What it
   * throws is told to the context, and it goes on.
   *
   * @param millis between two times, at least 1; the first one may come sooner
   */
  public static void every(Vertx vertx, long millis, Runnable action) {
    Periodic periodic = new Periodic((ContextInternal) vertx.getOrCreateContext(), TimeUnit.MILLISECONDS.toNanos(millis), action);
    periodic.awaitMoment();
    periodic.context.addCloseHook(closed -> {
      periodic.end();
      closed.succeed();
    });
  }

  private void awaitMoment() {
    timer = context.nettyEventLoop().schedule(this::due, nanos - (System.nanoTime() - BEGAN_NANOS) % nanos, TimeUnit.NANOSECONDS);
  }

  private void due() {
    if (!hasEnded) {
      awaitMoment();
      context.emit(due -> action.run());
    }
  }

  private void end() {
    hasEnded = true;
    timer.cancel(false);
  }
}
