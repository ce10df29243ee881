package dochat.room;

import dochat.metrics.Metrics;
import dochat.room.LogPage.Place;
import dochat.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pages of all rooms' logs that were read lately for clients that are behind: each is read once, however many wait for it, and kept while
 * there is room. Any thread asks for what is held; pages are read on the hub's context.
 */
final class LogPages {
  /** The heap's bytes for one character, of which there are up to eight as in {@link TailSpace}: so all pages together take a twentieth of it at most. */
  private static final int HEAP_BYTES_PER_CHAR = 160;

  private final Store store;
  private final Metrics metrics;
  private final long mostChars;
  private final Map<Place, LogPage> held = new ConcurrentHashMap<>();
  private final Map<Place, Future<LogPage>> awaited = new HashMap<>();
  private final AtomicLong uses = new AtomicLong();
  private long chars;
  private long usesBefore;

  /** As many as this JVM's heap has room for. */
  LogPages(Store store, Metrics metrics) {
    this(store, metrics, Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_CHAR);
  }

  LogPages(Store store, Metrics metrics, long mostChars) {
    this.store = store;
    this.metrics = metrics;
    this.mostChars = mostChars;
  }

  /** The page with what follows this cursor, as far as it is held; else null. */
  LogPage held(RoomTail log, long cursor) {
    LogPage page = held.get(Place.before(log, cursor));
    while (page != null && page.upTo() <= cursor) {
      page = page.isOpen() ? null : held.get(page.next());
    }
    if (page != null) {
      page.used(uses.incrementAndGet());
    }
    return page;
  }

  /** The same, read where it is not held; ends at the cursor, or before, where the log does. Fails as the store does. */
  Future<LogPage> page(RoomTail log, long cursor) {
    LogPage held = held(log, cursor);
    return held == null ? from(Place.before(log, cursor), cursor) : Future.succeededFuture(held);
  }

  /** Gives up all of this room, whose log says something else than it said, or is not followed any more: also what is being read, but for those who wait for it. */
  void forget(String room) {
    awaited.keySet().removeIf(place -> place.room().equals(room));
    held.values().stream().filter(page -> page.place().room().equals(room)).forEach(this::drop);
  }

  /** Gives up what nobody has asked for since the call before. */
  void forgetUnused() {
    held.values().stream().filter(page -> page.used() <= usesBefore).forEach(this::drop);
    usesBefore = uses.get();
  }

  /** The characters of all that is held. */
  long chars() {
    return chars;
  }

  /** Pages are short where events are long: then the one that is looked for is a few further on. */
  private Future<LogPage> from(Place place, long cursor) {
    return at(place, cursor).compose(page -> page.upTo() > cursor || page.isOpen() ? Future.succeededFuture(page) : from(page.next(), cursor));
  }

  /** What somebody else waits for may have been asked for before the log had what is looked for. */
  private Future<LogPage> at(Place place, long cursor) {
    LogPage page = held.getOrDefault(place, LogPage.at(place));
    if (page.isEnoughFor(cursor)) {
      return Future.succeededFuture(page);
    }
    Future<LogPage> read = awaited.get(place);
    return read == null ? read(page) : read.compose(other -> other.isEnoughFor(cursor) ? Future.succeededFuture(other) : at(place, cursor));
  }

  private Future<LogPage> read(LogPage page) {
    Promise<LogPage> longer = Promise.promise();
    awaited.put(page.place(), longer.future());
    metrics.logRead("behind");
    Future.succeededFuture().compose(now -> store.history(page.place().room(), page.upTo(), -1, page.left()))
        .map(page::with).onComplete((read, failure) -> {
          boolean isCurrent = awaited.remove(page.place(), longer.future());
          if (isCurrent && failure == null) {
            hold(read);
          }
        }).onComplete(longer);
    return longer.future();
  }

  /** In place of those that were used longest ago. */
  private void hold(LogPage page) {
    page.used(uses.incrementAndGet());
    LogPage before = held.put(page.place(), page);
    chars += page.chars() - (before == null ? 0 : before.chars());
    while (chars > mostChars) {
      drop(held.values().stream().min(Comparator.comparingLong(LogPage::used)).orElseThrow());
    }
  }

  private void drop(LogPage page) {
    held.remove(page.place());
    chars -= page.chars();
  }
}
