package dochat.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What was made lately for somebody, kept for all others who want the same: the newest few, within a bound; the newest one always. Any
 * thread; when two ask for the same at one moment, each may make it.
 */
public final class Latest<K, V> {
  /** More groups of clients than these are seldom served in turn. */
  private static final int MOST = 16;

  private final long mostSize;
  private final ToLongFunction<V> size;
  /** The newest first. */
  private final AtomicReference<List<Made<K, V>>> made = new AtomicReference<>(List.of());

  /**
   * @param mostSize what all of it together may be
   * @param size     what one of it is, always the same
   */
  public Latest(long mostSize, ToLongFunction<V> size) {
    this.mostSize = mostSize;
    this.size = size;
  }

  /** What was made for this key, or is made now. */
  public V get(K key, Supplier<V> make) {
    for (Made<K, V> each : made.get()) {
      if (each.key.equals(key)) {
        return each.value;
      }
    }
    Made<K, V> next = new Made<>(key, make.get());
    made.updateAndGet(before -> with(next, before));
    return next.value;
  }

  /** All that is kept. */
  public void each(Consumer<V> action) {
    made.get().forEach(each -> action.accept(each.value));
  }

  private List<Made<K, V>> with(Made<K, V> next, List<Made<K, V>> before) {
    List<Made<K, V>> all = new ArrayList<>();
    all.add(next);
    long left = mostSize - size.applyAsLong(next.value);
    for (Made<K, V> each : before) {
      left -= size.applyAsLong(each.value);
      if (left < 0 || all.size() == MOST) {
        break;
      }
      all.add(each);
    }
    return List.copyOf(all);
  }

  private record Made<K, V>(K key, V value) {
  }
}
