package dochat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to the version that this program knows, whatever other processes start at the same moment (docs/decisions/0002): new
 * ones in one transaction, others by one a step, so that no step holds what the ones after it take long for. A published script is never edited; the next version is a new step at the end of the list. Nodes of neighbouring
 * releases run on the same tables, so a step first only adds, and takes away what was replaced a release later (decision 17).
 */
final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final List<Step> STEPS = List.of(new Step("V1__log.sql", 1), new Step("V2__creation.sql", 1), new Step("V3__node.sql", 1),
      new Step("V4__change.sql", 1), new Step("V5__access.sql", 1), new Step("V6__thread.sql", 1), new Step("V7__account.sql", 1),
      new Step("V8__settings.sql", 1), new Step("V9__people.sql", 1), new Step("V10__feed.sql", 1), new Step("V11__mention.sql", 1),
      new Step("V12__passkey.sql", 1), new Step("V13__place.sql", 1), new Step("V14__identity.sql", 1), new Step("V15__profile.sql", 1),
      new Step("V16__history.sql", 1), new Step("V17__provider_session.sql", 1), new Step("V18__reads.sql", 1), new Step("V19__ban.sql", 1), new Step("V20__follow.sql", 1),
      new Step("V21__forgotten.sql", 1), new Step("V22__marked.sql", 1), new Step("V23__join.sql", 1), new Step("V24__own.sql", 1),
      new Step("V25__name.sql", 1), new Step("V26__creation.sql", 1));
  private static final long PAUSE_MILLIS = 1_000;

  private Schema() {}

  /**
   * One version of the tables.
   *
   * @param script what makes it of the one before
   * @param oldest the version that a program has to know at least to work with these tables
   */
  private record Step(String script, int oldest) {}

  /** The same as {@link #migrate(Engine)}, but waits for a lock that somebody holds, for as long as it takes: for the start of a node. */
  static String migratePatiently(Engine engine) {
    while (true) {
      try {
        return migrate(engine);
      } catch (StoreBusy busy) {
        if (Engine.fault(engine, busy) != Engine.Fault.HELD) {
          throw busy;
        }
        LOG.warn("the tables cannot be prepared as long as somebody holds a lock of them, and tries again reason={}", busy.getMessage());
        pause(busy);
      }
    }
  }

  /**
   * The store's epoch. Where a step is due, waits for who migrates already, if the engine can; {@link StoreUnavailable} when this program is
   * too old for the tables.
   */
  static String migrate(Engine engine) {
    var epoch = Retries.run(engine, () -> current(engine));
    while (epoch.isEmpty()) {
      epoch = Retries.run(engine, () -> engine.migrate(handle -> advance(handle, engine)));
    }
    return epoch.get();
  }

  /** The epoch of tables that need no step. Found out like ordinary work, so that a server that vanishes meanwhile is waited for no longer than then. */
  private static Optional<String> current(Engine engine) {
    try {
      return engine.write(handle -> version(handle) < newest() ? Optional.empty() : Optional.of(known(handle)));
    } catch (JdbiException e) {
      if (isMissing(engine, e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether a query has failed because there are no tables, for which SQLite has no code of its own. */
  private static boolean isMissing(Engine engine, JdbiException e) {
    SQLException cause = Engine.cause(e);
    return cause != null && (PostgresFaults.state(cause).equals(PostgresFaults.NO_TABLE) || engine.fault(cause) == Engine.Fault.BUG);
  }

  private static String known(Handle handle) {
    checkKnown(handle);
    refuseHalfRestored(handle);
    return Epochs.current(handle);
  }

  /** Makes all steps of a new store, or the next one; the epoch when none is left. */
  private static Optional<String> advance(Handle handle, Engine engine) {
    engine.lockSchema(handle);
    handle.execute("CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, applied BIGINT NOT NULL)");
    handle.execute("CREATE TABLE IF NOT EXISTS compatibility (version INTEGER PRIMARY KEY, oldest INTEGER NOT NULL)");
    int version = version(handle);
    if (version == 0) {
      for (int next = 1; next <= newest(); next++) {
        make(handle, engine, next);
      }
      renewEpoch(handle);
    } else if (version < newest()) {
      refuseHalfRestored(handle);
      make(handle, engine, version + 1);
      if (version + 1 < newest()) {
        return Optional.empty();
      }
      Rooms.compareAnew(handle);
    }
    return Optional.of(known(handle));
  }

  /** The version of the tables that are there; 0 when there are none. */
  static int version(Handle handle) {
    return handle.createQuery("SELECT COALESCE(MAX(version), 0) FROM migration").mapTo(Integer.class).one();
  }

  /** Refuses tables that a newer program has made, unless it said that this one can work with them. */
  static void checkKnown(Handle handle) {
    int version = version(handle);
    if (version > newest() && oldest(handle, version) > newest()) {
      throw new StoreUnavailable("The database has schema version " + version + ", but this program knows only "
          + newest() + ": start a newer doChat.", null);
    }
  }

  /** Who wrote these tables before there was such a list did not think of older programs. */
  private static int oldest(Handle handle, int version) {
    try {
      return handle.createQuery("SELECT oldest FROM compatibility WHERE version = :version").bind("version", version).mapTo(Integer.class)
          .findOne().orElse(version);
    } catch (JdbiException e) {
      return version;
    }
  }

  /** The version that this script makes. */
  static int version(String script) {
    return STEPS.stream().map(Step::script).toList().indexOf(script) + 1;
  }

  /** The version that this program makes. */
  static int newest() {
    return STEPS.size();
  }

  /** A dump is read back without its epoch, which is given last. */
  private static void refuseHalfRestored(Handle handle) {
    if (handle.createQuery("SELECT COUNT(*) FROM meta").mapTo(Integer.class).one() == 0) {
      throw new StoreUnavailable("The database was restored only half: the same dochat restore again finishes it.", null);
    }
  }

  private static void make(Handle handle, Engine engine, int version) {
    var step = STEPS.get(version - 1);
    run(handle, engine.name(), step.script);
    handle.execute("INSERT INTO migration (version, applied) VALUES (?, ?)", version, System.currentTimeMillis());
    // Who cannot work with the tables before it, for what has come into them, cannot with these.
    handle.execute("INSERT INTO compatibility (version, oldest) VALUES (?, ?)", version, Math.max(step.oldest, oldest(handle, version - 1)));
  }

  /** All of it at once, which both drivers can: to take it apart before costs more than to run it. */
  static void run(Handle handle, String engine, String script) {
    try (var statements = handle.getConnection().createStatement()) {
      statements.executeUpdate(text("/db/" + engine + "/" + script));
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }

  /** Gives the store a new random name, so that cursors from before are answered with a reset. */
  static String renewEpoch(Handle handle) {
    var epoch = Epochs.ofNewStore();
    handle.execute("INSERT INTO meta (one, epoch, created) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET epoch = excluded.epoch",
        epoch, System.currentTimeMillis());
    return epoch;
  }

  private static void pause(StoreBusy busy) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy;
    }
  }

  private static String text(String path) {
    try (var in = Schema.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
