package dochat.store;

import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * The connections to a server. Each is used by one thread at a time, so that there are never more than threads that ask; it is kept as
 * long as it is of use, and the next one is opened by who needs it, at once. Any thread may call; blocks.
 */
final class PostgresConnections implements AutoCloseable {
  /** Who was idle for longer is asked first: what lies between may have forgotten the connection without a word. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final int ALIVE_SECONDS = 2;

  private final Supplier<Handle> opening;
  private final Predicate<RuntimeException> spares;
  private final Deque<Kept> idle = new ConcurrentLinkedDeque<>();
  private volatile long renewedNanos = System.nanoTime();
  private volatile boolean closed;

  /**
   * @param first   one that is open already
   * @param opening opens one, or fails
   * @param spares  whether the connection is as good as before after this failure
   */
  PostgresConnections(Handle first, Supplier<Handle> opening, Predicate<RuntimeException> spares) {
    this.opening = opening;
    this.spares = spares;
    giveBack(opened(first), true);
  }

  <T> T use(HandleCallback<T, RuntimeException> work) {
    var kept = take();
    var isGood = false;
    try {
      var result = work.withHandle(kept.handle);
      isGood = true;
      return result;
    } catch (RuntimeException e) {
      isGood = spares.test(e);
      throw e;
    } finally {
      giveBack(kept, isGood);
    }
  }

  /** Uses none of today's connections any more: they lead to a server that is not the right one. */
  void renew() {
    renewedNanos = System.nanoTime();
    closeIdle();
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private Kept take() {
    for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (isAlive(kept)) {
        return kept;
      }
      end(kept);
    }
    return opened(opening.get());
  }

  private static Kept opened(Handle handle) {
    var now = System.nanoTime();
    return new Kept(handle, now, now);
  }

  private void giveBack(Kept kept, boolean isGood) {
    if (isGood && kept.openedNanos - renewedNanos >= 0) {
      idle.push(new Kept(kept.handle, kept.openedNanos, System.nanoTime()));
      if (closed) {
        closeIdle();
      }
    } else {
      end(kept);
    }
  }

  private void closeIdle() {
    for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
      end(kept);
    }
  }

  private static boolean isAlive(Kept kept) {
    try {
      return System.nanoTime() - kept.usedNanos < FRESH_NANOS || kept.handle.getConnection().isValid(ALIVE_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void end(Kept kept) {
    try {
      kept.handle.close();
    } catch (RuntimeException e) {
      // It was of no use before, and nothing hangs on how it ends.
    }
  }

  private record Kept(Handle handle, long openedNanos, long usedNanos) {}
}
