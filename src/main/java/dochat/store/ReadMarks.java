package dochat.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Read marks on their way into the store. A room's members mark the same message within moments; a transaction for each would keep the
 * store from more urgent work, so the first one to reach a worker saves all that wait. Any thread adds; one worker at a time saves.
 */
final class ReadMarks {
  private final Engine engine;
  private final Set<Mark> waiting = ConcurrentHashMap.newKeySet();

  ReadMarks(Engine engine) {
    this.engine = engine;
  }

  /** Must be followed by {@link #save} until that answers, or else by {@link #forget}. */
  Mark add(String room, String user, long seq) {
    var mark = new Mark(room, user, seq);
    waiting.add(mark);
    return mark;
  }

  /** Nobody waits for it any more. */
  void forget(Mark mark) {
    waiting.remove(mark);
  }

  /**
   * How far the user has read, or would have if not a member; empty: no such room. When somebody else holds the member's row, this mark
   * alone fails with {@link RowHeld}.
   */
  Optional<Long> save(Mark mark, Attempt attempt) {
    if (mark.outcome == null) {
      saveWaiting(attempt);
    }
    if (mark.outcome == null) {
      throw new RowHeld();
    }
    return mark.outcome;
  }

  private void saveWaiting(Attempt attempt) {
    var marks = new ArrayList<>(waiting);
    marks.sort(Comparator.comparing(Mark::room).thenComparing(Mark::user));
    var outcomes = engine.write(handle -> outcomes(handle, marks), attempt);
    outcomes.forEach((mark, outcome) -> {
      mark.outcome = outcome;
      waiting.remove(mark);
    });
  }

  /** Saves them; those whose rows are held are missing. */
  private Map<Mark, Optional<Long>> outcomes(Handle handle, List<Mark> marks) {
    var heads = Rooms.heads(handle, engine, marks.stream().map(Mark::room).toList());
    var before = reads(handle, marks.stream(), " ORDER BY m.room_id, m.user_id" + engine.locking("m", false));
    var after = new HashMap<>(before);
    marks.forEach(mark -> after.computeIfPresent(mark.member(), (member, read) -> Math.max(read, Math.min(mark.seq, heads.get(mark.room)))));
    save(handle, before, after);
    var held = reads(handle, marks.stream().filter(mark -> !before.containsKey(mark.member())), "").keySet();
    var outcomes = new HashMap<Mark, Optional<Long>>();
    marks.stream().filter(mark -> !held.contains(mark.member())).forEach(mark -> outcomes.put(mark,
        Optional.ofNullable(heads.get(mark.room)).map(head -> after.getOrDefault(mark.member(), Math.min(mark.seq, head)))));
    return outcomes;
  }

  /** How far the members of these marks have read; who has not joined is missing. */
  private Map<List<String>, Long> reads(Handle handle, Stream<Mark> marks, String ending) {
    var members = marks.map(Mark::member).distinct().toList();
    var reads = new HashMap<List<String>, Long>();
    if (!members.isEmpty()) {
      handle.createQuery("SELECT m.* FROM " + engine.group() + " JOIN member m ON m.room_id = g.value ->> 0 AND m.user_id = g.value ->> 1" + ending)
          .bind("group", Engine.group(members.stream()))
          .map((row, context) -> Map.entry(List.of(row.getString("room_id"), row.getString("user_id")), row.getLong("read_seq")))
          .forEach(read -> reads.put(read.getKey(), read.getValue()));
    }
    return reads;
  }

  private static void save(Handle handle, Map<List<String>, Long> before, Map<List<String>, Long> after) {
    var batch = handle.prepareBatch("UPDATE member SET read_seq = ? WHERE room_id = ? AND user_id = ?");
    after.forEach((member, read) -> {
      if (!read.equals(before.get(member))) {
        batch.add(read, member.get(0), member.get(1));
      }
    });
    if (batch.size() > 0) {
      batch.execute();
      Places.changed(handle, after.keySet().stream().filter(member -> !after.get(member).equals(before.get(member))).map(member -> member.get(1)));
    }
  }

  /** One user's mark. Each call is itself only, hence a class and not a record. */
  static final class Mark {
    private final String room;
    private final String user;
    private final long seq;
    /** Null until it is saved; the worker that saves alone touches it. */
    private Optional<Long> outcome;

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

    private List<String> member() {
      return List.of(room, user);
    }
  }
}
