package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.enter;
import static dochat.store.Steps.join;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.HistoryVisibility;
import dochat.model.Message;
import dochat.model.Neighbour;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.Standing.Known;
import dochat.model.Standing.Stand;
import dochat.model.User;
import dochat.protocol.Limits;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a room when its people settle something for it, and of messages that it keeps at hand. */
interface SettingsContract extends StoreNodes {
  String TEA = "tea";

  @Test
  default void aRoomIsWhatItsEventsHaveMadeOfIt() {
    var store = openNode();
    tea(store);
    settle(store, Event.RENAME, "Coffee");
    settle(store, Event.TOPIC, "Beans");
    settle(store, Event.POSTING, "moderator");
    settle(store, Event.SLOW, "30");
    settle(store, Event.ARCHIVE, "");
    var room = await(store.room(TEA, BEN.id())).orElseThrow();
    assertEquals(List.of("Coffee", "Beans", 5L, new RoomSettings(true, Role.MODERATOR, Role.MEMBER, HistoryVisibility.ALL, 30, false)), List.of(room.name(), room.topic(), room.head(), room.settings()));
    assertEquals(Outcome.UNCHANGED, settle(store, Event.ARCHIVE, "").outcome());
    settle(store, Event.UNARCHIVE, "");
    assertEquals(Outcome.UNCHANGED, settle(store, Event.RENAME, "Coffee").outcome());
    assertEquals(List.of("rename", "topic", "posting", "slow", "archive", "unarchive"),
        await(store.messages(TEA, BEN.id(), -1, -1, 10)).notes().stream().map(Event::type).toList(), "pages tell of it");
  }

  @Test
  default void aRoomIsArchivedByTheLastEventThatSaysSo() {
    var store = openNode();
    tea(store);
    settle(store, Event.ARCHIVE, "");
    join(store, TEA, BEN);
    assertEquals(List.of(1L, 2L), List.of(await(store.audience(TEA)).archived(), await(store.audience(TEA)).asOf()));
    settle(store, Event.UNARCHIVE, "");
    assertEquals(0, await(store.audience(TEA)).archived());
    settle(store, Event.ARCHIVE, "");
    assertEquals(4, await(store.audience(TEA)).archived());
  }

  /** Within a group each finds the names that those before it have left. */
  @Test
  default void noTwoPublicRoomsLookAlike() {
    var store = openNode();
    tea(store);
    await(store.createRoom("milk", "Milk", "", ANNA.id()));
    assertEquals(List.of(Outcome.NAME_TAKEN, Outcome.NEW, Outcome.NEW, Outcome.NAME_TAKEN, Outcome.NEW),
        outcomes(await(store.append(List.of(rename("milk", "tEA"), rename(TEA, "TEA"), rename(TEA, "Coffee"), rename("milk", "coffee"), rename("milk", "Tea"))))));
    assertEquals(Outcome.NAME_TAKEN, append(store, rename(TEA, "General")).outcome());
    assertTrue(await(store.createRoom("r-1", "Coffee", "", BEN.id())).isEmpty());
    assertTrue(await(store.createRoom("r-1", "Milk", "", BEN.id())).isPresent(), "the name is free again");
    var secret = await(store.createRoom("r-2", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "c")).orElseThrow();
    assertEquals(Outcome.NEW, append(store, rename(secret.id(), "General")).outcome(), "a private name is nobody's business");
  }

  @Test
  default void ofTwoNodesOneGivesTheName() {
    var nodes = List.of(openNode(), openNode());
    var rooms = IntStream.range(0, 6).mapToObj(i -> await(nodes.get(0).createRoom("r-" + i, "Room " + i, "", ANNA.id())).orElseThrow().id()).toList();
    var done = await(Future.all(IntStream.range(0, 6).mapToObj(i -> nodes.get(i % 2).append(List.of(rename(rooms.get(i), "Same")))).toList())).<List<Appended>>list();
    assertEquals(1, done.stream().filter(each -> each.get(0).outcome() == Outcome.NEW).count());
    assertEquals(5, done.stream().filter(each -> each.get(0).outcome() == Outcome.NAME_TAKEN).count());
  }

  @Test
  default void moderatorsAlonePostWhereThatIsSettled() {
    var store = openNode();
    tea(store);
    var bens = append(store, post(BEN)).event().seq();
    settle(store, Event.POSTING, "moderator");
    assertEquals(List.of(Outcome.NOT_PERMITTED, Outcome.NOT_PERMITTED, Outcome.NEW, Outcome.NEW, Outcome.NEW), outcomes(await(store.append(List.of(
        post(BEN), new Change.Edit(TEA, BEN, newId(), bens, "other"), new Change.React(TEA, BEN, newId(), bens, "👍", true), post(ANNA),
        new Change.Delete(TEA, BEN, newId(), bens))))));
    assertEquals(Outcome.NOT_PERMITTED, append(store, post(new User("u-new", "New"))).outcome());
    assertEquals(2, await(store.room(TEA, ANNA.id())).orElseThrow().members(), "who may not post does not join by it");
    var secret = await(store.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "c")).orElseThrow().id();
    await(store.append(List.of(new Change.Invite(secret, ANNA, newId(), BEN), new Change.Settle(secret, ANNA, newId(), Event.INVITING, "moderator"))));
    assertEquals(List.of(Outcome.NOT_PERMITTED, Outcome.NEW), outcomes(await(store.append(List.of(new Change.Invite(secret, BEN, newId(), new User("u-clara", "Clara")),
        new Change.Invite(secret, ANNA, newId(), new User("u-dan", "Dan")))))));
  }

  /** Judged in the transaction: neither another node nor leaving and coming back gets around it. */
  @Test
  default void slowModeLetsTimePassBetweenTwoMessages() {
    var nodes = List.of(openNode(), openNode());
    tea(nodes.get(0));
    append(nodes.get(0), post(BEN));
    settle(nodes.get(0), Event.SLOW, "60");
    var first = post(BEN);
    var refused = post(BEN);
    var group = await(nodes.get(0).append(List.of(first, refused, post(ANNA), post(ANNA))));
    assertEquals(List.of(Outcome.NEW, Outcome.TOO_SOON, Outcome.NEW, Outcome.NEW), outcomes(group), "the owner need not wait");
    assertEquals(60, group.get(1).waitSeconds());
    var elsewhere = append(nodes.get(1), refused);
    assertEquals(Outcome.TOO_SOON, elsewhere.outcome());
    assertTrue(elsewhere.waitSeconds() > 50 && elsewhere.waitSeconds() <= 60, elsewhere.waitSeconds() + " s");
    assertEquals(Outcome.REPEATED, append(nodes.get(1), first).outcome(), "what is there is there");
    Steps.leave(nodes.get(1), TEA, BEN);
    assertEquals(Outcome.TOO_SOON, append(nodes.get(1), refused).outcome());
    assertEquals(List.of(Outcome.NEW), outcomes(await(nodes.get(1).append(List.of(new Change.Edit(TEA, BEN, newId(), group.get(0).event().seq(), "better"))))), "an edit is no message");
    settle(nodes.get(0), Event.SLOW, "0");
    assertEquals(Outcome.NEW, append(nodes.get(1), refused).outcome());
  }

  /** In a room whose members can know of each other; the check of the heads says so, and then who listens is told. */
  @Test
  default void aSmallRoomShowsHowFarItsMembersHaveRead() {
    var store = openNode();
    var room = await(store.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "c")).orElseThrow().id();
    append(store, new Change.Invite(room, ANNA, newId(), BEN));
    append(store, new Change.Post(room, ANNA, newId(), "text"));
    var before = await(store.room(room, BEN.id())).orElseThrow();
    await(store.markRead(room, BEN.id(), 2));
    assertFalse(before.settings().reads());
    assertEquals(Map.of(), shown(store, room, 2, false));
    assertEquals(Outcome.NEW, append(store, new Change.Settle(room, ANNA, newId(), Event.READS, "true")).outcome());
    assertEquals(Outcome.UNCHANGED, append(store, new Change.Settle(room, ANNA, newId(), Event.READS, "true")).outcome());
    assertTrue(await(store.room(room, BEN.id())).orElseThrow().settings().reads());
    assertEquals(Map.of(room, new Stand(3, true, true)), shown(store, room, 2, false));
    assertEquals(Map.of(), shown(store, room, 3, true));
    assertEquals(Set.of(ANNA.id(), BEN.id()), await(store.marks(Set.of(room))).get(room).keySet());
    assertEquals(2, await(store.marks(Set.of(room))).get(room).get(BEN.id()));
    enter(store, BEN);
    for (var out : List.of("deactivated", "deleted")) {
      become(BEN, out, 1);
      assertEquals(Set.of(ANNA.id()), await(store.marks(Set.of(room))).get(room).keySet(), "nothing waits for who is " + out);
      become(BEN, out, 0);
    }
    assertEquals(List.of("invite", "reads"), await(store.messages(room, BEN.id(), -1, -1, 10)).notes().stream().map(Event::type).toList(), "everybody is told");

    var crowd = IntStream.range(0, Limits.READERS_MEMBERS - 1).mapToObj(i -> (Change) new Change.Invite(room, ANNA, newId(), new User("u-" + i, "One"))).toList();
    await(store.append(crowd));
    assertEquals(Map.of(room, new Stand(3 + crowd.size(), true, false)), shown(store, room, 3 + crowd.size(), true), "a crowd is shown nothing");
    assertEquals(Outcome.NEW, append(store, new Change.Settle(room, ANNA, newId(), Event.READS, "false")).outcome());
    assertEquals(Outcome.NOT_PERMITTED, append(store, new Change.Settle(room, ANNA, newId(), Event.READS, "true")).outcome());
  }

  @Test
  default void ofManyAtOnceOneIsSaid() {
    var nodes = List.of(openNode(), openNode());
    tea(nodes.get(0));
    settle(nodes.get(0), Event.SLOW, "60");
    var posts = await(Future.all(IntStream.range(0, 8).mapToObj(i -> nodes.get(i % 2).append(List.of(post(BEN)))).toList())).<List<Appended>>list();
    assertEquals(1, posts.stream().filter(each -> each.get(0).outcome() == Outcome.NEW).count());
  }

  @Test
  default void aRoomKeepsMessagesAtHand() {
    var store = openNode();
    tea(store);
    var first = append(store, post(BEN)).event().seq();
    var second = append(store, new Change.Post(TEA, BEN, newId(), first, "second")).event().seq();
    var event = append(store, pin(first, true)).event();
    append(store, pin(second, true));
    append(store, new Change.React(TEA, BEN, newId(), first, "👍", true));
    assertEquals(Event.PIN, event.type());
    assertEquals(first, event.ref());
    assertEquals(Outcome.UNCHANGED, append(store, pin(first, true)).outcome());
    assertEquals(Outcome.NO_MESSAGE, append(store, pin(event.seq(), true)).outcome());
    assertEquals(List.of(second, first), pinned(store), "the one that was pinned last first");
    assertEquals(await(store.messages(TEA, BEN.id(), -1, -1, 10)).messages().get(0), await(store.pins(TEA, BEN.id())).messages().get(1), "as on a page");
    assertEquals(List.of(true, true), await(store.messages(TEA, BEN.id(), -1, -1, 10)).messages().stream().map(Message::pinned).toList());
    append(store, new Change.Delete(TEA, BEN, newId(), second));
    append(store, pin(first, false));
    assertEquals(List.of(), pinned(store), "one that was deleted is at hand no longer");
    assertEquals(List.of(Outcome.NO_MESSAGE, Outcome.UNCHANGED), outcomes(await(store.append(List.of(pin(second, true), pin(first, false))))));
  }

  @Test
  default void soManyMessagesAndNoMoreAreAtHand() {
    var store = openNode();
    tea(store);
    var posted = await(store.append(IntStream.rangeClosed(0, Limits.PINS_PER_ROOM).mapToObj(i -> post(BEN)).toList()));
    var pins = outcomes(await(store.append(posted.stream().map(each -> pin(each.event().seq(), true)).toList())));
    assertEquals(Set.of(Outcome.NEW), Set.copyOf(pins.subList(0, Limits.PINS_PER_ROOM)));
    assertEquals(Outcome.TOO_MANY_PINS, pins.get(Limits.PINS_PER_ROOM));
    var last = posted.get(Limits.PINS_PER_ROOM).event().seq();
    assertEquals(List.of(Outcome.TOO_MANY_PINS, Outcome.NEW, Outcome.NEW),
        outcomes(await(store.append(List.of(pin(last, true), new Change.Delete(TEA, BEN, newId(), posted.get(0).event().seq()), pin(last, true))))), "a deletion makes room");
  }

  /** It would not keep to it, whether it runs or starts later. Names, topics and pins are of no harm to it. */
  @Test
  default void nothingIsSettledBesideAnOlderNode() {
    var store = openNode();
    tea(store);
    var message = append(store, post(BEN)).event().seq();
    await(store.beat(new Neighbour("new", 1, 0, Set.of("new", "old")), 0));
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("INSERT INTO node (id, beat, since, members, at, knows) VALUES ('old', 1, 0, 'new,old', 0, 7)"));
      assertEquals(List.of(Outcome.OLDER_NODES, Outcome.OLDER_NODES, Outcome.OLDER_NODES, Outcome.NEW, Outcome.NEW, Outcome.NEW),
          outcomes(await(store.append(List.of(settling(Event.ARCHIVE, ""), settling(Event.SLOW, "5"), settling(Event.POSTING, "moderator"), settling(Event.TOPIC, "Leaves"),
              rename(TEA, "Coffee"), pin(message, true))))));
      assertEquals(1, AccessContract.oldest(engine));
      await(store.endBeats("old"));
      assertEquals(Outcome.NEW, settle(store, Event.ARCHIVE, "").outcome());
      assertEquals(Schema.version("V8__settings.sql"), AccessContract.oldest(engine), "an older one starts no more");
    }
  }

  /** What is otherwise than this is known of a room. */
  private static Map<String, Stand> shown(Store store, String room, long head, boolean reads) {
    return await(store.standing(List.of(new Known(room, head, null, reads)))).rooms();
  }

  private void become(User user, String column, int value) {
    try (var engine = Engine.open(config())) {
      engine.<Integer>write(handle -> handle.execute("UPDATE account SET " + column + " = ? WHERE id = ?", value, user.id()));
    }
  }

  private static Room tea(Store store) {
    return await(store.createRoom(TEA, "Tea", "", ANNA.id())).orElseThrow();
  }

  private static List<Long> pinned(Store store) {
    return await(store.pins(TEA, BEN.id())).messages().stream().map(Message::seq).toList();
  }

  private static Appended settle(Store store, String type, String text) {
    return append(store, settling(type, text));
  }

  private static Change settling(String type, String text) {
    return new Change.Settle(TEA, ANNA, newId(), type, text);
  }

  private static Change rename(String room, String name) {
    return new Change.Settle(room, ANNA, newId(), Event.RENAME, name);
  }

  private static Change post(User author) {
    return new Change.Post(TEA, author, newId(), "text");
  }

  private static Change pin(long message, boolean on) {
    return new Change.Pin(TEA, ANNA, newId(), message, on);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
