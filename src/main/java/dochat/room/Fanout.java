package dochat.room;

import dochat.bus.Posted;
import dochat.loop.Bulkhead;
import dochat.trace.Arrival;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The listeners of one room on one event loop. Added, removed and called on that loop; {@link #wake} may be called by any thread, and
 * many wakes before the loop's turn are one.
 */
final class Fanout {
  private final LiveRoom room;
  private final Context context;
  private final Set<Runnable> listeners = new LinkedHashSet<>();
  private final AtomicBoolean isWaking = new AtomicBoolean();
  /** The oldest thing that is to be handed over. */
  private final AtomicReference<Posted> oldest = new AtomicReference<>();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Consumer<Posted> delivered;

  /** @param delivered told of the oldest thing that all listeners were woken for */
  Fanout(LiveRoom room, Context context, Consumer<Posted> delivered) {
    this.room = room;
    this.context = context;
    this.delivered = delivered;
  }

  void add(Runnable listener) {
    listeners.add(listener);
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }

  /**
   * Calls the listeners soon.
   *
   * @param cause    null where that is nothing that was posted
   * @param arrivals told when they have been called
   */
  void wake(Posted cause, List<Arrival> arrivals) {
    if (!arrivals.isEmpty()) {
      this.arrivals.addAll(arrivals);
    }
    if (cause != null) {
      oldest.compareAndSet(null, cause);
    }
    if (isWaking.compareAndSet(false, true)) {
      context.runOnContext(turn -> callAll());
    }
  }

  private void callAll() {
    isWaking.set(false);
    Posted cause = oldest.getAndSet(null);
    List<Arrival> arrived = arrived();
    RoomTail tail = room.tail();
    Bulkhead.each(listeners, Runnable::run);
    if (cause != null && !listeners.isEmpty()) {
      tail.walked();
      delivered.accept(cause);
    }
    if (!arrived.isEmpty()) {
      arrived.forEach(arrival -> arrival.handed(listeners.size()));
    }
  }

  private List<Arrival> arrived() {
    List<Arrival> arrived = List.of();
    for (Arrival next = arrivals.poll(); next != null; next = arrivals.poll()) {
      arrived = arrived.isEmpty() ? new ArrayList<>() : arrived;
      arrived.add(next);
    }
    return arrived;
  }
}
