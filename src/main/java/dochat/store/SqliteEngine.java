package dochat.store;

import dochat.metrics.Seldom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/**
 * A file that several processes of one machine share: one connection that writes and a few that read, beside each other (WAL). When the
 * file is moved away or replaced, nothing is written any more until the same chat is in its place again (docs/decisions/0012).
 */
final class SqliteEngine implements Engine {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteEngine.class);
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
  static final int CORRUPT = 11;
  static final int NOTADB = 26;
  /** SQL state of a commit of which nobody knows whether it stays. */
  private static final String UNCONFIRMED = "08007";
  /** A reader comes back within this time. */
  private static final long PATIENCE_SECONDS = 5;
  /** Between two looks at a file that is not ours. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Seldom warnings = new Seldom();
  private final SqliteFile file;
  private final Jdbi jdbi;
  private final BlockingQueue<Reader> readers = new ArrayBlockingQueue<>(Store.READERS);
  private Handle writer;
  private long nextLookNanos = System.nanoTime();
  /** The name of the chat whose file was open last. */
  private String store;
  private volatile boolean closed;

  private SqliteEngine(Path file) {
    this.file = new SqliteFile(file);
    this.jdbi = Jdbi.create(() -> Folded.known(config(this.file.wasOpened()).createConnection("jdbc:sqlite:" + file)))
        .setStatementBuilderFactory(connection -> new KeptStatements());
    Engine.configure(jdbi);
    this.writer = connect();
    this.file.opened();
    for (var i = 0; i < Store.READERS; i++) {
      readers.add(new Reader());
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
   * then as the failure of a commit that has in fact succeeded. What was committed into a file that has lost its name meanwhile is not
   * promised.
   */
  @Override
  public <T> T write(HandleCallback<T, RuntimeException> work, Attempt attempt) {
    openAgainIfReplaced();
    writer.execute("BEGIN IMMEDIATE");
    T result;
    try {
      requireSame();
      result = work.withHandle(writer);
      attempt.commits();
      commit();
    } catch (RuntimeException | Error e) {
      rollback(e);
      throw e;
    }
    if (!file.isSame()) {
      throw unusable("is gone, and perhaps what was committed with it", UNCONFIRMED);
    }
    return result;
  }

  /**
   * From now on nobody else can bring the log into the file and begin another one: that needs the lock of this transaction. Before, however
   * short after the last look, somebody may have.
   */
  private void requireSame() {
    if (!file.isSame()) {
      throw unusable("has been replaced just now, or its log");
    }
  }

  /**
   * A disk that fails in between may have kept all of the commit in the log, where it is found after a crash, whatever SQLite takes back
   * for now. On a disk that is full the last frame, which makes it one, is not whole.
   */
  private void commit() {
    try {
      writer.execute("COMMIT");
    } catch (JdbiException e) {
      var cause = Engine.cause(e);
      if (cause != null && primaryCode(cause) == IOERR) {
        throw unusable("has failed in a commit: " + cause.getMessage(), UNCONFIRMED);
      }
      throw e;
    }
  }

  @Override
  public <T> T read(HandleCallback<T, RuntimeException> work) {
    var reader = idleReader();
    try {
      return work.withHandle(reader.handle());
    } finally {
      readers.add(reader);
      if (closed) {
        closeReaders();
      }
    }
  }

  @Override
  public <T> T readTogether(HandleCallback<T, RuntimeException> work) {
    return read(handle -> handle.inTransaction(work));
  }

  /** There are as many as threads, so that one is missing only while the file is opened again. */
  private Reader idleReader() {
    try {
      var reader = closed ? null : readers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (reader == null) {
        throw unusable("is being closed");
      }
      return reader;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unusable("is being closed");
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
  public String hasPart(String text, String ranges) {
    return text + " GLOB '*' || " + ranges + " || '*'";
  }

  @Override
  public String folded(String text) {
    return Folded.NAME + "(" + text + ")";
  }

  @Override
  public String bytes(String hexadecimal) {
    return "unhex(" + hexadecimal + ")";
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
    if (UNCONFIRMED.equals(e.getSQLState())) {
      return Fault.BROKEN;
    }
    return switch (primaryCode(e)) {
      case BUSY, LOCKED, PROTOCOL -> Fault.PASSING;
      case READONLY, IOERR, FULL, CANTOPEN, CORRUPT, NOTADB -> Fault.LASTING;
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

  private void openAgainIfReplaced() {
    if (file.isSame()) {
      return;
    }
    if (!file.isThere()) {
      throw unusable("is not in its place");
    }
    if (System.nanoTime() - nextLookNanos < 0) {
      throw unusable("is not the one that was opened");
    }
    nextLookNanos = System.nanoTime() + LOOK_NANOS;
    openAgain();
  }

  /** Reading goes on with what was open until then. */
  private void openAgain() {
    if (!writer.isClosed()) {
      rescue();
    }
    if (file.isReplaced()) {
      checkSameChat();
    }
    endReading();
    writer.close();
    writer = connect();
    file.opened();
    Schema.migrate(this);
    LOG.warn("the file of the store was replaced, and is open again file={}", file);
  }

  /** All connections of a process to one file share what they know of its log, so that the last one has to go before a new one comes. */
  private void endReading() {
    var all = idleReaders();
    try {
      all.forEach(Reader::close);
    } finally {
      readers.addAll(all);
    }
  }

  /** All of them, which nobody uses then. */
  private List<Reader> idleReaders() {
    List<Reader> all = new ArrayList<>();
    try {
      while (all.size() < Store.READERS) {
        all.add(idleReader());
      }
      return all;
    } catch (RuntimeException e) {
      readers.addAll(all);
      throw e;
    }
  }

  /**
   * What was committed is brought into the file that was moved away, where somebody may look for it. Where it is only the log that has gone,
   * all of it has to be there before anybody begins another one. While it is open nothing else can have its inodes.
   */
  private void rescue() {
    var stopped = file.isReplaced() ? List.<Reader>of() : idleReaders();
    try {
      store = Epochs.store(Epochs.current(writer));
      var isDone = writer.createQuery("PRAGMA wal_checkpoint(TRUNCATE)").map((row, context) -> row.getInt(1) == 0).one();
      if (!isDone) {
        notRescued("others still use its log");
      }
    } catch (JdbiException e) {
      notRescued(e.toString());
    } finally {
      readers.addAll(stopped);
    }
    file.dropStale();
  }

  /** Where it is only the log that has gone, what is open is all that has its commits: it stays open, and the next one tries again. */
  private void notRescued(String reason) {
    if (!file.isReplaced()) {
      throw unusable("has lost its log, which cannot be brought into it: " + reason);
    }
    warnings.now(() -> LOG.warn("the file that was there before may lack its newest commits reason={}", reason));
  }

  private void checkSameChat() {
    try (var next = connect()) {
      Schema.checkKnown(next);
      if (!Epochs.store(Epochs.current(next)).equals(store)) {
        throw unusable("is that of another chat; start the nodes anew to use it");
      }
    } catch (StoreUnavailable | JdbiException | NoSuchElementException | IllegalStateException e) {
      throw unusable("is none of this chat: " + e.getMessage());
    }
  }

  private RuntimeException unusable(String what) {
    return unusable(what, "");
  }

  private RuntimeException unusable(String what, String state) {
    var sentence = "the file " + file + " " + what;
    return new IllegalStateException(sentence, new SQLException(sentence, state, CANTOPEN));
  }

  /** Connecting needs locks as well: the first process turns the file to WAL, and one after a crash recovers it. */
  private Handle connect() {
    return Retries.run(this, this::open);
  }

  /** The look inside opens the log, too. */
  private Handle open() {
    var handle = jdbi.open();
    try {
      handle.createQuery("PRAGMA schema_version").mapTo(Integer.class).one();
      return handle;
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** A connection that reads. Used by one thread at a time. */
  private final class Reader {
    private Handle handle = open();

    /** Once more after the file was replaced, but nothing that took its place since. */
    Handle handle() {
      if (handle == null && !file.isSame()) {
        throw unusable("is not the one that was opened");
      }
      if (handle == null) {
        handle = open();
      }
      return handle;
    }

    private Handle open() {
      var next = connect();
      next.execute("PRAGMA query_only = ON");
      return next;
    }

    void close() {
      if (handle != null) {
        handle.close();
        handle = null;
      }
    }
  }

  private void rollback(Throwable reason) {
    try {
      writer.execute("ROLLBACK");
    } catch (JdbiException e) {
      // After a full disk or an I/O error SQLite has often rolled back already.
      reason.addSuppressed(e);
    }
  }

  /** @param isThere that a file which has gone meanwhile is not made anew, as an empty chat */
  private static SQLiteConfig config(boolean isThere) {
    var config = new SQLiteConfig();
    if (isThere) {
      config.resetOpenMode(SQLiteOpenMode.CREATE);
    }
    config.setBusyTimeout(0);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    // What a deleted message said is written over in the file; FAST would leave what is long.
    config.setPragma(Pragma.SECURE_DELETE, "true");
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
