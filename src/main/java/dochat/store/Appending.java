package dochat.store;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Draft;
import dochat.model.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * One group of drafts on its way into the log, inside one transaction. Made for one attempt and then forgotten.
 *
 * <p>Locks are taken in one order everywhere in the store, rooms before members before events and each sorted, so that transactions never
 * wait for each other in a circle.
 */
final class Appending {
  private final Handle handle;
  private final Engine engine;
  private final List<Draft> drafts;
  private final boolean waits;
  /** What is in the log for the drafts' author and client id. */
  private final Map<Key, Logged> logged = new HashMap<>();
  /** What this group adds, in the order of the drafts. */
  private final Map<Key, Draft> fresh = new LinkedHashMap<>();

  /** @param waits whether it waits for rooms that others hold, and fails when that takes long; else their drafts are {@code HELD} */
  Appending(Handle handle, Engine engine, List<Draft> drafts, boolean waits) {
    this.handle = handle;
    this.engine = engine;
    this.drafts = drafts;
    this.waits = waits;
  }

  /** The outcomes in the order of the drafts; promised only after the transaction's commit. */
  List<Appended> run() {
    var asked = drafts.stream().map(Draft::room).collect(Collectors.toSet());
    var locked = Rooms.lock(handle, engine, asked, waits);
    findLogged();
    for (var draft : drafts) {
      if (locked.contains(draft.room()) && !logged.containsKey(Key.of(draft))) {
        fresh.putIfAbsent(Key.of(draft), draft);
      }
    }
    if (!fresh.isEmpty()) {
      joinAuthors();
      insert(number(Instant.ofEpochMilli(System.currentTimeMillis())));
    }
    var rooms = locked.containsAll(asked) ? locked : Rooms.heads(handle, engine, asked).keySet();
    return drafts.stream().map(draft -> outcome(draft, rooms)).toList();
  }

  private void findLogged() {
    handle.createQuery("SELECT e.* FROM " + engine.group()
            + " JOIN event e ON e.user_id = g.value ->> 0 AND e.client_id = g.value ->> 1")
        .bind("group", Engine.group(drafts.stream().map(draft -> List.of(draft.author().id(), draft.id())).distinct()))
        .map((row, context) -> new Logged(row.getString("room_id"), Rows.event(row)))
        .forEach(first -> logged.put(new Key(first.event().user().id(), first.event().id()), first));
  }

  private void joinAuthors() {
    Members.add(handle, engine, fresh.values().stream().map(draft -> List.of(draft.room(), draft.author().id())));
  }

  /** Takes the next numbers of each room; its row stays locked until the commit, so that numbers appear in order. */
  private List<Logged> number(Instant at) {
    var byRoom = fresh.values().stream().collect(Collectors.groupingBy(Draft::room));
    var heads = advance(byRoom);
    var numbered = new ArrayList<Logged>(fresh.size());
    byRoom.forEach((room, roomDrafts) -> {
      var seq = heads.get(room) - roomDrafts.size();
      for (var draft : roomDrafts) {
        numbered.add(new Logged(room, new Event(++seq, Event.MESSAGE, draft.id(), draft.author(), draft.text(), at)));
      }
    });
    return numbered;
  }

  /** The new heads of the rooms, which are locked already. */
  private Map<String, Long> advance(Map<String, List<Draft>> byRoom) {
    return handle.createQuery("UPDATE room SET head = head + CAST(g.value ->> 1 AS BIGINT) FROM " + engine.group()
            + " WHERE room.id = g.value ->> 0 RETURNING room.id, head")
        .bind("group", Engine.group(byRoom.entrySet().stream().map(each -> List.of(each.getKey(), Integer.toString(each.getValue().size())))))
        .map((row, context) -> Map.entry(row.getString("id"), row.getLong("head")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void insert(Collection<Logged> numbered) {
    var batch = handle.prepareBatch("INSERT INTO event (room_id, seq, type, client_id, user_id, user_name, text, at)"
        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (var each : inOneOrder(numbered)) {
      var event = each.event();
      batch.add(each.room(), event.seq(), event.type(), event.id(), event.user().id(), event.user().name(), event.text(),
          event.at().toEpochMilli());
      logged.put(new Key(event.user().id(), event.id()), each);
    }
    batch.execute();
  }

  /** Of two transactions with the same client ids one waits for the other, and must not be waited for. */
  private static List<Logged> inOneOrder(Collection<Logged> numbered) {
    return numbered.stream().sorted(Comparator.comparing((Logged each) -> each.event().user().id()).thenComparing(each -> each.event().id()))
        .toList();
  }

  /** The first draft of a fresh key is the new one; all others with that key repeat it. */
  private Appended outcome(Draft draft, Set<String> rooms) {
    if (!rooms.contains(draft.room())) {
      return new Appended(draft, Outcome.NO_ROOM, null);
    }
    var first = logged.get(Key.of(draft));
    if (first == null) {
      return new Appended(draft, Outcome.HELD, null);
    }
    if (!first.room().equals(draft.room())) {
      return new Appended(draft, Outcome.ID_REUSED, null);
    }
    var isNew = fresh.remove(Key.of(draft)) != null;
    return new Appended(draft, isNew ? Outcome.NEW : Outcome.REPEATED, first.event());
  }

  private record Key(String author, String id) {
    static Key of(Draft draft) {
      return new Key(draft.author().id(), draft.id());
    }
  }

  private record Logged(String room, Event event) {}
}
