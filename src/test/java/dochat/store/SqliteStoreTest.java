package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.fill;
import static dochat.store.Steps.log;
import static dochat.store.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.Neighbour;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.support.LoneFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store's contract on SQLite, and what is particular to a file. */
class SqliteStoreTest extends StoreContract {
  private static byte[] ready;

  @TempDir
  private Path folder;
  private int databases;

  @Override
  public StoreConfig newDatabase() {
    return new StoreConfig(folder.resolve("data" + databases++), null);
  }

  @Override
  StoreConfig readyDatabase() {
    var database = newDatabase();
    var file = SqliteEngine.file(database.data());
    try {
      if (ready == null) {
        Store.prepare(database, Duration.ZERO);
        ready = Files.readAllBytes(file);
      } else {
        Files.createDirectories(database.data());
        Files.write(file, ready);
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In all scripts that have two cases, and in those that have none; PostgreSQL goes by the locale of its database. */
  @Test
  void peopleAreFoundWhateverTheCaseOfTheirNames() {
    var store = openNode();
    var names = List.of("Émile Zola", "ÖZGÜR", "Иван Петров", "ΟΔΥΣΣΕΥΣ", "Åse", "Đặng", "홍길동", "ნინო", "ﬁona", "50%_!", "Straße", "Արամ");
    names.forEach(name -> await(store.signIn(new User("u-" + UUID.randomUUID(), name), UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8), "")));
    for (var name : names) {
      for (var text : List.of(name, name.codePoints().map(Character::toLowerCase).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString(),
          name.codePoints().map(Character::toUpperCase).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString(), name.substring(1))) {
        assertEquals(List.of(name), await(store.people(text, "", 10)).stream().map(User::name).toList(), text);
        assertEquals(List.of(name), await(store.administration().profiles(text, false, "", 10)).stream().map(profile -> profile.user().name()).toList(), text);
      }
    }
    assertEquals(List.of("ΟΔΥΣΣΕΥΣ"), await(store.people("οδυσσευς", "", 10)).stream().map(User::name).toList(), "both forms of a sigma are one");
    assertEquals(List.of(), await(store.people("e%z", "", 10)));
    await(store.createRoom("cafe", "Cafe", "Élan général", Steps.ANNA.id()));
    assertEquals(List.of("Cafe"), await(store.directory(Steps.ANNA.id(), "élan GÉN", "", 10)).stream().map(Room::name).toList());
  }

  /** As at an upgrade, after which everybody who has ever gone is looked at again. */
  @Test
  void whatBearsNoNameAnyMoreIsNotWrittenAgain() {
    var store = openNode();
    var room = await(store.createRoom("r-secret", "Secret", "", RoomKind.PRIVATE, BEN.id(), "c")).orElseThrow().id();
    await(store.signIn(ANNA, new byte[] {1}, ""));
    await(store.append(List.of(new Change.Invite(room, BEN, "i", ANNA), draft(room, ANNA, "kept", "hello"), draft(room, ANNA, "deleted", "hello"))));
    await(store.append(List.of(new Change.React(room, ANNA, "r", 2, "👍", true), new Change.Delete(room, ANNA, "d", 3))));
    await(store.administration().depart(ANNA.id()));
    forgetName(store);
    assertFalse(log(store, room).toString().contains(ANNA.name()));
    try (var engine = Engine.open(config())) {
      for (var table : List.of("event", "reaction", "changed")) {
        engine.<Integer>write(handle -> handle.execute("CREATE TRIGGER " + table + "_stays BEFORE UPDATE ON " + table + " BEGIN SELECT RAISE(ABORT, 'written again'); END"));
      }
      forgetName(store);
    }
  }

  private static void forgetName(Store store) {
    for (var next = await(store.administration().forgetName(ANNA.id(), "")); !next.isEmpty(); ) {
      next = await(store.administration().forgetName(ANNA.id(), next));
    }
  }

  @Test
  void refusesAFileThatIsNoDatabase() throws IOException {
    Files.createDirectories(config().data());
    Files.writeString(config().data().resolve("dochat.db"), "This is a letter, not a database. ".repeat(50));
    assertTrue(refusal(config()).endsWith("dochat.db is not a SQLite database."), refusal(config()));
  }

  @Test
  void refusesAFolderThatCannotBe() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");
    assertEquals("The data folder " + file.resolve("data") + " cannot be created.", refusal(new StoreConfig(file.resolve("data"), null)));
  }

  @Test
  void refusesADatabaseFileThatCannotBeOpened() throws IOException {
    Files.createDirectories(config().data().resolve("dochat.db"));
    assertTrue(refusal(config()).endsWith("dochat.db cannot be opened for writing."), refusal(config()));
  }

  /** A folder without a store is held as well, from the beginning of a restore. */
  @Test
  void noNodeBeginsAStoreWhereOneIsBeingRestored() throws IOException {
    Files.createDirectories(config().data());
    var file = config().data().resolve("dochat.db");
    try (var claim = SqliteClaim.of(file)) {
      var node = OtherProcess.start(config());
      assertThrows(NoSuchElementException.class, () -> OtherProcess.name(node));
      assertEquals("", claim.keepBeside());
    }
    assertFalse(Files.exists(file));
    assertTrue(openNode().epoch().matches("[a-z2-7]{16}"));
  }

  /** As on exFAT or a share: a copy, which leaves the store held. Where this machine does not let us mount it so, by a second name. */
  @Test
  void keepsTheStoreWhereAFileHasNoSecondName() throws IOException {
    var store = openNode();
    fill(store, 3);
    await(store.close());
    var file = config().data().resolve("dochat.db");
    Path kept;
    try (var alone = LoneFile.of(file); var claim = SqliteClaim.of(file)) {
      kept = kept(claim);
      var node = OtherProcess.start(config());
      assertThrows(NoSuchElementException.class, () -> OtherProcess.name(node));
    }
    assertEquals(LoneFile.isPossible(), !Files.isSameFile(file, kept));
    Files.move(kept, file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(1L, 2L, 3L), numbers(log(openNode(), Room.GENERAL)));
  }

  @Test
  void keepsADamagedStoreWhereAFileHasNoSecondName() throws IOException {
    Files.createDirectories(config().data());
    var file = Files.writeString(config().data().resolve("dochat.db"), "What was a store. ".repeat(500));
    try (var alone = LoneFile.of(file); var claim = SqliteClaim.of(file)) {
      assertEquals(-1, Files.mismatch(file, kept(claim)));
    }
  }

  private static Path kept(SqliteClaim claim) throws IOException {
    return Path.of(claim.keepBeside().replace("; the one before is ", ""));
  }

  @Test
  void readsWhileAnotherProcessWritesButSaysBusyToWriters() {
    var store = openNode();
    fill(store, 3);
    try (var other = Engine.open(config())) {
      other.write(handle -> {
        var writing = store.append(List.of(draft(ANNA, "late")));
        assertEquals(3, await(store.history(Room.GENERAL, 0, -1, 10)).head());
        return assertThrows(StoreBusy.class, () -> await(writing));
      });
    }
    assertEquals(4, append(store, draft(ANNA, "late")).event().seq());
  }

  /** It has had no reason to beat for more than a week, or a newcomer's clock is wrong; only a store that was rewound lacks its row. */
  @Test
  void aNewcomerForgetsNobodyWhoIsInItsCluster() {
    var store = openNode();
    var epoch = store.epoch();
    await(store.beat(new Neighbour("idle", 1, 0, Set.of("idle")), 0));
    await(store.beat(new Neighbour("gone", 1, 0, Set.of("gone")), 0));
    try (var other = Engine.open(config())) {
      other.write(handle -> handle.execute("UPDATE node SET at = 0"));
    }
    await(store.beat(new Neighbour("new", 1, 0, Set.of("idle", "new")), 0));
    var rows = await(store.beat(new Neighbour("idle", 2, 0, Set.of("idle", "new")), 1));
    assertEquals(Set.of("idle", "new"), rows.stream().map(Neighbour::node).collect(Collectors.toSet()));
    assertEquals(epoch, store.epoch());
  }

  private String refusal(StoreConfig config) {
    return assertThrows(StoreUnavailable.class, () -> await(opening(config))).getMessage();
  }
}
