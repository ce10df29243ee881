package dochat.store;

import dochat.disk.AtEnd;
import dochat.disk.NewFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The name of a SQLite file, held while another file takes its place: nobody else can open what is there, nor begin a store where there is
 * none. For one thread.
 */
final class SqliteClaim implements AutoCloseable {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final List<String> LOGS = List.of("-wal", "-journal");
  /** Of a log; made anew where it is missing. */
  private static final String INDEX = "-shm";
  /** All bytes that SQLite locks (https://www.sqlite.org/fileformat2.html#the_lock_byte_page). */
  private static final long FIRST_LOCK_BYTE = 0x40000000L;
  private static final long LOCK_BYTES = 512;
  private static final Set<Integer> DAMAGED = Set.of(SqliteEngine.CORRUPT, SqliteEngine.NOTADB);

  private final Path file;
  private final boolean wasThere;
  private final AtEnd notLeftEmpty;
  private final Closeable lock;

  private SqliteClaim(Path file, boolean wasThere, Closeable lock) {
    this.file = file;
    this.wasThere = wasThere;
    this.lock = lock;
    this.notLeftEmpty = new AtEnd(() -> deleteIfEmpty(file));
  }

  /** {@link StoreUnavailable} when somebody uses the file. */
  static SqliteClaim of(Path file) throws IOException {
    var wasThere = Files.exists(file) && Files.size(file) > 0;
    var handle = wasThere ? openOrNull(file) : null;
    return new SqliteClaim(file, wasThere, handle == null ? bare(file) : handle);
  }

  /** Brings the log into the file, which works for nobody while others have it open, and keeps them out until the handle is closed. */
  static Handle open(Path file) {
    var handle = SqliteBackup.open(file, false);
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

  /**
   * Gives what is there a second name, or copies it where there are none, so that there is a file under the store's name at any time, the
   * old one or the new one; and takes away the names of logs, which would be taken for those of the new file. The answer continues a
   * sentence about the new one.
   */
  String keepBeside() throws IOException {
    var kept = file.resolveSibling("dochat.db.before-" + STAMP.format(ZonedDateTime.now(ZoneOffset.UTC)));
    if (wasThere) {
      keepAs(kept);
    }
    var logs = 0;
    for (var log : LOGS) {
      logs += keep(sibling(file, log), sibling(kept, log));
    }
    Files.deleteIfExists(sibling(file, INDEX));
    return wasThere ? "; the one before is " + kept : logs > 0 ? "; the log of a store that was moved away is " + sibling(kept, "-*") : "";
  }

  private void keepAs(Path kept) throws IOException {
    try {
      Files.createLink(kept, file);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      try (var copy = NewFile.of(kept)) {
        copy.begin();
        copyTo(copy.part());
        copy.finish();
      }
    }
  }

  /** Page by page, whatever is in them, by what holds the file: who opened and closed it besides would take the locks away. */
  private void copyTo(Path part) throws IOException {
    if (lock instanceof Handle handle) {
      SqliteBackup.copy(handle, part);
      return;
    }
    try (var out = Files.newOutputStream(part)) {
      Channels.newInputStream((FileChannel) lock).transferTo(out);
    }
  }

  @Override
  public void close() {
    notLeftEmpty.close();
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path sibling(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Null for a file that is too damaged to be anybody's store. */
  private static Handle openOrNull(Path file) {
    try {
      return open(file);
    } catch (JdbiException e) {
      var cause = Engine.cause(e);
      if (cause != null && DAMAGED.contains(SqliteEngine.primaryCode(cause))) {
        return null;
      }
      throw SqliteBackup.failure(file + " cannot be replaced", e);
    }
  }

  /** Without a look inside: SQLite would delete the log that lies beside an empty file. */
  private static FileChannel bare(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock(FIRST_LOCK_BYTE, LOCK_BYTES, false) == null) {
      channel.close();
      throw StoreBackup.inUse(file.toString());
    }
    return channel;
  }

  private static boolean isBusy(RuntimeException e) {
    var cause = Engine.cause(e);
    return cause != null && SqliteEngine.primaryCode(cause) == SqliteEngine.BUSY;
  }

  /** How many it kept: logs in which nothing is are left also by who has only read. */
  private static int keep(Path from, Path to) throws IOException {
    if (!Files.exists(from) || Files.size(from) == 0) {
      Files.deleteIfExists(from);
      return 0;
    }
    Files.move(from, to);
    return 1;
  }

  private static void deleteIfEmpty(Path file) {
    try {
      if (Files.exists(file) && Files.size(file) == 0) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
