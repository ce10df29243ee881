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

  static String restore(Path data, Path file) {
    var target = SqliteEngine.file(data);
    var next = target.resolveSibling("dochat.db.restoring");
    try {
      Files.createDirectories(data);
      Files.copy(file, next, StandardCopyOption.REPLACE_EXISTING);
      check(next);
      var epoch = renew(next);
      force(next);
      var before = Files.exists(target) ? replace(target, next) : place(target, next);
      return "the store in " + data + " is that of " + file + " under the new epoch " + epoch + before;
    } catch (IOException e) {
      throw new StoreUnavailable("The store cannot be put into " + data + ": " + e.getMessage() + ".", e);
    }
  }

  static String renewEpoch(Path data) {
    var file = existing(data);
    try (var handle = claim(file)) {
      Schema.checkKnown(Schema.version(handle));
      return Schema.renewEpoch(handle);
    } catch (JdbiException e) {
      throw failure(file + " cannot get a new epoch", e);
    }
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

  private static String renew(Path file) {
    try (var handle = open(file, false)) {
      return Schema.renewEpoch(handle);
    } catch (JdbiException e) {
      throw failure(file + " cannot get a new epoch", e);
    }
  }

  private static String place(Path target, Path next) throws IOException {
    Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(target.getParent());
    return "";
  }

  /** There is a file under the store's name at any time, the old one or the new one; the old one stays beside it. */
  private static String replace(Path target, Path next) throws IOException {
    var kept = target.resolveSibling("dochat.db.before-" + STAMP.format(ZonedDateTime.now(ZoneOffset.UTC)));
    var claim = claimOrNull(target);
    try {
      Files.createLink(kept, target);
      for (var suffix : new String[] {"-wal", "-shm"}) {
        keep(sibling(target, suffix), sibling(kept, suffix));
      }
      place(target, next);
      return "; the one before is " + kept;
    } finally {
      if (claim != null) {
        claim.close();
      }
    }
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
      return null;
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
    return cause != null && (cause.getErrorCode() & 0xff) == SqliteEngine.BUSY;
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
