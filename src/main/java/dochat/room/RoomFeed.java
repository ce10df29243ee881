package dochat.room;

import dochat.bus.Batch;
import dochat.bus.Posted;
import dochat.metrics.Metrics;
import dochat.model.Audience;
import dochat.model.Event;
import dochat.model.History;
import dochat.model.Mark;
import dochat.model.Standing;
import dochat.model.Standing.Stand;
import dochat.protocol.Deletions;
import dochat.protocol.Limits;
import dochat.protocol.Views;
import dochat.store.NoSuchRoom;
import dochat.store.Store;
import dochat.trace.Traces;
import dochat.trail.Receipt.Source;
import dochat.trail.Trail;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one live room up to its log: takes what the bus brings, waits a moment when something is ahead, then reads the log. Lives on
 * the hub's context.
 */
final class RoomFeed {
  /** Two nodes' publications may overtake each other by about this much. */
  private static final long GAP_WAIT_MILLIS = 5;
  /** A log that has not brought what is known to exist is asked again after twice the time, up to this. */
  private static final long LONGEST_GAP_WAIT_MILLIS = 1_000;
  /** A busy room is gathered into one frame for so long; an idle one is sent at once. */
  private static final long GATHER_MILLIS = 4;
  private static final Logger LOG = LoggerFactory.getLogger(RoomFeed.class);

  private final Vertx vertx;
  private final Store store;
  private final Metrics metrics;
  private final Trail trail;
  private final Traces traces;
  private final LiveRoom room;
  private final Runnable suspicious;
  private final Runnable past;
  private Sequencer sequencer;
  private boolean isWaiting;
  private boolean isReading;
  private boolean isGathering;
  private String gapReason = "";
  /** Of what listeners have not been woken for yet. */
  private Posted oldest;
  private final TracedBatches traced = new TracedBatches();
  private long gapWaitMillis = GAP_WAIT_MILLIS;
  private long lastWake = System.nanoTime() - GATHER_MILLIS * 1_000_000;

  /**
   * @param suspicious called when the log may have been rewound
   * @param past       called when earlier events of it are not what they were, because messages were deleted
   */
  RoomFeed(Vertx vertx, Store store, Metrics metrics, Trail trail, Traces traces, LiveRoom room, Runnable suspicious, Runnable past) {
    this.suspicious = suspicious;
    this.past = past;
    this.vertx = vertx;
    this.store = store;
    this.metrics = metrics;
    this.trail = trail;
    this.traces = traces;
    this.room = room;
    this.sequencer = new Sequencer(room.tail());
    opened();
  }

  LiveRoom room() {
    return room;
  }

  /** What the bus brought. */
  void receive(Batch batch) {
    if (sequencer.tail().contradicts(batch.first(), batch.events())) {
      suspicious.run();
    }
    if (batch.last() > sequencer.tail().head() && traced.takes(batch.last())) {
      traces.arrival(room.id(), batch.first(), batch.origins()).ifPresent(arrival -> traced.add(batch.last(), arrival));
    }
    take(batch.first(), batch.events(), batch.posted(), Source.BUS);
    awaitGap("ahead");
  }

  /** What the head check found. */
  void heard(long head) {
    sequencer.heard(head);
    awaitGap("unheard");
  }

  /** Its tail gives up the oldest of what it holds beyond so many characters. */
  void keepWithin(long mostChars) {
    sequencer.keepWithin(mostChars);
    room.setTail(sequencer.tail());
  }

  /** These people may hear it, and nobody else: what a log cannot tell that was added to from outside. */
  void heardBy(Audience audience) {
    sequencer.heardBy(audience);
    room.setTail(sequencer.tail());
    wakeNow();
  }

  /** The log is another one: its newest events take the place of what is held, and everybody here is told. */
  Future<Void> startAgain(String epoch) {
    metrics.logRead("open");
    return load(store, room.id(), epoch)
        .recover(failure -> failure instanceof NoSuchRoom ? Future.succeededFuture(RoomTail.startingAt(room.id(), epoch, 0, ofNone())) : Future.failedFuture(failure))
        .compose(this::replace);
  }

  /** Of a log that is gone; for who comes when it is back. */
  private Audience ofNone() {
    return room.tail().isPublic() ? Audience.everybody() : Audience.NOBODY;
  }

  /** The end of a room's log. */
  static Future<RoomTail> load(Store store, String room, String epoch) {
    return store.opening(room, Limits.TAIL_EVENTS).map(opening -> {
      History history = opening.history();
      RoomTail before = RoomTail.startingAt(room, epoch, history.head() - history.events().size(), opening.audience());
      return history.events().isEmpty() ? before : before.with(encode(history));
    });
  }

  /** What of its log is held is read anew where it names one of these people, whom the log calls otherwise by now. */
  Future<Void> callAnew(Set<String> people) {
    RoomTail tail = sequencer.tail();
    past.run();
    return tail.names(people) ? startAgain(tail.epoch()) : Future.succeededFuture();
  }

  /** What the bus brought while the log was read is read once more. */
  private Future<Void> replace(RoomTail tail) {
    sequencer = new Sequencer(tail);
    traced.clear();
    opened();
    room.setTail(tail);
    wakeNow();
    return tail.head() == 0 ? Future.succeededFuture() : catchUp("open");
  }

  /** Reads the log unless the tail has all of it, as the store says where the room stands. */
  Future<Void> level(Standing standing) {
    Stand stand = standing.rooms().get(room.id());
    boolean isLevel = !standing.gone().contains(room.id()) && (stand == null || stand.holds() && stand.head() <= sequencer.tail().head());
    return isLevel ? Future.succeededFuture() : catchUp("open");
  }

  /**
   * Reads the log until the tail has all of it; {@code reason} is for the counters. The newest event that is held is read once more: where another one has taken its place, the log was rewound and has grown
   * again, and what follows there does not follow what is held.
   */
  Future<Void> catchUp(String reason) {
    isReading = true;
    metrics.logRead(reason);
    Mark last = sequencer.tail().mark();
    return store.history(room.id(), last == null ? sequencer.tail().head() : last.seq() - 1, -1, Limits.EVENTS_PER_PAGE)
        .onComplete(read -> isReading = false)
        .compose(history -> last == null ? takeHistory(history, reason) : takeAfter(last, history, reason));
  }

  private Future<Void> takeAfter(Mark last, History history, String reason) {
    if (history.events().isEmpty() || !last.equals(Mark.of(history.events().get(0)))) {
      suspicious.run();
      return Future.succeededFuture();
    }
    return takeHistory(new History(history.head(), history.events().subList(1, history.events().size())), reason);
  }

  private Future<Void> takeHistory(History history, String reason) {
    sequencer.heard(history.head());
    if (!history.events().isEmpty()) {
      take(history.events().get(0).seq(), encode(history), reason.equals("gap") ? lateSince(history.events().get(0)) : null,
          reason.equals("open") ? Source.OPEN : Source.LOG);
    }
    if (sequencer.hasGap() && !history.events().isEmpty()) {
      return catchUp(reason);
    }
    awaitGap("unfinished");
    return Future.succeededFuture();
  }

  static List<String> encode(History history) {
    return history.events().stream().map(event -> Views.event(event).encode()).toList();
  }

  /** What the bus has not brought is as late for its listeners as its event is old. */
  private static Posted lateSince(Event event) {
    return new Posted(TimeUnit.MILLISECONDS.toMicros(event.at().toEpochMilli()), false);
  }

  /** All that the tail begins with. */
  private void opened() {
    received(sequencer.tail().first(), Source.OPEN);
  }

  private void received(long first, Source source) {
    RoomTail tail = sequencer.tail();
    if (first <= tail.head()) {
      trail.received(room.id(), tail.epoch(), first, tail.head(), source);
    }
  }

  private void take(long first, List<String> events, Posted posted, Source source) {
    if (!Deletions.in(events).isEmpty()) {
      past.run();
    }
    long next = sequencer.tail().head() + 1;
    if (sequencer.offer(first, events)) {
      received(next, source);
      oldest = oldest == null ? posted : oldest;
      room.setTail(sequencer.tail());
      wakeListeners();
    }
  }

  private void awaitGap(String reason) {
    if (sequencer.hasGap() && !isWaiting && !isReading) {
      gapReason = reason;
      isWaiting = true;
      vertx.setTimer(gapWaitMillis, timer -> fillGap());
    }
  }

  private void fillGap() {
    isWaiting = false;
    if (sequencer.hasGap() && !isReading) {
      metrics.gapFilled(gapReason);
      long before = sequencer.tail().head();
      catchUp("gap").onFailure(failure -> LOG.debug("gap not filled, to be tried again room={} reason={}", room.id(), failure.toString()))
          .onComplete(tried -> awaitRest(before));
    }
  }

  /** What came while the log was read, or what the log has not brought, is not left to the next head check. */
  private void awaitRest(long before) {
    gapWaitMillis = sequencer.tail().head() > before ? GAP_WAIT_MILLIS : Math.min(2 * gapWaitMillis, LONGEST_GAP_WAIT_MILLIS);
    awaitGap("unfinished");
  }

  private void wakeListeners() {
    long idleMillis = (System.nanoTime() - lastWake) / 1_000_000;
    if (idleMillis >= GATHER_MILLIS) {
      wakeNow();
    } else if (!isGathering) {
      isGathering = true;
      vertx.setTimer(GATHER_MILLIS - idleMillis, timer -> wakeNow());
    }
  }

  private void wakeNow() {
    isGathering = false;
    lastWake = System.nanoTime();
    room.wake(oldest, traced.upTo(room.tail().head()));
    oldest = null;
  }
}
