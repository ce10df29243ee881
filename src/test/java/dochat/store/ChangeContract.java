package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.cases;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.enter;
import static dochat.store.Steps.log;
import static dochat.store.Steps.number;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Message;
import dochat.model.Message.Reaction;
import dochat.model.Message.Replies;
import dochat.model.Message.Reply;
import dochat.model.Messages;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edits, deletions and reactions: events like any other, and what they make of the messages. */
interface ChangeContract extends StoreNodes {
  @Test
  default void anEditIsAnEventAndTheMessageSaysSo() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    var edited = append(store, edit(ANNA, 1, "better"));

    assertEquals(new Event(2, Event.EDIT, edited.event().id(), ANNA, 1, "better", edited.event().at()), edited.event());
    assertEquals(List.of(1L, 2L), Steps.numbers(log(store, Room.GENERAL)));
    assertEquals(edited.event(), log(store, Room.GENERAL).get(1));
    var now = only(store, ANNA);
    assertEquals("better", now.text());
    assertEquals(edited.event().at(), now.edited());
    append(store, edit(ANNA, 1, "best"));
    assertEquals("best", only(store, BEN).text());
    assertEquals(List.of("text of a", "better", "best"), log(store, Room.GENERAL).stream().map(Event::text).toList());
  }

  @Test
  default void whatADeletedMessageEverSaidIsGoneFromTheLog() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, draft(BEN, "b"));
    append(store, edit(ANNA, 1, "secret too"));
    append(store, edit(BEN, 2, "stays"));
    append(store, react(BEN, 1, "👍"));
    var deleted = append(store, delete(ANNA, 1));

    assertEquals(List.of("", "text of b", "", "stays", "👍", ""), log(store, Room.GENERAL).stream().map(Event::text).toList());
    var now = await(store.messages(Room.GENERAL, ANNA.id(), -1, -1, 10)).messages().get(0);
    assertEquals(new Message.Deletion(ANNA, deleted.event().at()), now.deletion());
    assertEquals("", now.text());
    assertNull(now.edited());
    assertEquals(List.of(), now.reactions());
    try (var engine = Engine.open(config())) {
      assertFalse(engine.<List<String>>read(handle -> handle.createQuery("SELECT text FROM changed UNION ALL SELECT text FROM event").mapTo(String.class).list())
          .toString().contains("secret"));
    }
  }

  @Test
  default void allThatAMessageEverSaidIsReadPageAfterPage() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, draft(BEN, "b"));
    await(store.append(IntStream.rangeClosed(1, 52).mapToObj(i -> edit(ANNA, 1, "text " + i)).toList()));
    append(store, edit(BEN, 2, "of another message"));

    var last = await(store.edits(Room.GENERAL, BEN.id(), 1, -1, 50));
    assertEquals(IntStream.rangeClosed(2, 52).mapToObj(i -> "text " + i).toList(), last.stream().map(Event::text).toList(), "what it said before the first of 50 edits, and those");
    var first = last.get(1).seq();
    assertEquals(List.of("text of a", "text 1", "text 2"), await(store.edits(Room.GENERAL, BEN.id(), 1, first, 50)).stream().map(Event::text).toList());
    assertEquals(List.of("text 1", "text 2"), await(store.edits(Room.GENERAL, BEN.id(), 1, first, 1)).stream().map(Event::text).toList());
    assertEquals(List.of("text of a"), await(store.edits(Room.GENERAL, BEN.id(), 1, 3, 50)).stream().map(Event::text).toList(), "there are none before the first");
  }

  @Test
  default void onlyTheAuthorEditsAndDeletesAndNobodyWhatIsNotThere() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, react(BEN, 1, "👍"));
    assertEquals(List.of(Outcome.NOT_AUTHOR, Outcome.NOT_AUTHOR, Outcome.NO_MESSAGE, Outcome.NO_MESSAGE, Outcome.NO_MESSAGE, Outcome.NO_MESSAGE, Outcome.NO_ROOM),
        outcomes(await(store.append(List.of(edit(BEN, 1, "x"), delete(BEN, 1), edit(ANNA, 2, "a reaction"), delete(ANNA, 3), react(BEN, 9, "👍"), react(BEN, 99, "👍"),
            new Change.Delete("nowhere", ANNA, "x", 1))))));
    assertEquals(2, await(store.heads(List.of(Room.GENERAL))).get(Room.GENERAL));
  }

  @Test
  default void whatIsSoAlreadyBecomesNoEvent() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, react(BEN, 1, "👍"));
    assertEquals(List.of(Outcome.UNCHANGED, Outcome.UNCHANGED, Outcome.UNCHANGED),
        outcomes(await(store.append(List.of(edit(ANNA, 1, "text of a"), react(BEN, 1, "👍"), unreact(ANNA, 1, "👍"))))));
    append(store, delete(ANNA, 1));
    assertEquals(List.of(Outcome.UNCHANGED, Outcome.NO_MESSAGE, Outcome.NO_MESSAGE, Outcome.NO_MESSAGE),
        outcomes(await(store.append(List.of(delete(ANNA, 1), edit(ANNA, 1, "back"), react(ANNA, 1, "👍"), unreact(BEN, 1, "👍"))))));
    assertEquals(3, await(store.heads(List.of(Room.GENERAL))).get(Room.GENERAL));
  }

  /** They are one after the other, also within one transaction. */
  @Test
  default void changesOfOneGroupComeAfterOneAnother() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    assertEquals(List.of(Outcome.NEW, Outcome.UNCHANGED, Outcome.NEW, Outcome.NEW, Outcome.UNCHANGED, Outcome.NEW, Outcome.NO_MESSAGE, Outcome.UNCHANGED),
        outcomes(await(store.append(List.of(react(BEN, 1, "👍"), react(BEN, 1, "👍"), unreact(BEN, 1, "👍"), edit(ANNA, 1, "b"), edit(ANNA, 1, "b"),
            delete(ANNA, 1), react(BEN, 1, "👍"), delete(ANNA, 1))))));
    assertEquals(List.of(Event.MESSAGE, Event.REACT, Event.UNREACT, Event.EDIT, Event.DELETE), log(store, Room.GENERAL).stream().map(Event::type).toList());
    assertEquals(List.of("", "👍", "👍", "", ""), log(store, Room.GENERAL).stream().map(Event::text).toList());
  }

  @Test
  default void theSameIdIsTheSameChange() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    var edit = edit(ANNA, 1, "b");
    var first = append(store, edit);
    append(store, edit(ANNA, 1, "c"));
    var again = append(store, edit);
    assertEquals(Outcome.REPEATED, again.outcome());
    assertEquals(first.event(), again.event());
    assertEquals("c", only(store, ANNA).text());
  }

  @Test
  default void anIdThatWasUsedForSomethingElseIsRefused() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, draft(ANNA, "b"));
    assertEquals(List.of(Outcome.ID_REUSED, Outcome.NEW, Outcome.ID_REUSED, Outcome.ID_REUSED, Outcome.REPEATED),
        outcomes(await(store.append(List.of(new Change.Edit(Room.GENERAL, ANNA, "a", 1, "lost?"), new Change.Edit(Room.GENERAL, ANNA, "c", 1, "x"),
            new Change.Edit(Room.GENERAL, ANNA, "c", 2, "x"), draft(ANNA, "c"), new Change.Edit(Room.GENERAL, ANNA, "c", 1, "y"))))));
    assertEquals(List.of("text of a", "text of b", "x"), log(store, Room.GENERAL).stream().map(Event::text).toList());
  }

  @Test
  default void reactionsAreCountedInTheOrderOfTheirEmojis() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, react(BEN, 1, "🎉"));
    var people = IntStream.range(0, 25).mapToObj(i -> new User("u" + i, "Person " + i)).toList();
    await(store.append(people.stream().<Change>map(each -> react(each, 1, "👍")).toList()));
    append(store, react(ANNA, 1, "🎉"));
    append(store, unreact(people.get(3), 1, "👍"));
    var listed = people.stream().filter(each -> !each.id().equals("u3")).limit(20).toList();
    assertEquals(List.of(new Reaction("🎉", 2, List.of(BEN, ANNA), true), new Reaction("👍", 24, listed, false)), only(store, ANNA).reactions());
    assertTrue(only(store, people.get(24)).reactions().get(1).mine());
    assertFalse(only(store, people.get(3)).reactions().get(1).mine());
  }

  /** Some keyboards write the selector that asks for a picture, others do not. */
  @Test
  default void anEmojiIsOneHoweverItIsWritten() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    var first = react(ANNA, 1, "\u2764");
    assertEquals(List.of(Outcome.NEW, Outcome.UNCHANGED, Outcome.NEW), outcomes(await(store.append(List.of(first, react(ANNA, 1, "\u2764\uFE0F"), react(BEN, 1, "\u2764\uFE0F"))))));
    assertEquals(List.of(new Reaction("\u2764", 2, List.of(ANNA, BEN), true)), only(store, ANNA).reactions());
    assertEquals(List.of("\u2764", "\u2764"), log(store, Room.GENERAL).stream().skip(1).map(Event::text).toList(), "as it was written first");
    assertEquals(Outcome.REPEATED, append(store, new Change.React(Room.GENERAL, ANNA, first.id(), 1, "\u2764\uFE0F", true)).outcome());
    assertEquals(List.of(Outcome.NEW, Outcome.NEW, Outcome.NEW), outcomes(await(store.append(List.of(unreact(ANNA, 1, "\u2764\uFE0F"), unreact(BEN, 1, "\u2764"), react(BEN, 1, "\u2764\uFE0F"))))));
    assertEquals(List.of(new Reaction("\u2764\uFE0F", 1, List.of(BEN), true)), only(store, BEN).reactions());
  }

  @Test
  default void thereAreOnlySoManyReactions() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    var all = IntStream.range(0, 20).<Change>mapToObj(i -> react(ANNA, 1, "e" + i)).toList();
    assertTrue(await(store.append(all)).stream().map(Appended::outcome).allMatch(Outcome.NEW::equals));
    assertEquals(List.of(Outcome.TOO_MANY_REACTIONS, Outcome.NEW), outcomes(await(store.append(List.of(react(BEN, 1, "e20"), react(BEN, 1, "e0"))))));
    assertEquals(List.of(Outcome.NEW, Outcome.TOO_MANY_REACTIONS, Outcome.NEW, Outcome.NEW), outcomes(await(store.append(
        List.of(unreact(ANNA, 1, "e0"), react(BEN, 1, "e21"), unreact(BEN, 1, "e0"), react(BEN, 1, "e22"))))), "the last one gives up the place");
  }

  /** Who says something has come in; who reacts to it may be passing by. */
  @Test
  default void aReactionMakesNobodyAMember() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, react(BEN, 1, "👍"));
    assertFalse(await(store.room(Room.GENERAL, BEN.id())).orElseThrow().joined());
  }

  /** Unread is what others have said and is still said; not what one says oneself, nor what became of it. */
  @Test
  default void unreadIsCountedInMessagesThatMatter() {
    var store = openNode();
    enter(store, BEN);
    await(store.append(List.of(draft(ANNA, "1"), draft(BEN, "2"), draft(ANNA, "3"), draft(ANNA, "4"))));
    await(store.append(List.of(react(ANNA, 2, "👍"), edit(ANNA, 3, "other"), delete(ANNA, 4))));
    assertEquals(2, unread(store, BEN));
    assertEquals(0, unread(store, new User("u-cho", "Cho")), "who has not joined");
    await(store.markRead(Room.GENERAL, BEN.id(), 2));
    assertEquals(1, unread(store, BEN));
    append(store, delete(ANNA, 3));
    assertEquals(0, unread(store, BEN));
    await(store.append(IntStream.range(0, 120).<Change>mapToObj(i -> draft(ANNA, "m" + i)).toList()));
    assertEquals(100, unread(store, BEN));
    assertEquals(unread(store, BEN), await(store.rooms(BEN.id())).get(0).unread());
  }

  private static int unread(Store store, User user) {
    return await(store.room(Room.GENERAL, user.id())).orElseThrow().unread();
  }

  /** After, before, limit: first, last: the messages. Numbers are 1 to 9, of which 3, 4, 6 and 9 are no messages. */
  List<String> PAGES = List.of(
      "-1, -1, 99: 1, 9: 1 2 5 7 8", "-1, -1, 5: 1, 9: 1 2 5 7 8", "-1, -1, 2: 7, 9: 7 8", "-1, 7, 2: 2, 6: 2 5", "-1, 2, 3: 1, 1: 1", "-1, 1, 3: 1, 0: ",
      "0, -1, 2: 1, 2: 1 2", "2, -1, 2: 3, 7: 5 7", "2, 5, 9: 3, 4: ", "8, -1, 9: 9, 9: ", "9, -1, 9: 10, 9: ", "99, -1, 9: 100, 99: ", "-1, 99, 1: 8, 9: 8");
  /** Around, limit: first, last: the messages. */
  List<String> PAGES_AROUND = List.of("5, 2: 2, 5: 2 5", "5, 3: 2, 7: 2 5 7", "6, 3: 5, 8: 5 7 8", "1, 4: 1, 2: 1 2", "9, 4: 7, 9: 7 8", "5, 99: 1, 9: 1 2 5 7 8",
      "5, 1: 5, 5: 5", "99, 2: 8, 9: 8");

  @TestFactory
  default Stream<DynamicTest> aPageSaysWhatPartOfTheLogItIs() {
    var store = nine();
    return cases(PAGES, expected -> {
      var page = await(store.messages(Room.GENERAL, ANNA.id(), number(expected, 0), number(expected, 1), (int) number(expected, 2)));
      assertEquals(expected[5], numbers(page.messages()));
      assertEquals(List.of(9L, number(expected, 3), number(expected, 4)), List.of(page.head(), page.first(), page.last()));
    });
  }

  @TestFactory
  default Stream<DynamicTest> aPageAroundANumberHasBothSides() {
    var store = nine();
    return cases(PAGES_AROUND, expected -> {
      var page = await(store.messagesAround(Room.GENERAL, ANNA.id(), number(expected, 0), (int) number(expected, 1)));
      assertEquals(expected[4], numbers(page.messages()));
      assertEquals(List.of(number(expected, 2), number(expected, 3)), List.of(page.first(), page.last()));
    });
  }

  @Test
  default void thereAreNoMessagesOfARoomThatIsNotThere() {
    assertThrows(NoSuchRoom.class, () -> await(openNode().messages("nowhere", ANNA.id(), -1, -1, 10)));
    assertEquals(List.of(), await(openNode().messages(Room.GENERAL, ANNA.id(), -1, -1, 10)).messages());
  }

  /** Whoever reads a page and follows from its head knows what one knows who has followed from the beginning, and what the next page says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  default void aPageAndWhatFollowsLeadToTheSameRoom(long seed) {
    var store = openNode();
    var changes = new ManyChanges(seed);
    await(store.createRoom(ManyChanges.ROOM, "Tea", "", ANNA.id()));
    var rooms = new ArrayList<Room>();
    var pages = IntStream.range(0, 12).mapToObj(i -> {
      await(store.append(changes.next()));
      rooms.add(await(store.room(ManyChanges.ROOM, ANNA.id())).orElseThrow());
      return await(store.messages(ManyChanges.ROOM, ANNA.id(), -1, -1, 500));
    }).toList();
    var log = log(store, ManyChanges.ROOM);
    var followed = Followed.from(List.of(), log, ANNA);
    assertEquals(pages.get(11).messages(), followed);
    assertEquals(followed.stream().filter(Message::pinned).toList(), await(store.pins(ManyChanges.ROOM, ANNA.id())).messages().stream()
        .sorted(Comparator.comparing(Message::seq)).toList());
    rooms.forEach(room -> assertEquals(Followed.facts(rooms.get(11), List.of()), Followed.facts(room, log.subList((int) room.head(), log.size()))));
    pages.forEach(page -> assertEquals(followed, Followed.from(page.messages(), log.subList((int) page.head(), log.size()), ANNA)));
  }

  /** The same of pages, members and settings that are read while changes are on their way, in groups of any size, in a room that people come to and leave. */
  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  default void aPageThatIsReadMeanwhileLeadsToTheSameRoom(long seed) {
    var store = openNode();
    var other = openNode();
    var changes = new ManyChanges(seed, true);
    var random = new Random(seed);
    await(store.createRoom(ManyChanges.ROOM, "Tea", "", RoomKind.PRIVATE, ANNA.id(), "made"));
    var rooms = new ArrayList<Room>();
    var pages = new ArrayList<Messages>();
    for (var i = 0; i < 25; i++) {
      var appending = Stream.concat(Stream.of(store.append(changes.reopening())), Stream.generate(() -> store.append(changes.next(1 + random.nextInt(6)))).limit(5)).toList();
      while (!appending.stream().allMatch(Future::isComplete)) {
        pages.add(await(other.messages(ManyChanges.ROOM, ANNA.id(), -1, -1, 500)));
        rooms.add(await(other.room(ManyChanges.ROOM, ANNA.id())).orElseThrow());
      }
      await(Future.all(appending));
    }
    var log = log(store, ManyChanges.ROOM);
    var followed = Followed.from(List.of(), log, ANNA);
    var members = new TreeMap<String, String>();
    await(store.members(ManyChanges.ROOM, "", 100)).forEach(person -> members.put(person.user().id(), person.role().word()));
    assertEquals(members, Followed.members(Map.of(ANNA.id(), "owner"), log));
    assertEquals(Followed.facts(await(store.room(ManyChanges.ROOM, ANNA.id())).orElseThrow(), List.of()), Followed.facts(rooms.get(0), log.subList((int) rooms.get(0).head(), log.size())));
    rooms.forEach(room -> assertEquals(Followed.facts(rooms.get(0), log.subList((int) rooms.get(0).head(), log.size())), Followed.facts(room, log.subList((int) room.head(), log.size()))));
    pages.forEach(page -> assertEquals(followed, Followed.from(page.messages(), log.subList((int) page.head(), log.size()), ANNA), () -> "from " + page.head()));
    assertTrue(pages.stream().map(Messages::head).distinct().count() > 25 && log.size() < 500, pages.size() + " pages of " + log.size());
    assertEquals(Stream.of(Change.class.getPermittedSubclasses()).filter(kind -> kind != Change.Join.class).collect(Collectors.toSet()), changes.kinds(), "nobody joins a private room by themselves");
    assertEquals(Set.of(), Stream.of(Event.INVITE, Event.REMOVE, Event.LEAVE, Event.ROLE, Event.BAN, Event.ARCHIVE, Event.PIN)
        .filter(type -> log.stream().noneMatch(event -> event.type().equals(type))).collect(Collectors.toSet()), "of these there was none");
    assertTrue(log.stream().anyMatch(event -> Set.of(Event.FOLLOW, Event.UNFOLLOW).contains(event.type())), "somebody has said that they follow a thread, or do not");
  }

  /** A reply to a reply stays in the thread, and so does what becomes of one. */
  @Test
  default void aReplyIsInTheThreadOfWhatItAnswers() {
    var store = openNode();
    await(store.append(List.of(draft(ANNA, "root"), draft(BEN, "other"))));
    append(store, reply(BEN, 1, "first"));
    var second = append(store, reply(ANNA, 3, "second"));
    append(store, edit(BEN, 3, "better"));
    append(store, react(ANNA, 3, "👍"));
    append(store, delete(ANNA, 4));
    append(store, edit(ANNA, 1, "root, too"));

    assertEquals(new Event(4, Event.MESSAGE, second.event().id(), ANNA, 3, 1, null, "second", second.event().at()), second.event());
    assertEquals(List.of("0 0", "0 0", "1 1", "3 1", "3 1", "3 1", "4 1", "1 0"),
        log(store, Room.GENERAL).stream().map(event -> event.ref() + " " + event.thread()).toList());
    var messages = await(store.messages(Room.GENERAL, BEN.id(), -1, -1, 10)).messages();
    assertEquals(new Reply(1, 1, ANNA, "root, too"), messages.get(2).reply());
    assertEquals(new Reply(3, 1, BEN, "better"), messages.get(3).reply());
    assertEquals(new Replies(1, second.event().at(), List.of(BEN, ANNA), true), messages.get(0).replies());
    assertNull(messages.get(1).replies());
    append(store, delete(BEN, 3));
    assertEquals(new Reply(3, 1, BEN, null), await(store.messages(Room.GENERAL, BEN.id(), -1, -1, 10)).messages().get(3).reply());
  }

  @Test
  default void onlyWhatIsThereIsAnswered() {
    var store = openNode();
    append(store, draft(ANNA, "a"));
    append(store, react(BEN, 1, "👍"));
    var answer = new Change.Post(Room.GENERAL, BEN, "answer", 1, "yes");
    assertEquals(List.of(Outcome.NO_MESSAGE, Outcome.NO_MESSAGE, Outcome.NEW, Outcome.REPEATED, Outcome.ID_REUSED, Outcome.NEW, Outcome.NO_MESSAGE, Outcome.REPEATED),
        outcomes(await(store.append(List.of(reply(BEN, 2, "a reaction"), reply(BEN, 9, "nothing"), answer, answer, new Change.Post(Room.GENERAL, BEN, "answer", "yes"),
            delete(ANNA, 1), reply(BEN, 1, "too late"), answer)))));
    assertEquals(List.of(new Replies(1, log(store, Room.GENERAL).get(2).at(), List.of(BEN), false)),
        await(store.messages(Room.GENERAL, ANNA.id(), -1, -1, 10)).messages().stream().map(Message::replies).filter(Objects::nonNull).toList());
  }

  /** A thread after, before, limit: from, to: what is in it. 1 is answered by 3, 5 and 7, and 2 by 4; 6 is a reaction to 3. */
  List<String> THREADS = List.of("1, -1, -1, 9: 1, 8: 1 3 5 7", "1, -1, -1, 2: 5, 8: 5 7", "1, -1, 5, 1: 3, 4: 3", "1, 1, -1, 2: 2, 5: 3 5", "2, -1, -1, 9: 1, 8: 2 4",
      "4, -1, -1, 9: 1, 8: 4", "9, -1, -1, 9: 1, 8: ");

  @TestFactory
  default Stream<DynamicTest> aThreadHasPagesOfItsOwn() {
    var store = openNode();
    await(store.append(List.of(draft(ANNA, "1"), draft(BEN, "2"))));
    await(store.append(List.of(reply(BEN, 1, "3"), reply(ANNA, 2, "4"))));
    await(store.append(List.of(reply(ANNA, 3, "5"), react(BEN, 3, "👍"))));
    await(store.append(List.of(reply(ANNA, 5, "7"), draft(BEN, "8"))));
    var whole = await(store.messages(Room.GENERAL, ANNA.id(), -1, -1, 9)).messages();
    return cases(THREADS, expected -> {
      var page = await(store.thread(Room.GENERAL, ANNA.id(), number(expected, 0), number(expected, 1), number(expected, 2), (int) number(expected, 3)));
      assertEquals(expected[6], numbers(page.messages()));
      assertEquals(List.of(8L, number(expected, 4), number(expected, 5)), List.of(page.head(), page.first(), page.last()));
      assertEquals(whole.stream().filter(page.messages()::contains).toList(), page.messages(), "as they are in the room");
    });
  }

  private static Change reply(User author, long ref, String text) {
    return new Change.Post(Room.GENERAL, author, UUID.randomUUID().toString(), ref, text);
  }

  private static String numbers(List<Message> messages) {
    return String.join(" ", messages.stream().map(message -> Long.toString(message.seq())).toList());
  }

  private Store nine() {
    var store = openNode();
    await(store.append(List.of(draft(ANNA, "1"), draft(ANNA, "2"))));
    await(store.append(List.of(edit(ANNA, 1, "3"), react(ANNA, 2, "4"), draft(ANNA, "5"))));
    await(store.append(List.of(react(ANNA, 5, "6"), draft(ANNA, "7"), draft(BEN, "8"))));
    append(store, react(BEN, 8, "9"));
    return store;
  }

  private static Message only(Store store, User user) {
    var messages = await(store.messages(Room.GENERAL, user.id(), -1, -1, 10)).messages();
    assertEquals(1, messages.size());
    return messages.get(0);
  }

  private static Change edit(User author, long ref, String text) {
    return new Change.Edit(Room.GENERAL, author, UUID.randomUUID().toString(), ref, text);
  }

  private static Change delete(User author, long ref) {
    return new Change.Delete(Room.GENERAL, author, UUID.randomUUID().toString(), ref);
  }

  private static Change react(User author, long ref, String emoji) {
    return new Change.React(Room.GENERAL, author, UUID.randomUUID().toString(), ref, emoji, true);
  }

  private static Change unreact(User author, long ref, String emoji) {
    return new Change.React(Room.GENERAL, author, UUID.randomUUID().toString(), ref, emoji, false);
  }
}
