package dochat.security;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords, and compares them with hashes, on threads of its own. Each hash takes {@value Argon2#MEMORY_KIB} KiB and some hundredths of a second of a
 * core, so only {@value #AT_ONCE} are worked out at a time, and so many may wait for them; who would wait longer is told {@code busy}. Any thread may
 * call, and is called back on its context.
 */
public final class Passwords {
  private static final int AT_ONCE = 2;
  /** Hashes that wait or are worked out: more than a second's work. */
  private static final int MOST = 50;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final WorkerExecutor worker;
  private final AtomicInteger asked = new AtomicInteger();

  public Passwords(Vertx vertx) {
    worker = vertx.createSharedWorkerExecutor("dochat-password", AT_ONCE);
  }

  /** A hash of this password, with a salt of its own. */
  public Future<String> hash(String password) {
    return work(() -> Argon2.hash(password));
  }

  /**
   * Whether this hash is that of the password. It takes as long when there is none to compare with.
   *
   * @param hash null where nobody has the handle
   */
  public Future<Boolean> matches(String password, String hash) {
    return work(() -> Argon2.matches(password, hash == null ? Argon2.NOBODYS : hash) && hash != null);
  }

  /** In place of a hash, for an account that has no password. */
  public static String none() {
    return Argon2.none();
  }

  /** The same for other work of that kind: what checks a passkey takes less. */
  <T> Future<T> work(Callable<T> hashing) {
    if (asked.incrementAndGet() > MOST) {
      asked.decrementAndGet();
      return Future.failedFuture(busy());
    }
    long sinceNanos = System.nanoTime();
    return worker.executeBlocking(() -> {
      if (System.nanoTime() - sinceNanos > PATIENCE_NANOS) {
        throw busy();
      }
      return hashing.call();
    }, false).onComplete((done, failure) -> asked.decrementAndGet());
  }

  private static Problem busy() {
    return Problem.of(ProblemCode.BUSY, "Too many passwords are being checked; try again.");
  }
}
