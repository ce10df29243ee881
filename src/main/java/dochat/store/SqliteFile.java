package dochat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/**
 * The file of a SQLite database with its two companions, as far as names can come to mean other files: what was opened may be moved away,
 * deleted or replaced, and whoever has it open writes on into what nobody will find. Looks at directories only, never into the files:
 * closing one that SQLite has open would take its locks away (https://www.sqlite.org/howtocorrupt.html, 2.2). Any thread may ask.
 */
final class SqliteFile {
  private final Path file;
  private final List<Path> companions;
  private volatile List<Object> opened = List.of();

  SqliteFile(Path file) {
    this.file = file;
    this.companions = List.of(file.resolveSibling(file.getFileName() + "-wal"), file.resolveSibling(file.getFileName() + "-shm"));
  }

  /** What the names mean now is what has been opened. */
  void opened() {
    opened = keys();
  }

  boolean wasOpened() {
    return !opened.isEmpty();
  }

  /** Whether the names still mean what was opened. Always, where the file system does not tell. */
  boolean isSame() {
    return keys().equals(opened);
  }

  /** Whether there is any file of this name. */
  boolean isThere() {
    return Files.exists(file);
  }

  /** Whether it is another file itself, and not only its companions are missing. */
  boolean isReplaced() {
    return !key(file).equals(opened.get(0));
  }

  /**
   * Takes away companions of what was opened, which would be taken for those of the file that has its name now. While they are still
   * open, so that no new file can be mistaken for them.
   */
  void dropStale() {
    for (int i = 0; i < companions.size(); i++) {
      if (key(companions.get(i)).equals(opened.get(i + 1))) {
        companions.get(i).toFile().delete();
      }
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private List<Object> keys() {
    return List.of(key(file), key(companions.get(0)), key(companions.get(1)));
  }

  /** Device and inode. */
  private static Object key(Path path) {
    try {
      return Objects.requireNonNullElse(Files.readAttributes(path, BasicFileAttributes.class).fileKey(), "unknown");
    } catch (IOException e) {
      return "none";
    }
  }
}
