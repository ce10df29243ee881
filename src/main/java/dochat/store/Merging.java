package dochat.store;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Mention;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Adds what comes from another store and keeps its numbers. A log here and one from elsewhere are the same room as long as one begins
 * with the other; everything else is a {@link Conflict}. Each method may run again: what is here already is compared, not added.
 */
final class Merging {
  private Merging() {}

  static int addAccounts(Handle handle, List<Account> accounts) {
    var batch = handle.prepareBatch("INSERT INTO account (id, name, created, deleted, forgotten) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    for (var each : accounts) {
      var created = each.created().toEpochMilli();
      var hasGone = each.user().name().equals(User.DELETED);
      batch.add(each.user().id(), each.user().name(), created, hasGone ? created : 0, hasGone ? 1 : 0);
    }
    var added = batch.execute().length;
    accounts.stream().filter(Account::isShown).forEach(each -> Cards.add(handle, each));
    return added;
  }

  static void compare(Handle handle, Room room, Set<String> siblings) {
    var here = WholeLog.room(handle, room.id());
    if (here.isPresent() && !isSame(here.get(), room) && !mayBecome(here.get(), room)) {
      throw new Conflict("the room " + room.id() + " has another name, topic or kind in this store", 0);
    }
    if (here.isEmpty() && Rooms.isTaken(handle, made(handle, room, siblings).key(), room.id())) {
      throw room.kind() == RoomKind.DIRECT ? new Conflict("the people of the conversation " + room.id() + " have another one in this store", 0) : taken(room, 0);
    }
  }

  static int addRoom(Handle handle, Room room, Set<String> siblings) {
    compare(handle, room, siblings);
    if (WholeLog.room(handle, room.id()).isPresent()) {
      return 0;
    }
    try {
      return Rooms.add(handle, made(handle, room, siblings));
    } catch (OlderNodes e) {
      throw new Conflict("nodes of an older release run, and would show the room " + room.id() + " to everybody", 0);
    }
  }

  private static NewRoom made(Room room) {
    return NewRoom.of(room.id(), room.name(), room.topic(), room.kind(), room.people().stream().map(User::id).toList());
  }

  /** Of rooms that are not called the same but look alike, or are called the same where they come from, as a program has let them in that compared otherwise, each stays. */
  private static NewRoom made(Handle handle, Room room, Set<String> siblings) {
    var made = made(room);
    return !room.kind().isClosed() && Rooms.holder(handle, made.key(), room.id())
        .filter(other -> siblings.contains(other.id()) || !Room.folded(other.name()).equals(Room.folded(room.name()))).isPresent() ? made.apart() : made;
  }

  /** The longer one of two logs says what has become of a room since the other one ended. */
  private static boolean mayBecome(Room here, Room other) {
    return here.kind() == other.kind() && here.kind() != RoomKind.DIRECT && here.head() != other.head() && Math.min(here.head(), other.head()) > 0;
  }

  /** Where the log here is as long as that of the file, all that was settled is as the file says, in whatever order it came to be so. */
  private static int settle(Handle handle, Room room, Set<String> siblings) {
    var here = WholeLog.room(handle, room.id()).orElseThrow(() -> new NoSuchRoom(room.id()));
    if (here.head() != room.head() || isSame(here, room) && here.settings().equals(room.settings())) {
      return 0;
    }
    var key = made(handle, room, siblings).key();
    if (Rooms.isTaken(handle, key, room.id())) {
      throw taken(room, room.head());
    }
    if (!here.settings().equals(room.settings()) && !Releases.keepTo(handle, Releases.of(room.settings()))) {
      throw new Conflict("nodes of an older release run, and would not keep to what was settled for the room " + room.id(), room.head());
    }
    var settings = room.settings();
    return handle.execute("UPDATE room SET name = ?, name_key = CASE WHEN kind = 'public' THEN ? ELSE name_key END, topic = ?, archived = ?, posting = ?, inviting = ?, history = ?, slow = ?, reads = ?"
        + " WHERE id = ?", room.name(), key, room.topic(), settings.archived() ? 1 : 0, settings.posting().word(), settings.inviting().word(), settings.history().word(), settings.slow(),
        settings.reads() ? 1 : 0, room.id());
  }

  private static Conflict taken(Room room, long seq) {
    return new Conflict("the name of the room " + room.id() + " is that of another room in this store", seq);
  }

  /** Of a direct conversation the people; their names may have changed. */
  private static boolean isSame(Room here, Room other) {
    return here.topic().equals(other.topic()) && here.kind() == other.kind()
        && (here.kind() == RoomKind.DIRECT ? made(here).key().equals(made(other).key()) : here.name().equals(other.name()));
  }

  /** How many of these are here; the others come after the room's head. */
  static int known(Handle handle, String room, List<Event> events) {
    var first = events.get(0).seq();
    var here = WholeLog.events(handle, room, first - 1, events.get(events.size() - 1).seq());
    for (var i = 0; i < here.size(); i++) {
      if (!isSame(here.get(i), events.get(i))) {
        throw new Conflict("the room " + room + " has another event " + (first + i) + " in this store", first + i);
      }
    }
    return here.size();
  }

  /** A message that was deleted since says nothing any more, there or here; and a program that is older than mentions exports none. */
  private static boolean isSame(Event here, Event other) {
    return here.equals(other) || isSameWithNames(nameless(here, other), nameless(other, here));
  }

  /** A message that was deleted since says nothing any more, and an older file calls nobody. */
  private static boolean isSameWithNames(Event here, Event other) {
    var isSilent = here.text().isEmpty() || other.text().isEmpty();
    var isOlder = here.text().equals(other.text()) && (here.mentions().isEmpty() || other.mentions().isEmpty());
    return here.equals(other) || here.silenced().equals(other.silenced()) && (isSilent || isOlder);
  }

  /** Who has deleted their account since has no name any more, there or here. */
  private static Event nameless(Event event, Event other) {
    return new Event(event.seq(), event.type(), event.id(), nameless(event.user(), other.user()), event.ref(), event.thread(), nameless(event.whom(), other.whom()),
        event.text(), event.at(), nameless(event.mentions(), other.mentions()));
  }

  private static List<Mention> nameless(List<Mention> mentions, List<Mention> others) {
    return mentions.size() != others.size() ? mentions : IntStream.range(0, mentions.size()).mapToObj(i -> nameless(mentions.get(i), others.get(i))).toList();
  }

  private static Mention nameless(Mention mention, Mention other) {
    return mention.user() == null ? mention : Mention.of(nameless(mention.user(), other.user()), mention.from(), mention.to());
  }

  private static User nameless(User user, User other) {
    boolean hasGone = user != null && other != null && user.id().equals(other.id()) && other.name().equals(User.DELETED);
    return hasGone ? other : user;
  }

  /** The same for a room that comes from a file: with its last event it becomes what it is there. */
  static int addEvents(Handle handle, Room room, Set<String> siblings, List<Event> events) {
    var added = addEvents(handle, room.id(), events);
    settle(handle, room, siblings);
    return added;
  }

  static int addEvents(Handle handle, String room, List<Event> events) {
    var head = lock(handle, room);
    var fresh = events.subList(known(handle, room, events), events.size());
    if (fresh.isEmpty()) {
      return 0;
    }
    if (fresh.get(0).seq() != head + 1) {
      throw new Conflict("the room " + room + " ends at event " + head + " in this store", fresh.get(0).seq());
    }
    if (fresh.stream().anyMatch(event -> event.type().equals(Event.HISTORY)) && !Releases.keepTo(handle, Releases.HISTORY)) {
      throw new Conflict("nodes of an older release run, and would show what was said in the room " + room + " to who came later", fresh.get(0).seq());
    }
    if (fresh.stream().anyMatch(event -> event.type().equals(Event.BAN)) && !Releases.keepTo(handle, Releases.BANS)) {
      throw new Conflict("nodes of an older release run, and would let in who is banned from the room " + room, fresh.get(0).seq());
    }
    if (fresh.stream().anyMatch(Merging::isToRead) && WholeLog.room(handle, room).filter(here -> !here.kind().isClosed()).isPresent() && !Releases.keepTo(handle, Releases.READERS)) {
      throw new Conflict("nodes of an older release run, and would let post who only reads in the room " + room, fresh.get(0).seq());
    }
    insert(handle, room, fresh);
    // Who is a member of a public room by now, and what they keep of it for themselves, comes with its members.
    fresh.stream().filter(event -> !event.type().equals(Event.JOIN)).forEach(event -> Changed.note(handle, room, event, Set.of()));
    Departed.again(handle, fresh.stream().flatMap(event -> Stream.of(event.user(), event.whom() == null ? event.user() : event.whom())).map(User::id));
    Departed.againCalled(handle, fresh.stream().flatMap(event -> event.mentions().stream()).map(Mention::user).filter(Objects::nonNull));
    return handle.execute("UPDATE room SET head = head + ? WHERE id = ?", fresh.size(), room);
  }

  private static boolean isToRead(Event event) {
    return event.type().equals(Event.ROLE) && event.text().equals(Role.READER.word());
  }

  /**
   * Who was removed or banned here since the file was written stays so, and who was given a lower role here since then has that. A driver that makes one statement
   * of many plain inserts does not say how many rows it made; of these it does.
   *
   * @param head number of the last event of the room's log when these were its members
   */
  static int addMembers(Handle handle, String room, long head, List<Member> members) {
    lock(handle, room);
    var since = MembersSince.of(handle, room, head);
    var joining = handle.prepareBatch("INSERT INTO member (room_id, user_id, read_seq, role, muted, favourite) SELECT id, ?, ?, ?, ?, ? FROM room WHERE id = ?"
        + " AND NOT EXISTS (SELECT 1 FROM ban WHERE ban.room_id = room.id AND ban.user_id = ?) ON CONFLICT DO NOTHING");
    var reading = handle.prepareBatch("UPDATE member SET read_seq = ? WHERE room_id = ? AND user_id = ? AND read_seq < ? AND marked = 0");
    for (var member : members) {
      if (!since.ended().contains(member.user())) {
        joining.add(member.user(), member.read(), since.role(member).word(), member.own().muted() ? 1 : 0, member.own().favourite() ? 1 : 0,
            room, member.user());
      }
      reading.add(member.read(), room, member.user(), member.read());
    }
    var joined = Arrays.stream(joining.execute()).sum();
    reading.execute();
    Members.recount(handle, room, joined);
    Places.changed(handle, members.stream().map(Member::user));
    Departed.again(handle, members.stream().map(Member::user));
    return joined;
  }

  /** Until the transaction ends, nobody else gives numbers in this room. */
  private static long lock(Handle handle, String room) {
    return handle.createQuery("UPDATE room SET head = head WHERE id = :room RETURNING head").bind("room", room).mapTo(Long.class).one();
  }

  /** An author's client id that is in the log elsewhere would be left out, which the count finds. */
  private static void insert(Handle handle, String room, List<Event> events) {
    var batch = handle.prepareBatch(Rows.INSERT_EVENT + " ON CONFLICT DO NOTHING");
    events.forEach(event -> batch.add(Rows.values(room, event)));
    batch.execute();
    var added = numbers(handle, room, events);
    if (added.size() != events.size()) {
      var missing = events.stream().map(Event::seq).filter(seq -> !added.contains(seq)).findFirst().orElseThrow();
      throw new Conflict("the store has another message of the same author and id as event " + missing + " of the room " + room, missing);
    }
  }

  private static Set<Long> numbers(Handle handle, String room, List<Event> events) {
    return handle.createQuery("SELECT seq FROM event WHERE room_id = :room AND seq BETWEEN :first AND :last")
        .bind("room", room).bind("first", events.get(0).seq()).bind("last", events.get(events.size() - 1).seq())
        .mapTo(Long.class).set();
  }
}
