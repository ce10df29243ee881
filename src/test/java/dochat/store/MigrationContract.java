package dochat.store;

import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.log;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Message;
import dochat.model.Person;
import dochat.model.Role;
import dochat.model.RoomKind;
import dochat.model.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** A store that a release of before messages could change has made: five people, five rooms, 110 messages in Korean and English, read marks. */
interface MigrationContract extends StoreNodes {
  User MINJI = new User("u-minji", "민지");
  User TOM = new User("u-tom", "Tom");
  int PAGE = 7;

  @Test
  default void keepsAllOfAStoreFromBeforeMessagesChanged() {
    var left = load();
    var store = openNode();
    assertEquals(left.epoch, store.epoch());
    assertEquals(left.people, new TreeMap<>(left.people.keySet().stream().collect(Collectors.toMap(id -> id, id -> await(store.person(id)).orElseThrow().name()))));
    left.tokens.forEach((user, hash) -> assertEquals(Optional.of(user), await(store.userOf(hash)).map(User::id)));
    left.events.forEach((room, events) -> {
      assertEquals(events, log(store, room));
      var said = events.stream().map(MigrationContract::message).toList();
      assertEquals(said, forwards(store, room));
      assertEquals(said, backwards(store, room));
    });
    left.rooms.forEach((id, facts) -> {
      var room = await(store.room(id, MINJI.id())).orElseThrow();
      assertEquals(facts, List.of(room.name(), room.topic(), room.head(), room.members()));
      assertEquals(RoomKind.of(id, "public"), room.kind());
      var members = left.marks.getOrDefault(id, Map.of());
      assertEquals(List.copyOf(members.keySet()), await(store.members(id, "", 100)).stream().map(Person::user).map(User::id).toList());
      left.people.keySet().forEach(user -> assertPlace(store, left, id, user));
    });
    left.creations.forEach(made -> assertEquals(made.get(0),
        await(store.createRoom("another", left.rooms.get(made.get(0)).get(0).toString(), "", RoomKind.PUBLIC, made.get(1), made.get(2))).orElseThrow().id(), "the same creation again"));
  }

  /** As could be: it asked for the name, too, when it looked for a creation. */
  @Test
  default void twoRoomsByOneClientIdAreBothFoundAgain() {
    var left = load();
    try (var engine = Engine.open(config())) {
      engine.migrate(handle -> handle.execute("UPDATE creation SET user_id = 'u-tom', client_id = 'made-design' WHERE room_id = 'r-empty222222'"));
    }
    var store = openNode();
    for (var id : List.of("r-design22222", "r-empty222222")) {
      assertEquals(id, await(store.createRoom("another", left.rooms.get(id).get(0).toString(), "", RoomKind.PUBLIC, TOM.id(), "made-design")).orElseThrow().id());
    }
    assertThrows(CreatedOtherwise.class, () -> await(store.createRoom("another", "Another", "", RoomKind.PUBLIC, TOM.id(), "made-design")));
  }

  /** What is unread follows from the marks that there were; who made a room owns it. */
  private static void assertPlace(Store store, Left left, String id, String user) {
    var room = await(store.room(id, user)).orElseThrow();
    var read = left.marks.getOrDefault(id, Map.of()).get(user);
    assertEquals(read != null, room.joined());
    if (read != null) {
      assertEquals(read, room.read());
      assertEquals(left.events.getOrDefault(id, List.of()).stream().filter(event -> event.seq() > read && !event.user().id().equals(user)).count(), room.unread());
      var isMaker = left.creations.stream().anyMatch(made -> made.get(0).equals(id) && made.get(1).equals(user));
      assertEquals(isMaker ? Role.OWNER : Role.MEMBER, room.role(), id + " " + user);
    }
  }

  @Test
  default void messagesFromBeforeTheyChangedDoNow() {
    var left = load();
    var store = openNode();
    var tea = left.events.get("tea");
    var mine = tea.stream().filter(event -> event.user().equals(TOM)).findFirst().orElseThrow();
    var theirs = tea.stream().filter(event -> !event.user().equals(TOM)).reduce((one, next) -> next).orElseThrow();
    assertEquals(Outcome.REPEATED, append(store, new Change.Post("tea", mine.user(), mine.id(), mine.text())).outcome());
    assertEquals(Outcome.NEW, append(store, new Change.Edit("tea", TOM, "edit", mine.seq(), "고쳤어요")).outcome());
    assertEquals(Outcome.NEW, append(store, new Change.Post("tea", TOM, "reply", theirs.seq(), "답장입니다")).outcome());
    assertEquals(Outcome.NEW, append(store, new Change.React("tea", TOM, "react", theirs.seq(), "👍", true)).outcome());
    var unread = await(store.room("tea", MINJI.id())).orElseThrow().unread();
    var page = forwards(store, "tea").stream().collect(Collectors.toMap(Message::seq, message -> message));
    assertEquals("고쳤어요", page.get(mine.seq()).text());
    assertEquals(1, page.get(theirs.seq()).replies().count());
    assertEquals("👍", page.get(theirs.seq()).reactions().get(0).emoji());
    assertEquals(theirs.seq(), page.get(tea.size() + 2L).reply().seq());
    assertEquals(List.of(mine.text(), "고쳤어요"), await(store.edits("tea", TOM.id(), mine.seq(), -1, 50)).stream().map(Event::text).toList());
    assertEquals(Outcome.NEW, append(store, new Change.Delete("tea", TOM, "delete", mine.seq())).outcome());
    assertTrue(log(store, "tea").stream().noneMatch(event -> event.text().equals(mine.text()) || event.text().equals("고쳤어요")));
    var wasUnread = mine.seq() > left.marks.get("tea").get(MINJI.id());
    assertEquals(unread - (wasUnread ? 1 : 0), await(store.room("tea", MINJI.id())).orElseThrow().unread());
    await(store.markRead("tea", MINJI.id(), tea.size()));
    assertEquals(1, await(store.room("tea", MINJI.id())).orElseThrow().unread(), "the reply");
  }

  private static Message message(Event event) {
    return new Message(event.seq(), event.id(), event.user(), event.text(), event.at(), null, null, List.of(), null, null, false, List.of());
  }

  private static List<Message> forwards(Store store, String room) {
    var all = new ArrayList<Message>();
    for (var page = await(store.messages(room, MINJI.id(), 0, -1, PAGE)); !page.messages().isEmpty(); page = await(store.messages(room, MINJI.id(), page.last(), -1, PAGE))) {
      all.addAll(page.messages());
    }
    return all;
  }

  private static List<Message> backwards(Store store, String room) {
    var all = new ArrayList<Message>();
    for (var page = await(store.messages(room, MINJI.id(), -1, -1, PAGE)); !page.messages().isEmpty(); page = await(store.messages(room, MINJI.id(), -1, page.first(), PAGE))) {
      all.addAll(0, page.messages());
    }
    return all;
  }

  /** Puts it into the database of this test, as it was. */
  private Left load() {
    try (var engine = Engine.open(config()); var script = MigrationContract.class.getResourceAsStream("schema-3." + engine.name() + ".sql")) {
      var tables = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      return engine.migrate(handle -> {
        handle.createScript(tables).execute();
        return new Left(handle);
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What that release has left in its tables. */
  final class Left {
    final String epoch;
    final Map<String, String> people = new TreeMap<>();
    final Map<String, byte[]> tokens = new TreeMap<>();
    final Map<String, List<Object>> rooms = new TreeMap<>();
    final Map<String, List<Event>> events = new TreeMap<>();
    final Map<String, Map<String, Long>> marks = new TreeMap<>();
    /** Room, who made it, and by which client id. */
    final List<List<String>> creations;

    private Left(Handle handle) {
      epoch = handle.createQuery("SELECT epoch FROM meta").mapTo(String.class).one();
      handle.createQuery("SELECT id, name FROM account").map((row, context) -> people.put(row.getString("id"), row.getString("name"))).list();
      handle.createQuery("SELECT user_id, hash FROM token").map((row, context) -> tokens.put(row.getString("user_id"), row.getBytes("hash"))).list();
      handle.createQuery("SELECT id, name, topic, head, members FROM room").map((row, context) -> rooms.put(row.getString("id"),
          List.of(row.getString("name"), row.getString("topic"), row.getLong("head"), row.getLong("members")))).list();
      handle.createQuery("SELECT * FROM event ORDER BY room_id, seq").map((row, context) -> events.computeIfAbsent(row.getString("room_id"), id -> new ArrayList<>())
          .add(new Event(row.getLong("seq"), row.getString("type"), row.getString("client_id"), new User(row.getString("user_id"), row.getString("user_name")),
              row.getString("text"), Instant.ofEpochMilli(row.getLong("at"))))).list();
      handle.createQuery("SELECT room_id, user_id, read_seq FROM member").map((row, context) -> marks.computeIfAbsent(row.getString("room_id"), id -> new TreeMap<>())
          .put(row.getString("user_id"), row.getLong("read_seq"))).list();
      creations = Collections.unmodifiableList(handle.createQuery("SELECT room_id, user_id, client_id FROM creation ORDER BY room_id")
          .map((row, context) -> List.of(row.getString("room_id"), row.getString("user_id"), row.getString("client_id"))).list());
      assertTrue(people.size() == 5 && rooms.size() == 5 && events.values().stream().mapToInt(List::size).sum() >= 100 && creations.size() > 2);
    }
  }
}
