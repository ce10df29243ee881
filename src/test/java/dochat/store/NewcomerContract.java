package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.log;
import static dochat.store.Steps.numbers;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.HistoryVisibility;
import dochat.model.Message;
import dochat.model.Message.Reply;
import dochat.model.Neighbour;
import dochat.model.Role;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Memberships;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.protocol.Views;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of a private room those see who become members when it is settled that they see what is said from then on. */
interface NewcomerContract extends StoreNodes {
  String ROOM = ManyChanges.ROOM;
  User CHO = new User("u-cho", "Cho");
  User DAN = new User("u-dan", "Dan");

  @Test
  default void whatWasBeforeSomebodyCameIsNotThereForThem() {
    var store = openNode();
    room(store);
    var secret = append(store, post(ANNA, Change.NO_REF, "secret")).event().seq();
    var root = append(store, post(ANNA, secret, "secret, too")).event().seq();
    append(store, new Change.Pin(ROOM, ANNA, newId(), secret, true));
    settle(store, "joined");
    var floor = invite(store, BEN).event().seq();
    var glance = await(store.feeds().glances(List.of(List.of(ROOM, BEN.id()), List.of(ROOM, ANNA.id()))));
    assertEquals(List.of(true, false), Stream.of(BEN, ANNA).map(user -> glance.stream().filter(each -> each.user().equals(user.id())).findFirst().orElseThrow().last() == null).toList());
    var reply = append(store, post(ANNA, root, "an answer")).event().seq();
    var own = append(store, post(BEN, reply, "and mine")).event().seq();
    await(store.append(List.of(new Change.Edit(ROOM, ANNA, newId(), secret, "secret @Ben"), new Change.React(ROOM, ANNA, newId(), secret, "👍", true),
        new Change.Pin(ROOM, ANNA, newId(), root, true), new Change.Delete(ROOM, ANNA, newId(), root), new Change.Pin(ROOM, ANNA, newId(), own, true))));

    var page = await(store.messages(ROOM, BEN.id(), -1, -1, 50));
    assertEquals(List.of(reply, own), page.messages().stream().map(Message::seq).toList());
    assertEquals(List.of(1L, floor), List.of(page.first(), page.floor()), "nothing is there before it");
    assertEquals(new Reply(root, secret, null, null, true), page.messages().get(0).reply());
    assertEquals(new Reply(reply, secret, ANNA, "an answer"), page.messages().get(1).reply());
    assertEquals(List.of(floor, own + 5), numbers(page.notes()), "nor was it pinned");
    assertEquals(page.messages(), await(store.messages(ROOM, BEN.id(), 0, -1, 50)).messages());
    assertEquals(List.of(), await(store.messages(ROOM, BEN.id(), -1, floor, 50)).messages());
    assertEquals(page.messages(), await(store.messagesAround(ROOM, BEN.id(), secret, 50)).messages());
    assertEquals(page.messages(), await(store.thread(ROOM, BEN.id(), secret, -1, -1, 50)).messages());
    assertEquals(List.of(own), await(store.pins(ROOM, BEN.id())).messages().stream().map(Message::seq).toList());
    assertEquals(List.of(), await(store.edits(ROOM, BEN.id(), secret, -1, 50)));
    assertEquals(2, await(store.edits(ROOM, ANNA.id(), secret, -1, 50)).size());
    assertEquals(ProblemCode.MESSAGE_NOT_FOUND, assertThrows(Problem.class, () -> await(store.readers(ROOM, secret, BEN.id()))).code());
    assertEquals(List.of(), await(store.readers(ROOM, secret, ANNA.id())), "nor have they read it");

    var events = await(store.history(ROOM, BEN.id(), 0, -1, 50)).events();
    assertEquals(LongStream.rangeClosed(floor, own + 5).boxed().toList(), numbers(events));
    assertEquals(List.of("invite", "message", "message", "hidden", "hidden", "hidden", "hidden", "pin"), events.stream().map(Event::type).toList());
    assertEquals(Event.hidden(own + 1, events.get(3).at()), events.get(3));
    assertEquals(events, await(store.history(ROOM, BEN.id(), -1, -1, 50)).events());
    assertEquals(own + 5, log(store, ROOM).size(), "nodes read all of it");

    append(store, new Change.Assign(ROOM, ANNA, newId(), BEN, Role.OWNER));
    assertEquals(IntStream.range(0, 7).mapToObj(i -> Outcome.NO_MESSAGE).toList(), outcomes(await(store.append(List.of(new Change.Edit(ROOM, BEN, newId(), secret, "x"),
        new Change.Delete(ROOM, BEN, newId(), secret), new Change.React(ROOM, BEN, newId(), secret, "👍", true), new Change.React(ROOM, BEN, newId(), secret, "👍", false),
        post(BEN, secret, "x"), new Change.Pin(ROOM, BEN, newId(), secret, true), new Change.Pin(ROOM, BEN, newId(), secret, false))))), "whoever they are by now");
  }

  /** A node that has not heard of it yet still asks for them: they do not see then what they have never seen. */
  @Test
  default void whoHasGoneSeesNothing() {
    var store = openNode();
    room(store);
    append(store, post(ANNA, Change.NO_REF, "secret"));
    settle(store, "joined");
    invite(store, BEN);
    append(store, new Change.Leave(ROOM, BEN, newId()));
    Stream.<Supplier<Future<?>>>of(() -> store.messages(ROOM, BEN.id(), -1, -1, 50), () -> store.messagesAround(ROOM, BEN.id(), 1, 50), () -> store.thread(ROOM, BEN.id(), 1, -1, -1, 50),
        () -> store.pins(ROOM, BEN.id()), () -> store.history(ROOM, BEN.id(), 0, -1, 50)).forEach(asked -> assertThrows(NoSuchRoom.class, () -> await(asked.get())));
    assertEquals(List.of(), await(store.edits(ROOM, BEN.id(), 1, -1, 50)));
  }

  /** Who wrote under a promise was promised that. */
  @Test
  default void itIsDecidedWhenSomebodyComes() {
    var store = openNode();
    room(store);
    append(store, post(ANNA, Change.NO_REF, "before"));
    settle(store, "joined");
    var group = await(store.append(List.of(new Change.Invite(ROOM, ANNA, newId(), BEN), settling("all"), new Change.Invite(ROOM, ANNA, newId(), CHO), settling("joined"),
        new Change.Invite(ROOM, ANNA, newId(), DAN), new Change.React(ROOM, DAN, newId(), 1, "👍", true), new Change.React(ROOM, CHO, newId(), 1, "👍", true))));
    assertEquals(List.of(Outcome.NO_MESSAGE, Outcome.NEW), outcomes(group).subList(5, 7), "also within a group");
    assertEquals(List.of(0L, group.get(0).event().seq(), 0L, group.get(4).event().seq()), floors(store));
    settle(store, "all");
    assertEquals(List.of(0L, group.get(0).event().seq(), 0L, group.get(4).event().seq()), floors(store));
    await(store.append(List.of(new Change.Leave(ROOM, BEN, newId()), new Change.Invite(ROOM, ANNA, newId(), BEN))));
    assertEquals(0L, floors(store).get(1), "who comes again comes anew");
  }

  /** Whichever comes first in the log is first, and a node that has followed it knows the same as the store. */
  @Test
  default void ofTheSettingAndAnInvitationThatMeetTheLogSaysWhichWasFirst() {
    var nodes = List.of(openNode(), openNode());
    room(nodes.get(0));
    var before = await(nodes.get(0).audience(ROOM));
    var done = new ArrayList<Future<List<Appended>>>();
    for (var i = 0; i < 12; i++) {
      done.add(nodes.get(0).append(List.of(settling(i % 2 == 0 ? "joined" : "all"))));
      done.add(nodes.get(1).append(List.of(new Change.Invite(ROOM, ANNA, newId(), new User("u-" + i, "N" + i)))));
    }
    await(Future.all(done));
    var expected = new HashMap<String, Long>();
    var history = HistoryVisibility.ALL;
    for (var event : log(nodes.get(1), ROOM)) {
      history = event.type().equals(Event.HISTORY) ? HistoryVisibility.of(event.text()) : history;
      if (event.type().equals(Event.INVITE)) {
        expected.put(event.whom().id(), history == HistoryVisibility.JOINED ? event.seq() : 0);
      }
    }
    expected.put(ANNA.id(), 0L);
    assertEquals(expected, await(nodes.get(0).audience(ROOM)).people());
    assertEquals(await(nodes.get(0).audience(ROOM)), before.after(Memberships.in(log(nodes.get(0), ROOM).stream().map(event -> Views.event(event).encode()).toList())));
  }

  /** What somebody has from a page and the events that follow is what there is, without what was before they came and all that became of it. */
  @Test
  default void whoHasComeLaterFollowsTheSameRoom() {
    var store = openNode();
    room(store);
    var random = new Random(38);
    var many = new ManyChanges(38);
    for (var round = 0; round < 6; round++) {
      await(store.append(many.next()));
      await(store.append(List.of(new Change.Settle(ROOM, ANNA, newId(), Event.UNARCHIVE, ""), settling(random.nextInt(3) > 0 ? "joined" : "all"),
          new Change.Leave(ROOM, List.of(BEN, CHO, DAN).get(random.nextInt(3)), newId()),
          new Change.Invite(ROOM, ANNA, newId(), BEN), new Change.Invite(ROOM, ANNA, newId(), CHO), new Change.Invite(ROOM, ANNA, newId(), DAN))));
      var people = List.of(ANNA, BEN, CHO, DAN);
      var pages = people.stream().map(user -> await(store.messages(ROOM, user.id(), -1, -1, 500))).toList();
      await(store.append(many.next()));
      await(store.append(many.next()));
      for (var i = 0; i < people.size(); i++) {
        var page = pages.get(i);
        var user = people.get(i);
        var events = await(store.history(ROOM, user.id(), page.head(), -1, 500)).events();
        var now = await(store.messages(ROOM, user.id(), -1, -1, 500));
        assertEquals(LongStream.rangeClosed(page.head() + 1, now.head()).boxed().toList(), numbers(events), "no number is missing");
        assertEquals(now.messages(), Followed.from(page.messages(), events, user));
        assertEquals(seenFrom(now.floor(), whole(user, now.floor(), store)), now.messages());
      }
    }
    assertTrue(floors(store).stream().anyMatch(floor -> floor > 0));
  }

  /** The node of before would show it. */
  @Test
  default void aNodeOfTheReleaseBeforeIsNotBeside() {
    var store = openNode();
    room(store);
    await(store.beat(new Neighbour("new", 1, 0, Set.of("new", "old")), 0));
    try (var engine = Engine.open(config())) {
      var version = Schema.version("V16__history.sql");
      engine.write(handle -> handle.execute("INSERT INTO node (id, beat, since, members, at, knows) VALUES ('old', 1, 0, 'new,old', 0, ?)", version - 1));
      assertEquals(Outcome.OLDER_NODES, settle(store, "joined").outcome());
      await(store.endBeats("old"));
      assertEquals(Outcome.NEW, settle(store, "joined").outcome());
      assertEquals(version, AccessContract.oldest(engine));
    }
  }

  /** The page that somebody would have who was there from the beginning. */
  private List<Message> whole(User user, long floor, Store store) {
    try (var engine = Engine.open(config())) {
      engine.write(handle -> handle.execute("UPDATE member SET floor = 0 WHERE user_id = ?", user.id()));
      var whole = await(store.messages(ROOM, user.id(), -1, -1, 500)).messages();
      engine.write(handle -> handle.execute("UPDATE member SET floor = ? WHERE user_id = ?", floor, user.id()));
      return whole;
    }
  }

  private static List<Message> seenFrom(long floor, List<Message> whole) {
    return whole.stream().filter(message -> message.seq() >= floor).map(message -> message.reply() == null || message.reply().seq() >= floor ? message
        : new Message(message.seq(), message.id(), message.user(), message.text(), message.at(), message.edited(), message.deletion(), message.reactions(),
            new Reply(message.reply().seq(), message.reply().thread(), null, null, true), message.replies(), message.pinned(), message.mentions())).toList();
  }

  private static void room(Store store) {
    Stream.of(ANNA, BEN, CHO, DAN).forEach(user -> await(store.signIn(user, user.id().getBytes(StandardCharsets.UTF_8), "")));
    assertFalse(await(store.createRoom(ROOM, "Tea", "", RoomKind.PRIVATE, ANNA.id(), "c")).isEmpty());
  }

  /** Of Anna, Ben, Cho and Dan. */
  private static List<Long> floors(Store store) {
    var audience = await(store.audience(ROOM));
    return Stream.of(ANNA, BEN, CHO, DAN).map(user -> audience.floor(user.id())).toList();
  }

  private static Appended invite(Store store, User whom) {
    return append(store, new Change.Invite(ROOM, ANNA, newId(), whom));
  }

  private static Appended settle(Store store, String history) {
    return append(store, settling(history));
  }

  private static Change settling(String history) {
    return new Change.Settle(ROOM, ANNA, newId(), Event.HISTORY, history);
  }

  private static Change post(User author, long ref, String text) {
    return new Change.Post(ROOM, author, newId(), ref, text);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
