package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.enter;
import static dochat.store.Steps.join;
import static dochat.store.Steps.leave;
import static dochat.store.Steps.log;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Neighbour;
import dochat.model.Person;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is a member of rooms that everybody may join, and as what. */
interface JoinContract extends StoreNodes {
  User CHO = new User("u-cho", "Cho");

  @Test
  default void whoJoinsAndLeavesIsInTheLogOnce() {
    var store = tea();
    var joined = append(store, new Change.Join("tea", BEN, "in"));
    assertEquals(Outcome.NEW, joined.outcome());
    assertEquals(List.of(1L, Event.JOIN, "in", BEN, "member"), List.of(joined.event().seq(), joined.event().type(), joined.event().id(), joined.event().user(), joined.event().text()));
    assertEquals(2, await(store.room("tea", BEN.id())).orElseThrow().members());
    assertEquals(Outcome.UNCHANGED, join(store, "tea", BEN), "who is a member already");
    assertEquals(Outcome.UNCHANGED, join(store, "tea", ANNA), "who has made the room is one");
    assertEquals(Outcome.NEW, append(store, new Change.Leave("tea", BEN, "out")).outcome());
    assertEquals(Outcome.UNCHANGED, leave(store, "tea", BEN));
    assertEquals(List.of(Outcome.REPEATED, Outcome.REPEATED, Outcome.ID_REUSED, Outcome.ID_REUSED), outcomes(await(store.append(List.of(new Change.Join("tea", BEN, "in"),
        new Change.Leave("tea", BEN, "out"), new Change.Leave("tea", BEN, "in"), new Change.Join(Room.GENERAL, BEN, "in"))))));
    assertFalse(await(store.room("tea", BEN.id())).orElseThrow().joined());
    assertEquals(List.of("join 1", "leave 2"), log(store, "tea").stream().map(event -> event.type() + " " + event.seq()).toList());
  }

  @Test
  default void itMattersToNobodyElse() {
    var store = tea();
    append(store, draft("tea", ANNA, "1", "hello"));
    append(store, draft("tea", BEN, "2", "hi"));
    await(store.markRead("tea", ANNA.id(), 2));
    var passing = IntStream.range(0, 300).<Change>mapToObj(i -> i % 2 == 0 ? new Change.Join("tea", CHO, "in" + i) : new Change.Leave("tea", CHO, "out" + i)).toList();
    assertEquals(Set.of(Outcome.NEW), Set.copyOf(outcomes(await(store.append(passing)))));
    var anna = await(store.room("tea", ANNA.id())).orElseThrow();
    assertEquals(List.of(0, 302L, 2L), List.of(anna.unread(), anna.head(), anna.members()));
    assertEquals("hi", await(store.feeds().glances(List.of(List.of("tea", ANNA.id())))).get(0).last().text());
    join(store, "tea", CHO);
    var cho = await(store.room("tea", CHO.id())).orElseThrow();
    assertEquals(List.of(303L, 0), List.of(cho.read(), cho.unread()), "what was said before one came is read");
    assertEquals(301, await(store.messages("tea", BEN.id(), -1, -1, 9)).notes().size());
  }

  @Test
  default void anArchivedRoomIsJoinedToBeRead() {
    var store = tea();
    append(store, new Change.Settle("tea", ANNA, "archive", Event.ARCHIVE, ""));
    assertEquals(List.of(Outcome.NEW, Outcome.NEW), List.of(join(store, "tea", BEN), leave(store, "tea", BEN)));
  }

  /** Each after the ones before it, in one transaction. */
  @Test
  default void whoHasGoneComesBackWithAMessage() {
    var store = tea();
    join(store, "tea", BEN);
    assertEquals(List.of(Outcome.NEW, Outcome.NEW, Outcome.NEW, Outcome.NEW, Outcome.UNCHANGED), outcomes(await(store.append(List.of(new Change.Leave("tea", BEN, "out"), draft("tea", BEN, "1", "back"),
        draft("tea", CHO, "2", "hello"), new Change.Leave("tea", CHO, "out"), new Change.Join("tea", BEN, "in"))))));
    assertEquals(Set.of(ANNA.id(), BEN.id()), members(store));
    append(store, new Change.Ban("tea", ANNA, "b1", BEN, true));
    await(store.append(List.of(new Change.Ban("tea", ANNA, "u1", BEN, false), draft("tea", BEN, "3", "again"), new Change.Ban("tea", ANNA, "b2", BEN, true), new Change.Ban("tea", ANNA, "u2", BEN, false),
        draft("tea", BEN, "4", "and again"))));
    assertEquals(Set.of(ANNA.id(), BEN.id()), members(store));
    assertEquals(2, await(store.room("tea", ANNA.id())).orElseThrow().members());
  }

  /** By its log alone, whatever people do at several nodes at once; and who only reads never says anything. */
  @Test
  default void theLogSaysWhoIsAMember() {
    var store = tea();
    var nodes = List.of(store, openNode());
    var people = List.of(ANNA, BEN, CHO, new User("u-dan", "Dan"));
    var random = new Random(6);
    for (var round = 0; round < 12; round++) {
      var work = new ArrayList<Future<?>>();
      for (var i = 0; i < 6; i++) {
        var group = IntStream.range(0, 1 + random.nextInt(6)).mapToObj(each -> any(people, random)).toList();
        work.add(nodes.get(i % 2).append(group));
      }
      await(Future.all(work));
      var log = log(store, "tea");
      assertEquals(membersBy(log), members(store), () -> log.toString());
      assertEquals(readersBy(log).stream().filter(membersBy(log)::contains).collect(Collectors.toSet()),
          await(store.members("tea", "", 9)).stream().filter(each -> each.role() == Role.READER).map(each -> each.user().id()).collect(Collectors.toSet()));
      assertEquals(membersBy(log).size(), await(store.room("tea", "")).orElseThrow().members());
    }
    var types = log(store, "tea").stream().map(Event::type).collect(Collectors.toSet());
    assertTrue(types.containsAll(Set.of(Event.JOIN, Event.LEAVE, Event.MESSAGE, Event.BAN, Event.ROLE)), types.toString());
  }

  @Test
  default void whoOnlyReadsDoesSoAgain() {
    var store = tea();
    var own = append(store, draft("tea", BEN, "1", "mine")).event().seq();
    append(store, draft("tea", ANNA, "2", "hers"));
    assertEquals(Outcome.NEW, give(store, ANNA, BEN, Role.READER));
    for (var back : List.<Runnable>of(() -> { }, () -> leave(store, "tea", BEN), () -> {
      append(store, new Change.Ban("tea", ANNA, newId(), BEN, true));
      append(store, new Change.Ban("tea", ANNA, newId(), BEN, false));
    })) {
      back.run();
      var seen = seen(store, BEN);
      assertTrue(seen.stream().allMatch(each -> each.joined() != each.reader()), seen + ": that somebody only reads is told as their role, or beside it");
      assertEquals(List.of(Outcome.NOT_PERMITTED, Outcome.NOT_PERMITTED, Outcome.NOT_PERMITTED), outcomes(await(store.append(List.of(draft("tea", BEN, newId(), "text"),
          new Change.Edit("tea", BEN, newId(), own, "other"), new Change.React("tea", BEN, newId(), 2, "👍", true))))));
      join(store, "tea", BEN);
      assertEquals(Role.READER, await(store.room("tea", BEN.id())).orElseThrow().role());
    }
    assertEquals(List.of("reader", "reader"), log(store, "tea").stream().filter(event -> event.type().equals(Event.JOIN)).map(Event::text).toList());
    assertEquals(Outcome.NOT_PERMITTED, give(store, BEN, BEN, Role.MEMBER));
    assertEquals(Outcome.NEW, give(store, ANNA, BEN, Role.MEMBER));
    leave(store, "tea", BEN);
    assertTrue(seen(store, BEN).stream().noneMatch(each -> each.joined() || each.reader()));
    assertEquals(Outcome.NEW, append(store, draft("tea", BEN, "3", "free")).outcome());
    assertEquals(Role.MEMBER, await(store.room("tea", BEN.id())).orElseThrow().role());
  }

  /** Signing in is no way, either. */
  @Test
  default void whoOnlyReadsInGeneralDoesSoAlsoAfterSigningInAnew() {
    var store = tea();
    makeInChat(ANNA, "owner");
    await(store.append(List.of(new Change.Assign(Room.GENERAL, ANNA, newId(), ANNA, Role.OWNER), new Change.Assign(Room.GENERAL, ANNA, newId(), BEN, Role.READER), new Change.Leave(Room.GENERAL, BEN, newId()))));
    await(store.signIn(BEN, new byte[] {7}, ""));
    assertEquals(Role.READER, await(store.room(Room.GENERAL, BEN.id())).orElseThrow().role());
    assertEquals(Outcome.NOT_PERMITTED, append(store, draft(BEN, "text")).outcome());
  }

  /** One of the release before would let them post. */
  @Test
  default void nobodyOnlyReadsInAPublicRoomBesideAnOlderNode() {
    var store = tea();
    join(store, "tea", BEN);
    await(store.beat(new Neighbour("new", 1, 0, Set.of("new", "old")), 0));
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("INSERT INTO node (id, beat, since, members, at, knows) VALUES ('old', 1, 0, 'new,old', 0, ?)", Releases.READERS - 1));
      assertEquals(Outcome.OLDER_NODES, give(store, ANNA, BEN, Role.READER));
      assertEquals(Role.MEMBER, await(store.room("tea", BEN.id())).orElseThrow().role());
      assertEquals(Outcome.NEW, leave(store, "tea", BEN), "joining and leaving go on");
      assertEquals(Outcome.NEW, join(store, "tea", BEN));
      await(store.endBeats("old"));
      assertEquals(Outcome.NEW, give(store, ANNA, BEN, Role.READER));
      assertEquals(Releases.READERS, AccessContract.oldest(engine), "an older one starts no more");
    }
  }

  /** General belongs to nobody at first. */
  @Test
  default void whoKeepsOrderInTheChatNamesTheOwnerOfAPublicRoomThatHasNone() {
    var store = tea();
    makeInChat(ANNA, "administrator");
    assertEquals(List.of(Outcome.NOT_PERMITTED, Outcome.NOT_PERMITTED, Outcome.NO_MEMBER, Outcome.NEW, Outcome.NOT_PERMITTED, Outcome.NEW), outcomes(await(store.append(List.of(
        assign(Room.GENERAL, BEN, BEN, Role.OWNER), assign(Room.GENERAL, ANNA, BEN, Role.MODERATOR), assign(Room.GENERAL, ANNA, new User("u-none", "None"), Role.OWNER),
        assign(Room.GENERAL, ANNA, BEN, Role.OWNER), assign(Room.GENERAL, ANNA, CHO, Role.OWNER), new Change.Settle(Room.GENERAL, BEN, newId(), Event.TOPIC, "for all"))))));
    assertEquals(List.of(new Person(BEN, Role.OWNER)), await(store.members(Room.GENERAL, "", 9)).stream().filter(each -> each.role() == Role.OWNER).toList());
    makeInChat(CHO, "owner");
    leave(store, "tea", ANNA);
    join(store, "tea", BEN);
    assertEquals(Outcome.NEW, append(store, assign("tea", CHO, BEN, Role.OWNER)).outcome(), "who is no member of it as well");
    await(store.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, BEN.id(), "plan"));
    assertEquals(Outcome.NO_ROOM, append(store, assign("r-1", CHO, BEN, Role.OWNER)).outcome());
    assertEquals(Outcome.NOT_PERMITTED, append(store, assign("tea", CHO, ANNA, Role.OWNER)).outcome(), "it has one");
    deactivate(BEN);
    assertEquals(Outcome.NO_MEMBER, append(store, assign("tea", CHO, ANNA, Role.OWNER)).outcome(), "who is out rules nobody");
    join(store, "tea", ANNA);
    assertEquals(Role.OWNER, await(store.room("tea", ANNA.id())).orElseThrow().role(), "who has made it comes back to a room without an owner");
    leave(store, "tea", ANNA);
    append(store, draft("tea", ANNA, newId(), "text"));
    assertEquals(Role.OWNER, await(store.room("tea", ANNA.id())).orElseThrow().role());
  }

  /** A room of Anna's; she, Ben and Cho have signed in. */
  private Store tea() {
    var store = openNode();
    Stream.of(ANNA, BEN, CHO).forEach(user -> enter(store, user));
    await(store.createRoom("tea", "Tea", "", ANNA.id()));
    return store;
  }

  private void deactivate(User user) {
    try (var engine = Engine.open(config())) {
      engine.<Integer>write(handle -> handle.execute("UPDATE account SET deactivated = 1 WHERE id = ?", user.id()));
    }
  }

  private void makeInChat(User user, String role) {
    try (var engine = Engine.open(config())) {
      engine.<Integer>write(handle -> handle.execute("UPDATE account SET role = ? WHERE id = ?", role, user.id()));
    }
  }

  private static Change any(List<User> people, Random random) {
    var author = people.get(random.nextInt(people.size()));
    var whom = people.get(1 + random.nextInt(people.size() - 1));
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Change.Join("tea", author, newId());
      case 2, 3 -> new Change.Leave("tea", whom, newId());
      case 4, 5, 6 -> draft("tea", author, newId(), "text");
      case 7 -> new Change.Ban("tea", ANNA, newId(), whom, random.nextInt(3) == 0);
      default -> assign("tea", ANNA, whom, random.nextBoolean() ? Role.READER : Role.MEMBER);
    };
  }

  private static Set<String> membersBy(List<Event> log) {
    var members = new HashSet<>(Set.of(ANNA.id()));
    for (var event : log) {
      switch (event.type()) {
        case Event.JOIN, Event.MESSAGE -> members.add(event.user().id());
        case Event.LEAVE -> members.remove(event.user().id());
        case Event.BAN -> members.remove(event.whom().id());
        default -> { }
      }
    }
    return members;
  }

  /** Those who only read, members or not. */
  private static Set<String> readersBy(List<Event> log) {
    var readers = new HashSet<String>();
    for (var event : log) {
      if (event.type().equals(Event.ROLE) && event.text().equals("reader")) {
        readers.add(event.whom().id());
      } else if (event.type().equals(Event.ROLE)) {
        readers.remove(event.whom().id());
      } else if (event.type().equals(Event.MESSAGE)) {
        assertFalse(readers.contains(event.user().id()), event + " of somebody who only reads");
      } else if (event.type().equals(Event.JOIN)) {
        assertEquals(readers.contains(event.user().id()), event.text().equals("reader"), event.toString());
      }
    }
    return readers;
  }

  /** The room as somebody sees it, wherever that is told. */
  private static List<Room> seen(Store store, User who) {
    return Stream.of(await(store.rooms(who.id())), await(store.directory(who.id(), "tea", "", 9)), await(store.room("tea", who.id())).stream().toList())
        .map(rooms -> rooms.stream().filter(each -> each.id().equals("tea")).findFirst().orElseThrow()).toList();
  }

  private static Set<String> members(Store store) {
    return await(store.members("tea", "", 9)).stream().map(each -> each.user().id()).collect(Collectors.toSet());
  }

  private static Outcome give(Store store, User by, User whom, Role role) {
    return append(store, assign("tea", by, whom, role)).outcome();
  }

  private static Change assign(String room, User by, User whom, Role role) {
    return new Change.Assign(room, by, newId(), whom, role);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
