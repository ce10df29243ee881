package dochat.store;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.HistoryVisibility;
import dochat.model.Mention;
import dochat.model.Role;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.User;
import dochat.protocol.Limits;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * What the people of a group of changes may do in their rooms, as it is when each of them comes to pass: with what those before it have done.
 * Inside the caller's transaction, which holds the rooms' rows, so that nobody posts after being removed.
 */
final class Standings {
  /** Accounts {@code a} of those who keep order in the chat. */
  private static final String ADMINISTRATOR = "a.role IN ('administrator', 'owner') AND a.deactivated = 0 AND a.deleted = 0";

  private final Map<String, Rooms.Locked> rooms;
  private final Map<Place, Role> roles = new HashMap<>();
  /** The first event that these people see; all of them where none is named. */
  private final Map<Place, Long> floors = new HashMap<>();
  private final Map<String, Set<String>> owners = new HashMap<>();
  private final Map<String, Long> members = new HashMap<>();
  private final Set<Place> banned = new HashSet<>();
  /** What those come as who join. */
  private final Map<Change, Role> joining = new HashMap<>();
  /** Who only reads where everybody may join, members or not. */
  private final Set<Place> readers = new HashSet<>();
  /** Who has made a room that they join. */
  private final Set<Place> creators = new HashSet<>();
  /** Who names an owner where there is none: those of them who keep order in the chat. */
  private final Set<String> administrators = new HashSet<>();
  /** Of those who come, go or get another role: who may not be here any more. */
  private final Set<String> out = new HashSet<>();
  private final Map<String, Long> bans = new HashMap<>();
  /** Rooms from which somebody is banned, or in which, though everybody may join, somebody only reads; or is to be or to do by the group. */
  private final Set<String> guarded;
  private final Handle handle;
  private final RoomStates states;
  /** Rooms for which something is settled, or is to be. */
  private final Set<String> settled;

  private Standings(Handle handle, Map<String, Rooms.Locked> rooms, RoomStates states, Set<String> settled, Set<String> guarded) {
    this.handle = handle;
    this.guarded = guarded;
    this.rooms = rooms;
    this.states = states;
    this.settled = settled;
    rooms.forEach((id, room) -> {
      members.put(id, room.members());
      bans.put(id, room.bans());
    });
  }

  /** Reads what it must know, which is nothing for messages in public rooms. */
  static Standings of(Handle handle, Engine engine, Collection<Change> changes, Map<String, Rooms.Locked> rooms) {
    var standings = new Standings(handle, rooms, RoomStates.of(handle, engine, changes, rooms), settled(changes, rooms), guarded(changes, rooms));
    var judged = changes.stream().filter(standings::isJudged).toList();
    if (!judged.isEmpty()) {
      standings.readRoles(engine, judged);
      standings.readGuards(engine, judged);
      standings.readAccounts(engine, judged.stream().filter(standings::isNaming).map(Change::author), ADMINISTRATOR, standings.administrators);
      standings.readAccounts(engine, judged.stream().filter(Standings::isOfPlaces).map(change -> change.whom() == null ? change.author() : change.whom()), Accounts.OUT, standings.out);
      standings.readCreators(engine, judged.stream().filter(change -> change instanceof Change.Join).toList());
      standings.readOwners(engine, judged.stream().filter(change -> isOfPlaces(change)).map(change -> List.of(change.room())).distinct().toList());
    }
    return standings;
  }

  /** Why its author may not do this, or why nothing comes of it; empty where it goes on, and then it has come to pass for those after it. */
  Optional<Outcome> refusal(Change change) {
    return isJudged(change) ? Optional.ofNullable(judge(change)) : Optional.empty();
  }

  /** It comes to pass: who posts where everybody may is a member from then on. */
  void settle(Change change) {
    if (change instanceof Change.Post && !kind(change).isClosed()) {
      roles.putIfAbsent(new Place(change.room(), change.author().id()), Role.MEMBER);
    }
  }

  /** What the event of a change says that comes to pass: of who joins, as what. */
  String text(Change change) {
    return change instanceof Change.Join ? joining.get(change).word() : change.text();
  }

  /** What who may not know of the room is told of a change there. */
  Outcome shutOut(Change change) {
    return kind(change).isClosed() ? Outcome.NO_ROOM : Outcome.BANNED;
  }

  /** Whether its author may know of the room, and is not banned from it. */
  boolean mayKnow(Change change) {
    return kind(change).isClosed() ? role(change.room(), change.author().id()) != null : !isBanned(change.room(), change.author().id());
  }

  /** Whether its author may delete what others have written. */
  boolean isModerator(Change change) {
    var role = role(change.room(), change.author().id());
    return role != null && role.isAtLeast(Role.MODERATOR);
  }

  /** Whether its author may call this person or these people: nobody calls who may not know of the room, and few a crowd. */
  boolean mayCall(Change change, Mention mention) {
    return mention.user() != null ? kind(change).isClosed() ? role(change.room(), mention.user().id()) != null : !isBanned(change.room(), mention.user().id())
        : members.get(change.room()) <= Limits.GROUP_MENTION_MEMBERS || isModerator(change);
  }

  /** Whether something is settled for its room, or is to be by the group. */
  boolean isSettled(Change change) {
    return settled.contains(change.room());
  }

  /** Seconds that its author lets pass after each message in the room, as it is by now. */
  int pause(Change change) {
    return isSettled(change) && !isModerator(change) ? states.settings(change.room()).slow() : 0;
  }

  private boolean isJudged(Change change) {
    return kind(change).isClosed() || change instanceof Change.Delete || change instanceof Change.Pin || change instanceof Change.Follow || settled.contains(change.room()) || guarded.contains(change.room()) || isOfPlaces(change) || change.callsGroup();
  }

  private static Set<String> settled(Collection<Change> changes, Map<String, Rooms.Locked> rooms) {
    return changes.stream().filter(change -> change instanceof Change.Settle || !rooms.get(change.room()).settings().equals(RoomSettings.NONE))
        .map(Change::room).collect(Collectors.toSet());
  }

  private static Set<String> guarded(Collection<Change> changes, Map<String, Rooms.Locked> rooms) {
    return changes.stream().filter(change -> change instanceof Change.Ban || isToRead(change) || rooms.get(change.room()).bans() > 0 || rooms.get(change.room()).readers() > 0).map(Change::room).collect(Collectors.toSet());
  }

  private static boolean isToRead(Change change) {
    return change instanceof Change.Assign assign && assign.role() == Role.READER;
  }

  private static boolean isOfPlaces(Change change) {
    return change.whom() != null || change instanceof Change.Join || change instanceof Change.Leave;
  }

  private RoomKind kind(Change change) {
    return rooms.get(change.room()).kind();
  }

  private void readRoles(Engine engine, List<Change> changes) {
    handle.createQuery("SELECT m.room_id, m.user_id, m.role, m.floor FROM " + engine.group() + " JOIN member m ON m.room_id = g.value ->> 0 AND m.user_id = g.value ->> 1")
        .bind("group", Engine.group(places(changes)))
        .map((row, context) -> {
          var place = new Place(row.getString("room_id"), row.getString("user_id"));
          floors.put(place, row.getLong("floor"));
          return roles.put(place, Role.of(row.getString("role")));
        }).list();
  }

  private void readGuards(Engine engine, List<Change> changes) {
    var asked = changes.stream().filter(change -> guarded.contains(change.room())).toList();
    readPlaces(engine, "ban", asked, banned);
    readPlaces(engine, "reader", asked, readers);
  }

  /** Those of these people whose accounts {@code a} are such. */
  private void readAccounts(Engine engine, Stream<User> people, String which, Set<String> found) {
    var ids = people.map(user -> List.of(user.id())).distinct().toList();
    if (!ids.isEmpty()) {
      handle.createQuery("SELECT a.id FROM " + engine.group() + " JOIN account a ON a.id = g.value ->> 0 AND " + which)
          .bind("group", Engine.group(ids.stream())).mapTo(String.class).forEach(found::add);
    }
  }

  private void readCreators(Engine engine, List<Change> joins) {
    readPlaces(engine, "creation", joins, creators);
  }

  /** Those of the places of these changes that a table has. */
  private void readPlaces(Engine engine, String table, List<Change> changes, Set<Place> found) {
    if (!changes.isEmpty()) {
      handle.createQuery("SELECT t.room_id, t.user_id FROM " + engine.group() + " JOIN " + table + " t ON t.room_id = g.value ->> 0 AND t.user_id = g.value ->> 1")
          .bind("group", Engine.group(places(changes)))
          .map((row, context) -> found.add(new Place(row.getString("room_id"), row.getString("user_id")))).list();
    }
  }

  /** Of those who act, whom they act on, and whom they call. */
  private static Stream<List<String>> places(List<Change> changes) {
    return changes.stream().flatMap(change -> Stream.concat(Stream.of(change.author(), change.whom()), change.mentions().stream().map(Mention::user)).filter(user -> user != null)
        .map(user -> List.of(change.room(), user.id()))).distinct();
  }

  /** Who is deactivated rules nobody: a room that has only such owners has none. */
  private void readOwners(Engine engine, List<List<String>> of) {
    if (!of.isEmpty()) {
      handle.createQuery("SELECT m.room_id, m.user_id FROM " + engine.group() + " JOIN member m ON m.room_id = g.value ->> 0 AND m.role = 'owner' AND " + Members.COUNTS.formatted("m"))
          .bind("group", Engine.group(of.stream()))
          .map((row, context) -> owners(row.getString("room_id")).add(row.getString("user_id")))
          .list();
    }
  }

  private Set<String> owners(String room) {
    return owners.computeIfAbsent(room, id -> new HashSet<>());
  }

  private Role role(String room, String user) {
    return roles.get(new Place(room, user));
  }

  private boolean isBanned(String room, String user) {
    return banned.contains(new Place(room, user));
  }

  private Outcome judge(Change change) {
    var role = role(change.room(), change.author().id());
    if (kind(change).isClosed() && role == null) {
      return Outcome.NO_ROOM;
    }
    if (isBanned(change.room(), change.author().id())) {
      return Outcome.BANNED;
    }
    if (change.ref() != Change.NO_REF && change.ref() < floors.getOrDefault(new Place(change.room(), change.author().id()), 0L)) {
      return Outcome.NO_MESSAGE;
    }
    var closed = states.refusal(change, role);
    if (closed != null) {
      return closed;
    }
    if (change instanceof Change.Settle settle) {
      return states.settle(settle, role);
    }
    if (change instanceof Change.Pin) {
      return kind(change).isClosed() && role != Role.READER || isModerator(change) ? null : Outcome.NOT_PERMITTED;
    }
    if (change instanceof Change.Follow) {
      return role == null ? Outcome.NOT_PERMITTED : null;
    }
    if (change instanceof Change.Invite invite) {
      return invite(invite, role);
    }
    if (change instanceof Change.Remove remove) {
      return remove(remove, role);
    }
    if (change instanceof Change.Ban ban) {
      return ban.on() ? ban(ban, role) : unban(ban, role);
    }
    if (change instanceof Change.Join join) {
      return join(join, role);
    }
    if (change instanceof Change.Leave leave) {
      return leave(leave, role);
    }
    if (change instanceof Change.Assign assign) {
      return assign(assign, role);
    }
    return mayOnlyRead(change, role) && !isTakenBack(change) ? Outcome.NOT_PERMITTED : null;
  }

  /** Where everybody may join, also who is no member: nobody gets rid of it by leaving. */
  private boolean mayOnlyRead(Change change, Role role) {
    return role == Role.READER || role == null && readers.contains(new Place(change.room(), change.author().id()));
  }

  /** What one has said oneself one may take back, whatever one has become since. */
  private static boolean isTakenBack(Change change) {
    return change instanceof Change.Delete || change instanceof Change.React react && !react.on();
  }

  private Outcome invite(Change.Invite invite, Role role) {
    if (kind(invite) != RoomKind.PRIVATE || !role.isAtLeast(Role.MEMBER)) {
      return Outcome.NOT_PERMITTED;
    }
    if (role(invite.room(), invite.whom().id()) != null) {
      return Outcome.UNCHANGED;
    }
    if (isBanned(invite.room(), invite.whom().id())) {
      return Outcome.USER_BANNED;
    }
    if (out.contains(invite.whom().id())) {
      return Outcome.NO_MEMBER;
    }
    if (members.get(invite.room()) >= Limits.ROOM_MEMBERS) {
      return Outcome.TOO_MANY_MEMBERS;
    }
    var place = new Place(invite.room(), invite.whom().id());
    roles.put(place, Role.MEMBER);
    floors.put(place, states.settings(invite.room()).history() == HistoryVisibility.JOINED ? Long.MAX_VALUE : 0);
    members.merge(invite.room(), 1L, Long::sum);
    return null;
  }

  private Outcome remove(Change.Remove remove, Role role) {
    if (kind(remove) != RoomKind.PRIVATE || !role.isAtLeast(Role.MODERATOR)) {
      return Outcome.NOT_PERMITTED;
    }
    var whose = role(remove.room(), remove.whom().id());
    if (whose == null) {
      return Outcome.UNCHANGED;
    }
    return role.governs(whose) ? end(remove.room(), remove.whom().id()) : Outcome.NOT_PERMITTED;
  }

  /** Also of who is no member, so that they do not come again, or at all. */
  private Outcome ban(Change.Ban ban, Role role) {
    var user = ban.whom().id();
    var whose = role(ban.room(), user);
    if (!mayBan(ban, role) || user.equals(ban.author().id()) || whose != null && !role.governs(whose)) {
      return Outcome.NOT_PERMITTED;
    }
    if (isBanned(ban.room(), user)) {
      return Outcome.UNCHANGED;
    }
    if (bans.get(ban.room()) >= Limits.ROOM_BANS) {
      return Outcome.TOO_MANY_BANS;
    }
    if (!Releases.keepTo(handle, Releases.BANS)) {
      return Outcome.OLDER_NODES;
    }
    banned.add(new Place(ban.room(), user));
    bans.merge(ban.room(), 1L, Long::sum);
    return whose == null ? null : end(ban.room(), user);
  }

  private Outcome unban(Change.Ban unban, Role role) {
    if (!mayBan(unban, role)) {
      return Outcome.NOT_PERMITTED;
    }
    if (!banned.remove(new Place(unban.room(), unban.whom().id()))) {
      return Outcome.UNCHANGED;
    }
    bans.merge(unban.room(), -1L, Long::sum);
    return null;
  }

  private boolean mayBan(Change.Ban ban, Role role) {
    return kind(ban) != RoomKind.DIRECT && role != null && role.isAtLeast(Role.MODERATOR);
  }

  private Outcome join(Change.Join join, Role role) {
    if (role != null) {
      return Outcome.UNCHANGED;
    }
    var place = new Place(join.room(), join.author().id());
    var as = comer(place);
    joining.put(join, as);
    roles.put(place, as);
    if (as == Role.OWNER) {
      owners(join.room()).add(place.user);
    }
    members.merge(join.room(), 1L, Long::sum);
    return null;
  }

  /** What somebody comes as, where everybody may; like {@link Members} has it of who joins otherwise. */
  private Role comer(Place place) {
    return readers.contains(place) ? Role.READER : creators.contains(place) && owners(place.room).isEmpty() ? Role.OWNER : Role.MEMBER;
  }

  /** Who has deleted their account goes in any case: where nobody is left who may be here, nobody could be made an owner before. */
  private Outcome leave(Change.Leave leave, Role role) {
    return switch (kind(leave)) {
      case PRIVATE -> out.contains(leave.author().id()) ? go(leave.room(), leave.author().id()) : end(leave.room(), leave.author().id());
      case DIRECT -> Outcome.NOT_PERMITTED;
      case PUBLIC, LAB -> role == null ? Outcome.UNCHANGED : go(leave.room(), leave.author().id());
    };
  }

  /** The last owner stays as long as there is anybody else, who could not let anybody rule. */
  private Outcome end(String room, String user) {
    return isLastOwner(room, user) && members.get(room) > 1 ? Outcome.LAST_OWNER : go(room, user);
  }

  private Outcome go(String room, String user) {
    roles.remove(new Place(room, user));
    owners(room).remove(user);
    members.merge(room, -1L, Long::sum);
    return null;
  }

  private Outcome assign(Change.Assign assign, Role role) {
    var user = assign.whom().id();
    var before = role(assign.room(), user);
    if (kind(assign) != RoomKind.DIRECT && role != null && before == assign.role()) {
      return Outcome.UNCHANGED;
    }
    var isGoverned = role != null && role.governs(assign.role()) && (before == null || role.governs(before));
    if (kind(assign) == RoomKind.DIRECT || !isGoverned && !mayName(assign)) {
      return Outcome.NOT_PERMITTED;
    }
    if (before == null) {
      return Outcome.NO_MEMBER;
    }
    if (isLastOwner(assign.room(), user)) {
      return Outcome.LAST_OWNER;
    }
    var isToRead = assign.role() == Role.READER && !kind(assign).isClosed();
    if (isToRead && !Releases.keepTo(handle, Releases.READERS)) {
      return Outcome.OLDER_NODES;
    }
    var place = new Place(assign.room(), user);
    roles.put(place, assign.role());
    readers.remove(place);
    if (isToRead) {
      readers.add(place);
    }
    if (assign.role() == Role.OWNER && !out.contains(user)) {
      owners(assign.room()).add(user);
    } else {
      owners(assign.room()).remove(user);
    }
    return null;
  }

  /** Whether it would make somebody an owner where those who keep order in the chat may, if there is none. */
  private boolean isNaming(Change change) {
    return kind(change) == RoomKind.PUBLIC && change instanceof Change.Assign assign && assign.role() == Role.OWNER;
  }

  private boolean mayName(Change.Assign assign) {
    return isNaming(assign) && owners(assign.room()).isEmpty() && administrators.contains(assign.author().id());
  }

  private boolean isLastOwner(String room, String user) {
    return owners(room).equals(Set.of(user));
  }

  private record Place(String room, String user) {}
}
