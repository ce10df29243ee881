package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.enter;
import static dochat.store.Steps.join;
import static dochat.store.Steps.log;
import static dochat.store.Steps.outcomes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Mention;
import dochat.model.Mention.Group;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whom messages call: counted where they have not read it, as the messages are now. */
interface MentionContract extends StoreNodes {
  User CHO = new User("u-cho", "Cho");

  @Test
  default void whoIsCalledIsCountedUntilTheyHaveReadIt() {
    var store = signedIn();
    enter(store, BEN);
    append(store, post(Room.GENERAL, ANNA, "@Ben look", ben(0)));
    append(store, post(Room.GENERAL, ANNA, "nobody"));
    append(store, post(Room.GENERAL, ANNA, "@Ben and @Ben", ben(0), ben(9)));
    append(store, post(Room.GENERAL, BEN, "@Ben myself", ben(0)));
    assertEquals(List.of(2, 0), List.of(mentions(store, BEN), mentions(store, ANNA)));
    assertEquals(2, await(store.rooms(BEN.id())).get(0).mentions());
    await(store.markRead(Room.GENERAL, BEN.id(), 1));
    assertEquals(1, mentions(store, BEN));
    assertEquals(List.of(ben(0), ben(9)), log(store, Room.GENERAL).get(2).mentions());
    assertEquals(0, mentions(store, CHO), "who has not joined");
  }

  @Test
  default void editsAndDeletionsAddAndTakeAway() {
    var store = signedIn();
    enter(store, BEN);
    append(store, post(Room.GENERAL, ANNA, "hello"));
    append(store, edit(1, "@Ben hello", ben(0)));
    assertEquals(1, mentions(store, BEN));
    assertEquals(List.of(ben(0)), page(store).get(0));
    append(store, edit(1, "hello again"));
    assertEquals(0, mentions(store, BEN));
    assertEquals(List.of(), page(store).get(0));
    append(store, edit(1, "well, @Ben", ben(6)));
    assertEquals(Outcome.UNCHANGED, append(store, edit(1, "well, @Ben", Mention.of(new User(BEN.id(), "Benjamin"), 6, 10))).outcome(), "whatever he is called");
    assertEquals(Outcome.NEW, append(store, edit(1, "well, @Ben")).outcome(), "the same text calls nobody any more");
    assertEquals(0, mentions(store, BEN));
    assertEquals(List.of(Outcome.NEW, Outcome.UNCHANGED), outcomes(await(store.append(List.of(edit(1, "well, @Ben", ben(6)), edit(1, "well, @Ben", ben(6)))))), "and calls him again, once");
    assertEquals(1, mentions(store, BEN));
    append(store, new Change.Delete(Room.GENERAL, ANNA, newId(), 1));
    assertEquals(0, mentions(store, BEN));
    assertEquals(List.of(), log(store, Room.GENERAL).stream().flatMap(event -> event.mentions().stream()).toList());
    try (var engine = Engine.open(config())) {
      assertEquals(List.of(0, 0, 0), engine.<List<Integer>>read(handle -> Stream.of("mention", "changed WHERE mentions IS NOT NULL", "event WHERE mentions IS NOT NULL")
          .map(from -> handle.createQuery("SELECT COUNT(*) FROM " + from).mapTo(Integer.class).one()).toList()));
    }
  }

  /** Each once, however they are called. */
  @Test
  default void groupsAndRepliesCallToo() {
    var store = signedIn();
    Stream.of(ANNA, BEN, CHO).forEach(user -> enter(store, user));
    append(store, post(Room.GENERAL, ANNA, "@all and @Ben", group(Group.ALL, 0), ben(9)));
    assertEquals(List.of(0, 1, 1), counts(store));
    append(store, new Change.Post(Room.GENERAL, ANNA, newId(), 0, "@here", List.of(group(Group.HERE, 0)), Set.of(ANNA.id(), CHO.id())));
    assertEquals(List.of(0, 1, 2), counts(store));
    append(store, new Change.Post(Room.GENERAL, BEN, newId(), 1, "yes"));
    assertEquals(List.of(1, 1, 2), counts(store));
    append(store, new Change.Edit(Room.GENERAL, BEN, newId(), 3, "no"));
    assertEquals(List.of(1, 1, 2), counts(store), "it answers her still");
    append(store, new Change.Post(Room.GENERAL, ANNA, newId(), 1, "my own"));
    assertEquals(List.of(1, 2, 2), counts(store), "Ben has taken part in the thread");
    append(store, new Change.Delete(Room.GENERAL, ANNA, newId(), 1));
    assertEquals(List.of(1, 1, 1), counts(store));
  }

  /** Who is nobody, or may not know of the room, is text, and so is a group for who may not call it. */
  @Test
  default void onlyThoseAreCalledWhoMayBe() {
    var store = signedIn();
    append(store, post(Room.GENERAL, ANNA, "@Who @Ben", Mention.of(new User("u-who", "u-who"), 0, 4), ben(5)));
    assertEquals(List.of(ben(5)), log(store, Room.GENERAL).get(0).mentions());

    await(store.createRoom("r-1", "r-1", "", RoomKind.PRIVATE, ANNA.id(), "r-1"));
    await(store.append(List.of(new Change.Invite("r-1", ANNA, newId(), BEN), post("r-1", ANNA, "@Ben @Cho", ben(0), Mention.of(CHO, 5, 9)),
        new Change.Remove("r-1", ANNA, newId(), BEN), post("r-1", ANNA, "@Ben", ben(0)))));
    assertEquals(List.of(List.of(), List.of(ben(0)), List.of(), List.of()), log(store, "r-1").stream().map(event -> event.mentions()).toList());
  }

  @Test
  default void inALargeRoomOnlyWhoKeepsOrderCallsEverybody() {
    var store = signedIn();
    await(store.createRoom("tea", "Tea", "", ANNA.id()));
    join(store, "tea", BEN);
    append(store, post("tea", BEN, "@all", group(Group.ALL, 0)));
    await(store.append(IntStream.range(0, Limits.GROUP_MENTION_MEMBERS).mapToObj(i -> post("tea", new User("u-" + i, "Somebody"), "hello")).toList()));
    append(store, post("tea", BEN, "@all", group(Group.ALL, 0)));
    append(store, post("tea", ANNA, "@all", group(Group.ALL, 0)));
    append(store, new Change.Assign("tea", ANNA, newId(), BEN, Role.MODERATOR));
    append(store, post("tea", BEN, "@all", group(Group.ALL, 0)));
    assertEquals(List.of("Ben", "Anna", "Ben"), log(store, "tea").stream().filter(event -> !event.mentions().isEmpty()).map(event -> event.user().name()).toList());
  }

  @Test
  default void aPageSaysTheNamesOfNowAndTheLogThoseOfThen() {
    var store = signedIn();
    append(store, post(Room.GENERAL, ANNA, "@Ben", ben(0)));
    try (var engine = Engine.open(config())) {
      engine.<Integer>write(handle -> handle.execute("UPDATE account SET name = 'Benjamin' WHERE id = ?", BEN.id()));
    }
    assertEquals(List.of(Mention.of(new User(BEN.id(), "Benjamin"), 0, 4)), page(store).get(0));
    assertEquals(List.of(ben(0)), log(store, Room.GENERAL).get(0).mentions());
  }

  /** A node of the release before edits and deletes without knowing of mentions. */
  @Test
  default void whatAnOlderNodeMakesOfAMessageCallsNobodyWrongly() {
    var store = signedIn();
    enter(store, BEN);
    append(store, post(Room.GENERAL, ANNA, "@Ben", ben(0)));
    append(store, post(Room.GENERAL, ANNA, "@Ben", ben(0)));
    append(store, edit(1, "@Ben!", ben(0)));
    try (var engine = Engine.open(config())) {
      engine.<Integer>write(handle -> handle.execute("UPDATE changed SET text = 'oh' WHERE seq = 1")
          + handle.execute("INSERT INTO changed (room_id, seq, text, deleted_at) VALUES ('general', 2, '', 1)") + handle.execute("UPDATE event SET text = '' WHERE seq = 2"));
    }
    assertEquals(List.of(List.of(), List.of()), page(store));
    assertEquals(List.of(), log(store, Room.GENERAL).get(1).mentions());
    assertEquals(1, mentions(store, BEN));
  }

  private Store signedIn() {
    var store = openNode();
    Stream.of(ANNA, BEN, CHO).forEach(user -> await(store.signIn(user, user.id().getBytes(StandardCharsets.UTF_8), "")));
    return store;
  }

  private static List<Integer> counts(Store store) {
    return Stream.of(ANNA, BEN, CHO).map(user -> mentions(store, user)).toList();
  }

  /** An older file has no mentions, and who has gone has no name; but nobody else is called by what is the same message. */
  @Test
  default void aFileThatCallsOthersIsOfAnotherLog() {
    var store = signedIn();
    append(store, post(Room.GENERAL, ANNA, "@Ben look", ben(0)));
    var here = log(store, Room.GENERAL).get(0);
    try (var archive = StoreArchive.open(config())) {
      Stream.of(List.of(ben(0)), List.<Mention>of(), List.of(Mention.of(new User(BEN.id(), User.DELETED), 0, 4)))
          .forEach(same -> archive.addEvents(Room.GENERAL, List.of(calling(here, same))));
      assertThrows(Conflict.class, () -> archive.addEvents(Room.GENERAL, List.of(calling(here, List.of(Mention.of(CHO, 0, 4))))));
    }
  }

  private static Event calling(Event event, List<Mention> mentions) {
    return new Event(event.seq(), event.type(), event.id(), event.user(), event.ref(), event.thread(), event.whom(), event.text(), event.at(), mentions);
  }

  private static int mentions(Store store, User user) {
    return await(store.room(Room.GENERAL, user.id())).orElseThrow().mentions();
  }

  /** Whom the messages call now. */
  private static List<List<Mention>> page(Store store) {
    return await(store.messages(Room.GENERAL, ANNA.id(), -1, -1, 10)).messages().stream().map(message -> message.mentions()).toList();
  }

  private static Change post(String room, User author, String text, Mention... mentions) {
    return new Change.Post(room, author, newId(), Change.NO_REF, text, List.of(mentions), Set.of());
  }

  private static Change edit(long ref, String text, Mention... mentions) {
    return new Change.Edit(Room.GENERAL, ANNA, newId(), ref, text, List.of(mentions), Set.of());
  }

  private static Mention ben(int from) {
    return Mention.of(BEN, from, from + 4);
  }

  private static Mention group(Group group, int from) {
    return Mention.of(group, from, from + 1 + group.word().length());
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
