package dochat.talk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The one thread to which all state of talk belongs, seen from the thread that reads what is typed. */
final class Loop {
  private Loop() {
  }

  /** Ends with the process. */
  static ScheduledExecutorService start() {
    return Executors.newSingleThreadScheduledExecutor(task -> {
      Thread thread = new Thread(task, "dochat-talk");
      thread.setDaemon(true);
      return thread;
    });
  }

  /** Asks the loop and waits for the answer; fails with what the future fails with, or when it takes longer. For other threads than the loop. */
  static <T> T ask(ScheduledExecutorService loop, Supplier<CompletableFuture<T>> question, Duration patience) throws ExecutionException, TimeoutException {
    try {
      return CompletableFuture.supplyAsync(question, loop).thenCompose(answer -> answer).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new ExecutionException(e);
    }
  }
}
