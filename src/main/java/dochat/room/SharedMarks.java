package dochat.room;

import dochat.model.Standing;
import dochat.model.Standing.Stand;
import dochat.store.Store;
import dochat.store.StoreBusy;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

  SharedMarks(Store store) {
    this.store = store;
  }

  /** Never fails: what cannot be read now is a second later. */
  Future<Void> look(Collection<LiveRoom> live, Standing standing) {
    Map<String, LiveRoom> shown = new HashMap<>();
    for (LiveRoom room : live) {
      Stand stand = standing.rooms().get(room.id());
      if (stand != null && stand.reads()) {
        shown.put(room.id(), room);
      } else if (stand != null) {
        room.setMarks(NONE);
      }
    }
    return shown.isEmpty() ? Future.succeededFuture() : store.marks(Set.copyOf(shown.keySet()))
        .onSuccess(marks -> shown.forEach((id, room) -> room.setMarks(marks.getOrDefault(id, NONE))))
        .onFailure(failure -> LOG.atLevel(failure instanceof StoreBusy ? Level.DEBUG : Level.WARN).log("read marks are not told reason={}", failure.toString()))
        .<Void>mapEmpty().otherwiseEmpty();
  }
}
