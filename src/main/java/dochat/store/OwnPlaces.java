package dochat.store;

import dochat.model.Draft;
import dochat.model.Room;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The part of the {@link Store} that knows what people keep of their rooms for themselves alone, under the store's own rules: any thread may call, futures come
 * back on the caller's context and fail as the store's do. Each change counts up the number that their feeds go by ({@link Places#changed}).
 */
public final class OwnPlaces {
  private static final String BOUNDS = "SELECT r.head, m.floor FROM member m JOIN room r ON r.id = m.room_id WHERE m.room_id = :room AND m.user_id = :user";
  private static final String MARK = "UPDATE member SET read_seq = ?, marked = CASE WHEN marked = 0 THEN ? ELSE marked + 1 END WHERE room_id = ? AND user_id = ?";

  /** The message that began the thread of a draft {@code d} is deleted. */
  private static final String OVER = "EXISTS (SELECT 1 FROM changed c WHERE c.room_id = d.room_id AND c.seq = d.thread AND c.deleted_at <> 0)";

  private final Registry.Lane changes;
  private final Registry.Queries queries;

  OwnPlaces(Registry.Lane changes, Registry.Queries queries) {
    this.changes = changes;
    this.queries = queries;
  }

  /**
   * Says whether a room is muted, whether it is a favourite, and how far it is read, also back; the answer is the room as this member sees it then. Of one that
   * somebody has not joined nothing is kept, and the answer says that they have not; empty where there is none that they may know of.
   *
   * @param muted     null: as it is
   * @param favourite null: as it is
   * @param read      a number of the room's log, 0 or more, beyond neither its end nor what they see of it; null: as it is
   */
  public Future<Optional<Room>> keep(String room, String user, Boolean muted, Boolean favourite, Long read) {
    return changes.change(lane(user), handle -> {
      if (set(handle, "muted", muted, room, user) + set(handle, "favourite", favourite, room, user) + mark(handle, read, room, user) > 0) {
        Places.changed(handle, Stream.of(user));
      }
      return RoomViews.one(handle, room, user);
    });
  }

  /** What somebody has typed in a room that they have joined; fails with {@code not_permitted}, {@link Banned} or {@link NoSuchRoom} where they have not. */
  public Future<Draft> draft(String room, String user) {
    return queries.read(handle -> handle.createQuery("SELECT m.draft, COALESCE(d.text, '') AS text FROM member m LEFT JOIN draft d ON d.room_id = m.room_id"
            + " AND d.user_id = m.user_id WHERE m.room_id = :room AND m.user_id = :user")
        .bind("room", room).bind("user", user).map((row, context) -> new Draft(row.getLong("draft"), row.getString("text"))).findOne()
        .orElseThrow(() -> RoomViews.notPermitted(handle, room, user)));
  }

  /**
   * The same, after it was written anew. Of several who write it at once the last one counts. Numbers begin with the time, so that those of who has left the room and
   * come back are higher than what their devices have seen before.
   */
  public Future<Draft> write(String room, String user, String text) {
    return changes.change(lane(user), handle -> {
      var number = handle.createQuery("UPDATE member SET draft = " + (text.isEmpty() ? "-" : "") + "CASE WHEN draft = 0 THEN :first ELSE ABS(draft) + 1 END WHERE room_id = :room AND user_id = :user RETURNING draft")
          .bind("first", System.currentTimeMillis()).bind("room", room).bind("user", user).mapTo(Long.class).findOne().orElseThrow(() -> RoomViews.notPermitted(handle, room, user));
      put(handle, room, user, text);
      return new Draft(number, text);
    });
  }

  /**
   * What somebody has typed in a thread of a room that they have joined, refused as above where they have not. All of the threads of a place count together: the number is that
   * of the newest one, so that who knows it knows them all. Fails with {@code message_not_found}.
   *
   * @param seq of a message of the thread
   */
  public Future<Draft> threadDraft(String room, long seq, String user) {
    return queries.read(handle -> {
      var thread = Threads.of(handle, room, seq, Members.floor(handle, room, user));
      return handle.createQuery("SELECT m.thread_drafts, COALESCE(d.text, '') AS text FROM member m LEFT JOIN thread_draft d ON d.room_id = m.room_id AND d.user_id = m.user_id"
              + " AND d.thread = :thread AND NOT (" + OVER + ") WHERE m.room_id = :room AND m.user_id = :user")
          .bind("thread", thread).bind("room", room).bind("user", user).map((row, context) -> inThread(row.getLong("thread_drafts"), row.getString("text"))).findOne()
          .orElseThrow(() -> RoomViews.notPermitted(handle, room, user));
    });
  }

  /**
   * The same, after it was written anew: in a thread whose first message is there, {@code message_not_found}, and in so many of a place at most, {@code too_many_drafts}.
   * Numbers begin with the time, as above.
   */
  public Future<Draft> writeInThread(String room, long seq, String user, String text) {
    return changes.change(lane(user), handle -> {
      var number = handle.createQuery("UPDATE member SET thread_drafts = CASE WHEN thread_drafts = 0 THEN :first ELSE thread_drafts + 1 END WHERE room_id = :room AND user_id = :user RETURNING thread_drafts")
          .bind("first", System.currentTimeMillis()).bind("room", room).bind("user", user).mapTo(Long.class).findOne().orElseThrow(() -> RoomViews.notPermitted(handle, room, user));
      putInThread(handle, room, Threads.of(handle, room, seq, Members.floor(handle, room, user)), user, text);
      return inThread(number, text);
    });
  }

  /** A message is deleted, and what people would have said in its thread goes with it; inside the transaction that deletes it. */
  static void forgetThread(Handle handle, String room, long seq) {
    var people = handle.createQuery("UPDATE member SET thread_drafts = thread_drafts + 1 WHERE room_id = :room AND user_id IN (SELECT d.user_id FROM thread_draft d WHERE d.room_id = :room AND d.thread = :seq)"
            + " RETURNING user_id").bind("room", room).bind("seq", seq).mapTo(String.class).list();
    if (!people.isEmpty()) {
      handle.execute("DELETE FROM thread_draft WHERE room_id = ? AND thread = ?", room, seq);
      Places.changed(handle, people.stream());
    }
  }

  private static Draft inThread(long number, String text) {
    return new Draft(text.isEmpty() ? -number : number, text);
  }

  private static void putInThread(Handle handle, String room, long thread, String user, String text) {
    // An older node deletes messages, and leaves what was to be said of them.
    handle.execute("DELETE FROM thread_draft AS d WHERE d.room_id = ? AND d.user_id = ? AND (d.thread = ? OR " + OVER + ")", room, user, thread);
    if (!text.isEmpty()) {
      handle.execute("INSERT INTO thread_draft (room_id, user_id, thread, text) VALUES (?, ?, ?, ?)", room, user, thread, text);
      check(handle.createQuery("SELECT CASE WHEN " + OVER + " THEN 1 ELSE 0 END FROM thread_draft d WHERE d.room_id = :room AND d.user_id = :user")
          .bind("room", room).bind("user", user).mapTo(Integer.class).list());
    }
    Places.changed(handle, Stream.of(user));
  }

  /** @param drafts of a place, each 1 where its thread is over */
  private static void check(List<Integer> drafts) {
    if (drafts.contains(1)) {
      throw Problem.of(ProblemCode.MESSAGE_NOT_FOUND);
    }
    if (drafts.size() > Limits.THREAD_DRAFTS) {
      throw Problem.of(ProblemCode.TOO_MANY_DRAFTS);
    }
  }

  private static void put(Handle handle, String room, String user, String text) {
    if (text.isEmpty()) {
      handle.execute("DELETE FROM draft WHERE room_id = ? AND user_id = ?", room, user);
    } else {
      handle.execute("INSERT INTO draft (room_id, user_id, text) VALUES (?, ?, ?) ON CONFLICT (room_id, user_id) DO UPDATE SET text = excluded.text", room, user, text);
    }
    Places.changed(handle, Stream.of(user));
  }

  private static int set(Handle handle, String column, Boolean value, String room, String user) {
    return value == null ? 0 : handle.execute("UPDATE member SET " + column + " = ? WHERE room_id = ? AND user_id = ? AND " + column + " <> ?",
        value ? 1 : 0, room, user, value ? 1 : 0);
  }

  /** Counts it also where it is read so far already: a device may have believed otherwise. */
  private static int mark(Handle handle, Long read, String room, String user) {
    return read == null ? 0 : handle.createQuery(BOUNDS).bind("room", room).bind("user", user)
        .map((row, context) -> Math.max(Math.min(read, row.getLong("head")), row.getLong("floor") - 1)).findOne()
        .map(bounded -> handle.execute(MARK, Math.max(bounded, 0), System.currentTimeMillis(), room, user)).orElse(0);
  }

  private static String lane(String user) {
    return "own " + user;
  }
}
