package dochat.room;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

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

  /**
   * The answer to a question, or {@code busy} if the time is over before; not for what changes anything, of which one would not know whether it was saved. On the
   * caller's context, as the store answers; without one it is the answer itself.
   */
  public <T> Future<T> bound(Future<T> asked) {
    Context caller = Vertx.currentContext();
    if (asked.isComplete() || caller == null) {
      return asked;
    }
    Promise<T> answer = Promise.promise();
    long late = caller.owner().setTimer(Math.max(1, left().toMillis()), timer -> answer.tryFail(Problem.of(ProblemCode.BUSY)));
    asked.onComplete((found, failure) -> {
      caller.owner().cancelTimer(late);
      if (failure == null) {
        answer.tryComplete(found);
      } else {
        answer.tryFail(failure);
      }
    });
    return answer.future();
  }

  boolean isOver() {
    return left().isNegative();
  }

  /** Negative when it is over. */
  Duration left() {
    return patience.minusNanos(System.nanoTime() - sinceNanos);
  }
}
