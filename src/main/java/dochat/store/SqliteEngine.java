package dochat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** A file that several processes of one machine share: one connection that writes and a few that read, beside each other (WAL). */
final class SqliteEngine implements Engine {
  /** SQLite's own default: the log goes into the file every 4 MB, a pause of some ms that is short and regular. */
  private static final int CHECKPOINT_PAGES = 1000;
  /** Gives back what the log grew to beside a long reader. */
  private static final int LOG_LIMIT_BYTES = 16 << 20;
  private static final int CACHE_KIBIBYTES = 16 << 10;

  /** Primary result codes of SQLite (https://www.sqlite.org/rescode.html). */
  static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int PROTOCOL = 15;
  static final int NOTADB = 26;

  private final Path file;
  private final Jdbi jdbi;
  private final Handle writer;
  private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(Store.READERS);
  private volatile boolean closed;

  private SqliteEngine(Path file) {
    this.file = file;
    this.jdbi = Jdbi.create(() -> config().createConnection("jdbc:sqlite:" + file))
        .setStatementBuilderFactory(connection -> new KeptStatements());
    jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
    this.writer = connect();
    for (var i = 0; i < Store.READERS; i++) {
      var reader = connect();
      reader.execute("PRAGMA query_only = ON");
      readers.add(reader);
    }
  }

  static SqliteEngine open(Path data) {
    var file = file(data);
    try {
      Files.createDirectories(data);
      return new SqliteEngine(file);
    } catch (IOException e) {
      throw new StoreUnavailable("The data folder " + data + " cannot be created.", e);
    } catch (StoreBusy | JdbiException e) {
      throw new StoreUnavailable(file + explanation(Engine.cause(e)), e);
    }
  }

  /** Where the rooms are, in the data folder. */
  static Path file(Path data) {
    return data.resolve("dochat.db");
  }

  @Override
  public String name() {
    return "sqlite";
  }

  /**
   * Begins and ends the transaction itself: the driver's commit() begins the next one at once, and reports the locks that others hold by
   * then as the failure of a commit that has in fact succeeded.
   */
  @Override
  public <T> T write(HandleCallback<T, RuntimeException> work, Attempt attempt) {
    writer.execute("BEGIN IMMEDIATE");
    try {
      var result = work.withHandle(writer);
      attempt.commits();
      writer.execute("COMMIT");
      return result;
    } catch (RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
  }

  @Override
  public <T> T read(HandleCallback<T, RuntimeException> work) {
    var reader = readers.remove();
    try {
      return work.withHandle(reader);
    } finally {
      readers.add(reader);
      if (closed) {
        closeReaders();
      }
    }
  }

  @Override
  public void lockSchema(Handle handle) {
    // A SQLite transaction that writes is alone anyway.
  }

  @Override
  public String group() {
    return "json_each(:group) AS g";
  }

  @Override
  public boolean hasRowLocks() {
    return false;
  }

  @Override
  public String locking(String table, boolean waits) {
    return "";
  }

  @Override
  public Fault fault(SQLException e) {
    return switch (primaryCode(e)) {
      case BUSY, LOCKED, PROTOCOL -> Fault.PASSING;
      case READONLY, IOERR, FULL, CANTOPEN -> Fault.LASTING;
      default -> Fault.BUG;
    };
  }

  @Override
  public void close() {
    closed = true;
    writer.close();
    closeReaders();
  }

  private void closeReaders() {
    for (var reader = readers.poll(); reader != null; reader = readers.poll()) {
      reader.close();
    }
  }

  /** Connecting needs locks as well: the first process turns the file to WAL, and one after a crash recovers it. */
  private Handle connect() {
    return Retries.run(this, jdbi::open);
  }

  private void rollback(Throwable reason) {
    try {
      writer.execute("ROLLBACK");
    } catch (JdbiException e) {
      // After a full disk or an I/O error SQLite has often rolled back already.
      reason.addSuppressed(e);
    }
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(0);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setWalAutocheckpoint(CHECKPOINT_PAGES);
    config.setJournalSizeLimit(LOG_LIMIT_BYTES);
    config.setCacheSize(-CACHE_KIBIBYTES);
    return config;
  }

  private static String explanation(SQLException e) {
    return switch (primaryCode(e)) {
      case NOTADB -> " is not a SQLite database.";
      case READONLY, CANTOPEN -> " cannot be opened for writing.";
      case BUSY, LOCKED, PROTOCOL -> " is locked by another program.";
      default -> " cannot be opened: " + e.getMessage();
    };
  }

  /** Extended codes carry the primary one in their lowest byte. */
  static int primaryCode(SQLException e) {
    return e.getErrorCode() & 0xff;
  }
}
