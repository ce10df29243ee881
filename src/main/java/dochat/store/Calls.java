package dochat.store;

import dochat.metrics.Seldom;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings calls to worker threads and their answers back: bounded in number, each answered within its patience whatever the database does,
 * and tried again, without a thread meanwhile, while that may help. Any thread may call; answers come on the caller's context.
 */
final class Calls {
  /** Calls of one kind that may wait; more are refused at once. */
  private static final int WAITING = 10_000;
  /** More than there are threads for, and little memory. */
  private static final int AHEAD = 16;
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Seldom warnings;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private final Set<Call<?>> asked = ConcurrentHashMap.newKeySet();
  private final Lanes lanes = new Lanes();
  private final Turns turns = new Turns(AHEAD);
  private volatile LongConsumer waits = nanos -> { };
  private volatile LongConsumer runs = nanos -> { };

  Calls(Vertx vertx, WorkerExecutor workers, Seldom warnings) {
    this.vertx = vertx;
    this.workers = workers;
    this.warnings = warnings;
  }

  /** Runs it as soon as a thread is free. */
  <T> Future<T> run(Call<T> call) {
    return run(call, () -> tries(call, () -> attempt(call)), () -> { });
  }

  /** The same for an answer that may be long: at most {@value #AHEAD} of them have begun and not been worked on where they were asked for. */
  <T> Future<T> runLong(Call<T> call) {
    return run(call, () -> turns.take(() -> tries(call, () -> attempt(call))), turns::giveBack);
  }

  /** Runs it when the tries before it in the same lane have ended, so that one thing that is stuck takes one thread at most. */
  <T> Future<T> run(String lane, Call<T> call) {
    return run(call, () -> tries(call, () -> lanes.inTurn(lane, () -> attempt(call))), () -> { });
  }

  /** Completed when the calls in lanes that were there have ended. */
  Future<Void> quiet() {
    return lanes.quiet();
  }

  /**
   * Who wants to know, on the worker threads, in nanoseconds:
   *
   * @param waits how long each call waits until a thread begins with it, its turn and what is before it in its lane included
   * @param runs  how long a thread is busy with each try
   */
  void watch(LongConsumer waits, LongConsumer runs) {
    this.waits = waits;
    this.runs = runs;
  }

  /** How many are not answered yet. */
  int waiting() {
    return waiting.get();
  }

  /** How many a thread is busy with. */
  int busy() {
    return busy.get();
  }

  /** How long the oldest of them waits for its answer. */
  double ageSeconds() {
    return asked.stream().mapToLong(Call::ageNanos).max().orElse(0) / NANOS;
  }

  private <T> Future<T> attempt(Call<T> call) {
    return workers.executeBlocking(() -> {
      busy.incrementAndGet();
      if (call.isFresh()) {
        waits.accept(call.ageNanos());
      }
      long beganNanos = System.nanoTime();
      try {
        return call.attempt();
      } finally {
        busy.decrementAndGet();
        runs.accept(System.nanoTime() - beganNanos);
      }
    }, false);
  }

  private <T> Future<T> run(Call<T> call, Supplier<Future<T>> work, Runnable taken) {
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(refused(new StoreBusy("too much waits for it")));
    }
    return answer(call, Future.succeededFuture().compose(now -> work.get()), taken);
  }

  /** @param taken called once the answer has been worked on where it was asked for */
  private <T> Future<T> answer(Call<T> call, Future<T> result, Runnable taken) {
    Context caller = vertx.getOrCreateContext();
    asked.add(call);
    Promise<T> answer = Promise.promise();
    long timer = vertx.setTimer(call.patienceMillis(), late -> answer.tryFail(refused(call.giveUp())));
    result.onComplete(done -> {
      waiting.decrementAndGet();
      asked.remove(call);
      vertx.cancelTimer(timer);
      if (Vertx.currentContext() == caller) {
        end(answer, done, taken);
      } else {
        caller.runOnContext(turn -> end(answer, done, taken));
      }
    });
    return answer.future();
  }

  private static <T> void end(Promise<T> answer, AsyncResult<T> result, Runnable taken) {
    try {
      if (result.succeeded()) {
        answer.tryComplete(result.result());
      } else {
        answer.tryFail(result.cause());
      }
    } finally {
      taken.run();
    }
  }

  private <T> Future<T> tries(Call<T> call, Supplier<Future<T>> attempt) {
    return attempt.get().recover(failure -> again(call, attempt, failure));
  }

  private <T> Future<T> again(Call<T> call, Supplier<Future<T>> attempt, Throwable failure) {
    long pauseMillis = call.pauseMillis(failure);
    return pauseMillis < 0 ? Future.failedFuture(refused(call.refusal(failure)))
        : vertx.timer(pauseMillis, TimeUnit.MILLISECONDS).compose(later -> tries(call, attempt));
  }

  private Throwable refused(Throwable refusal) {
    if (refusal instanceof StoreBusy || refusal instanceof StoreUnconfirmed) {
      warnings.now(() -> LOG.warn("the store does not serve reason={}", reason(refusal)));
    }
    return refusal;
  }

  private static String reason(Throwable refusal) {
    return refusal.getCause() == null ? refusal.getMessage() : refusal.getMessage() + " (" + refusal.getCause().getMessage() + ")";
  }
}
