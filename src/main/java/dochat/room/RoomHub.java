package dochat.room;

import dochat.bus.Posted;
import dochat.bus.RoomBus;
import dochat.loop.Bulkhead;
import dochat.loop.LoopLag;
import dochat.loop.Periodic;
import dochat.metrics.Metrics;
import dochat.model.Standing;
import dochat.model.Standing.Known;
import dochat.model.Standing.Stand;
import dochat.protocol.Delivery;
import dochat.store.Store;
import dochat.store.StoreBusy;
import dochat.trace.Traces;
import dochat.trail.Trail;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The live rooms of this node: one listener on the bus for each, whatever the number of clients, and twice a second one query that
 * compares them with the store, so that even a dead bus costs a second and never a message, and a log that has lost events is noticed
 * (docs/decisions/0007). Its own context does the work; any context may call the public methods and is called back on itself.
 */
public final class RoomHub extends VerticleBase {
  /** How often the heads of all live rooms are compared with the store, and unused rooms are closed: what the bus has lost is to be here within a second. */
  private static final long CHECK_MILLIS = 500;
  /** For so long a page of a log is kept that nobody asks for, and up to twice that. */
  private static final long PAGES_MILLIS = 30_000;
  /** Checks that a room stays live without a client. */
  private static final int UNUSED_CHECKS = 60;
  private static final Logger LOG = LoggerFactory.getLogger(RoomHub.class);

  private final Store store;
  private final RoomBus bus;
  private final Metrics metrics;
  private final Trail trail;
  private final Traces traces;
  private final int unusedChecks;
  private final TailSpace space;
  private final LogPages pages;
  private final SharedMarks marks;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, LiveRoom> live = new ConcurrentHashMap<>();
  /** Those that are subscribed and may lack what was committed before. */
  private final Map<RoomFeed, Promise<Void>> opened = new LinkedHashMap<>();
  private boolean isLevelling;
  private final LongAdder checks = new LongAdder();
  private volatile long checkedNanos = System.nanoTime();
  private Future<?> checking = Future.succeededFuture();

  public RoomHub(Store store, RoomBus bus, Metrics metrics, Trail trail, Traces traces) {
    this(store, bus, metrics, trail, traces, UNUSED_CHECKS, new TailSpace());
  }

  RoomHub(Store store, RoomBus bus, Metrics metrics, Trail trail, Traces traces, int unusedChecks, TailSpace space) {
    this.unusedChecks = unusedChecks;
    this.space = space;
    this.pages = new LogPages(store, metrics);
    this.marks = new SharedMarks(store);
    this.store = store;
    this.bus = bus;
    this.metrics = metrics;
    this.trail = trail;
    this.traces = traces;
    metrics.gauge("dochat_rooms_live", "Rooms that somebody here listens to, or has until lately.", live::size);
    metrics.gauge("dochat_head_check_age_seconds", "How long ago the heads of the live rooms were compared with the store.", this::checkAgeSeconds);
    metrics.count("dochat_head_checks_total", "Times that the heads of the live rooms were compared with the store.", checks::sum);
  }

  @Override
  public Future<?> start() {
    Periodic.every(vertx, CHECK_MILLIS, this::check);
    Periodic.every(vertx, PAGES_MILLIS, pages::forgetUnused);
    LoopLag.watch(vertx, nanos -> metrics.late("rooms", nanos));
    return Future.succeededFuture();
  }

  /** The store may be closed then: no check is under way, and none follows. */
  @Override
  public Future<?> stop() {
    return checking.otherwiseEmpty();
  }

  /**
   * Makes a room live, and keeps it so until it was {@linkplain LiveRoom#release released} as often; at once where it is live already. Fails as the store does: with NoSuchRoom, or
   * StoreBusy.
   */
  public Future<LiveRoom> hold(String room) {
    LiveRoom open = live.get(room);
    return open != null && open.hold() ? Future.succeededFuture(open) : here(() -> holdOpening(room));
  }

  private Future<LiveRoom> holdOpening(String room) {
    Entry entry = entries.computeIfAbsent(room, id -> new Entry());
    if (entry.ready == null) {
      open(room, entry);
    }
    return entry.ready.onFailure(failure -> entries.remove(room, entry)).compose(open -> {
      if (open.hold()) {
        return Future.succeededFuture(open);
      }
      entries.remove(room, entry);
      return holdOpening(room);
    });
  }

  /** How many rooms are live. */
  public int size() {
    return live.size();
  }

  /** Whether any room is live. */
  public boolean isInUse() {
    return !live.isEmpty();
  }

  /** The live room, when it is one. */
  public Optional<LiveRoom> live(String room) {
    return Optional.ofNullable(live.get(room));
  }

  /** Looks up again who may hear a room that is live. Fails as the store does. */
  public Future<LiveRoom> renewAudience(LiveRoom room) {
    return here(() -> store.audience(room.id()).map(audience -> {
      feed(room.id()).ifPresent(feed -> feed.heardBy(audience));
      return room;
    }));
  }

  /** Lets go of what names these people, by their ids, who have deleted their accounts: the log calls them so by now. Fails as the store does, and is to be called again then. */
  public Future<Void> callAnew(Set<String> people) {
    return here(() -> Future.join(feeds().stream().map(feed -> feed.callAnew(people)).toList()).mapEmpty());
  }

  /** What follows a cursor that the tail no longer covers, from the log, up to the end of a page that all who are behind there share. */
  public Future<Delivery> read(LiveRoom room, long cursor) {
    RoomTail tail = room.tail();
    LogPage held = pages.held(tail, cursor);
    return (held == null ? here(() -> pages.page(tail, cursor)) : Future.succeededFuture(held)).map(page -> page.after(cursor, tail.head()));
  }

  /** The newest number in the store, which may be ahead of this node's tail. */
  public Future<Long> head(String room) {
    return store.heads(List.of(room)).map(heads -> heads.getOrDefault(room, 0L));
  }

  /**
   * Loads the newest events first, so that a room which does not exist never becomes a write to the cluster. The store may have answered at
   * once, so that the entry is in its place before.
   */
  private void open(String id, Entry entry) {
    metrics.logRead("open");
    entry.ready = RoomFeed.load(store, id, store.epoch())
        .map(tail -> new RoomFeed(vertx, store, metrics, trail, traces, new LiveRoom(id, tail, this::delivered), this::checkHeads, () -> pages.forget(id)))
        .compose(feed -> follow(entry, counted(entry, feed)));
  }

  /** From now on it counts among the tails of this node. */
  private RoomFeed counted(Entry entry, RoomFeed feed) {
    entry.feed = feed;
    if (space.isShortWith(feed.room().tail())) {
      space.keep(feeds());
    }
    return feed;
  }

  /** Subscribes first, then asks what was committed in between, so that nothing falls into the crack. */
  private Future<LiveRoom> follow(Entry entry, RoomFeed feed) {
    String id = feed.room().id();
    return bus.subscribe(id, feed::receive).compose(unsubscribe -> {
      entry.close = unsubscribe;
      return level(feed).onFailure(failure -> unsubscribe.run());
    }).map(level -> {
      live.put(id, feed.room());
      return feed.room();
    });
  }

  /** Completed when it has all that was committed by now. One question for all that are opened while the last one is under way. */
  private Future<Void> level(RoomFeed feed) {
    Promise<Void> answer = Promise.promise();
    opened.put(feed, answer);
    levelNext();
    return answer.future();
  }

  private void levelNext() {
    if (isLevelling || opened.isEmpty()) {
      return;
    }
    isLevelling = true;
    Map<RoomFeed, Promise<Void>> asked = new LinkedHashMap<>(opened);
    opened.clear();
    Future.succeededFuture().compose(now -> store.standing(asked.keySet().stream().map(feed -> known(feed.room().tail())).toList())).onComplete((standing, failure) -> {
      isLevelling = false;
      Future<Standing> told = failure == null ? Future.succeededFuture(standing) : Future.failedFuture(failure);
      Bulkhead.each(asked.entrySet(), each -> told.compose(each.getKey()::level).onComplete(each.getValue()));
      levelNext();
    });
  }

  private Known known(RoomTail tail) {
    return new Known(tail.room(), tail.head(), tail.mark(), marks.isShown(tail.room()));
  }

  private void delivered(Posted posted) {
    metrics.reached(posted.agoMicros(), posted.isHere());
  }

  private double checkAgeSeconds() {
    return (System.nanoTime() - checkedNanos) / 1e9;
  }

  private void check() {
    closeUnused();
    space.keep(feeds());
    checkHeads();
  }

  private List<RoomFeed> feeds() {
    return entries.values().stream().map(entry -> entry.feed).filter(Objects::nonNull).toList();
  }

  private void checkHeads() {
    if (live.isEmpty()) {
      checkedNanos = System.nanoTime();
    }
    if (live.isEmpty() || !checking.isComplete()) {
      return;
    }
    checks.increment();
    List<LiveRoom> rooms = List.copyOf(live.values());
    Map<String, RoomTail> tails = rooms.stream().collect(Collectors.toMap(LiveRoom::id, LiveRoom::tail));
    marks.keep(tails.keySet());
    checking = Future.succeededFuture().compose(now -> store.standing(tails.values().stream().map(this::known).toList()))
        .compose(standing -> compare(tails, standing).compose(compared -> marks.look(rooms, standing)))
        .onSuccess(compared -> checkedNanos = System.nanoTime())
        .onFailure(RoomHub::say);
  }

  /** A store that does not serve says so itself, once a second. */
  private static void say(Throwable failure) {
    LOG.atLevel(failure instanceof StoreBusy ? Level.DEBUG : Level.WARN).log("head check failed reason={}", failure.toString());
  }

  private Future<Void> compare(Map<String, RoomTail> tails, Standing standing) {
    boolean isRewound = Stream.concat(standing.gone().stream(), standing.rooms().keySet().stream()).anyMatch(room -> hasLost(standing, tails.get(room)));
    if (isRewound) {
      LOG.error("the log has lost events that it had: a failover, or a copy that was put back? All cursors are reset epoch={}", standing.epoch());
      return store.rewound(standing.epoch()).compose(this::startAgain);
    }
    standing.rooms().forEach((room, stand) -> feed(room).ifPresent(feed -> feed.heard(stand.head())));
    return startAgain(standing.epoch());
  }

  /** Rooms of the lab go with time, and one of which nothing is known cannot have lost anything. */
  private static boolean hasLost(Standing standing, RoomTail tail) {
    Stand stand = standing.rooms().get(tail.room());
    boolean isGone = stand == null && !tail.isLasting();
    if (isGone || !tail.epoch().equals(standing.epoch())) {
      return false;
    }
    return tail.mark() != null && (stand == null || !stand.holds());
  }

  /** All rooms whose tails are of another epoch are loaded anew; those that fail are by the next check. */
  private Future<Void> startAgain(String epoch) {
    List<Future<Void>> renewed = live.values().stream().filter(room -> !room.tail().epoch().equals(epoch))
        .flatMap(room -> feed(room.id()).stream()).map(feed -> feed.startAgain(epoch)).toList();
    return Future.join(renewed).onSuccess(done -> sayRenewed(renewed.size(), epoch)).mapEmpty();
  }

  private static void sayRenewed(int rooms, String epoch) {
    if (rooms > 0) {
      LOG.info("rooms have another log, and their clients are reset rooms={} epoch={}", rooms, epoch);
    }
  }

  private Optional<RoomFeed> feed(String room) {
    return Optional.ofNullable(live.get(room)).map(open -> entries.get(room).feed);
  }

  /** A room stays live for a while without clients: a page that reloads, or polls, does not make the cluster write each time. */
  private void closeUnused() {
    entries.entrySet().removeIf(each -> {
      Entry entry = each.getValue();
      LiveRoom room = live.get(each.getKey());
      entry.unusedChecks = room == null || room.takeWasHeld() ? 0 : entry.unusedChecks + 1;
      boolean close = entry.unusedChecks > unusedChecks && room.close();
      if (close) {
        live.remove(each.getKey());
        pages.forget(each.getKey());
        entry.close.run();
      }
      return close;
    });
  }

  /** Runs on the hub's context, answers on the caller's. */
  private <T> Future<T> here(Supplier<Future<T>> work) {
    Context caller = vertx.getOrCreateContext();
    Promise<T> answer = Promise.promise();
    context.runOnContext(turn -> work.get().onComplete((value, failure) ->
        caller.runOnContext(back -> answer.complete(value, failure))));
    return answer.future();
  }

  private static final class Entry {
    private Future<LiveRoom> ready;
    private RoomFeed feed;
    private Runnable close;
    private int unusedChecks;
  }
}
