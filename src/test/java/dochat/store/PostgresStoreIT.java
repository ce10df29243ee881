package dochat.store;

import static dochat.store.Steps.ANNA;
import static dochat.store.Steps.append;
import static dochat.store.Steps.await;
import static dochat.store.Steps.draft;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.support.LogListener;
import dochat.support.PostgresServer;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The store's contract on PostgreSQL, and what is particular to a server. */
class PostgresStoreIT extends StoreContract {
  private static PostgresServer server;
  private static String ready;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  public StoreConfig newDatabase() {
    return at(server.newDatabase());
  }

  @Override
  StoreConfig readyDatabase() {
    if (ready == null) {
      ready = server.newDatabase();
      Store.prepare(at(ready), Duration.ZERO);
    }
    return at(server.copyOf(ready));
  }

  @Test
  void refusesWrongPasswordsUnknownDatabasesAndUnreachableServersWithoutShowingThePassword() {
    var url = server.url("nowhere");
    var place = url.substring(url.indexOf('@') + 1);
    assertEquals("PostgreSQL at " + place + " has no such database.", refusal(url));
    assertEquals("PostgreSQL at " + place + " refuses the user or the password.", refusal(url.replace("w%2Ford", "secret")));
    assertEquals("PostgreSQL at 127.0.0.1:1/chat cannot be reached.", refusal("postgresql://me:secret@127.0.0.1:1/chat"));
  }

  @Test
  void refusesOtherUrlsWithoutShowingThem() {
    for (var url : List.of("mysql://me:secret@host/chat", "postgresql:secret", "secret", "postgresql://me:sec@ret@host/chat")) {
      assertFalse(refusal(url).contains("sec"), refusal(url));
      assertTrue(refusal(url).startsWith("The database must be given as postgresql://"), refusal(url));
    }
  }

  @Test
  void saysBusyWithoutTheServerAndGoesOnWhenItIsBack() {
    var store = openNode();
    append(store, draft(ANNA, "before"));
    server.stop();
    try {
      assertThrows(StoreBusy.class, () -> append(store, draft(ANNA, "during")));
      assertThrows(StoreBusy.class, () -> await(store.room("general", "u")));
    } finally {
      server.run();
    }
    await(store.room("general", "u"));
    assertEquals(2, append(store, draft(ANNA, "during")).event().seq());
  }

  /** As where all is started at once. */
  @Test
  void aNodeMayWaitForAServerThatIsNotThereYet() {
    var place = newDatabase();
    var name = Store.prepare(place, Duration.ZERO);
    server.stop();
    try (var listener = new LogListener(Arrival.class, line -> server.run())) {
      assertEquals(name, Store.prepare(place, Duration.ofMinutes(1)));
    }
  }

  /** It has let somebody in, and goes before all is done. */
  @Test
  void aNodeMayWaitForAServerThatGoesWhileTheTablesArePrepared() throws Exception {
    var place = newDatabase();
    var preparing = new CompletableFuture<String>();
    var stopped = new CompletableFuture<Void>();
    // Whoever stops a server waits for as long as there is one, also for one that has begun meanwhile.
    try (var holder = Engine.open(place); var listener = new LogListener(Arrival.class, line -> stopped.thenRun(server::run).join())) {
      assertThrows(JdbiException.class, () -> holder.migrate(handle -> {
        holder.lockSchema(handle);
        preparing.completeAsync(() -> Store.prepare(place, Duration.ofMinutes(1)));
        eventually("it waits for the lock", () -> handle.createQuery("SELECT COUNT(*) FROM pg_locks WHERE NOT granted").mapTo(Integer.class).one() == 1);
        server.stop();
        stopped.complete(null);
        return null;
      }));
      assertEquals(preparing.get(60, TimeUnit.SECONDS), Store.prepare(place, Duration.ZERO));
    }
  }

  @Test
  void waitsForNothingThatTimeDoesNotMend() {
    for (var url : List.of(server.url("nowhere"), server.url("nowhere").replace("w%2Ford", "secret"), "postgresql:secret")) {
      assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThrows(StoreUnavailable.class, () -> Store.prepare(at(url), Duration.ofDays(1))));
    }
  }

  @Test
  void waitsNoLongerThanItMay() {
    var began = System.nanoTime();
    var nobody = at("postgresql://me:secret@127.0.0.1:1/chat");
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThrows(StoreUnavailable.class, () -> Store.prepare(nobody, Duration.ofMillis(700))));
    assertTrue(System.nanoTime() - began > 700_000_000L, "it has waited");
  }

  /** All that ordinary work is cut off by, the driver's patience included, holds again afterwards. */
  @Test
  void noTimeLimitCutsAMigrationOff() {
    try (var engine = Engine.open(newDatabase())) {
      assertEquals(List.of("0", "0", "0", "0"), engine.migrate(PostgresStoreIT::limits));
      assertEquals(List.of("4s", "500ms", "3s", "6000"), engine.read(PostgresStoreIT::limits));
      assertThrows(IllegalStateException.class, () -> engine.migrate(handle -> {
        throw new IllegalStateException("a script with a mistake");
      }));
      assertEquals(List.of("4s", "500ms", "3s", "6000"), engine.read(PostgresStoreIT::limits));
    }
  }

  /** It lasts longer than the five seconds after which other work gives up. */
  @Test
  void aNodeThatStartsWaitsForOneThatMigrates() throws Exception {
    var place = newDatabase();
    var migrating = Engine.open(place);
    var isLocked = new CountDownLatch(1);
    var migration = new Thread(() -> migrating.migrate(handle -> {
      migrating.lockSchema(handle);
      isLocked.countDown();
      return handle.createQuery("SELECT CAST(pg_sleep(6.5) AS text)").mapTo(String.class).one();
    }));
    var began = System.nanoTime();
    migration.start();
    isLocked.await();
    await(opening(place));
    assertTrue(System.nanoTime() - began > 6_000_000_000L, "it has waited");
    migration.join();
    migrating.close();
  }

  /** Who has no step to make keeps the limits of ordinary work, and so waits for nobody whom they would not wait for. */
  @Test
  void aNodeThatHasNothingToMigrateWaitsForNoneThatDoes() throws Exception {
    var place = newDatabase();
    await(await(opening(place)).close());
    try (var migrating = Engine.open(place)) {
      var isOpen = new CountDownLatch(1);
      var isLocked = new CountDownLatch(1);
      var migration = new Thread(() -> migrating.migrate(handle -> {
        migrating.lockSchema(handle);
        isLocked.countDown();
        return waitFor(isOpen);
      }));
      migration.start();
      isLocked.await();
      try {
        await(opening(place).timeout(20, TimeUnit.SECONDS));
      } finally {
        isOpen.countDown();
        migration.join();
      }
    }
  }

  /** Whoever holds them may be a backup: no time limit of this program ends the wait, and what was done before is done. */
  @Test
  void waitsForWhoHoldsTheTablesOfTheFirstRelease() throws InterruptedException {
    ofTheFirstRelease();
    var isHeld = new CountDownLatch(1);
    var tries = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var holder = new Thread(() -> holdTables(isHeld, mayEnd));
    holder.start();
    isHeld.await();
    Future<Store> opening;
    try (var log = new LogListener(Schema.class, line -> tries.countDown())) {
      opening = opening(config());
      assertTrue(tries.await(60, TimeUnit.SECONDS), "it says that it tries again");
      assertEquals(List.of(1, 2, 3), steps(), "those that hold nothing of it");
      mayEnd.countDown();
      assertEquals(FIRST_EPOCH, await(opening).epoch());
    } finally {
      mayEnd.countDown();
      holder.join();
    }
    assertEquals(IntStream.rangeClosed(1, Schema.newest()).boxed().toList(), steps());
  }

  @Test
  void nobodyIsKeptFromPostingWhileSomebodyHoldsTheTablesOfTheTwentyFirstStep() throws InterruptedException {
    await(openNode().close());
    holds("account", "DROP INDEX event_calling; ALTER TABLE account DROP COLUMN forgotten", "V21__forgotten.sql", "event_calling");
  }

  @Test
  void nobodyIsKeptFromPostingWhileSomebodyHoldsTheTablesOfTheTwentyThirdStep() throws InterruptedException {
    await(openNode().close());
    holds("room", "DROP INDEX event_remark; DROP TABLE reader; ALTER TABLE room DROP COLUMN readers; CREATE INDEX event_member ON event (seq); CREATE INDEX event_note ON event (seq)",
        "V23__join.sql", "event_remark");
  }

  /** It would read all of the log for an index, in vain and again and again: whoever holds a table that is changed after that is found before. */
  private void holds(String table, String before, String script, String index) throws InterruptedException {
    try (var engine = Engine.open(config())) {
      engine.migrate(handle -> handle.execute(before));
      var reading = engine.<Thread>migrate(handle -> {
        handle.execute("LOCK TABLE " + table + " IN ACCESS SHARE MODE");
        var step = new Thread(() -> migrateTo(script));
        step.start();
        eventually("it waits", () -> locks(handle, table, "mode = 'AccessExclusiveLock' AND NOT granted") == 1);
        assertEquals(0, locks(handle, "event", "mode = 'ShareLock'"), "posts wait for nothing");
        return step;
      });
      reading.join();
      assertEquals(List.of(index), engine.<List<String>>read(handle -> handle.createQuery("SELECT indexname FROM pg_indexes WHERE indexname = :index").bind("index", index)
          .mapTo(String.class).list()));
    }
  }

  /** Waits for as long as it takes, other than a node that starts. */
  private void migrateTo(String script) {
    try (var engine = Engine.open(config())) {
      engine.migrate(handle -> {
        Schema.run(handle, engine.name(), script);
        assertEquals(0, locks(handle, "member", "pid = pg_backend_pid()"), "what it has only asked for is free again");
        return null;
      });
    }
  }

  private static int locks(Handle handle, String table, String which) {
    return handle.createQuery("SELECT COUNT(*) FROM pg_locks WHERE relation = '" + table + "'::regclass AND " + which).mapTo(Integer.class).one();
  }

  @Test
  void readsNoRoomButThoseOfTheGroupHoweverManyThereAre() {
    openNode();
    try (var engine = Engine.open(config())) {
      engine.migrate(handle -> handle.execute("INSERT INTO room (id, name, name_key, topic) SELECT 'r' || i, 'r' || i, 'r' || i, '' FROM generate_series(1, ?) i",
          Limits.ROOMS));
      engine.migrate(handle -> handle.execute("ANALYZE room"));
      var outcome = engine.write(handle -> new Appending(handle, engine, List.of(draft("r7", ANNA, "a", "text"), draft("r8", ANNA, "b", "text")), true).run()
          .get(1).outcome() + ", " + handle.createQuery("SELECT seq_tup_read FROM pg_stat_xact_user_tables WHERE relname = 'room'").mapTo(Long.class).one());
      assertEquals("NEW, 0", outcome, "rows that were read in passing");
    }
  }

  private void holdTables(CountDownLatch isHeld, CountDownLatch mayEnd) {
    try (var engine = Engine.open(config())) {
      engine.migrate(handle -> {
        handle.execute("LOCK TABLE event IN ROW SHARE MODE");
        isHeld.countDown();
        return waitFor(mayEnd);
      });
    }
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> limits(Handle handle) {
    try {
      var limits = new ArrayList<String>();
      for (var limit : List.of("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout")) {
        limits.add(handle.createQuery("SHOW " + limit).mapTo(String.class).one());
      }
      limits.add(Integer.toString(handle.getConnection().getNetworkTimeout()));
      return limits;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String refusal(String url) {
    return assertThrows(StoreUnavailable.class, () -> await(opening(at(url)))).getMessage();
  }

  private static StoreConfig at(String url) {
    return new StoreConfig(Path.of("unused"), url);
  }
}
