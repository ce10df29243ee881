package dochat.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Work about one thing waits for earlier work about the same thing, and for no other. Any thread may call. */
final class Lanes {
  private final Map<String, Future<?>> last = new ConcurrentHashMap<>();

  /** Begins the work when everything before it in this lane has ended, however. The work must always end, and never at once. */
  <T> Future<T> inTurn(String lane, Supplier<Future<T>> work) {
    Promise<T> turn = Promise.promise();
    Future<?> before = last.put(lane, turn.future());
    turn.future().onComplete(ended -> last.remove(lane, turn.future()));
    Future<?> begin = before == null ? Future.succeededFuture() : before.transform(ended -> Future.succeededFuture());
    begin.compose(turnCame -> work.get()).onComplete(turn);
    return turn.future();
  }

  /** Completed when all work that is here now has ended. */
  Future<Void> quiet() {
    return Future.join(List.copyOf(last.values())).transform(ended -> Future.succeededFuture());
  }
}
