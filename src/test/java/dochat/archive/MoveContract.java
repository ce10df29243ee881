package dochat.archive;

import static dochat.archive.Chats.ANNA;
import static dochat.archive.Chats.BEN;
import static dochat.archive.Chats.GENERAL;
import static dochat.archive.Chats.TEA;
import static dochat.archive.Chats.add;
import static dochat.archive.Chats.chat;
import static dochat.archive.Chats.event;
import static dochat.archive.Chats.events;
import static dochat.archive.Chats.export;
import static dochat.archive.Chats.fill;
import static dochat.archive.Chats.room;
import static dochat.archive.Chats.take;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Account;
import dochat.model.Appended;
import dochat.model.Audience;
import dochat.model.Card;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.HistoryVisibility;
import dochat.model.Member;
import dochat.model.Mention;
import dochat.model.Message;
import dochat.model.Messages;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.RoomSettings;
import dochat.model.Status;
import dochat.model.User;
import dochat.picture.Picture;
import dochat.picture.Uploads;
import dochat.store.Store;
import dochat.store.StoreArchive;
import dochat.store.StoreBackup;
import dochat.store.StoreConfig;
import dochat.store.StoreUnavailable;
import dochat.support.PostgresServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What exports, imports and backups promise, whatever the databases; one subclass a pair of them. */
@Timeout(120)
abstract class MoveContract {
  @TempDir
  Path folder;

  /** A database that nobody has used. */
  abstract StoreConfig one();

  /** The same, and of the other engine where there are two. */
  abstract StoreConfig other();

  @Test
  void isTheSameChatAfterEveryMove() throws IOException {
    StoreConfig first = one();
    StoreConfig second = other();
    StoreConfig third = one();
    fill(first, 1_203);
    Counts counts = take(second, export(first));
    take(third, export(second));
    assertEquals(new Counts(2, 3, 1_206, 3), counts);
    assertEquals(chat(first), chat(second));
    assertEquals(chat(first), chat(third));
    try (StoreArchive store = StoreArchive.open(second)) {
      assertEquals(2, store.room("general").orElseThrow().members());
    }
  }

  /** Events with what they are about, silence, and what all of it has made of the messages, for each who looks. */
  @Test
  void changesMoveWithTheMessages() throws IOException {
    StoreConfig source = one();
    fill(source, 9);
    change(source);
    StoreConfig second = other();
    take(second, export(source));
    StoreConfig third = one();
    take(third, export(second));
    for (StoreConfig moved : List.of(second, third)) {
      assertEquals(chat(source), chat(moved));
      assertEquals(messages(source, ANNA), messages(moved, ANNA));
      assertEquals(messages(source, BEN), messages(moved, BEN));
      withStore(moved, store -> assertEquals(1, await(store.room("general", ANNA.id())).orElseThrow().mentions()));
    }
    assertEquals(List.of(Mention.of(ANNA, 4, 9)), messages(third, ANNA).messages().get(10).mentions());
    assertEquals(List.of("better", ""), List.of(messages(third, ANNA).messages().get(0).text(), messages(third, ANNA).messages().get(2).text()));
  }

  /** Also where a name that the room had on the way is another room's by then, and whichever of two files is older. */
  @Test
  void whatIsSettledMovesWithTheRoom() throws IOException {
    StoreConfig source = one();
    fill(source, 9);
    withStore(source, store -> {
      await(store.createRoom("cup", "Cup", "", ANNA.id()));
      append(store, new Change.Post("cup", ANNA, "s1", "hot"), settling("s2", Event.RENAME, "Mug"));
    });
    String older = export(source);
    withStore(source, store -> {
      append(store, settling("s3", Event.RENAME, "Glass"), settling("s4", Event.TOPIC, "Ice"), settling("s5", Event.SLOW, "30"), settling("s6", Event.POSTING, "moderator"),
          new Change.Pin("cup", ANNA, "s7", 1, true), settling("s8", Event.ARCHIVE, ""));
    });
    StoreConfig second = one();
    take(second, older);
    take(second, export(source));
    assertEquals(chat(source), chat(second));
    take(second, older);
    withStore(source, store -> assertEquals("mug", await(store.createRoom("mug", "Mug", "", BEN.id())).orElseThrow().id()));
    StoreConfig third = other();
    take(third, export(source));
    assertEquals(chat(source), chat(third));
    for (StoreConfig moved : List.of(second, third)) {
      withStore(moved, store -> {
        Room cup = await(store.room("cup", BEN.id())).orElseThrow();
        assertEquals(List.of("Glass", "Ice", new RoomSettings(true, Role.MODERATOR, Role.MEMBER, HistoryVisibility.ALL, 30, false)), List.of(cup.name(), cup.topic(), cup.settings()));
        assertEquals(List.of("hot"), await(store.pins("cup", BEN.id())).messages().stream().map(Message::text).toList());
      });
    }
  }

  private static Change settling(String id, String type, String text) {
    return new Change.Settle("cup", ANNA, id, type, text);
  }

  private static void append(Store store, Change... changes) {
    for (Change change : changes) {
      assertEquals(Appended.Outcome.NEW, await(store.append(List.of(change))).get(0).outcome());
    }
  }

  /** Whichever of the two is older. */
  @Test
  void whatWasDeletedSinceDoesNotComeBackWithAnOlderExport() throws IOException {
    StoreConfig source = one();
    fill(source, 9);
    String older = export(source);
    StoreConfig target = other();
    take(target, older);
    change(source);
    take(target, export(source));
    assertEquals(chat(source), chat(target));
    assertEquals(messages(source, ANNA), messages(target, ANNA));
    take(target, older);
    take(source, older);
    assertEquals(chat(source), chat(target));
    assertFalse(chat(target).contains("text 3 of general"));
    assertEquals(messages(source, ANNA), messages(target, ANNA));
  }

  /** A room's events may be read when a message has been deleted that was there when the export began. */
  @Test
  void whatIsSilentWithoutADeletionWasDeletedAfterTheExportBegan() throws IOException {
    StoreConfig source = one();
    fill(source, 9);
    change(source);
    int deletion = 7;
    StoreConfig cut = other();
    try (StoreArchive store = StoreArchive.open(source)) {
      List<Event> log = store.events("general", 0, 100);
      assertEquals(Event.DELETE, log.get(log.size() - deletion).type());
      add(cut, GENERAL, log.subList(0, log.size() - deletion));
    }
    Message silent = messages(cut, ANNA).messages().get(2);
    assertEquals(List.of("", BEN, List.of()), List.of(silent.text(), silent.deletion().user(), silent.reactions()));
    take(cut, export(source));
    assertEquals(messages(source, ANNA), messages(cut, ANNA));
  }

  /** Of the nine messages in general: the first is edited and answered, the third and the ninth are deleted; there are reactions, of which some are taken back, and a reply to a reply that is deleted. */
  private static void change(StoreConfig config) {
    withStore(config, store -> List.<Change>of(new Change.Edit("general", BEN, "c1", 1, "better"), new Change.React("general", ANNA, "c2", 1, "👍", true),
        new Change.React("general", BEN, "c3", 1, "❤️", true), new Change.React("general", ANNA, "c4", 3, "👍", true), new Change.Edit("general", BEN, "c5", 3, "secret"),
        new Change.Delete("general", BEN, "c6", 3), new Change.React("general", BEN, "c7", 1, "❤️", false), new Change.React("general", BEN, "c8", 1, "👍", true),
        new Change.Delete("general", BEN, "c9", 9), new Change.Post("general", ANNA, "c10", 1, "so"), new Change.Post("general", BEN, "c11", 19, "no, @Anna", List.of(Mention.of(ANNA, 4, 9)), Set.of()),
        new Change.Delete("general", ANNA, "c10d", 19)).forEach(change -> assertEquals(Appended.Outcome.NEW, await(store.append(List.of(change))).get(0).outcome())));
  }

  private static Messages messages(StoreConfig config, User user) {
    List<Messages> read = new ArrayList<>();
    withStore(config, store -> read.add(await(store.messages("general", user.id(), -1, -1, 500))));
    return read.get(0);
  }

  /** Kinds, roles, names that two rooms have, and conversations, of which the same people find the same one again. */
  @Test
  void whatIsNotPublicStaysSo() throws IOException {
    StoreConfig source = one();
    fill(source, 1);
    withStore(source, store -> {
      for (String id : List.of("r-1", "r-2")) {
        await(store.createRoom(id, "Plan", "", RoomKind.PRIVATE, ANNA.id(), id)).orElseThrow();
      }
      await(store.append(List.of(new Change.Invite("r-1", ANNA, "i", BEN), new Change.Assign("r-1", ANNA, "a", BEN, Role.MODERATOR), new Change.Post("r-1", BEN, "p", "hidden"), new Change.Settle("r-1", ANNA, "s", Event.READS, "true"),
          new Change.Invite("r-2", ANNA, "j", BEN), new Change.Remove("r-2", ANNA, "r", BEN),
          new Change.Settle("r-2", ANNA, "h", Event.HISTORY, "joined"), new Change.Invite("r-2", ANNA, "k", BEN))));
      await(store.direct("r-3", Set.of(ANNA.id(), BEN.id()), ANNA.id())).orElseThrow();
    });
    StoreConfig second = other();
    take(second, export(source));
    StoreConfig third = one();
    take(third, export(second));
    for (StoreConfig moved : List.of(second, third)) {
      assertEquals(chat(source), chat(moved));
      withStore(moved, store -> {
        assertEquals(Role.MODERATOR, await(store.room("r-1", BEN.id())).orElseThrow().role());
        assertTrue(await(store.room("r-1", BEN.id())).orElseThrow().settings().reads());
        assertEquals(new Audience(4, RoomKind.PRIVATE, HistoryVisibility.JOINED, Map.of(ANNA.id(), 0L, BEN.id(), 4L)), await(store.audience("r-2")));
        assertEquals(List.of(), await(store.rooms("u-stranger")).stream().filter(room -> room.kind().isClosed()).toList());
        assertEquals("r-3", await(store.direct("r-9", Set.of(BEN.id(), ANNA.id()), BEN.id())).orElseThrow().id());
      });
    }
  }

  /** An import is done again, as an older one may be. */
  @Test
  void whoWasRemovedSinceStaysRemoved() throws IOException {
    StoreConfig store = one();
    fill(store, 1);
    withStore(store, each -> {
      await(each.createRoom("r-1", "Plan", "", RoomKind.PRIVATE, ANNA.id(), "r-1")).orElseThrow();
      await(each.append(List.of(new Change.Invite("r-1", ANNA, "i", BEN))));
    });
    String before = export(store);
    withStore(store, each -> await(each.append(List.of(new Change.Remove("r-1", ANNA, "r", BEN)))));
    take(store, before);
    withStore(store, each -> {
      assertEquals(Set.of(ANNA.id()), await(each.audience("r-1")).people().keySet());
      await(each.append(List.of(new Change.Invite("r-1", ANNA, "again", BEN))));
    });
    take(store, before);
    withStore(store, each -> assertEquals(Set.of(ANNA.id(), BEN.id()), await(each.audience("r-1")).people().keySet()));
  }

  /** In a public room as well, where nobody is invited; and who came again after that is a member. */
  @Test
  void whoIsBannedStaysOut() throws IOException {
    StoreConfig source = one();
    fill(source, 1);
    withStore(source, store -> {
      await(store.createRoom("den", "Den", "", ANNA.id())).orElseThrow();
      append(store, new Change.Join("den", BEN, "in1"));
    });
    String before = export(source);
    withStore(source, store -> await(store.append(List.of(new Change.Ban("den", ANNA, "b", BEN, true)))));
    take(source, before);
    StoreConfig target = other();
    take(target, export(source));
    for (StoreConfig moved : List.of(source, target)) {
      withStore(moved, store -> {
        assertTrue(await(store.room("den", BEN.id())).orElseThrow().banned());
        assertEquals(Set.of(BEN.id()), await(store.audience("den")).banned());
        assertEquals(BEN.id(), await(store.bans("den", ANNA.id(), "", 9)).get(0).user().id());
        assertEquals(Appended.Outcome.BANNED, await(store.append(List.of(new Change.Join("den", BEN, "in")))).get(0).outcome());
      });
    }
    withStore(source, store -> {
      await(store.append(List.of(new Change.Ban("den", ANNA, "u", BEN, false))));
      append(store, new Change.Join("den", BEN, "in2"));
    });
    take(target, export(source));
    withStore(target, store -> assertTrue(await(store.room("den", BEN.id())).orElseThrow().joined()));
  }

  /** Nor does a role that somebody else has had since then. */
  @Test
  void whatABanHasEndedDoesNotComeBack() throws IOException {
    StoreConfig source = one();
    fill(source, 1);
    withStore(source, store -> {
      await(store.createRoom("den", "Den", "", ANNA.id())).orElseThrow();
      append(store, new Change.Join("den", BEN, "in3"));
      append(store, new Change.Assign("den", ANNA, "m", BEN, Role.MODERATOR));
    });
    String before = export(source);
    withStore(source, store -> append(store, new Change.Ban("den", ANNA, "b", BEN, true), new Change.Ban("den", ANNA, "u", BEN, false)));
    take(source, before);
    withStore(source, store -> {
      assertFalse(await(store.room("den", BEN.id())).orElseThrow().joined());
      append(store, new Change.Join("den", BEN, "in4"));
      append(store, new Change.Assign("den", ANNA, "again", BEN, Role.MODERATOR));
    });
    String moderator = export(source);
    StoreConfig target = other();
    take(target, moderator);
    withStore(target, store -> assertEquals(Role.MODERATOR, await(store.room("den", BEN.id())).orElseThrow().role(), "who came again after it is what they are there"));
    withStore(source, store -> append(store, new Change.Assign("den", ANNA, "no more", BEN, Role.MEMBER)));
    leaveAsBefore(source);
    take(source, moderator);
    withStore(source, store -> assertEquals(Role.MEMBER, await(store.room("den", BEN.id())).orElseThrow().role()));
  }

  /** Who has left a public room, of which nodes of releases before write no event, has left what they had become there. */
  @Test
  void nobodyComesBackAsMoreThanTheFileSays() throws IOException {
    StoreConfig source = one();
    fill(source, 1);
    withStore(source, store -> {
      await(store.createRoom("den", "Den", "", ANNA.id())).orElseThrow();
      append(store, new Change.Join("den", BEN, "in5"));
    });
    String before = export(source);
    withStore(source, store -> append(store, new Change.Assign("den", ANNA, "o", BEN, Role.OWNER)));
    leaveAsBefore(source);
    take(source, before);
    withStore(source, store -> {
      assertEquals(Role.MEMBER, await(store.room("den", BEN.id())).orElseThrow().role());
      append(store, new Change.Leave("den", BEN, "out"));
    });
    take(source, before);
    withStore(source, store -> {
      assertFalse(await(store.room("den", BEN.id())).orElseThrow().joined(), "of which an event tells");
      append(store, new Change.Join("den", BEN, "back"));
    });
    take(source, before);
    withStore(source, store -> assertTrue(await(store.room("den", BEN.id())).orElseThrow().joined()));
  }

  private static void leaveAsBefore(StoreConfig source) throws IOException {
    try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + source.data().resolve("dochat.db")); Statement statement = store.createStatement()) {
      statement.executeUpdate("DELETE FROM member WHERE room_id = 'den' AND user_id = '" + BEN.id() + "'");
      statement.executeUpdate("UPDATE room SET members = members - 1 WHERE id = 'den'");
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  /** Also of who has joined by an event. */
  @Test
  void whatOneKeepsOfARoomForOneselfIsThereElsewhere() throws IOException {
    StoreConfig source = one();
    fill(source, 1);
    withStore(source, store -> {
      await(store.createRoom("den", "Den", "", ANNA.id())).orElseThrow();
      append(store, new Change.Join("den", BEN, "in"));
      await(store.ownPlaces().keep("den", BEN.id(), true, null, null));
      await(store.ownPlaces().keep("den", BEN.id(), null, true, null));
    });
    StoreConfig target = other();
    take(target, export(source));
    withStore(target, store -> {
      assertTrue(await(store.room("den", BEN.id())).orElseThrow().own().muted());
      assertTrue(await(store.room("den", BEN.id())).orElseThrow().own().favourite());
      assertEquals(2, await(store.room("den", BEN.id())).orElseThrow().members());
    });
  }

  /** Also in another store, and though they have left. */
  @Test
  void whoOnlyReadsInAPublicRoomDoesSoEverywhere() throws IOException {
    StoreConfig source = one();
    fill(source, 1);
    withStore(source, store -> {
      await(store.createRoom("den", "Den", "", ANNA.id())).orElseThrow();
      append(store, new Change.Join("den", BEN, "in"), new Change.Assign("den", ANNA, "r", BEN, Role.READER), new Change.Leave("den", BEN, "out"));
    });
    StoreConfig target = other();
    take(target, export(source));
    withStore(target, store -> {
      assertEquals(Appended.Outcome.NOT_PERMITTED, await(store.append(List.of(new Change.Post("den", BEN, "p", "text")))).get(0).outcome());
      append(store, new Change.Join("den", BEN, "again"));
      assertEquals(Role.READER, await(store.room("den", BEN.id())).orElseThrow().role());
    });
  }

  @Test
  void movesWhatPeopleShow() throws IOException {
    StoreConfig source = one();
    fill(source, 3);
    byte[] large = Picture.sizes(Uploads.png(Uploads.quarters(300, 300))).get(Picture.LARGE);
    Account clara = new Account(new User("u-clara", "Clara"), Instant.EPOCH, new Status("🌴", "휴가", null), "Asia/Seoul", Base64.getEncoder().encodeToString(large));
    try (StoreArchive store = StoreArchive.open(source)) {
      store.addAccounts(List.of(clara));
    }
    StoreConfig target = other();
    take(target, export(source));
    assertEquals(export(source).lines().skip(1).toList(), export(target).lines().skip(1).toList());
    withStore(target, each -> {
      Card card = await(each.cards().of(List.of("u-clara"))).get(0);
      assertEquals("휴가 Asia/Seoul", card.status().text() + " " + card.zone());
      assertEquals(card.picture(), await(each.cards().picture("u-clara", Picture.SMALL)).orElseThrow().getKey());
      assertArrayEquals(large, await(each.cards().picture("u-clara", Picture.LARGE)).orElseThrow().getValue());
      await(each.cards().show("u-clara", Map.of()));
    });
    String before = chat(target);
    take(target, export(source));
    assertEquals(before, chat(target), "who has taken it away here has none");
  }

  @Test
  void goesOnWhereAnImportWasInterrupted() throws IOException {
    StoreConfig source = one();
    fill(source, 1_100);
    StoreConfig half = other();
    add(half, GENERAL, events("general", 1, 777));
    add(half, TEA, List.of());
    take(half, export(source));
    assertEquals(chat(source), chat(half));
    take(half, export(source));
    assertEquals(chat(source), chat(half));
  }

  @Test
  void leavesARoomThatHasGoneOnHere() throws IOException {
    StoreConfig source = one();
    fill(source, 20);
    StoreConfig target = other();
    take(target, export(source));
    add(target, GENERAL, events("general", 21, 30));
    String before = chat(target);
    take(target, export(source));
    assertEquals(before, chat(target));
  }

  @Test
  void refusesARoomThatDiffersAndNamesTheLineAndChangesNothing() throws IOException {
    StoreConfig source = one();
    fill(source, 20);
    StoreConfig target = other();
    List<Event> log = new ArrayList<>(events("general", 1, 12));
    log.set(6, event(7, BEN, "mine", "another text"));
    add(target, GENERAL, log);
    String before = chat(target);
    // A header, two users and three rooms come first.
    assertEquals("Line 13 cannot be added: the room general has another event 7 in this store.", refusal(target, export(source)));
    assertEquals(before, chat(target));
  }

  @Test
  void refusesNamesAndIdsThatStandForOtherThings() throws IOException {
    StoreConfig source = one();
    fill(source, 5);
    StoreConfig named = other();
    add(named, room("r-abc", TEA.name(), ""), List.of());
    assertEquals("Line 5 cannot be added: the name of the room tea is that of another room in this store.", refusal(named, export(source)));
    StoreConfig differing = other();
    add(differing, room("tea", "Tea", "Another"), List.of());
    assertEquals("Line 5 cannot be added: the room tea has another name, topic or kind in this store.", refusal(differing, export(source)));
    StoreConfig said = other();
    add(said, room("elsewhere", "Elsewhere", ""), List.of(event(1, BEN, "general-3", "said elsewhere")));
    assertEquals("Line 9 cannot be added: the store has another message of the same author and id as event 3 of the room general.",
        refusal(said, export(source)));
    try (StoreArchive store = StoreArchive.open(said)) {
      assertEquals(0, store.room("general").orElseThrow().head(), "all of a batch or nothing");
    }
  }

  /** As an older program has let them in. */
  @Test
  void roomsThatOnlyLookAlikeMoveAndStay() throws IOException {
    StoreConfig source = one();
    fill(source, 5);
    add(source, room("tea-1", "Tea", ""), List.of());
    add(source, room("tea-2", "Теа", ""), List.of());
    StoreConfig target = other();
    take(target, export(source));
    take(target, export(source));
    assertEquals(chat(source), chat(target));
    withStore(target, store -> assertTrue(await(store.createRoom("tea-3", "TEA", "", ANNA.id())).isEmpty()));
  }

  /** As programs have let them in that compared otherwise, each beside the other. */
  @Test
  void roomsOfOneNameMoveAndStay() throws IOException {
    List<String> names = List.of("Кофе", "Кофе", "Tea time", "Tea  time");
    StoreConfig source = one();
    StoreConfig later = one();
    for (StoreConfig config : List.of(source, later)) {
      fill(config, 5);
      try (StoreArchive store = StoreArchive.open(config)) {
        for (int i = 0; i < names.size(); i++) {
          Room room = room("tea-" + i, names.get(i), config == later ? "Later" : "");
          store.addRoom(room, Set.of("tea-0", "tea-2"));
          store.addEvents(room.id(), List.of(event(1, BEN, "first-" + i, "first")));
          if (config == later) {
            store.addEvents(room.id(), List.of(event(2, BEN, "second-" + i, "second")));
          }
        }
      }
    }
    StoreConfig target = other();
    take(target, export(source));
    take(target, export(source));
    assertEquals(chat(source), chat(target));
    take(target, export(later));
    assertEquals(chat(later), chat(target));
    withStore(target, store -> assertTrue(await(store.createRoom("tea-9", "tea time", "", ANNA.id())).isEmpty()));
    StoreConfig named = other();
    add(named, room("elsewhere", "Кофе", ""), List.of());
    assertTrue(refusal(named, export(source, "tea-1")).endsWith("the name of the room tea-1 is that of another room in this store."));
  }

  @Test
  void movesOneRoom() throws IOException {
    StoreConfig source = one();
    fill(source, 5);
    StoreConfig exported = other();
    take(exported, export(source, "tea"));
    StoreConfig imported = one();
    Path all = Files.writeString(folder.resolve("all.ndjson"), export(source));
    StoreConfig silent = other();
    assertEquals(new Counts(0, 1, 0, 0), take(silent, all, "void"));
    try (StoreArchive store = StoreArchive.open(silent)) {
      assertEquals(List.of(), store.accounts(""), "of nobody who is not in the room");
    }
    assertEquals(new Counts(2, 1, 3, 1), take(imported, all, "tea"), "a member, and an author who is none");
    assertEquals(export(source, "tea").lines().skip(1).toList(), export(exported, "tea").lines().skip(1).toList());
    assertEquals(export(source, "tea").lines().skip(1).toList(), export(imported, "tea").lines().skip(1).toList());
    try (StoreArchive store = StoreArchive.open(imported)) {
      assertEquals(List.of(0L, 3L), store.rooms().stream().map(room -> room.head()).toList());
    }
  }

  @Test
  void marksNeverGoBackAndNobodyIsCountedTwice() throws IOException {
    StoreConfig source = one();
    fill(source, 9);
    StoreConfig target = other();
    take(target, export(source));
    try (StoreArchive store = StoreArchive.open(target)) {
      store.addMembers("general", List.of(member("u-anna", 3), member("u-ben", 8), member("u-cara", 2)));
      assertEquals(List.of(member("u-anna", 9), member("u-ben", 8), member("u-cara", 2)), store.members("general", ""));
      assertEquals(3, store.room("general").orElseThrow().members());
    }
  }

  /** An export knows how far they had read, and not that they want to come back to it. */
  @Test
  void whatIsUnreadAgainStaysSo() throws IOException {
    StoreConfig source = one();
    fill(source, 9);
    String before = export(source);
    withStore(source, store -> await(store.ownPlaces().keep("general", ANNA.id(), null, null, 4L)));
    take(source, before);
    withStore(source, store -> assertEquals(4, await(store.room("general", ANNA.id())).orElseThrow().read()));
  }

  @Test
  void tokensAndTheRoomsOfTheLabAreInNoExport() {
    StoreConfig source = one();
    byte[] token = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    withStore(source, store -> {
      await(store.signIn(new User("u-dora", "Dora"), token, ""));
      await(store.createRoom("lab--1", "lab--1", "", "u-dora"));
    });
    String export = export(source);
    assertTrue(export.contains("\"Dora\""), export);
    assertFalse(export.contains("lab--"), export);
    assertFalse(export.contains("0123456789abcdef0123"), export);
    assertEquals(List.of("header", "user", "room", "member", "end"), export.lines().map(line -> line.split("\"")[1]).toList());
  }

  @Test
  void bringsABackupBackWithItsSignInsAndANewEpoch() throws IOException {
    StoreConfig source = other();
    fill(source, 600);
    byte[] token = new byte[] {1, 2, 3};
    withStore(source, store -> await(store.signIn(new User("u-dora", "Dora"), token, "")));
    Path backup = folder.resolve("backup");
    String then = chat(source);
    StoreBackup.save(source, Files.createFile(backup));
    add(source, GENERAL, events("general", 601, 610));
    StoreConfig target = other();
    StoreBackup.restore(target, backup);
    assertEquals(then, chat(target));
    assertNotEquals(epoch(source), epoch(target));
    withStore(target, store -> assertEquals("Dora", await(store.userOf(token)).orElseThrow().name()));
  }

  /** While nodes run, and after an edit: of the backup before, nobody can take it. */
  @Test
  void theNextBackupHasNothingOfWhatWasDeleted() throws Exception {
    StoreConfig source = other();
    Path before = Files.createFile(folder.resolve("before"));
    Path after = Files.createFile(folder.resolve("after"));
    withStore(source, store -> {
      await(store.append(List.of(new Change.Post("general", ANNA, "posted", "a first confidential"), new Change.Post("general", BEN, "stays", "not a word"))));
      await(store.append(List.of(new Change.Post("general", BEN, "answer", 1, "answered"), new Change.Edit("general", ANNA, "edit", 1, "a second confidential " + "x".repeat(3_000)))));
      StoreBackup.save(source, before);
      await(store.append(List.of(new Change.Delete("general", ANNA, "delete", 1))));
      StoreBackup.save(source, after);
    });
    assertTrue(contents(before).contains("a first confidential") && contents(before).contains("a second confidential"));
    assertTrue(contents(after).contains("not a word"));
    assertFalse(contents(after).contains("confidential"), "neither text");
  }

  /** All that a backup says, as its engine has written it. */
  private static String contents(Path backup) throws Exception {
    String bytes = Files.readString(backup, StandardCharsets.ISO_8859_1);
    return bytes.startsWith("PGDMP") ? PostgresServer.dumped(backup) : bytes;
  }

  @Test
  void refusesToTouchAStoreThatIsInUse() throws IOException {
    StoreConfig source = other();
    fill(source, 3);
    Path backup = Files.createFile(folder.resolve("backup"));
    StoreBackup.save(source, backup);
    String epoch = epoch(source);
    withStore(source, store -> {
      for (Runnable change : List.<Runnable>of(() -> StoreBackup.restore(source, backup), () -> StoreBackup.renewEpoch(source))) {
        String refusal = assertThrows(StoreUnavailable.class, change::run).getMessage();
        assertTrue(refusal.matches("Nodes use .*; stop them all first\\."), refusal);
      }
    });
    assertEquals(epoch, epoch(source));
    assertNotEquals(epoch, StoreBackup.renewEpoch(source));
    assertEquals(3, export(source).lines().filter(line -> line.startsWith("{\"event\":{\"room\":\"general\"")).count());
  }

  /** Between the two steps of a node's start. */
  @Test
  void noNodeStartsOnAStoreThatWasReplacedMeanwhile() {
    StoreConfig config = other();
    String name = Store.prepare(config, Duration.ZERO);
    Vertx vertx = Vertx.vertx();
    try {
      await(await(Store.open(vertx, config, name, Duration.ZERO)).close());
      StoreBackup.renewEpoch(config);
      assertEquals("The store was replaced while the node started; start it again.",
          assertThrows(CompletionException.class, () -> await(Store.open(vertx, config, name, Duration.ZERO))).getCause().getMessage());
    } finally {
      await(vertx.close());
    }
  }

  @Test
  void readsOnlyWhatIsThere() {
    StoreConfig nothing = other();
    String refusal = assertThrows(StoreUnavailable.class, () -> export(nothing)).getMessage();
    assertTrue(refusal.startsWith("There is no chat in "), refusal);
    assertTrue(assertThrows(StoreUnavailable.class, () -> StoreBackup.save(nothing, folder.resolve("x"))).getMessage()
        .startsWith("There is no chat in "));
    assertFalse(Files.exists(nothing.data()));
  }

  @Test
  void refusesFilesThatAreNoBackups() throws IOException {
    StoreConfig target = other();
    fill(target, 1);
    String before = chat(target);
    Path export = Files.writeString(folder.resolve("chat.ndjson"), export(target));
    Path cut = folder.resolve("cut");
    StoreBackup.save(target, Files.createFile(cut));
    byte[] whole = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    StoreConfig empty = other();
    for (Path file : List.of(export, cut, folder.resolve("missing"))) {
      assertThrows(StoreUnavailable.class, () -> StoreBackup.restore(empty, file), file.toString());
    }
    assertThrows(StoreUnavailable.class, () -> export(empty));
    assertEquals(before, chat(target));
  }

  private static String epoch(StoreConfig config) {
    try (StoreArchive store = StoreArchive.open(config)) {
      return store.epoch();
    }
  }

  private static String refusal(StoreConfig target, String export) {
    return assertThrows(ArchiveFault.class, () -> take(target, export)).getMessage();
  }

  private static void withStore(StoreConfig config, Consumer<Store> work) {
    Vertx vertx = Vertx.vertx();
    try {
      Store store = await(Store.open(vertx, config));
      try {
        work.accept(store);
      } finally {
        await(store.close());
      }
    } finally {
      await(vertx.close());
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static Member member(String user, long read) {
    return new Member(user, user.equals("u-ben") ? Role.MODERATOR : Role.MEMBER, read);
  }
}
