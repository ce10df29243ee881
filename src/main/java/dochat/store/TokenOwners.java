package dochat.store;

import dochat.model.User;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Whose tokens these are. When a node or a proxy has gone, thousands of clients come to another node within a second, each with a token of its
 * own, and a call of the store for each would be more than may wait for it. So whoever comes while others are being looked up waits, and is looked up with
 * all who came meanwhile. Any thread asks, and is answered on its context.
 */
final class TokenOwners {
  /** Calls under way at once: one that is stuck does not hold up everybody. */
  private static final int CALLS = 2;
  /** Tokens that are looked up with one call. */
  private static final int GROUP = 500;
  /** Tokens that may wait, of a few hundred bytes each; more are refused at once. */
  private static final int WAITING = 50_000;
  /** Whoever has waited for so long without being in a call is told to come again: with a store that hangs, those before would take their calls for minutes. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(Call.PATIENCE_MILLIS);
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Vertx vertx;
  private final LongSupplier clock;
  private final Function<Collection<String>, Future<Map<String, User>>> lookUp;
  /** Guarded by this object, like what follows. */
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private int calls;

  /**
   * @param clock  in nanoseconds
   * @param lookUp finds the owners of tokens, by their hashes in hexadecimal; nobody's are missing in the answer
   */
  TokenOwners(Vertx vertx, LongSupplier clock, Function<Collection<String>, Future<Map<String, User>>> lookUp) {
    this.vertx = vertx;
    this.clock = clock;
    this.lookUp = lookUp;
  }

  /** Whose token has this hash; empty if nobody's. Fails as the store does. */
  Future<Optional<User>> of(byte[] tokenHash) {
    Asked asked = new Asked(HexFormat.of().formatHex(tokenHash), vertx.getOrCreateContext(), Promise.promise(), clock.getAsLong());
    if (!add(asked)) {
      return Future.failedFuture(new StoreBusy("too much waits for it"));
    }
    lookUpNext();
    return asked.owner.future();
  }

  /** How many have asked and are in no call yet. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** How long the first of them has waited. */
  synchronized double ageSeconds() {
    return waiting.isEmpty() ? 0 : ageNanos(waiting.peek()) / NANOS;
  }

  private synchronized boolean add(Asked asked) {
    return waiting.size() < WAITING && waiting.add(asked);
  }

  private long ageNanos(Asked asked) {
    return clock.getAsLong() - asked.sinceNanos;
  }

  private void lookUpNext() {
    late().forEach(asked -> asked.answer(null, new StoreBusy("it took too long")));
    List<Asked> group = begin();
    if (!group.isEmpty()) {
      Future.succeededFuture(group.stream().map(Asked::hash).collect(Collectors.toSet())).compose(lookUp::apply).onComplete((owners, failure) -> {
        end();
        group.forEach(asked -> asked.answer(owners, failure));
        lookUpNext();
      });
    }
  }

  /** Those who have waited for too long. */
  private synchronized List<Asked> late() {
    List<Asked> late = new ArrayList<>();
    while (!waiting.isEmpty() && ageNanos(waiting.peek()) >= PATIENCE_NANOS) {
      late.add(waiting.remove());
    }
    return late;
  }

  /** The next ones, if another call may begin. */
  private synchronized List<Asked> begin() {
    List<Asked> group = new ArrayList<>();
    if (calls < CALLS && !waiting.isEmpty()) {
      calls++;
      while (group.size() < GROUP && !waiting.isEmpty()) {
        group.add(waiting.remove());
      }
    }
    return group;
  }

  private synchronized void end() {
    calls--;
  }

  private record Asked(String hash, Context caller, Promise<Optional<User>> owner, long sinceNanos) {
    void answer(Map<String, User> owners, Throwable failure) {
      caller.runOnContext(turn -> {
        if (failure == null) {
          owner.complete(Optional.ofNullable(owners.get(hash)));
        } else {
          owner.fail(failure);
        }
      });
    }
  }
}
