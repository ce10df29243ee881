package dochat.room;

import dochat.model.Standing;
import dochat.store.Store;
import dochat.store.StoreBusy;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * How far the members of live rooms have read, where a room shows that: read once a second, after the check of the heads has said which rooms do, and told to
 * who listens when it differs. Other rooms cost nothing. Used on the hub's context.
 */
final class SharedMarks {
  private static final SortedMap<String, Long> NONE = Collections.unmodifiableSortedMap(new TreeMap<>());
  private static final Logger LOG = LoggerFactory.getLogger(SharedMarks.class);

  private final Store store;
  private final Set<String> shown = new HashSet<>();

  SharedMarks(Store store) {
    this.store = store;
  }

  /** Whether this room shows its marks, as far as this node knows. */
  boolean isShown(String room) {
    return shown.contains(room);
  }

  /** Only these rooms are live. */
  void keep(Set<String> live) {
    shown.retainAll(live);
  }

  /**
   * Never fails: what cannot be read now is a second later.
   *
   * @param asked the rooms that were asked for: others may be live by now
   */
  Future<Void> look(Collection<LiveRoom> asked, Standing standing) {
    standing.rooms().forEach((id, stand) -> note(id, stand.reads()));
    shown.removeAll(standing.gone());
    asked.stream().filter(room -> !shown.contains(room.id()) && !standing.gone().contains(room.id())).forEach(room -> room.setMarks(NONE));
    Map<String, LiveRoom> showing = asked.stream().filter(room -> shown.contains(room.id())).collect(Collectors.toMap(LiveRoom::id, Function.identity()));
    return showing.isEmpty() ? Future.succeededFuture() : store.marks(Set.copyOf(showing.keySet()))
        .onSuccess(marks -> showing.forEach((id, room) -> room.setMarks(marks.getOrDefault(id, NONE))))
        .onFailure(failure -> LOG.atLevel(failure instanceof StoreBusy ? Level.DEBUG : Level.WARN).log("read marks are not told reason={}", failure.toString()))
        .<Void>mapEmpty().otherwiseEmpty();
  }

  private void note(String room, boolean isShown) {
    if (isShown) {
      shown.add(room);
    } else {
      shown.remove(room);
    }
  }
}
