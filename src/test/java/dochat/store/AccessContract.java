package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.await;
import static dochat.store.Steps.join;
import static dochat.store.Steps.leave;
import static dochat.store.Steps.log;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended.Outcome;
import dochat.model.Audience;
import dochat.model.Change;
import dochat.model.HistoryVisibility;
import dochat.model.Neighbour;
import dochat.model.Person;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may do what in rooms of each kind, and who knows that they are there. */
interface AccessContract extends StoreNodes {
  User CLARA = new User("u-clara", "Clara");
  User DAN = new User("u-dan", "Dan");

  @Test
  default void aRoomWithMembersHasAnOwner() {
    var store = openNode();
    signIn(store);
    var room = Scene.of(store, RoomKind.PRIVATE, Role.MEMBER).room;
    assertEquals(List.of(Outcome.LAST_OWNER, Outcome.LAST_OWNER, Outcome.LAST_OWNER, Outcome.NEW, Outcome.NEW, Outcome.LAST_OWNER, Outcome.NEW, Outcome.NEW, Outcome.NEW),
        outcomes(await(store.append(List.of(new Change.Leave(room, ANNA, newId()), new Change.Remove(room, ANNA, newId(), ANNA),
            new Change.Assign(room, ANNA, newId(), ANNA, Role.MEMBER), new Change.Assign(room, ANNA, newId(), BEN, Role.OWNER), new Change.Leave(room, ANNA, newId()),
            new Change.Leave(room, BEN, newId()), new Change.Remove(room, BEN, newId(), CLARA), new Change.Post(room, BEN, newId(), "alone"), new Change.Leave(room, BEN, newId()))))));
    assertEquals(List.of(), await(store.members(room, "", 10)));
  }

  /** As nobody could ever keep order in it again otherwise. */
  @Test
  default void whoHasMadeAPublicRoomOwnsItAgain() {
    var store = openNode();
    signIn(store);
    await(store.createRoom("tea", "Tea", "", ANNA.id()));
    leave(store, "tea", ANNA);
    assertEquals(Outcome.NEW, join(store, "tea", BEN));
    assertEquals(Outcome.NEW, join(store, "tea", ANNA));
    assertEquals(List.of(new Person(ANNA, Role.OWNER), new Person(BEN, Role.MEMBER)), await(store.members("tea", "", 9)));
    await(store.append(List.of(new Change.Assign("tea", ANNA, newId(), BEN, Role.OWNER))));
    leave(store, "tea", ANNA);
    assertEquals(Outcome.NEW, join(store, "tea", ANNA));
    assertEquals(Role.MEMBER, await(store.room("tea", ANNA.id())).orElseThrow().role(), "there is an owner");
  }

  @Test
  default void whatWasNotBegunIsInTheListOfWhoHasOpenedIt() {
    var store = openNode();
    signIn(store);
    var room = await(store.direct("r-1", Set.of(ANNA.id(), BEN.id()), ANNA.id())).orElseThrow();
    assertTrue(await(store.rooms(ANNA.id())).contains(room));
    assertFalse(await(store.rooms(BEN.id())).stream().anyMatch(each -> each.id().equals("r-1")));
    await(store.append(List.of(new Change.Post("r-1", ANNA, newId(), "hello"))));
    assertTrue(await(store.rooms(BEN.id())).stream().anyMatch(each -> each.id().equals("r-1") && each.unread() == 1));
  }

  /** Of a room that one may not know of nothing is told, whatever one has used the id for. */
  @Test
  default void aUsedIdTellsNothing() {
    var store = openNode();
    signIn(store);
    var room = Scene.of(store, RoomKind.PRIVATE, null).room;
    await(store.append(List.of(new Change.Post(Room.GENERAL, BEN, "used", "text"))));
    assertEquals(List.of(Outcome.NO_ROOM, Outcome.NO_ROOM, Outcome.ID_REUSED), outcomes(await(store.append(List.of(new Change.Post(room, BEN, "used", "text"),
        new Change.Delete(room, BEN, "used", 1), new Change.Delete(Room.GENERAL, BEN, "used", 1))))));
  }

  @Test
  default void whatIsNotPublicIsThereForItsMembersAlone() {
    var store = openNode();
    signIn(store);
    for (var kind : List.of(RoomKind.PRIVATE, RoomKind.DIRECT)) {
      var room = Scene.of(store, kind, Role.MEMBER).room;
      assertEquals(Optional.of(kind), await(store.kind(room, BEN.id())));
      assertEquals(kind, await(store.room(room, BEN.id())).orElseThrow().kind());
      assertEquals(Optional.empty(), await(store.kind(room, DAN.id())));
      assertEquals(Optional.empty(), await(store.room(room, DAN.id())));
      assertTrue(await(store.rooms(BEN.id())).stream().anyMatch(each -> each.id().equals(room)));
      assertFalse(await(store.rooms(DAN.id())).stream().anyMatch(each -> each.id().equals(room)));
      assertEquals(Outcome.NO_ROOM, join(store, room, DAN), "nobody joins it by themselves");
      assertEquals(Outcome.UNCHANGED, join(store, room, BEN));
      assertEquals(new Audience(log(store, room).size(), kind, HistoryVisibility.ALL, Map.of(ANNA.id(), 0L, BEN.id(), 0L, CLARA.id(), 0L)), await(store.audience(room)));
    }
    assertEquals(Audience.everybody().people(), await(store.audience(Room.GENERAL)).people());
    assertThrows(NoSuchRoom.class, () -> await(store.audience("nowhere")));
  }

  /** Two rooms may have the name of each other if one of them is nobody's business. */
  @Test
  default void aPrivateNameIsNobodys() {
    var store = openNode();
    assertTrue(await(store.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "a")).isPresent());
    assertTrue(await(store.createRoom("r-2", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "b")).isPresent());
    assertTrue(await(store.createRoom("plan", "plan", "", RoomKind.PUBLIC, BEN.id(), "c")).isPresent());
    assertEquals("r-1", await(store.createRoom("r-3", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "a")).orElseThrow().id(), "the same creation");
  }

  @Test
  default void theSamePeopleHaveOneConversation() {
    var nodes = List.of(openNode(), openNode());
    signIn(nodes.get(0));
    var rooms = await(Future.all(IntStream.range(0, 8).mapToObj(i -> nodes.get(i % 2).direct("r-" + i, Set.of(ANNA.id(), BEN.id()), ANNA.id())).toList())).<Optional<Room>>list();
    assertEquals(1, rooms.stream().map(Optional::orElseThrow).distinct().count());
    assertEquals(List.of(ANNA, BEN), rooms.get(0).orElseThrow().people());
    assertEquals(2, await(nodes.get(1).room(rooms.get(0).orElseThrow().id(), BEN.id())).orElseThrow().members());
    assertFalse(await(nodes.get(0).direct("r-9", Set.of(ANNA.id(), BEN.id(), CLARA.id()), ANNA.id())).equals(rooms.get(0)));
    assertEquals(Optional.empty(), await(nodes.get(0).direct("r-10", Set.of(ANNA.id(), "u-nobody"), ANNA.id())));
    var eight = IntStream.range(0, Limits.DIRECT_PEOPLE).mapToObj(i -> new User("u-of-" + Limits.DIRECT_PEOPLE + "-" + i, "P" + i)).toList();
    eight.forEach(user -> await(nodes.get(0).signIn(user, user.id().getBytes(StandardCharsets.UTF_8), "")));
    assertEquals(eight, await(nodes.get(0).direct("r-11", eight.stream().map(User::id).collect(Collectors.toSet()), "u-of-8-0")).orElseThrow().people());
  }

  @Test
  default void membersAndPeopleAreFoundAPageAtATime() {
    var store = openNode();
    signIn(store);
    var room = Scene.of(store, RoomKind.PRIVATE, Role.MODERATOR).room;
    assertEquals(List.of(new Person(ANNA, Role.OWNER), new Person(BEN, Role.MODERATOR)), await(store.members(room, "", 2)));
    assertEquals(List.of(new Person(CLARA, Role.MEMBER)), await(store.members(room, BEN.id(), 2)));
    assertEquals(List.of(ANNA, CLARA, DAN), await(store.people("A", "", 10)), "first who begins with it");
    assertEquals(List.of(ANNA), await(store.people("a", "", 1)));
    assertEquals(List.of(CLARA), await(store.people("a", ANNA.id(), 1)), "those who have it come after those who begin with it");
    assertEquals(List.of(DAN), await(store.people("a", CLARA.id(), 2)));
    assertEquals(List.of(), await(store.people("a", "nobody", 10)));
    assertEquals(List.of(), await(store.people("%", "", 10)));
    var minji = new User("u-minji", "김민지");
    await(store.signIn(minji, new byte[] {13}, ""));
    for (var typed : List.of("민", "ㅁㅈ", "ㄱㅁㅈ")) {
      assertEquals(List.of(minji), await(store.people(typed, "", 10)), typed);
    }
    assertEquals(List.of(), await(store.people("ㅈㅁ", "", 10)));
  }

  /** Also where two of one name stand on two pages. */
  @Test
  default void everybodyIsFoundOnceByPages() {
    var store = openNode();
    signIn(store);
    await(store.signIn(new User("u-clara-2", CLARA.name()), new byte[] {12}, ""));
    var all = await(store.people("", "", 10));
    var pages = new ArrayList<User>();
    for (List<User> page; !(page = await(store.people("", pages.isEmpty() ? "" : pages.get(pages.size() - 1).id(), 1))).isEmpty(); ) {
      pages.addAll(page);
    }
    assertEquals(all, pages);
    assertEquals(2, pages.stream().filter(each -> each.name().equals(CLARA.name())).count());
  }

  /** As rooms are, whatever the locale of the database. */
  @Test
  default void peopleAreSortedWithoutRegardToCase() {
    var store = openNode();
    var sorted = List.of(new User("u-5", "adam x"), new User("u-1", "Ben x"), new User("u-3", "zoe x"), new User("u-4", "Zoe x"), new User("u-2", "Émile x"));
    sorted.forEach(each -> await(store.signIn(each, each.id().getBytes(StandardCharsets.UTF_8), "")));
    assertEquals(sorted, await(store.people("x", "", 10)));
    IntStream.range(1, sorted.size()).forEach(i -> assertEquals(sorted.subList(i, i + 1), await(store.people("x", sorted.get(i - 1).id(), 1))));
  }

  /** Whoever is removed at one node posts nothing at another one afterwards. */
  @Test
  default void nobodyPostsAfterBeingRemoved() {
    var nodes = List.of(openNode(), openNode());
    signIn(nodes.get(0));
    for (var round = 0; round < 5; round++) {
      var room = Scene.of(nodes.get(0), RoomKind.PRIVATE, Role.MEMBER).room;
      var posts = IntStream.range(0, 20).mapToObj(i -> nodes.get(1).append(List.of(new Change.Post(room, BEN, newId(), "text")))).toList();
      await(posts.get(round * 2));
      var removed = await(nodes.get(0).append(List.of(new Change.Remove(room, ANNA, newId(), BEN)))).get(0).event();
      await(Future.all(posts));
      assertTrue(log(nodes.get(0), room).stream().noneMatch(event -> event.seq() > removed.seq() && event.user().equals(BEN)));
    }
  }

  /** A node of the release before would show it to everybody, whether it runs or starts later. */
  @Test
  default void nothingPrivateIsMadeBesideAnOlderNode() {
    var store = openNode();
    await(store.beat(new Neighbour("new", 1, 0, Set.of("new", "old")), 0));
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("INSERT INTO node (id, beat, since, members, at) VALUES ('old', 1, 0, 'new,old', 0)"));
      assertThrows(OlderNodes.class, () -> await(store.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "a")));
      assertTrue(await(store.createRoom("tea", "Tea", "", RoomKind.PUBLIC, ANNA.id(), "b")).isPresent());
      assertEquals(Optional.empty(), await(store.room("r-1", ANNA.id())));
      assertEquals(1, oldest(engine));
      await(store.endBeats("old"));
      assertTrue(await(store.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "a")).isPresent());
      assertEquals(Schema.version("V5__access.sql"), oldest(engine), "an older one starts no more");
    }
  }

  static int oldest(Engine engine) {
    return engine.<Integer>read(handle -> handle.createQuery("SELECT oldest FROM compatibility ORDER BY version DESC LIMIT 1").mapTo(Integer.class).one());
  }

  private static void signIn(Store store) {
    Stream.of(ANNA, BEN, CLARA, DAN).forEach(user -> await(store.signIn(user, user.id().getBytes(StandardCharsets.UTF_8), "")));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** A room, and the numbers of a message of Anna's and one of Ben's in it. */
  record Scene(String room, long annas, long bens) {
    /** @param role Ben's; null for who has none any more */
    static Scene of(Store store, RoomKind kind, Role role) {
      var id = (kind == RoomKind.LAB ? RoomKind.LAB_IDS : "r-") + newId();
      var isStrange = role == null && kind == RoomKind.DIRECT;
      var room = (kind == RoomKind.DIRECT ? await(store.direct(id, isStrange ? Set.of(ANNA.id(), CLARA.id()) : Set.of(ANNA.id(), BEN.id(), CLARA.id()), ANNA.id()))
          : await(store.createRoom(id, id, "", kind, ANNA.id(), id))).orElseThrow().id();
      var isPrivate = kind == RoomKind.PRIVATE;
      if (isPrivate) {
        changed(store, new Change.Invite(room, ANNA, newId(), BEN));
        changed(store, new Change.Invite(room, ANNA, newId(), CLARA));
      }
      var annas = changed(store, new Change.Post(room, ANNA, newId(), "Anna's"));
      var bens = isStrange ? annas : changed(store, new Change.Post(room, BEN, newId(), "Ben's"));
      if (!isStrange) {
        changed(store, new Change.React(room, BEN, newId(), bens, "👍", true));
      }
      changed(store, new Change.Post(room, CLARA, newId(), "Clara's"));
      if (role != null && role != Role.MEMBER) {
        changed(store, new Change.Assign(room, ANNA, newId(), BEN, role));
      }
      if (role == null && isPrivate) {
        changed(store, new Change.Remove(room, ANNA, newId(), BEN));
      }
      if (role == null && !kind.isClosed()) {
        leave(store, room, BEN);
      }
      return new Scene(room, annas, bens);
    }

    private static long changed(Store store, Change change) {
      return await(store.append(List.of(change))).get(0).event().seq();
    }
  }
}
