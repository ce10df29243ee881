package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.join;
import static dochat.store.Steps.log;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Neighbour;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a room keeps out, and what that keeps them from. */
interface BanContract extends StoreNodes {
  User CHO = new User("u-cho", "Cho");
  User DAN = new User("u-dan", "Dan");

  /**
   * What becomes of a ban by each role: of a reader (in a private room), a member, a moderator, an owner, of who is none, and of oneself; and of lifting one.
   * N is new, P not permitted, U unchanged, R there is no such room.
   */
  String RULES = """
                 reader member moderator owner none self lift liftNone
      stranger   P      P      P         P     P    P    P    P
      member     P      P      P         P     P    P    P    P
      moderator  N      N      P         P     N    P    N    U
      owner      N      N      N         N     N    P    N    U
      """;

  @ParameterizedTest
  @EnumSource(value = RoomKind.class, names = {"PUBLIC", "LAB", "PRIVATE"})
  default void whoKeepsOrderBansThoseBelow(RoomKind kind) {
    var store = openNode();
    signIn(store);
    var table = RULES.lines().map(line -> List.of(line.strip().split(" +"))).toList();
    for (var row : table.subList(1, table.size())) {
      var actor = row.get(0).equals("stranger") ? null : Role.of(row.get(0));
      for (var i = 1; i < row.size(); i++) {
        var what = table.get(0).get(i - 1);
        var room = room(store, kind, actor);
        var whom = what.equals("self") ? BEN : CHO;
        place(store, room, kind, what);
        var outcome = append(store, new Change.Ban(room, BEN, newId(), whom, !what.startsWith("lift"))).outcome();
        var expected = actor == null && kind == RoomKind.PRIVATE ? Outcome.NO_ROOM
            : Map.of("N", Outcome.NEW, "P", Outcome.NOT_PERMITTED, "U", Outcome.UNCHANGED).get(row.get(i));
        assertEquals(expected, outcome, kind + " " + row.get(0) + " " + what);
      }
    }
  }

  @Test
  default void nobodyIsBannedFromAConversation() {
    var store = openNode();
    signIn(store);
    var room = await(store.direct("r-1", Set.of(ANNA.id(), BEN.id()), ANNA.id())).orElseThrow().id();
    assertEquals(List.of(Outcome.NOT_PERMITTED, Outcome.NOT_PERMITTED), outcomes(await(store.append(List.of(ban(room, ANNA, BEN), unban(room, ANNA, BEN))))));
  }

  /** Of a public room, which everybody else may read, and whoever is banned sees in lists. */
  @Test
  default void whoIsBannedReadsAndSaysNothing() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PUBLIC, Role.MEMBER);
    var message = append(store, new Change.Post(room, BEN, newId(), "mine")).event().seq();
    var ban = append(store, ban(room, ANNA, BEN)).event();
    assertEquals(List.of(Event.BAN, BEN, ""), List.of(ban.type(), ban.whom(), ban.text()));
    Wishes.signIn(store);
    var place = new Wishes.Place(room, message, message, message, List.of(), List.of());
    var changes = Wishes.ALL.values().stream().map(wish -> wish.apply(place, newId())).toList();
    changes.forEach(change -> assertEquals(Outcome.BANNED, append(store, change).outcome(), change.toString()));
    assertEquals(ban.seq(), log(store, room).size(), "what is refused adds nothing");
    assertEquals(Outcome.BANNED, join(store, room, BEN));
    for (var reading : List.<Future<?>>of(store.kind(room, BEN.id()), store.history(room, BEN.id(), 0, -1, 9), store.messages(room, BEN.id(), -1, -1, 9),
        store.thread(room, BEN.id(), message, -1, -1, 9), store.messagesAround(room, BEN.id(), message, 9), store.pins(room, BEN.id()))) {
      assertThrows(Banned.class, () -> await(reading));
    }
    assertEquals(List.of(), await(store.edits(room, BEN.id(), message, -1, 50)));
    for (var seen : List.of(await(store.room(room, BEN.id())).orElseThrow(), named(await(store.rooms(BEN.id())), room), named(await(store.directory(BEN.id(), room, "", 9)), room))) {
      assertEquals(List.of(true, false), List.of(seen.banned(), seen.joined()));
    }
    assertFalse(await(store.joinedRooms(BEN.id())).stream().anyMatch(each -> each.id().equals(room)));
    assertFalse(named(await(store.rooms(ANNA.id())), room).banned());
    assertEquals(Set.of(BEN.id()), await(store.audience(room)).banned());
    assertFalse(await(store.audience(room)).admits(BEN.id()));
    assertTrue(await(store.audience(room)).admits(DAN.id()));
  }

  @Test
  default void aBanThatIsLiftedLetsComeAgain() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PUBLIC, Role.MEMBER);
    assertEquals(List.of(Outcome.NEW, Outcome.BANNED, Outcome.NEW, Outcome.NEW), outcomes(await(store.append(List.of(ban(room, ANNA, BEN), new Change.Post(room, BEN, newId(), "text"),
        unban(room, ANNA, BEN), new Change.Post(room, BEN, newId(), "again"))))), "each after the ones before it");
    append(store, new Change.Post(room, BEN, newId(), "and again"));
    assertEquals(Role.MEMBER, await(store.room(room, BEN.id())).orElseThrow().role());
    append(store, ban(room, ANNA, BEN));
    append(store, unban(room, ANNA, BEN));
    assertFalse(await(store.room(room, BEN.id())).orElseThrow().joined(), "who was a member joins by themselves");
    assertEquals(Outcome.NEW, join(store, room, BEN));
    assertEquals(Set.of(), await(store.audience(room)).banned());
    assertEquals(log(store, room), await(store.history(room, BEN.id(), 0, -1, 99)).events());
  }

  /** By nobody, and not by the same invitation again. */
  @Test
  default void whoIsBannedFromAPrivateRoomIsInvitedNoMore() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PRIVATE, Role.MEMBER);
    append(store, ban(room, ANNA, BEN));
    assertEquals(Optional.empty(), await(store.room(room, BEN.id())));
    assertThrows(NoSuchRoom.class, () -> await(store.messages(room, BEN.id(), -1, -1, 9)));
    assertEquals(Set.of(ANNA.id()), await(store.audience(room)).people().keySet());
    assertEquals(List.of(Outcome.NO_ROOM, Outcome.USER_BANNED, Outcome.NEW, Outcome.NEW, Outcome.NEW), outcomes(await(store.append(List.of(new Change.Post(room, BEN, newId(), "text"),
        new Change.Invite(room, ANNA, newId(), BEN), unban(room, ANNA, BEN), new Change.Invite(room, ANNA, newId(), BEN), new Change.Post(room, BEN, newId(), "again"))))));
  }

  /** Once banned, the same again is so already, and the same client id is the first one. */
  @Test
  default void bansAreListedForWhoKeepsOrder() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PUBLIC, Role.MODERATOR);
    var ban = ban(room, BEN, DAN);
    assertEquals(List.of(Outcome.NEW, Outcome.REPEATED, Outcome.UNCHANGED, Outcome.NEW), outcomes(await(store.append(List.of(ban, ban, ban(room, ANNA, DAN), ban(room, ANNA, CHO))))));
    var bans = await(store.bans(room, BEN.id(), "", 9));
    assertEquals(List.of(List.of(CHO, ANNA), List.of(DAN, BEN)), bans.stream().map(each -> List.of(each.user(), each.by())).toList());
    assertEquals(log(store, room).get(0).at().toEpochMilli(), bans.get(1).at().toEpochMilli(), 60_000);
    assertEquals(bans.subList(1, 2), await(store.bans(room, ANNA.id(), CHO.id(), 9)));
    assertEquals(bans.subList(0, 1), await(store.bans(room, ANNA.id(), "", 1)));
    append(store, new Change.Assign(room, ANNA, newId(), BEN, Role.MEMBER));
    assertEquals(ProblemCode.NOT_PERMITTED, assertThrows(Problem.class, () -> await(store.bans(room, BEN.id(), "", 9))).code());
  }

  /** A node may let somebody ask who was let in as far as it knows; what only members may is refused as anything else by then. */
  @Test
  default void whoIsKeptOutIsToldSoByWhatOnlyMembersMay() {
    var store = openNode();
    signIn(store);
    for (var kind : List.of(RoomKind.PUBLIC, RoomKind.PRIVATE)) {
      var room = room(store, kind, Role.MEMBER);
      append(store, new Change.Post(room, ANNA, newId(), "text"));
      append(store, ban(room, ANNA, BEN));
      var places = store.ownPlaces();
      var refusal = kind == RoomKind.PUBLIC ? Banned.class : NoSuchRoom.class;
      Stream.<Supplier<Future<?>>>of(() -> store.bans(room, BEN.id(), "", 9), () -> store.readers(room, 1, BEN.id()), () -> places.draft(room, BEN.id()), () -> places.write(room, BEN.id(), "text"),
              () -> places.threadDraft(room, 1, BEN.id()), () -> places.writeInThread(room, 1, BEN.id(), "text"))
          .forEach(asked -> assertEquals(refusal, assertThrows(RuntimeException.class, () -> await(asked.get())).getClass()));
    }
  }

  @Test
  default void whoIsBannedIsNotCalled() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PUBLIC, Role.MEMBER);
    append(store, ban(room, ANNA, BEN));
    var call = append(store, new Change.Post(room, ANNA, newId(), Change.NO_REF, "@Ben @Cho", List.of(Mention.of(BEN, 0, 4), Mention.of(CHO, 5, 9)), Set.of())).event();
    assertEquals(List.of(Mention.of(CHO, 5, 9)), call.mentions());
  }

  @Test
  default void aRoomKeepsOutSoManyAndNoMore() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PUBLIC, Role.MEMBER);
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("UPDATE room SET bans = ? WHERE id = ?", Limits.ROOM_BANS - 1, room));
    }
    assertEquals(List.of(Outcome.NEW, Outcome.TOO_MANY_BANS, Outcome.NEW, Outcome.NEW), outcomes(await(store.append(List.of(ban(room, ANNA, DAN), ban(room, ANNA, CHO),
        unban(room, ANNA, DAN), ban(room, ANNA, CHO))))));
  }

  /** An archived room lets nobody do anything but what must always be possible. */
  @Test
  default void anArchivedRoomStillKeepsOut() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PUBLIC, Role.MEMBER);
    assertEquals(List.of(Outcome.NEW, Outcome.NEW, Outcome.ARCHIVED), outcomes(await(store.append(List.of(new Change.Settle(room, ANNA, newId(), Event.ARCHIVE, ""),
        ban(room, ANNA, BEN), unban(room, ANNA, BEN))))));
  }

  /** Whoever is banned at one node posts nothing at another one afterwards. */
  @Test
  default void nobodyPostsAfterBeingBanned() {
    var nodes = List.of(openNode(), openNode());
    signIn(nodes.get(0));
    for (var round = 0; round < 5; round++) {
      var room = room(nodes.get(0), RoomKind.PUBLIC, Role.MEMBER);
      var posts = IntStream.range(0, 20).mapToObj(i -> nodes.get(1).append(List.of(new Change.Post(room, BEN, newId(), "text")))).toList();
      await(posts.get(round * 2));
      var banned = append(nodes.get(0), ban(room, ANNA, BEN)).event();
      await(Future.all(posts));
      assertTrue(log(nodes.get(0), room).stream().noneMatch(event -> event.seq() > banned.seq() && event.user().equals(BEN)));
      assertFalse(await(nodes.get(1).room(room, BEN.id())).orElseThrow().joined());
    }
  }

  /** A node of the release before would let them in, whether it runs or starts later. */
  @Test
  default void nobodyIsBannedBesideAnOlderNode() {
    var store = openNode();
    signIn(store);
    var room = room(store, RoomKind.PUBLIC, Role.MEMBER);
    await(store.beat(new Neighbour("new", 1, 0, Set.of("new", "old")), 0));
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("INSERT INTO node (id, beat, since, members, at) VALUES ('old', 1, 0, 'new,old', 0)"));
      assertEquals(Outcome.OLDER_NODES, append(store, ban(room, ANNA, BEN)).outcome());
      await(store.endBeats("old"));
      assertEquals(Outcome.NEW, append(store, ban(room, ANNA, BEN)).outcome());
      assertEquals(Schema.version("V19__ban.sql"), AccessContract.oldest(engine), "an older one starts no more");
    }
  }

  private static Change ban(String room, User by, User whom) {
    return new Change.Ban(room, by, newId(), whom, true);
  }

  private static Change unban(String room, User by, User whom) {
    return new Change.Ban(room, by, newId(), whom, false);
  }

  /** A room of Anna's in which Ben has this role. */
  private static String room(Store store, RoomKind kind, Role role) {
    var id = (kind == RoomKind.LAB ? RoomKind.LAB_IDS : "r-") + newId();
    await(store.createRoom(id, id, "", kind, ANNA.id(), id)).orElseThrow();
    enter(store, id, kind, BEN, role);
    return id;
  }

  private static void enter(Store store, String room, RoomKind kind, User user, Role role) {
    if (role == null) {
      return;
    }
    if (kind == RoomKind.PRIVATE) {
      append(store, new Change.Invite(room, ANNA, newId(), user));
    } else {
      join(store, room, user);
    }
    append(store, new Change.Assign(room, ANNA, newId(), user, role));
  }

  /** Cho is in it, or out of it, as the column of the table says. */
  private static void place(Store store, String room, RoomKind kind, String what) {
    var isKnown = Stream.of(Role.values()).anyMatch(role -> role.word().equals(what));
    var role = isKnown ? Role.of(what) : null;
    enter(store, room, kind, CHO, role);
    if (what.equals("lift")) {
      append(store, ban(room, ANNA, CHO));
    }
  }

  private static Room named(List<Room> rooms, String id) {
    return rooms.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private static void signIn(Store store) {
    Stream.of(ANNA, BEN, CHO, DAN).forEach(user -> await(store.signIn(user, user.id().getBytes(StandardCharsets.UTF_8), "")));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
