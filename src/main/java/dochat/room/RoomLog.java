package dochat.room;

import dochat.bus.Posted;
import dochat.bus.RoomBus;
import dochat.metrics.Metrics;
import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.store.Store;
import dochat.store.StoreBusy;
import dochat.store.StoreUnconfirmed;
import dochat.trace.Trace;
import dochat.trail.Trail;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Appends to the logs of all rooms, for all threads of this node: while one transaction runs, the next group fills. Only what was
 * committed is answered and published. A room that somebody else holds goes a way of its own until it is free ({@link HeldRoom}), so that
 * the others need not wait for it. Its own context forms the groups and encodes the events.
 */
public final class RoomLog {
  /** Changes of one transaction at most. */
  static final int GROUP = 256;
  /** Changes that may wait; more are refused with {@code busy}. */
  private static final int WAITING = 10_000;
  private static final long HELD_PAUSE_MILLIS = 40;

  private final Store store;
  private final RoomBus bus;
  private final Metrics metrics;
  private final Trail trail;
  private final Vertx vertx;
  private final Context context;
  private final Queue<Entry> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean isCommitting = new AtomicBoolean();
  private final Map<String, HeldRoom> held = new HashMap<>();

  public RoomLog(Vertx vertx, Store store, RoomBus bus, Metrics metrics, Trail trail) {
    this.vertx = vertx;
    this.store = store;
    this.bus = bus;
    this.metrics = metrics;
    this.trail = trail;
    this.context = vertx.getOrCreateContext();
    metrics.gauge("dochat_drafts_waiting", "Changes that are not answered yet.", waiting::get);
    metrics.gauge("dochat_drafts_age_seconds", "How long the oldest change waits that is in no transaction yet.", this::ageSeconds);
  }

  /**
   * Appends, in the order of the calls of one context. Completed on the caller's context, after the commit and about a second after the deadline at most; fails
   * with {@code busy}, or as the store does, and then the same change may be appended again.
   *
   * @param trace of the post; its caller ends it
   */
  public Future<Appended> append(Change change, Trace trace, Deadline deadline) {
    if (waiting.incrementAndGet() > WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(Problem.of(ProblemCode.BUSY));
    }
    trace.waits(change.room());
    Entry entry = new Entry(change, trace, deadline, vertx.getOrCreateContext());
    queue.add(entry);
    commitSoon();
    return entry.answer().onComplete(answered -> waiting.decrementAndGet());
  }

  private double ageSeconds() {
    Entry oldest = queue.peek();
    return oldest == null ? 0 : oldest.ageNanos() / 1e9;
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
    commit(group, entries -> store.appendFree(Entry.changes(entries), Entry.patience(entries)), this::hold).onComplete(done -> commitNext());
  }

  private List<Entry> nextGroup() {
    List<Entry> group = new ArrayList<>();
    while (group.size() < GROUP && !queue.isEmpty()) {
      Entry entry = queue.remove();
      HeldRoom room = held.get(entry.room());
      if (room != null) {
        room.add(entry);
      } else if (!entry.isLate()) {
        group.add(entry);
      }
    }
    return group;
  }

  /** Changes of a room that is held follow one another on its way, as those do that come until all are answered. */
  private void hold(Entry entry) {
    HeldRoom room = held.get(entry.room());
    if (room == null) {
      room = new HeldRoom();
      held.put(entry.room(), room);
      context.runOnContext(turn -> followHeld(entry.room()));
    }
    room.add(entry);
  }

  private void followHeld(String id) {
    HeldRoom room = held.get(id);
    List<Entry> group = room.nextGroup();
    if (group.isEmpty()) {
      held.remove(id);
      return;
    }
    boolean isBrief = room.isStuck();
    room.isStuck(false);
    commit(group, entries -> store.appendHeld(Entry.changes(entries), isBrief, Entry.patience(entries)), entry -> room.isStuck(true))
        .onComplete(done -> followHeldLater(id, room));
  }

  private void followHeldLater(String id, HeldRoom room) {
    if (room.isStuck()) {
      vertx.setTimer(HELD_PAUSE_MILLIS, timer -> followHeld(id));
    } else {
      followHeld(id);
    }
  }

  /**
   * Appends and answers the entries. When that fails by a mistake, they are halved, so that one bad change does not fail the others. Always
   * succeeds, so that there is always a next group: a store that is closed refuses by an exception.
   *
   * @param held takes those whose rooms are held, which are not answered
   */
  private Future<Void> commit(List<Entry> group, Function<List<Entry>, Future<List<Appended>>> append, Consumer<Entry> held) {
    return Future.succeededFuture().compose(now -> append.apply(group))
        .<Void>map(appended -> committed(group, appended, held))
        .recover(failure -> failed(group, failure, append, held));
  }

  private Future<Void> failed(List<Entry> group, Throwable failure, Function<List<Entry>, Future<List<Appended>>> append,
      Consumer<Entry> held) {
    boolean isMistake = !(failure instanceof StoreBusy || failure instanceof StoreUnconfirmed);
    if (group.size() > 1 && isMistake) {
      int half = group.size() / 2;
      return commit(group.subList(0, half), append, held)
          .compose(first -> commitRest(group.subList(0, half), group.subList(half, group.size()), append, held));
    }
    group.forEach(entry -> entry.fail(failure));
    return Future.succeededFuture();
  }

  /** Those whose room was found to be held follow the ones before them. */
  private Future<Void> commitRest(List<Entry> before, List<Entry> rest, Function<List<Entry>, Future<List<Appended>>> append, Consumer<Entry> held) {
    Set<String> heldRooms = before.stream().filter(entry -> !entry.isAnswered()).map(Entry::room).collect(Collectors.toSet());
    Map<Boolean, List<Entry>> parted = rest.stream().collect(Collectors.partitioningBy(entry -> heldRooms.contains(entry.room())));
    parted.get(true).forEach(held);
    return parted.get(false).isEmpty() ? Future.succeededFuture() : commit(parted.get(false), append, held);
  }

  private Void committed(List<Entry> group, List<Appended> appended, Consumer<Entry> held) {
    int answered = (int) appended.stream().filter(each -> each.outcome() != Outcome.HELD).count();
    long oldestNanos = 0;
    for (int i = 0; i < group.size(); i++) {
      if (appended.get(i).outcome() == Outcome.HELD) {
        held.accept(group.get(i));
      } else {
        group.get(i).complete(appended.get(i), answered);
        oldestNanos = Math.max(oldestNanos, group.get(i).ageNanos());
        metrics.posted(appended.get(i).outcome().name().toLowerCase(Locale.ROOT));
      }
    }
    if (answered > 0) {
      metrics.committed(answered, oldestNanos);
    }
    publish(group, appended, Posted.here(oldestNanos));
    return null;
  }

  private void publish(List<Entry> group, List<Appended> appended, Posted posted) {
    Map<String, Publication> rooms = new LinkedHashMap<>();
    for (int i = 0; i < group.size(); i++) {
      if (appended.get(i).outcome() == Outcome.NEW) {
        rooms.computeIfAbsent(group.get(i).room(), room -> new Publication(room, store.epoch())).add(appended.get(i).event(), group.get(i));
      }
    }
    rooms.values().forEach(each -> each.publish(bus, posted).forEach(trail::posted));
  }
}
