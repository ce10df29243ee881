package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.BEN;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.store.Steps.join;
import static dochat.store.Steps.log;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.metrics.Metrics;
import dochat.metrics.Seldom;
import dochat.model.Appended.Outcome;
import dochat.model.Change;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.support.CommitCutter;
import dochat.support.PostgresServer;
import dochat.support.Scrape;
import dochat.support.SmallDisk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a store does when PostgreSQL, the network or other programs get into its way. */
@Timeout(120)
class PostgresTroublesIT {
  private static final byte[] HASH = {1, 2, 3};
  private static PostgresServer server;

  private final List<Vertx> nodes = new ArrayList<>();
  private String database;
  private CommitCutter cutter;
  private Store store;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    database = server.newDatabase();
    cutter = new CommitCutter(database);
    store = openStore();
    await(store.createRoom("tea", "Tea", "", ANNA.id()));
  }

  @AfterEach
  void close() {
    nodes.forEach(node -> await(node.close()));
    cutter.close();
  }

  @Test
  void everyChangeWhoseAnswerIsLostIsMadeOnceAndToldTruly() {
    assertEquals(Outcome.REPEATED, lost(() -> store.append(List.of(draft(ANNA, "a")))).get(0).outcome());
    assertEquals(Outcome.REPEATED, lost(() -> store.appendFree(List.of(draft(ANNA, "b")), Duration.ofSeconds(5))).get(0).outcome());
    assertEquals(List.of("a", "b"), log(store, Room.GENERAL).stream().map(event -> event.id()).toList());
    lost(() -> store.signIn(BEN, HASH, ""));
    assertEquals(Optional.of(BEN), await(store.userOf(HASH)));
    assertEquals("milk", lost(() -> store.createRoom("milk", "Milk", "", BEN.id())).orElseThrow().id());
    assertEquals(Optional.of(2L), lost(() -> store.markRead(Room.GENERAL, ANNA.id(), 9)));
    lost(() -> store.signOut(HASH));
    assertEquals(Optional.empty(), await(store.userOf(HASH)));
    lost(() -> store.dropLabs(RoomKind.LAB_IDS));
  }

  /** One of each type of event. */
  @Test
  void everyEventWhoseAnswerIsLostIsInTheLogOnceAndToldTruly() {
    Wishes.signIn(store);
    var types = new TreeSet<String>();
    Wishes.ALL.forEach((name, wish) -> {
      if (!types.contains(wish.apply(Wishes.NOWHERE, "id").type())) {
        var change = wish.apply(Wishes.possible(store, name), Wishes.newId());
        cutter.cut(1);
        var appended = append(store, change);
        cutter.cut(0);
        if (appended.outcome() == Outcome.REPEATED) {
          types.add(change.type());
          assertEquals(List.of(appended.event()), log(store, change.room()).stream().filter(event -> event.id().equals(change.id())).toList(), name);
          assertEquals((long) await(store.members(change.room(), "", Limits.ROOM_MEMBERS)).size(), await(store.room(change.room(), ANNA.id())).orElseThrow().members(), name);
        }
      }
    });
    assertEquals(Wishes.eventTypes(), types, "of those that were refused there is another wish");
  }

  @Test
  void whatIsNotKnownIsNotCalledUnsaved() {
    cutter.cut(1);
    cutter.refuses(true);
    assertThrows(StoreUnconfirmed.class, () -> append(store, draft(ANNA, "a")));
    cutter.refuses(false);
    assertEquals(Outcome.REPEATED, append(store, draft(ANNA, "a")).outcome());
  }

  @Test
  void whatIsKnownToBeUnsavedIsBusyAtOnce() {
    server.stop();
    try {
      assertThrows(StoreBusy.class, () -> append(store, draft(ANNA, "a")));
      assertThrows(StoreBusy.class, () -> await(store.signIn(BEN, HASH, "")));
    } finally {
      server.run();
    }
    assertEquals(Outcome.NEW, append(store, draft(ANNA, "a")).outcome());
  }

  /** Two calls look for owners of tokens; whoever comes meanwhile is in none yet. */
  @Test
  void operatorsSeeWhoWaitsForIt() {
    Metrics metrics = new Metrics();
    store.showIn(metrics);
    server.freeze();
    try {
      IntStream.range(0, 20).forEach(i -> store.userOf(HASH));
      Scrape now = new Scrape(metrics.scrape());
      assertEquals(18, now.sum("dochat_store_calls", "kind=\"token\""));
      assertEquals(2, now.sum("dochat_store_calls", "kind=\"read\""));
      assertTrue(now.sum("dochat_store_call_age_seconds", "kind=\"token\"") > 0);
    } finally {
      server.thaw();
    }
  }

  @Test
  void connectionsThatBecameReadOnlyGoAtOnceAtTheWriterAndTheReaders() {
    await(Future.all(IntStream.range(0, 20).mapToObj(i -> store.room("general", "u")).toList()));
    var name = database.substring(database.lastIndexOf('/') + 1);
    server.execute(database, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    server.execute(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doChat' AND datname = '" + name + "'");
    assertThrows(StoreBusy.class, () -> append(store, draft(ANNA, "a")));
    await(Future.all(IntStream.range(0, 20).mapToObj(i -> store.room("general", "u")).toList()));
    server.execute(server.url("postgres"), "ALTER DATABASE " + name + " RESET default_transaction_read_only");
    assertEquals(Outcome.NEW, append(store, draft(ANNA, "a")).outcome());
    join(store, Room.GENERAL, BEN);
    await(store.signIn(BEN, HASH, ""));
  }

  /** Neither the statement, nor the batch that it is in, nor the row that the server names. */
  @Test
  void whatFailsDoesNotSayWhatSomebodyWrote() {
    server.execute(database, "ALTER TABLE event ADD CHECK (length(text) < 5)");
    var failure = assertThrows(RuntimeException.class, () -> append(store, draft("tea", ANNA, "m1", "a private word")));
    assertTrue(Steps.printed(failure).contains("violates check constraint"), Steps.printed(failure));
    assertFalse(Steps.printed(failure).contains("private"), Steps.printed(failure));
  }

  /** The table of events is on a small disk, where this machine lets us mount one (root). */
  @Test
  void aFullDiskRefusesWhatItCannotHoldAndKeepsWhatItHas(@TempDir Path folder) throws IOException {
    if (!SmallDisk.isPossible()) {
      assertEquals(Engine.Fault.LASTING, PostgresFaults.of(new SQLException("full", "53100")));
      return;
    }
    try (var disk = SmallDisk.mount(folder, 1_024)) {
      server.own(folder);
      server.execute(database, "CREATE TABLESPACE small LOCATION '" + folder + "'");
      server.execute(database, "ALTER TABLE event SET TABLESPACE small");
      var saved = new ArrayList<Long>();
      assertThrows(StoreBusy.class, () -> {
        while (saved.size() < 1_000) {
          saved.add(append(store, draft("tea", ANNA, "full-" + saved.size(), longText())).event().seq());
        }
      });
      assertEquals(saved, log(store, "tea").stream().map(event -> event.seq()).toList(), "what is there can be read");
      disk.grow(16_384);
      assertEquals(saved.size() + 1, append(store, draft("tea", ANNA, "late", longText())).event().seq());
      server.execute(database, "ALTER TABLE event SET TABLESPACE pg_default");
      server.execute(database, "DROP TABLESPACE small");
    }
  }

  /** One that cannot be made shorter. */
  private static String longText() {
    return new Random(1).ints(4_000, ' ', '~').collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }

  @Test
  void aRoomThatSomebodyHoldsHoldsUpNothingElse() throws SQLException {
    try (var other = holding("SELECT 1 FROM room WHERE id = 'general' FOR UPDATE")) {
      var stuck = Stream.of("one", "two").map(id -> store.appendHeld(List.of(draft(BEN, id)), false, Duration.ofSeconds(5))).toList();
      var begin = System.nanoTime();
      var results = await(store.appendFree(List.of(draft(ANNA, "a"), draft("tea", ANNA, "b", "x")), Duration.ofSeconds(5)));
      assertEquals(List.of(Outcome.HELD, Outcome.NEW), Steps.outcomes(results));
      await(store.createRoom("milk", "Milk", "", BEN.id()));
      await(store.signIn(BEN, HASH, ""));
      assertEquals(Outcome.NEW, join(store, "tea", BEN));
      await(store.markRead("tea", ANNA.id(), 1));
      assertTrue(millisSince(begin) < 4_000, "took " + millisSince(begin) + " ms");
      assertEquals(Optional.of(BEN), await(store.userOf(HASH)), "signed in without general");
      stuck.forEach(held -> assertEquals(Outcome.HELD, await(held).get(0).outcome()));
      assertEquals(Outcome.HELD, await(store.appendHeld(List.of(draft(ANNA, "a")), false, Duration.ofSeconds(5))).get(0).outcome());
      other.rollback();
    }
    assertEquals(Outcome.NEW, join(store, Room.GENERAL, BEN));
    assertEquals(Outcome.NEW, append(store, draft(ANNA, "a")).outcome());
  }

  @Test
  void aMemberWhoIsHeldHoldsUpNobodyElsesReadMark() throws SQLException {
    append(store, draft(ANNA, "a"));
    append(store, draft(BEN, "b"));
    try (var other = holding("SELECT 1 FROM member WHERE user_id = '" + ANNA.id() + "' FOR UPDATE")) {
      var held = store.markRead(Room.GENERAL, ANNA.id(), 2);
      assertEquals(Optional.of(2L), await(store.markRead(Room.GENERAL, BEN.id(), 2)));
      assertFalse(held.isComplete());
      assertEquals(Outcome.NEW, append(store, draft(ANNA, "c")).outcome(), "who is a member need not be made one");
      other.rollback();
      assertEquals(Optional.of(2L), await(held));
    }
  }

  /** As a node that is frozen, and finds its transaction gone when it goes on. */
  @Test
  void theServerFreesTheRowsOfWhoFallsSilentInATransactionAndTheOtherTriesAgain() {
    var holds = new CountDownLatch(1);
    var isFree = new CountDownLatch(1);
    var tries = new AtomicInteger();
    var engine = Engine.open(config());
    var silent = new Call<>(engine, 60_000, call -> engine.write(handle -> {
      handle.execute("UPDATE room SET head = head WHERE id = 'tea'");
      if (tries.incrementAndGet() == 1) {
        holds.countDown();
        awaitLatch(isFree);
      }
      return handle.execute("UPDATE room SET topic = 'late' WHERE id = 'tea'");
    }, call));
    var answer = new Calls(nodes.get(0), nodes.get(0).createSharedWorkerExecutor("silent", 1), new Seldom()).run(silent);
    awaitLatch(holds);
    assertEquals(Outcome.NEW, append(store, draft("tea", ANNA, "a", "x")).outcome());
    isFree.countDown();
    assertEquals(1, await(answer));
    assertEquals("late", await(store.room("tea", ANNA.id())).orElseThrow().topic());
    assertEquals(2, tries.get());
    engine.close();
  }

  @Test
  void aFrozenServerIsBusyWithinTheTimeAndGoesOnAfterwards() {
    server.freeze();
    try {
      var begin = System.nanoTime();
      assertThrows(StoreBusy.class, () -> append(store, draft(ANNA, "a")));
      assertThrows(StoreBusy.class, () -> await(store.room("general", "u")));
      assertTrue(millisSince(begin) < 15_000, "took " + millisSince(begin) + " ms");
    } finally {
      server.thaw();
    }
    assertEquals(1, append(store, draft(ANNA, "a")).event().seq());
  }

  @Test
  void firstMessagesOfNewMembersAtTwoNodesDoNotDeadlock() throws SQLException {
    server.execute(database, "ALTER DATABASE " + database.substring(database.lastIndexOf('/') + 1) + " SET deadlock_timeout = '20ms'");
    var stores = List.of(openStore(), openStore());
    for (var wave = 0; wave < 300; wave += 30) {
      await(Future.all(IntStream.range(wave, wave + 30).mapToObj(i -> stores.get(i % 2).append(firstPosts("u" + i, i % 4 < 2))).toList()));
    }
    try (var connection = server.connect(database); var found = connection.createStatement()
        .executeQuery("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) {
      assertTrue(found.next());
      assertEquals(0, found.getLong(1));
    }
  }

  private static List<Change> firstPosts(String id, boolean isTeaFirst) {
    var user = new User(id, "User");
    var drafts = new ArrayList<>(List.of(draft("tea", user, "one", "x"), draft(Room.GENERAL, user, "two", "x")));
    if (!isTeaFirst) {
      Collections.reverse(drafts);
    }
    return drafts;
  }

  private <T> T lost(Supplier<Future<T>> change) {
    cutter.cut(1);
    T answer = await(change.get());
    assertEquals(0, cutter.left(), "an answer was lost");
    return answer;
  }

  private Connection holding(String query) throws SQLException {
    var connection = server.connect(database);
    connection.setAutoCommit(false);
    connection.createStatement().execute(query);
    return connection;
  }

  private StoreConfig config() {
    return new StoreConfig(Path.of("unused"), cutter.through(database));
  }

  private Store openStore() {
    nodes.add(Vertx.vertx());
    return await(Store.open(nodes.get(nodes.size() - 1), config()));
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertTrue(latch.await(1, TimeUnit.MINUTES));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
