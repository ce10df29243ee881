package dochat.room;

import dochat.bus.Batch;
import dochat.bus.RoomBus;
import dochat.metrics.Metrics;
import dochat.model.Appended;
import dochat.model.Draft;
import dochat.model.Event;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import dochat.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Appends to the logs of all rooms, for all threads of this node: while one transaction runs, the next group fills. Only what was
 * committed is answered and published. Its own context forms the groups and encodes the events.
 */
public final class RoomLog {
  /** Drafts of one transaction at most. */
  private static final int GROUP = 256;
  /** Drafts that may wait; more are refused with {@code busy}. */
  private static final int WAITING = 10_000;

  private final Store store;
  private final RoomBus bus;
  private final Metrics metrics;
  private final Vertx vertx;
  private final Context context;
  private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean isCommitting = new AtomicBoolean();

  public RoomLog(Vertx vertx, Store store, RoomBus bus, Metrics metrics) {
    this.vertx = vertx;
    this.store = store;
    this.bus = bus;
    this.metrics = metrics;
    this.context = vertx.getOrCreateContext();
    metrics.gauge("dochat.drafts.waiting", waiting::get);
  }

  /**
   * Appends, in the order of the calls of one context. Completed on the caller's context, after the commit; fails with {@code busy}, or
   * as the store does, and then nothing is promised: the same draft may be appended again.
   */
  public Future<Appended> append(Draft draft) {
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(Problem.of(ProblemCode.BUSY));
    }
    Entry entry = new Entry(draft, vertx.getOrCreateContext(), Promise.promise());
    queue.add(entry);
    commitSoon();
    return entry.answer.future();
  }

  private void commitSoon() {
    if (isCommitting.compareAndSet(false, true)) {
      context.runOnContext(turn -> commitNext());
    }
  }

  private void commitNext() {
    List<Entry> group = nextGroup();
    if (group.isEmpty()) {
      isCommitting.set(false);
      if (!queue.isEmpty()) {
        commitSoon();
      }
      return;
    }
    commit(group)
        .onSuccess(appended -> committed(group, appended))
        .onFailure(failure -> group.forEach(entry -> entry.fail(failure)))
        .onComplete(done -> commitNext());
  }

  /** A future, whatever happens, so that there is always a next group: a store that is closed refuses by an exception. */
  private Future<List<Appended>> commit(List<Entry> group) {
    return Future.succeededFuture().compose(now -> store.append(group.stream().map(Entry::draft).toList()));
  }

  private List<Entry> nextGroup() {
    List<Entry> group = new ArrayList<>();
    while (group.size() < GROUP && !queue.isEmpty()) {
      group.add(queue.remove());
    }
    waiting.addAndGet(-group.size());
    return group;
  }

  private void committed(List<Entry> group, List<Appended> appended) {
    metrics.committed(group.size());
    for (int i = 0; i < group.size(); i++) {
      group.get(i).complete(appended.get(i));
    }
    publish(appended);
  }

  private void publish(List<Appended> appended) {
    Map<String, List<Event>> rooms = new LinkedHashMap<>();
    for (Appended each : appended) {
      if (each.outcome() == Appended.Outcome.NEW) {
        rooms.computeIfAbsent(each.draft().room(), room -> new ArrayList<>()).add(each.event());
      }
    }
    rooms.forEach((room, events) ->
        bus.publish(new Batch(room, events.get(0).seq(), events.stream().map(event -> Views.event(event).encode()).toList())));
  }

  private record Entry(Draft draft, Context caller, Promise<Appended> answer) {
    void complete(Appended appended) {
      caller.runOnContext(turn -> answer.complete(appended));
    }

    void fail(Throwable failure) {
      caller.runOnContext(turn -> answer.fail(failure));
    }
  }
}
