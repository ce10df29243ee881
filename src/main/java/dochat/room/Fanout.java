package dochat.room;

import dochat.loop.Bulkhead;
import io.vertx.core.Context;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The listeners of one room on one event loop. Added, removed and called on that loop; {@link #wake} may be called by any thread, and
 * many wakes before the loop's turn are one.
 */
final class Fanout {
  private final Context context;
  private final Set<Runnable> listeners = new LinkedHashSet<>();
  private final AtomicBoolean isWaking = new AtomicBoolean();

  Fanout(Context context) {
    this.context = context;
  }

  void add(Runnable listener) {
    listeners.add(listener);
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }

  void wake() {
    if (isWaking.compareAndSet(false, true)) {
      context.runOnContext(turn -> callAll());
    }
  }

  private void callAll() {
    isWaking.set(false);
    Bulkhead.each(listeners, Runnable::run);
  }
}
