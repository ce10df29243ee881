package dochat.store;

import dochat.disk.NewFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * Backups of the SQLite file. {@code VACUUM INTO} reads all in one transaction, beside nodes that write; the online backup API would
 * begin again at every write of another process.
 */
final class SqliteBackup {
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

  /**
   * Holds the store's name from the beginning, whatever is there, so that a refusal comes at once, and no node and no other restore comes
   * in between.
   */
  static String restore(Path data, Path file) {
    var target = SqliteEngine.file(data.toAbsolutePath());
    try {
      requireWhole(file);
      Files.createDirectories(target.getParent());
      try (var next = NewFile.inPlaceOf(target); var claim = SqliteClaim.of(target)) {
        next.begin();
        copy(file, next.part());
        var epoch = renewed(next.part());
        check(next.part());
        var before = claim.keepBeside();
        next.replace();
        return "the store in " + data + " is that of " + file + " under the new epoch " + epoch + before;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String renewEpoch(Path data) {
    return renewed(existing(data));
  }

  /** A copy of the file alone would lack what is in its log. */
  private static void requireWhole(Path file) throws IOException {
    for (var suffix : List.of("-wal", "-journal")) {
      var log = SqliteClaim.sibling(file, suffix);
      if (Files.exists(log) && Files.size(log) > 0) {
        throw new StoreUnavailable(file + " is not the whole store, since " + log + " lies beside it: put both into an empty folder, as dochat.db and dochat.db"
            + suffix + ", and restore what dochat backup makes of that.", null);
      }
    }
  }

  /** Into the file that is there, which nobody else may read. */
  private static void copy(Path from, Path to) throws IOException {
    try (var out = Files.newOutputStream(to)) {
      Files.copy(from, out);
    }
  }

  /** All pages as they are, sound or not, into a file that is empty; by the online backup API, for who keeps all others out. */
  static void copy(Handle held, Path to) {
    try {
      var database = held.getConnection().unwrap(SQLiteConnection.class).getDatabase();
      var code = database.backup("main", to.toString(), null);
      if (code != SQLiteErrorCode.SQLITE_OK.code) {
        database.throwex(code);
      }
    } catch (SQLException e) {
      throw new StoreUnavailable("The store cannot be copied to " + to + ": " + e.getMessage(), e);
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
      Schema.checkKnown(handle);
    } catch (JdbiException e) {
      throw failure(file + " is damaged or no store of doChat", e);
    }
  }

  /** The copy's new epoch. Also makes it a single file, if it was taken from one that has a log beside it. */
  private static String renewed(Path file) {
    try (var handle = SqliteClaim.open(file)) {
      Schema.checkKnown(handle);
      return Schema.renewEpoch(handle);
    } catch (JdbiException e) {
      throw failure(file + " is damaged or no store of doChat", e);
    }
  }

  /** Changes no journal mode. */
  static Handle open(Path file, boolean isReadOnly) {
    return Jdbi.create(() -> config(isReadOnly).createConnection("jdbc:sqlite:" + file)).open();
  }

  private static SQLiteConfig config(boolean isReadOnly) {
    var config = new SQLiteConfig();
    config.setReadOnly(isReadOnly);
    config.setBusyTimeout(0);
    config.setSynchronous(SynchronousMode.FULL);
    return config;
  }

  static StoreUnavailable failure(String what, JdbiException e) {
    SQLException cause = Engine.cause(e);
    return new StoreUnavailable(what + ": " + (cause == null ? e.getMessage() : cause.getMessage()), e);
  }
}
