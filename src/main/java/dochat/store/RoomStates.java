package dochat.store;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.protocol.Limits;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What the rooms of a group of changes are called and what was settled for them, as it is when each change comes to pass: with what those before it have done. Inside the
 * caller's transaction, which holds the rooms' rows.
 */
final class RoomStates {
  /** Into public rooms everybody comes by themselves, and reads them before that; whether somebody has, these show to nobody. */
  private static final Set<String> OF_CLOSED = Set.of(Event.INVITING, Event.HISTORY, Event.READS);

  private final Handle handle;
  private final Map<String, Rooms.Locked> rooms;
  /** Which room has a name that a public one is to have, by what people compare. */
  private final Map<String, String> names = new HashMap<>();

  private RoomStates(Handle handle, Map<String, Rooms.Locked> rooms) {
    this.handle = handle;
    this.rooms = new HashMap<>(rooms);
  }

  /** Reads what it must know, which is nothing where no room is renamed. */
  static RoomStates of(Handle handle, Engine engine, Collection<Change> changes, Map<String, Rooms.Locked> rooms) {
    var states = new RoomStates(handle, rooms);
    var renames = changes.stream().filter(change -> change.type().equals(Event.RENAME) && !rooms.get(change.room()).kind().isClosed()).toList();
    if (!renames.isEmpty()) {
      handle.createQuery("SELECT r.id, r.name_key FROM " + engine.group() + " JOIN room r ON r.name_key = g.value ->> 0")
          .bind("group", Engine.group(renames.stream().flatMap(change -> keys(change.text())).distinct().map(List::of)))
          .map((row, context) -> states.names.put(row.getString("name_key"), row.getString("id"))).list();
    }
    return states;
  }

  /** The key of a room that is called so, and that of one which an older program has named, which compared otherwise. */
  private static Stream<String> keys(String name) {
    return Stream.of(Room.key(name), Room.folded(name));
  }

  /** What is settled for a room by now. */
  RoomSettings settings(String room) {
    return rooms.get(room).settings();
  }

  /** Why its author may not settle this, or why nothing comes of it; null where it has come to pass for the changes after it. */
  Outcome settle(Change.Settle settle, Role role) {
    var before = rooms.get(settle.room());
    boolean isForCrowd = settle.type().equals(Event.READS) && Boolean.parseBoolean(settle.text()) && before.members() > Limits.READERS_MEMBERS;
    if (role == null || !isFor(before.kind(), settle) || !role.isAtLeast(least(settle, before.kind())) || isForCrowd) {
      return Outcome.NOT_PERMITTED;
    }
    var after = before.after(settle.type(), settle.text());
    if (after.equals(before)) {
      return Outcome.UNCHANGED;
    }
    if (settle.type().equals(Event.RENAME) && !before.kind().isClosed()) {
      if (keys(settle.text()).anyMatch(key -> !names.getOrDefault(key, settle.room()).equals(settle.room()))) {
        return Outcome.NAME_TAKEN;
      }
      names.values().removeIf(settle.room()::equals);
      names.put(Room.key(settle.text()), settle.room());
    }
    if (!after.settings().equals(before.settings()) && !Releases.keepTo(handle, Releases.of(after.settings()))) {
      return Outcome.OLDER_NODES;
    }
    rooms.put(settle.room(), after);
    return null;
  }

  /** Of a conversation nothing is settled but what all of its people see of each other. */
  private static boolean isFor(RoomKind kind, Change.Settle settle) {
    return switch (kind) {
      case PUBLIC, LAB -> !OF_CLOSED.contains(settle.type());
      case PRIVATE -> true;
      case DIRECT -> settle.type().equals(Event.READS);
    };
  }

  /** Owners close and open what is theirs; in a conversation nobody is above others. */
  private static Role least(Change.Settle settle, RoomKind kind) {
    boolean isOfOwners = settle.type().equals(Event.ARCHIVE) || settle.type().equals(Event.UNARCHIVE);
    return kind == RoomKind.DIRECT ? Role.MEMBER : isOfOwners ? Role.OWNER : Role.MODERATOR;
  }

  /** Why a room that is archived takes no such change, or one in which not everybody posts; null where nothing speaks against it. */
  Outcome refusal(Change change, Role role) {
    var settings = settings(change.room());
    if (settings.archived() && !isTakenBack(change)) {
      return Outcome.ARCHIVED;
    }
    var least = change instanceof Change.Post || change instanceof Change.Edit ? settings.posting() : change instanceof Change.Invite ? settings.inviting() : Role.MEMBER;
    return isEnough(role, least) ? null : Outcome.NOT_PERMITTED;
  }

  /** Whether somebody of this role, or null for who is no member, does what is settled to be for these and above. */
  static boolean isEnough(Role role, Role least) {
    return least == Role.MEMBER || role != null && role.isAtLeast(least);
  }

  /** What must be possible in whatever state a room is: to have it in one's list, to go, to hand it on before, to send somebody away, to delete, and to open it again. */
  private static boolean isTakenBack(Change change) {
    return change instanceof Change.Join || change instanceof Change.Leave || change instanceof Change.Remove || change instanceof Change.Ban ban && ban.on() || change instanceof Change.Delete
        || change instanceof Change.Assign assign && assign.role() == Role.OWNER
        || change.type().equals(Event.ARCHIVE) || change.type().equals(Event.UNARCHIVE);
  }

  /** The room has become so; inside the transaction that numbered the event. */
  static void note(Handle handle, String room, Event event) {
    switch (event.type()) {
      case Event.RENAME -> handle.execute("UPDATE room SET name = ?, name_key = CASE WHEN kind = 'public' THEN ? ELSE name_key END WHERE id = ?",
          event.text(), Room.key(event.text()), room);
      case Event.TOPIC -> handle.execute("UPDATE room SET topic = ? WHERE id = ?", event.text(), room);
      case Event.ARCHIVE, Event.UNARCHIVE -> handle.execute("UPDATE room SET archived = ? WHERE id = ?", event.type().equals(Event.ARCHIVE) ? 1 : 0, room);
      case Event.POSTING -> handle.execute("UPDATE room SET posting = ? WHERE id = ?", event.text(), room);
      case Event.INVITING -> handle.execute("UPDATE room SET inviting = ? WHERE id = ?", event.text(), room);
      case Event.SLOW -> handle.execute("UPDATE room SET slow = ? WHERE id = ?", Integer.parseInt(event.text()), room);
      case Event.READS -> handle.execute("UPDATE room SET reads = ? WHERE id = ?", Boolean.parseBoolean(event.text()) ? 1 : 0, room);
      default -> {
        // What is about messages and members, and those who come, is noted elsewhere.
      }
    }
  }
}
