package dochat.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies of a whole store, sign-ins included, made and brought back with the database's own means: what is in them is read by the same
 * engine only. A store that was brought back has a new epoch, since its numbers may have been given to other events meanwhile. Blocks;
 * fails with {@link StoreUnavailable} and {@link StoreBusy}.
 */
public final class StoreBackup {
  private static final int MAGIC_BYTES = 16;
  private static final String SQLITE = "SQLite format 3\0";
  private static final String POSTGRESQL = "PGDMP";

  private StoreBackup() {}

  /** Writes what the store is at one moment into this empty file and checks it. Nodes may go on writing. */
  public static void save(StoreConfig store, Path file) {
    if (store.database() == null) {
      SqliteBackup.save(store.data(), file);
    } else {
      PostgresBackup.save(store.database(), file);
    }
  }

  /** Makes the backup the store and gives it a new epoch; the answer says in words what was done. Refuses while nodes use the store. */
  public static String restore(StoreConfig store, Path file) {
    var magic = magic(file);
    if (store.database() == null) {
      require(magic.equals(SQLITE), file, magic);
      return SqliteBackup.restore(store.data(), file);
    }
    require(magic.startsWith(POSTGRESQL), file, magic);
    return PostgresBackup.restore(store.database(), file);
  }

  /** Gives a store that is there a new epoch, which is the answer. Refuses while nodes use it. */
  public static String renewEpoch(StoreConfig store) {
    return store.database() == null ? SqliteBackup.renewEpoch(store.data()) : PostgresBackup.renewEpoch(store.database());
  }

  static StoreUnavailable inUse(String place) {
    return new StoreUnavailable("Nodes use " + place + "; stop them all first.", null);
  }

  private static void require(boolean isRight, Path file, String magic) {
    if (!isRight) {
      throw new StoreUnavailable(magic.equals(SQLITE) ? file + " is a backup of SQLite: give the data folder, not a database."
          : magic.startsWith(POSTGRESQL) ? file + " is a backup of PostgreSQL: give the database to restore it into."
          : file + " is no backup of a store; what dochat export has written is for dochat import.", null);
    }
  }

  private static String magic(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StoreUnavailable("There is no file " + file + ".", null);
    }
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
