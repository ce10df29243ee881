package dochat.room;

import dochat.bus.Posted;
import dochat.loop.Bulkhead;
import dochat.trace.Arrival;
import io.vertx.core.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A room that somebody on this node listens to. Several threads touch it: the hub's context sets the tail and how far members have read, presence who is here, and
 * any event loop reads both and adds its own listeners.
 */
public final class LiveRoom {
  private static final int CLOSED = -1;

  private final String id;
  private final Consumer<Posted> delivered;
  private final Map<Context, Fanout> fanouts = new ConcurrentHashMap<>();
  private volatile RoomTail tail;
  private final AtomicReference<RoomState> state = new AtomicReference<>(RoomState.UNKNOWN);
  /** How often it is held; less than none once it is closed. */
  private final AtomicInteger holds = new AtomicInteger();
  private volatile boolean wasHeld;

  /** @param delivered told, on any event loop, of the oldest thing that its listeners there were woken for */
  LiveRoom(String id, RoomTail tail, Consumer<Posted> delivered) {
    this.id = id;
    this.delivered = delivered;
    this.tail = tail;
  }

  public String id() {
    return id;
  }

  /** The newest events. */
  public RoomTail tail() {
    return tail;
  }

  /** Who is here, who is typing, and how far members have read. */
  public RoomState state() {
    return state.get();
  }

  /** Sets who is here and wakes listeners when that differs. */
  public void setState(String presence, String typing) {
    become(before -> before.with(presence, typing));
  }

  /** Sets how far members have read, nothing where the room does not show it, likewise. */
  void setMarks(SortedMap<String, Long> reads) {
    become(before -> before.with(reads));
  }

  private void become(UnaryOperator<RoomState> change) {
    RoomState before;
    RoomState after;
    do {
      before = state.get();
      after = change.apply(before);
    } while (!state.compareAndSet(before, after));
    if (!after.equals(before)) {
      wake(null, List.of());
    }
  }

  /**
   * Calls the listener on its loop whenever tail or state have changed; many changes may be one call.
   *
   * @param loop the caller's own context, always the same object for one event loop
   */
  public void subscribe(Context loop, Runnable listener) {
    fanout(loop).add(listener);
  }

  /** The opposite, on the same loop. */
  public void unsubscribe(Context loop, Runnable listener) {
    fanout(loop).remove(listener);
  }

  /** Keeps it live until it is {@linkplain #release released} as often; false where it is closed already. Any thread may call this. */
  boolean hold() {
    if (!wasHeld) {
      wasHeld = true;
    }
    return holds.getAndUpdate(now -> now < 0 ? now : now + 1) >= 0;
  }

  /** Ends one hold, which there must be. Any thread may call this. */
  public void release() {
    holds.updateAndGet(now -> now > 0 ? now - 1 : now);
  }

  /** Whether anybody holds it, or has since this was asked last: who polls does for moments only. */
  boolean takeWasHeld() {
    boolean was = wasHeld || holds.get() > 0;
    wasHeld = false;
    return was;
  }

  /** From now on nobody can hold it; false where somebody does. */
  boolean close() {
    return holds.compareAndSet(0, CLOSED);
  }

  void setTail(RoomTail next) {
    tail = next;
  }

  /**
   * Wakes the listeners.
   *
   * @param cause    the oldest thing that was posted since, null if nothing was
   * @param arrivals traced batches among it
   */
  void wake(Posted cause, List<Arrival> arrivals) {
    Collection<Fanout> loops = fanouts.values();
    if (!arrivals.isEmpty()) {
      List<Fanout> now = List.copyOf(loops);
      arrivals.forEach(arrival -> arrival.awaits(now.size()));
      loops = now;
    }
    Bulkhead.each(loops, fanout -> fanout.wake(cause, arrivals));
  }

  private Fanout fanout(Context loop) {
    return fanouts.computeIfAbsent(loop, context -> new Fanout(this, context, delivered));
  }
}
