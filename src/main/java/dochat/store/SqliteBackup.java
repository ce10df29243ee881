package dochat.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Backups of the SQLite file. {@code VACUUM INTO} reads all in one transaction, beside nodes that write; the online backup API would
 * begin again at every write of another process.
 */
final class SqliteBackup {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

  private static final int CORRUPT = 11;
  private static final Set<Integer> DAMAGED = Set.of(CORRUPT, SqliteEngine.NOTADB);

  private SqliteBackup() {}

  static void save(Path data, Path file) {
    var source = existing(data);
    try (var handle = open(source, true)) {
      handle.execute("VACUUM INTO ?", file.toString());
    } catch (JdbiException e) {
      throw failure(source + " cannot be saved in " + file, e);
    }
    check(file);
  }

  /** Holds the store that is there from the beginning, so that a refusal comes at once and no node starts meanwhile. */
  static String restore(Path data, Path file) {
    var target = SqliteEngine.file(data);
    var next = target.resolveSibling("dochat.db.restoring");
    try (var claim = Files.exists(target) ? claimOrNull(target) : null) {
      Files.createDirectories(data);
      Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
      var epoch = renewed(next);
      check(next);
      force(next);
      var before = Files.exists(target) ? "; the one before is " + keepBeside(target) : "";
      Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(target.toAbsolutePath().getParent());
      return "the store in " + data + " is that of " + file + " under the new epoch " + epoch + before;
    } catch (IOException e) {
      throw new StoreUnavailable("The store cannot be put into " + data + ": " + e.getMessage() + ".", e);
    } finally {
      delete(next);
    }
  }

  static String renewEpoch(Path data) {
    return renewed(existing(data));
  }

  private static Path existing(Path data) {
    var file = SqliteEngine.file(data);
    if (!Files.exists(file)) {
      throw new StoreUnavailable("There is no chat in the data folder " + data + ".", null);
    }
    return file;
  }

  /** Whole, and of a version that this program can go on with. */
  private static void check(Path file) {
    try (var handle = open(file, true)) {
      var result = handle.createQuery("PRAGMA integrity_check(1)").mapTo(String.class).one();
      if (!result.equals("ok")) {
        throw new StoreUnavailable(file + " is damaged: " + result + ".", null);
      }
      Schema.checkKnown(Schema.version(handle));
    } catch (JdbiException e) {
      throw failure(file + " is damaged or no store of doChat", e);
    }
  }

  /** The copy's new epoch. Also makes it a single file, if it was taken from one that has a log beside it. */
  private static String renewed(Path file) {
    try (var handle = claim(file)) {
      Schema.checkKnown(Schema.version(handle));
      return Schema.renewEpoch(handle);
    } catch (JdbiException e) {
      throw failure(file + " is damaged or no store of doChat", e);
    }
  }

  /** A second name for the old file, so that there is one under the store's name at any time, the old one or the new one. */
  private static Path keepBeside(Path target) throws IOException {
    var kept = target.resolveSibling("dochat.db.before-" + STAMP.format(ZonedDateTime.now(ZoneOffset.UTC)));
    Files.createLink(kept, target);
    for (var suffix : new String[] {"-wal", "-shm"}) {
      keep(sibling(target, suffix), sibling(kept, suffix));
    }
    return kept;
  }

  /** Logs are left only by a file that could not be opened. */
  private static void keep(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Null for a file that is too damaged to be anybody's store. */
  private static Handle claimOrNull(Path file) {
    try {
      return claim(file);
    } catch (JdbiException e) {
      var cause = Engine.cause(e);
      if (cause != null && DAMAGED.contains(SqliteEngine.primaryCode(cause))) {
        return null;
      }
      throw failure(file + " cannot be replaced", e);
    }
  }

  /** Brings the log into the file, which works for nobody while others have it open, and keeps them out until the handle is closed. */
  private static Handle claim(Path file) {
    var handle = open(file, false);
    try {
      var mode = handle.createQuery("PRAGMA journal_mode = DELETE").mapTo(String.class).one();
      if (!mode.equals("delete")) {
        throw StoreBackup.inUse(file.toString());
      }
      handle.execute("PRAGMA locking_mode = EXCLUSIVE");
      handle.execute("BEGIN EXCLUSIVE");
      handle.execute("COMMIT");
      return handle;
    } catch (RuntimeException e) {
      handle.close();
      throw isBusy(e) ? StoreBackup.inUse(file.toString()) : e;
    }
  }

  private static boolean isBusy(RuntimeException e) {
    var cause = Engine.cause(e);
    return cause != null && SqliteEngine.primaryCode(cause) == SqliteEngine.BUSY;
  }

  /** Changes no journal mode. */
  private static Handle open(Path file, boolean isReadOnly) {
    return Jdbi.create(() -> config(isReadOnly).createConnection("jdbc:sqlite:" + file)).open();
  }

  private static SQLiteConfig config(boolean isReadOnly) {
    var config = new SQLiteConfig();
    config.setReadOnly(isReadOnly);
    config.setBusyTimeout(0);
    config.setSynchronous(SynchronousMode.FULL);
    return config;
  }

  private static StoreUnavailable failure(String what, JdbiException e) {
    SQLException cause = Engine.cause(e);
    return new StoreUnavailable(what + ": " + (cause == null ? e.getMessage() : cause.getMessage()), e);
  }

  private static void delete(Path file) {
    for (var suffix : new String[] {"", "-wal", "-shm", "-journal"}) {
      try {
        Files.deleteIfExists(sibling(file, suffix));
      } catch (IOException e) {
        // It is only in the way of nobody.
      }
    }
  }

  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
