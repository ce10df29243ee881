package dochat.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A file that appears under its name only when it is complete; until then it is beside it, with {@code .part} behind the name. One process
 * writes it at a time, nobody but its owner may read it, since it holds what people have said, and what is not complete is gone at the end,
 * unless it is to be gone on with. For one thread.
 */
public final class NewFile implements AutoCloseable {
  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
  /** What SQLite may leave beside a database, and would take for its own of the next file of that name. */
  private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

  private final Path target;
  private final Path part;
  private final AtEnd gone;
  private volatile boolean isKept;

  private NewFile(Path target, FileLock lock) {
    this.target = target;
    this.part = beside(target, ".part");
    this.gone = new AtEnd(() -> end(lock));
  }

  /** A file of a name that is free. {@link FileRefusal} when it is not, or when somebody else writes this file. */
  public static NewFile of(Path target) throws IOException {
    NewFile file = inPlaceOf(target);
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      file.keep(); // whoever's it is
      file.close();
      throw new FileRefusal("The file " + target + " exists already: name another one, or remove it.");
    }
    return file;
  }

  /** A file that replaces what has its name, if anything. {@link FileRefusal} when somebody else writes this file. */
  public static NewFile inPlaceOf(Path target) throws IOException {
    if (!Files.isDirectory(target.getParent())) {
      throw new NoSuchFileException(target.getParent().toString());
    }
    FileLock lock = FileLock.tryOf(beside(target, ".part.lock"));
    if (lock == null) {
      throw new FileRefusal("The file " + target + " is being written by another command.");
    }
    return new NewFile(target, lock);
  }

  /** Where it is until it is complete. */
  public Path part() {
    return part;
  }

  /** Whether there is a part from before that can be gone on with: a file, no link, of the same owner, and readable by nobody else. */
  public boolean hasBeginning() throws IOException {
    return Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS) && (!isPosix(part) || isOwn(part));
  }

  /** Makes the part, empty, whatever there was. */
  public void begin() throws IOException {
    deleteAll(part);
    Files.createFile(part, forOwnerOnly(part));
  }

  /** From now on the part stays, whatever happens, unless it is empty. */
  public void keep() {
    isKept = true;
  }

  /** Brings the part to the disk and gives it its name. {@link FileRefusal} when that is taken by now; then the part stays. */
  public void finish() throws IOException {
    force(part, StandardOpenOption.WRITE);
    try {
      name();
    } catch (FileAlreadyExistsException e) {
      keep();
      throw new FileRefusal("The file " + target + " has come to exist meanwhile; what was written is in " + part + ".");
    }
    isKept = false;
    force(target.getParent(), StandardOpenOption.READ);
  }

  /** Brings the part to the disk and gives it its name, at one moment, instead of what had it. */
  public void replace() throws IOException {
    force(part, StandardOpenOption.WRITE);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    force(target.getParent(), StandardOpenOption.READ);
  }

  @Override
  public void close() {
    gone.close();
  }

  /** A second name first, since that takes nobody else's away. */
  private void name() throws IOException {
    try {
      Files.createLink(target, part);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(part, target); // there are no second names here
    }
  }

  private void end(FileLock lock) {
    try (lock) {
      if (!isKept || Files.exists(part) && Files.size(part) == 0) {
        deleteAll(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file is made with that only its owner may read; nothing where the system does not know such a thing. */
  static FileAttribute<?>[] forOwnerOnly(Path file) {
    return isPosix(file) ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)} : new FileAttribute<?>[0];
  }

  private static void deleteAll(Path file) throws IOException {
    Files.deleteIfExists(file);
    for (String companion : COMPANIONS) {
      Files.deleteIfExists(beside(file, companion));
    }
  }

  /** Whose files are ours is what a new one tells. */
  private static boolean isOwn(Path file) throws IOException {
    Path probe = Files.createTempFile(file.getParent(), ".dochat-", null);
    try {
      return Files.getOwner(file).equals(Files.getOwner(probe)) && Files.getPosixFilePermissions(file).equals(OWNER_ONLY);
    } finally {
      Files.delete(probe);
    }
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void force(Path path, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }
}
