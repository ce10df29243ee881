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
  private volatile Place opened;

  /** Where a file is, behind all links, and what the three names mean there: SQLite looks for the companions beside the file itself, not beside a link. */
  private record Place(Path file, List<Path> companions, List<Object> keys) {
    static Place of(Path name) {
      Path file = real(name);
      List<Path> companions = List.of(file.resolveSibling(file.getFileName() + "-wal"), file.resolveSibling(file.getFileName() + "-shm"));
      return new Place(file, companions, List.of(key(file), key(companions.get(0)), key(companions.get(1))));
    }
  }

  SqliteFile(Path file) {
    this.file = file;
  }

  /** What the names mean now is what has been opened. */
  void opened() {
    opened = Place.of(file);
  }

  boolean wasOpened() {
    return opened != null;
  }

  /**
   * Whether the names still mean what was opened: the same files, but where the file system does not tell, in the same place. The same file by
   * another way has another log.
   */
  boolean isSame() {
    return Place.of(file).equals(opened);
  }

  /** Whether there is any file of this name. */
  boolean isThere() {
    return Files.exists(file);
  }

  /** Whether it is another file itself, and not only its companions are missing. */
  boolean isReplaced() {
    return !key(file).equals(opened.keys.get(0));
  }

  /**
   * Takes away companions of what was opened, which would be taken for those of the file that has its name now. While they are still
   * open, so that no new file can be mistaken for them.
   */
  void dropStale() {
    for (int i = 0; i < opened.companions.size(); i++) {
      Path companion = opened.companions.get(i);
      if (key(companion).equals(opened.keys.get(i + 1))) {
        companion.toFile().delete();
      }
    }
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static Path real(Path name) {
    try {
      return name.toRealPath();
    } catch (IOException e) {
      return name;
    }
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
