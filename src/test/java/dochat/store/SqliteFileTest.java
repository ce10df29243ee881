package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.fill;
import static dochat.store.Steps.log;
import static dochat.store.Steps.numbers;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Appended;
import dochat.model.Change;
import dochat.model.Event;
import dochat.model.Neighbour;
import dochat.model.Room;
import dochat.model.Standing.Known;
import dochat.support.FileSizes;
import dochat.support.LogListener;
import dochat.support.SmallDisk;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file of a running store is moved, deleted, replaced, or cannot grow: what was acknowledged stays where it will be found. */
@Timeout(120)
class SqliteFileTest {
  /** What is promised; all of it is the machine's and none the store's. */
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final long SELF = ProcessHandle.current().pid();

  @TempDir
  private Path folder;
  private Path file;
  private Vertx vertx;
  private Store store;
  private int posts;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    file = folder.resolve("dochat.db");
    store = openAt(folder);
    fill(store, 3);
  }

  @AfterEach
  void close() {
    await(store.close());
    await(vertx.close());
  }

  /** Short or long, and longer than a page; once the log of the database has come into the file. */
  @Test
  void whatADeletedMessageSaidIsNowhereInTheFile() throws IOException, SQLException {
    List<String> texts = List.of("a secret", "a secret".repeat(10), "a secret".repeat(500));
    List<Long> seqs = texts.stream().map(text -> Steps.append(store, new Change.Post(Room.GENERAL, ANNA, text.length() + "-posted", text)).event().seq()).toList();
    Steps.append(store, new Change.Edit(Room.GENERAL, ANNA, "edited", seqs.get(0), texts.get(2) + "!"));
    intoTheFile();
    assertTrue(bytes().contains("a secret"));
    seqs.forEach(seq -> Steps.append(store, new Change.Delete(Room.GENERAL, ANNA, seq + "-deleted", seq)));
    intoTheFile();
    assertFalse(bytes().contains("a secret"));
  }

  private void intoTheFile() throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement();
        var checkpoint = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
      assertEquals(0, checkpoint.getInt(1), "nobody was in the way");
    }
  }

  private String bytes() throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void refusesToWriteWhileTheFileIsMovedAwayAndGoesOnWhenItIsBack() throws IOException {
    Files.move(file, folder.resolve("elsewhere.db"));
    assertThrows(StoreBusy.class, this::post);
    assertEquals(3, log(store, Room.GENERAL).size(), "what is open can be read");
    Files.move(folder.resolve("elsewhere.db"), file);
    assertEquals(4, postSoon().seq());
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers(log(store, Room.GENERAL)));
  }

  @Test
  void whatIsCommittedWhileTheFileIsMovedAwayIsNotAcknowledged() {
    try (var engine = Engine.open(new StoreConfig(folder, null))) {
      assertThrows(IllegalStateException.class, () -> engine.write(handle -> {
        move(file, folder.resolve("elsewhere.db"));
        return handle.execute("UPDATE room SET topic = 'moved'");
      }));
      move(folder.resolve("elsewhere.db"), file);
    }
  }

  @Test
  void anOlderCopyInItsPlaceIsOpenedWithoutTheLogOfTheOtherOneAndHasAnotherEpoch() throws Exception {
    var epoch = store.epoch();
    await(store.beat(beat(1), 0));
    copyTo("copy.db");
    await(store.beat(beat(2), 1));
    post();
    post();
    Files.move(file, folder.resolve("before.db"));
    Files.move(folder.resolve("copy.db"), file);
    assertEquals(4, postSoon().seq());
    assertEquals(List.of(1L, 2L, 3L, 4L), numbers(log(store, Room.GENERAL)));
    await(store.beat(beat(3), 2));
    assertNotEquals(epoch, store.epoch());
    assertEquals(Epochs.store(epoch), Epochs.store(store.epoch()));
    assertEquals(5, eventsIn("before.db"), "what was acknowledged before is in the file that was moved away");
    assertEquals(4, eventsIn("dochat.db"));
  }

  /** Everybody is reset once; and the name of a log that was given up never comes back. */
  @Test
  void ofTwoStoresTheFirstOneGivesTheCopyAnotherEpochAndAnOlderCopyAThirdOne() throws Exception {
    var other = openAt(folder);
    copyTo("copy.db");
    copyTo("same.db");
    var epochs = new HashSet<>(List.of(store.epoch()));
    await(store.beat(beat("one", 1), 0));
    await(other.beat(beat("two", 1), 0));
    Files.move(folder.resolve("copy.db"), file, StandardCopyOption.REPLACE_EXISTING);
    eventually(() -> await(store.beat(beat("one", 2), 1)));
    assertTrue(epochs.add(store.epoch()));
    eventually(() -> await(other.append(List.of(draft(ANNA, "of-other")))));
    assertEquals(store.epoch(), await(other.standing(List.of(new Known(Room.GENERAL, 1, null, false)))).epoch());
    await(other.beat(beat("two", 2), 1));
    assertEquals(store.epoch(), other.epoch());
    Files.move(folder.resolve("same.db"), file, StandardCopyOption.REPLACE_EXISTING);
    eventually(() -> await(store.beat(beat("one", 3), 2)));
    assertTrue(epochs.add(store.epoch()));
    await(other.close());
  }

  @Test
  void twoStoresOpenTheCopyOneAfterTheOther() throws Exception {
    var other = openAt(folder);
    copyTo("copy.db");
    post();
    Files.move(folder.resolve("copy.db"), file, StandardCopyOption.REPLACE_EXISTING);
    assertEquals(4, postSoon().seq());
    assertEquals(4, eventually(() -> await(other.append(List.of(draft(ANNA, "fill-1")))) == null ? -1 : log(other, Room.GENERAL).size()));
    assertEquals(5, postSoon().seq());
    assertEquals(6, eventually(() -> (int) await(other.append(List.of(draft(ANNA, "of-other")))).get(0).event().seq()));
    await(other.close());
    assertEquals(7, postSoon().seq());
    assertEquals("ok", integrity());
  }

  @Test
  void refusesToWriteIntoADeletedFileAndTakesTheCopyThatComes() throws Exception {
    copyTo("copy.db");
    for (var name : List.of("dochat.db", "dochat.db-wal", "dochat.db-shm")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    assertThrows(StoreBusy.class, this::post);
    assertTrue(Files.notExists(file), "no empty chat in its place");
    Files.move(folder.resolve("copy.db"), file);
    assertEquals(4, postSoon().seq());
  }

  @Test
  void losesNothingWhenItsCompanionsAreDeleted() throws Exception {
    post();
    deleteCompanions();
    assertEquals(5, postSoon().seq());
    assertEquals(5, eventsIn("dochat.db"));
    await(store.close());
    assertEquals("ok", integrity());
    store = openAt(folder);
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), numbers(log(store, Room.GENERAL)));
  }

  /** Within its file system: SQLite follows the link, and looks for the log where it leads to. To another disk it cannot be moved under nodes that run. */
  @Test
  void writesIntoTheLogThatOthersFindWhenTheFileIsMovedAndALinkTakesItsPlace() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("rooms.db");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    assertEquals(4, postSoon().seq());
    assertEquals(4, eventsIn("elsewhere/rooms.db"), "who opens it finds what was acknowledged");
    assertEquals(4, log(store, Room.GENERAL).size());
    assertFalse(Files.exists(folder.resolve("dochat.db-wal")));
    Files.delete(file);
    Files.move(elsewhere, file);
    assertEquals(5, postSoon().seq());
    assertEquals(5, eventsIn("dochat.db"));
    assertEquals("ok", integrity());
  }

  /** The log that was deleted cannot go into the file as long as somebody reads from it, and a new one would take its place. */
  @Test
  void beginsNoOtherLogBeforeTheDeletedOneIsInTheFile() throws Exception {
    try (var reader = LongReader.of(file)) {
      post();
      deleteCompanions();
      await().during(Duration.ofMillis(1_200)).atMost(SOON).until(() -> isRefused(this::post));
      assertEquals(4, log(store, Room.GENERAL).size(), "what is open can be read");
    }
    assertEquals(5, postSoon().seq());
    assertEquals(5, eventsIn("dochat.db"));
    assertEquals("ok", integrity());
  }

  /** All that was committed since is in the log that was deleted, and the disk fails where that is to be brought into the file. */
  @Test
  void beginsNoOtherLogWhileTheDiskFailsToTakeTheDeletedOne() throws Exception {
    one("dochat.db", "PRAGMA wal_checkpoint(TRUNCATE)");
    postMany(100, "x".repeat(4_000));
    deleteCompanions();
    FileSizes.limit(SELF, Files.size(file));
    try {
      await().during(Duration.ofMillis(1_200)).atMost(SOON).until(() -> isRefused(this::post));
      assertEquals(103, log(store, Room.GENERAL).size(), "what is open can be read");
    } finally {
      FileSizes.unlimited(SELF);
    }
    assertEquals(104, postSoon().seq());
    assertEquals(104, eventsIn("dochat.db"));
    assertEquals("ok", integrity());
  }

  /** A commit there would bring old pages back, once another node has finished that log and begun the next one. */
  @Test
  void whoStoodStillAfterItsLookWritesNothingIntoALogThatWasDeletedMeanwhile() throws Exception {
    await(store.close());
    try (var slow = Engine.open(new StoreConfig(folder, null)); var still = new LogListener(SqliteEngine.class, line -> deleteCompanions())) {
      deleteCompanions();
      var late = assertThrows(IllegalStateException.class, () -> slow.write(handle -> handle.execute("UPDATE room SET topic = 'late'")));
      assertEquals(Engine.Fault.LASTING, Engine.fault(slow, late), "nothing was committed");
    }
    assertEquals("0", one("dochat.db", "SELECT COUNT(*) FROM room WHERE topic = 'late'"));
    store = openAt(folder);
    assertEquals(4, post().seq());
  }

  @Test
  void saysThatTheFileBeforeMayLackWhatCouldNotBeBroughtIntoIt() throws Exception {
    var lines = new ConcurrentLinkedQueue<String>();
    copyTo("copy.db");
    try (var listener = new LogListener(SqliteEngine.class, lines::add);
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeQuery("SELECT COUNT(*) FROM event").close();
      post();
      Files.move(folder.resolve("copy.db"), file, StandardCopyOption.REPLACE_EXISTING);
      assertEquals(4, postSoon().seq());
    }
    assertTrue(lines.contains("the file that was there before may lack its newest commits reason=others still use its log"), lines.toString());
  }

  /** The operating system fails a write in the middle of a commit, and whether it stays is known only when the store can be asked again. */
  @Test
  void aCommitThatFailsWithAnErrorOfTheDiskIsMadeOnceOrIsUnconfirmed() throws Exception {
    var bytes = walBytes();
    FileSizes.limit(SELF, bytes);
    try {
      assertThrows(StoreUnconfirmed.class, this::post);
      assertEquals(3, log(store, Room.GENERAL).size(), "what is there can be read");
      var asked = store.append(List.of(draft(ANNA, "asked")));
      FileSizes.unlimited(SELF);
      assertEquals(4, await(asked).get(0).event().seq(), "tried until it is known");
    } finally {
      FileSizes.unlimited(SELF);
    }
    posts = 0;
    assertEquals(5, post().seq(), "what was unconfirmed was not saved, and is now");
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L), numbers(log(store, Room.GENERAL)));
    assertEquals("ok", integrity());
  }

  @Test
  void takesNoOtherChatAndNoOtherFile(@TempDir Path elsewhere) throws Exception {
    var stranger = openAt(elsewhere);
    fill(stranger, 1);
    await(stranger.close());
    Files.move(file, folder.resolve("own.db"));
    for (var wrong : List.of(elsewhere.resolve("dochat.db"), Files.createFile(folder.resolve("empty.db")),
        Files.writeString(folder.resolve("letter.db"), "This is a letter. ".repeat(500)))) {
      Files.move(wrong, file, StandardCopyOption.REPLACE_EXISTING);
      await().during(Duration.ofMillis(700)).atMost(SOON).until(() -> isRefused(this::post));
      assertEquals(3, log(store, Room.GENERAL).size(), "reads its own");
    }
    Files.delete(file);
    Files.move(folder.resolve("own.db"), file);
    assertEquals(4, postSoon().seq());
  }

  /** On a real one where this machine lets us mount it (root); elsewhere by the database's own limit of pages, for one connection only. */
  @Test
  void aFullDiskRefusesWhatItCannotHoldAndKeepsWhatItHas(@TempDir Path disk) {
    if (!SmallDisk.isPossible()) {
      assertRefusesBeyondItsPages();
      return;
    }
    try (var small = SmallDisk.mount(disk, 1_024)) {
      var full = openAt(disk);
      var acknowledged = postUntilRefused(full);
      assertTrue(acknowledged > 20, acknowledged + " posts");
      await().atMost(SOON).until(() -> isRefused(() -> await(full.beat(beat(1), 0))));
      assertThrows(StoreBusy.class, () -> await(full.append(List.of(draft(ANNA, "late")))), "a sign of life fails like a post");
      assertEquals(acknowledged, log(full, Room.GENERAL).size(), "what is there can be read");
      small.grow(16_384);
      assertEquals(acknowledged + 1L, eventually(() -> await(full.append(List.of(draft(ANNA, "late")))).get(0).event().seq()));
      await(full.beat(beat(2), 0));
      assertEquals(LongStream.rangeClosed(1, acknowledged + 1).boxed().toList(), numbers(log(full, Room.GENERAL)));
      await(full.close());
    }
  }

  private void assertRefusesBeyondItsPages() {
    try (var engine = Engine.open(new StoreConfig(folder, null))) {
      engine.write(handle -> handle.createQuery("PRAGMA max_page_count = 1").mapTo(Integer.class).one());
      assertThrows(StoreBusy.class, () -> Retries.run(engine, () -> engine.write(handle ->
          handle.execute("INSERT INTO room (id, name, name_key, topic) VALUES ('big', 'big', 'big', ?)", "x".repeat(100_000)))));
    }
    assertEquals(4, post().seq());
  }

  private int postUntilRefused(Store full) {
    for (var i = 0; i < 1_000; i++) {
      var draft = draft(Room.GENERAL, ANNA, "full-" + i, "x".repeat(4_000));
      if (isRefused(() -> await(full.append(List.of(draft))))) {
        return i;
      }
    }
    throw new AssertionError("the disk is not full");
  }

  private static boolean isRefused(Runnable work) {
    try {
      work.run();
      return false;
    } catch (StoreBusy refused) {
      return true;
    }
  }

  /** What a long reader holds back is given back when it has gone. */
  @Test
  void aLongReaderMakesTheLogGrowForItsTimeOnly() throws SQLException {
    var text = "x".repeat(4_000);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeQuery("SELECT COUNT(*) FROM event").close();
      for (var i = 0; i < 30; i++) {
        postMany(150, text);
      }
      assertTrue(walBytes() > 17 << 20, "held back: " + walBytes());
      connection.rollback();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> {
      postMany(1, text);
      return walBytes() <= 16 << 20;
    });
    assertEquals(3 + posts, await(store.history(Room.GENERAL, -1, -1, 1)).head());
  }

  private Store openAt(Path data) {
    return await(Store.open(vertx, new StoreConfig(data, null)));
  }

  private Event post() {
    return await(store.append(List.of(draft(ANNA, "post-" + posts++)))).get(0).event();
  }

  private void postMany(int count, String text) {
    var drafts = new ArrayList<Change>();
    for (var i = 0; i < count; i++) {
      drafts.add(draft(Room.GENERAL, ANNA, "post-" + posts++, text));
    }
    assertTrue(await(store.append(drafts)).stream().allMatch(each -> each.outcome() == Appended.Outcome.NEW));
  }

  private Event postSoon() {
    return eventually(this::post);
  }

  private static <T> T eventually(Callable<T> work) {
    return await().atMost(SOON).ignoreException(StoreBusy.class).until(work, answer -> true);
  }

  private static Neighbour beat(long number) {
    return beat("node", number);
  }

  private static Neighbour beat(String node, long number) {
    return new Neighbour(node, number, 0, Set.of(node));
  }

  private void copyTo(String name) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
      statement.execute("VACUUM INTO '" + folder.resolve(name) + "'");
    }
  }

  private void deleteCompanions() {
    for (var name : List.of("dochat.db-wal", "dochat.db-shm")) {
      assertTrue(folder.resolve(name).toFile().delete(), name);
    }
  }

  private int eventsIn(String name) throws SQLException {
    return Integer.parseInt(one(name, "SELECT COUNT(*) FROM event"));
  }

  private String integrity() throws SQLException {
    return one("dochat.db", "PRAGMA integrity_check");
  }

  private String one(String name, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(name)); var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.getString(1);
    }
  }

  private long walBytes() {
    return folder.resolve("dochat.db-wal").toFile().length();
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
