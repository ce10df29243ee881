package dochat.room;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** When somebody who has asked for a change is answered at the latest, but for its last try, however much is asked of the store before it. Any thread may call. */
public final class Deadline {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Duration patience;
  private final long sinceNanos = System.nanoTime();

  /** For what is asked now. */
  public Deadline() {
    this(PATIENCE);
  }

  Deadline(Duration patience) {
    this.patience = patience;
  }

  /** The answer to a question, or {@code busy} if the time is over before; not for what changes anything, of which one would not know whether it was saved. */
  public <T> Future<T> bound(Future<T> asked) {
    return asked.isComplete() ? asked : asked.timeout(Math.max(1, left().toMillis()), TimeUnit.MILLISECONDS)
        .recover(failure -> Future.failedFuture(failure instanceof TimeoutException ? Problem.of(ProblemCode.BUSY) : failure));
  }

  boolean isOver() {
    return left().isNegative();
  }

  /** Negative when it is over. */
  Duration left() {
    return patience.minusNanos(System.nanoTime() - sinceNanos);
  }
}
