package dochat.store;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * One group of changes on its way into the log, inside one transaction. Made for one attempt and then forgotten.
 *
 * <p>Locks are taken in one order everywhere in the store, rooms before members before events and each sorted, so that transactions never
 * wait for each other in a circle.
 */
final class Appending {
  private final Handle handle;
  private final Engine engine;
  private final List<Change> changes;
  private final boolean waits;
  /** What is in the log for the changes' author and client id. */
  private final Map<Key, Logged> logged = new HashMap<>();
  /** What comes of those that add nothing. */
  private final Map<Key, Outcome> refused = new HashMap<>();
  /** What this group adds, in the order of the changes. */
  private final Map<Key, Change> fresh = new LinkedHashMap<>();
  /** Rooms and those whose membership there this group has ended. */
  private final Set<List<String>> ended = new HashSet<>();

  /** @param waits whether it waits for rooms that others hold, and fails when that takes long; else their changes are {@code HELD} */
  Appending(Handle handle, Engine engine, List<Change> changes, boolean waits) {
    this.handle = handle;
    this.engine = engine;
    this.changes = changes;
    this.waits = waits;
  }

  /** The outcomes in the order of the changes; promised only after the transaction's commit. */
  List<Appended> run() {
    var asked = changes.stream().map(Change::room).collect(Collectors.toSet());
    var locked = Rooms.lock(handle, engine, asked, waits);
    findLogged();
    for (var change : changes) {
      if (locked.containsKey(change.room()) && !logged.containsKey(Key.of(change))) {
        fresh.putIfAbsent(Key.of(change), change);
      }
    }
    var at = Instant.ofEpochMilli(System.currentTimeMillis());
    var targets = Targets.of(handle, engine, fresh.values());
    var standings = Standings.of(handle, engine, changes.stream().filter(change -> locked.containsKey(change.room())).toList(), locked);
    var slow = SlowMode.of(handle, engine, fresh.values().stream().filter(standings::isSettled).toList(), at);
    var mentioned = Mentioned.of(handle, engine, fresh.values());
    refuse(standings, targets, Pins.of(handle, engine, fresh.values()), Follows.of(handle, engine, fresh.values()), slow, mentioned);
    if (!fresh.isEmpty()) {
      joinAuthors(locked);
      var numbered = number(standings, targets, mentioned, at);
      insert(numbered);
      numbered.forEach(each -> note(each.room(), each.event()));
      slow.note(handle);
    }
    var rooms = locked.keySet().containsAll(asked) ? locked.keySet() : Rooms.heads(handle, engine, asked).keySet();
    return changes.stream().map(change -> !rooms.contains(change.room()) ? new Appended(change, Outcome.NO_ROOM, null)
        : !locked.containsKey(change.room()) ? new Appended(change, Outcome.HELD, null) : outcome(change, standings, slow)).toList();
  }

  private void findLogged() {
    handle.createQuery("SELECT e.* FROM " + engine.group()
            + " JOIN event e ON e.user_id = g.value ->> 0 AND e.client_id = g.value ->> 1")
        .bind("group", Engine.group(changes.stream().map(change -> List.of(change.author().id(), change.id())).distinct()))
        .map((row, context) -> new Logged(row.getString("room_id"), Rows.event(row)))
        .forEach(first -> logged.put(Key.of(first.event()), first));
  }

  /** What its author may not do, or what cannot be done to the messages as they are, each after the ones before it. */
  private void refuse(Standings standings, Targets targets, Pins pins, Follows follows, SlowMode slow, Mentioned mentioned) {
    for (var each : List.copyOf(fresh.entrySet())) {
      var change = each.getValue();
      var meant = mentioned.meant(change, standings);
      standings.refusal(change)
          .or(() -> targets.refusal(change, standings.isModerator(change), meant))
          .or(() -> pins.refusal(change))
          .or(() -> follows.refusal(change))
          .or(() -> slow.refusal(change, standings.pause(change)))
          .ifPresentOrElse(outcome -> {
            refused.put(each.getKey(), outcome);
            fresh.remove(each.getKey());
          }, () -> {
            standings.settle(change);
            mentioned.settle(change, meant);
          });
    }
  }

  private void note(String room, Event event) {
    Changed.note(handle, room, event, fresh.get(Key.of(event)).here());
    RoomStates.note(handle, room, event);
    if (event.type().equals(Event.LEAVE) || event.type().equals(Event.BAN)) {
      ended.add(List.of(room, (event.whom() == null ? event.user() : event.whom()).id()));
    } else if (event.type().equals(Event.MESSAGE) && ended.remove(List.of(room, event.user().id()))) {
      Members.add(handle, engine, room, event.user().id());
    }
  }

  /** Who posts in a public room joins it, without an event of its own; elsewhere only members do. Who has gone before that in this group comes back with the message. */
  private void joinAuthors(Map<String, Rooms.Locked> rooms) {
    Members.add(handle, engine, fresh.values().stream().filter(change -> change instanceof Change.Post && !rooms.get(change.room()).kind().isClosed())
        .map(change -> List.of(change.room(), change.author().id())));
  }

  /** Takes the next numbers of each room; its row stays locked until the commit, so that numbers appear in order. */
  private List<Logged> number(Standings standings, Targets targets, Mentioned mentioned, Instant at) {
    var byRoom = fresh.values().stream().collect(Collectors.groupingBy(Change::room));
    var heads = advance(byRoom);
    var numbered = new ArrayList<Logged>(fresh.size());
    byRoom.forEach((room, roomDrafts) -> {
      var seq = heads.get(room) - roomDrafts.size();
      for (var change : roomDrafts) {
        numbered.add(new Logged(room, new Event(++seq, change.type(), change.id(), change.author(), change.ref(), targets.thread(change), change.whom(),
            change instanceof Change.React react ? targets.emoji(react) : standings.text(change), at, mentioned.in(change))));
      }
    });
    return numbered;
  }

  /** The new heads of the rooms, which are locked already. */
  private Map<String, Long> advance(Map<String, List<Change>> byRoom) {
    return handle.createQuery("UPDATE room SET head = head + CAST(g.value ->> 1 AS BIGINT) FROM " + engine.group()
            + " WHERE room.id = g.value ->> 0 RETURNING room.id, head")
        .bind("group", Engine.group(byRoom.entrySet().stream().map(each -> List.of(each.getKey(), Integer.toString(each.getValue().size())))))
        .map((row, context) -> Map.entry(row.getString("id"), row.getLong("head")))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void insert(Collection<Logged> numbered) {
    var batch = handle.prepareBatch(Rows.INSERT_EVENT);
    for (var each : inOneOrder(numbered)) {
      var event = each.event();
      batch.add(Rows.values(each.room(), event));
      logged.put(Key.of(event), each);
    }
    batch.execute();
  }

  /** Of two transactions with the same client ids one waits for the other, and must not be waited for. */
  private static List<Logged> inOneOrder(Collection<Logged> numbered) {
    return numbered.stream().sorted(Comparator.comparing((Logged each) -> each.event().user().id()).thenComparing(each -> each.event().id()))
        .toList();
  }

  /** The first change of a fresh key is the new one; all others with that key repeat it. Who may not know of the room by now is told nothing of what they have done there. */
  private Appended outcome(Change change, Standings standings, SlowMode slow) {
    var first = logged.get(Key.of(change));
    if (first == null) {
      var outcome = refused.get(Key.of(change));
      return new Appended(change, outcome, null, outcome == Outcome.TOO_SOON ? slow.wait(change) : 0);
    }
    var isSame = isSame(first, change);
    if (isSame && fresh.remove(Key.of(change)) != null) {
      return new Appended(change, Outcome.NEW, first.event());
    }
    if (!standings.mayKnow(change) && !(isSame && change instanceof Change.Leave)) {
      return new Appended(change, standings.shutOut(change), null);
    }
    return isSame ? new Appended(change, Outcome.REPEATED, first.event()) : new Appended(change, Outcome.ID_REUSED, null);
  }

  private static boolean isSame(Logged first, Change change) {
    return first.room().equals(change.room()) && first.event().type().equals(change.type()) && first.event().ref() == change.ref()
        && Objects.equals(id(first.event().whom()), id(change.whom())) && saysTheSame(first.event().text(), change);
  }

  /** Another text for a message is that of an answer that was lost: the first one counts. As what somebody joins, the log says alone. */
  private static boolean saysTheSame(String first, Change change) {
    return change instanceof Change.Post || change instanceof Change.Edit || change instanceof Change.Join
        || (change instanceof Change.React ? Change.React.isSame(first, change.text()) : first.equals(change.text()));
  }

  private static String id(User user) {
    return user == null ? null : user.id();
  }

  private record Key(String author, String id) {
    static Key of(Change change) {
      return new Key(change.author().id(), change.id());
    }

    static Key of(Event event) {
      return new Key(event.user().id(), event.id());
    }
  }

  private record Logged(String room, Event event) {}
}
