package dochat.store;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Mention.Group;
import dochat.model.Message;
import dochat.model.User;
import dochat.protocol.Limits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Whom messages call: those of a group of changes who are known and may know of the room, and beside the log, for each message, who is called by
 * its text as that is now or because it answers theirs. Messages that call nobody cost nothing.
 */
final class Mentioned {
  /** Stands for all members of the room; no person has this id. */
  static final String EVERYBODY = "*";
  private static final String CALL = "INSERT INTO mention (room_id, user_id, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  /** Whom a reply answers, who began its thread, and who wrote the replies before it, as far back as one looks. */
  private static final String CALL_ANSWERED = "INSERT INTO mention (room_id, user_id, seq) SELECT DISTINCT CAST(:room AS TEXT), q.user_id, CAST(:seq AS BIGINT) FROM ("
      + "SELECT a.user_id FROM event e JOIN event a ON a.room_id = e.room_id AND a.seq = e.ref WHERE e.room_id = :room AND e.seq = :seq"
      + " UNION ALL SELECT b.user_id FROM event b WHERE b.room_id = :room AND b.seq = :thread"
      + " UNION ALL SELECT t.user_id FROM (SELECT r.user_id FROM event r WHERE r.room_id = :room AND r.type = '" + Event.MESSAGE + "' AND r.thread = :thread AND r.seq < :seq"
      + " ORDER BY r.seq DESC LIMIT " + Limits.THREAD_CALLED + ") t"
      + " UNION ALL SELECT s.user_id FROM (SELECT f.user_id FROM follow f JOIN member m ON m.room_id = f.room_id AND m.user_id = f.user_id"
      + " WHERE f.room_id = :room AND f.thread = :thread AND f.follows = 1 ORDER BY f.user_id LIMIT " + Limits.THREAD_CALLED + ") s) q"
      + " WHERE q.user_id <> :user AND NOT EXISTS (SELECT 1 FROM follow u WHERE u.room_id = :room AND u.thread = :thread AND u.user_id = q.user_id AND u.follows = 0) ON CONFLICT DO NOTHING";

  private final Map<String, User> people;
  private final Map<Change, List<Mention>> settled = new HashMap<>();

  private Mentioned(Map<String, User> people) {
    this.people = people;
  }

  /** Reads who of the people that these changes call there is. */
  static Mentioned of(Handle handle, Engine engine, Collection<Change> changes) {
    return new Mentioned(people(handle, engine, changes.stream().flatMap(change -> change.mentions().stream())));
  }

  private static Map<String, User> people(Handle handle, Engine engine, Stream<Mention> mentions) {
    var ids = mentions.map(Mention::user).filter(Objects::nonNull).map(user -> List.of(user.id())).distinct().toList();
    return ids.isEmpty() ? Map.of() : handle.createQuery("SELECT a.id AS user_id, a.name FROM " + engine.group() + " JOIN account a ON a.id = g.value ->> 0")
        .bind("group", Engine.group(ids.stream())).map((row, context) -> Rows.user(row)).list().stream().collect(Collectors.toMap(User::id, user -> user));
  }

  /** Whom a change would call by now, with the names that they have: whom it may not call, or who is nobody, is no more than text of it. */
  List<Mention> meant(Change change, Standings standings) {
    return change.mentions().stream().filter(mention -> standings.mayCall(change, mention)).map(this::named).filter(Objects::nonNull).toList();
  }

  /** A change comes to pass. */
  void settle(Change change, List<Mention> meant) {
    if (!meant.isEmpty()) {
      settled.put(change, meant);
    }
  }

  /** Whom a change that has come to pass calls, with the names that they have now. */
  List<Mention> in(Change change) {
    return settled.getOrDefault(change, List.of());
  }

  private Mention named(Mention mention) {
    return mention.user() == null ? mention : people.containsKey(mention.user().id()) ? Mention.of(people.get(mention.user().id()), mention.from(), mention.to()) : null;
  }

  /** These messages with the names that people have now. */
  static List<Message> named(Handle handle, Engine engine, List<Message> messages) {
    var people = people(handle, engine, messages.stream().flatMap(message -> message.mentions().stream()));
    return people.isEmpty() ? messages : messages.stream().map(message -> message.calling(message.mentions().stream()
        .map(mention -> mention.user() == null ? mention : Mention.of(people.getOrDefault(mention.user().id(), mention.user()), mention.from(), mention.to())).toList())).toList();
  }

  /** A message is in the log. */
  static void notePost(Handle handle, String room, Event message, Set<String> here) {
    note(handle, room, message.seq(), message, here);
  }

  /** A message has another text. */
  static void noteEdit(Handle handle, String room, Event edit, Set<String> here) {
    forget(handle, room, edit.ref());
    note(handle, room, edit.ref(), edit, here);
  }

  /** A message calls nobody any more. */
  static void forget(Handle handle, String room, long seq) {
    handle.execute("DELETE FROM mention WHERE room_id = ? AND seq = ?", room, seq);
  }

  private static void note(Handle handle, String room, long seq, Event event, Set<String> here) {
    var called = called(event.mentions(), here);
    called.remove(event.user().id());
    if (!called.isEmpty()) {
      var batch = handle.prepareBatch(CALL);
      called.forEach(user -> batch.add(room, user, seq));
      batch.execute();
    }
    if (event.thread() != Change.NO_REF) {
      handle.createUpdate(CALL_ANSWERED).bind("room", room).bind("seq", seq).bind("thread", event.thread()).bind("user", event.user().id()).execute();
    }
  }

  private static Set<String> called(List<Mention> mentions, Set<String> here) {
    var called = new HashSet<String>();
    for (var mention : mentions) {
      if (mention.user() != null) {
        called.add(mention.user().id());
      } else if (mention.group() == Group.ALL) {
        called.add(EVERYBODY);
      } else {
        called.addAll(here);
      }
    }
    return called;
  }
}
