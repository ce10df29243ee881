package dochat.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Read marks on their way into the store. A room's members mark the same message within moments; a transaction for each would keep the
 * writer from appending, so the first one to reach the writer saves all that wait. Any thread adds; the writer's thread saves.
 */
final class ReadMarks {
  private final Engine engine;
  private final Queue<Mark> waiting = new ConcurrentLinkedQueue<>();

  ReadMarks(Engine engine) {
    this.engine = engine;
  }

  /** Must be followed by {@link #save} for this mark on the writer's thread. */
  Mark add(String room, String user, long seq) {
    var mark = new Mark(room, user, seq);
    waiting.add(mark);
    return mark;
  }

  /** How far the user has read, or would have if not a member; empty: no such room. All marks of one group fail alike. */
  Optional<Long> save(Mark mark) {
    if (mark.outcome == null) {
      saveWaiting();
    }
    return mark.outcome.get();
  }

  private void saveWaiting() {
    var marks = new ArrayList<Mark>();
    for (var mark = waiting.poll(); mark != null; mark = waiting.poll()) {
      marks.add(mark);
    }
    marks.sort(Comparator.comparing(Mark::room).thenComparing(Mark::user));
    try {
      var reads = Retries.run(engine, () -> engine.write(handle -> reads(handle, marks)));
      marks.forEach(mark -> mark.outcome = () -> Optional.ofNullable(reads.get(mark)));
    } catch (RuntimeException e) {
      marks.forEach(mark -> mark.outcome = () -> {
        throw e;
      });
    }
  }

  /** Saves them, sorted as all locks are, and tells what is read then; rooms that do not exist are missing. */
  private Map<Mark, Long> reads(Handle handle, List<Mark> marks) {
    var heads = Rooms.heads(handle, engine, marks.stream().map(Mark::room).toList());
    var batch = handle.prepareBatch("UPDATE member SET read_seq = ? WHERE room_id = ? AND user_id = ? AND read_seq < ?");
    var reads = new HashMap<Mark, Long>();
    for (var mark : marks) {
      if (heads.containsKey(mark.room)) {
        var seq = Math.min(mark.seq, heads.get(mark.room));
        batch.add(seq, mark.room, mark.user, seq);
        reads.put(mark, seq);
      }
    }
    if (!reads.isEmpty()) {
      batch.execute();
    }
    var members = members(handle, marks);
    reads.replaceAll((mark, seq) -> members.getOrDefault(List.of(mark.room, mark.user), seq));
    return reads;
  }

  private Map<List<String>, Long> members(Handle handle, List<Mark> marks) {
    var reads = new HashMap<List<String>, Long>();
    handle.createQuery("SELECT m.* FROM " + engine.group() + " JOIN member m ON m.room_id = g.value ->> 0 AND m.user_id = g.value ->> 1")
        .bind("group", Engine.group(marks.stream().map(mark -> List.of(mark.room, mark.user)).distinct()))
        .map((row, context) -> Map.entry(List.of(row.getString("room_id"), row.getString("user_id")), row.getLong("read_seq")))
        .forEach(read -> reads.put(read.getKey(), read.getValue()));
    return reads;
  }

  /** One user's mark. Each call is itself only, hence a class and not a record. */
  static final class Mark {
    private final String room;
    private final String user;
    private final long seq;
    /** Null until the group has ended; the writer's thread alone touches it. */
    private Supplier<Optional<Long>> outcome;

    private Mark(String room, String user, long seq) {
      this.room = room;
      this.user = user;
      this.seq = seq;
    }

    private String room() {
      return room;
    }

    private String user() {
      return user;
    }
  }
}
