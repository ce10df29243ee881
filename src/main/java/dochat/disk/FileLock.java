package dochat.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * That nobody else holds this name; the system ends it with the process. A file of its own, since a process loses its lock of a file when
 * it closes any other channel to it, as SQLite does. A file that a killed process has left says nothing, and is taken.
 */
final class FileLock implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private FileLock(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Null when another process, or another thread of this one, has it. */
  static FileLock tryOf(Path path) throws IOException {
    while (true) {
      create(path);
      Object made = key(path);
      FileChannel channel = open(path);
      if (channel == null) {
        continue;
      }
      if (!isLocked(channel)) {
        channel.close();
        return null;
      }
      if (key(path).equals(made)) {
        return new FileLock(path, channel);
      }
      channel.close(); // of a file that its last holder has just deleted
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
    channel.close();
  }

  private static void create(Path path) throws IOException {
    try {
      Files.createFile(path, NewFile.forOwnerOnly(path));
    } catch (FileAlreadyExistsException e) {
      // Somebody has it, or was killed.
    }
  }

  /** Null when it has gone again. */
  private static FileChannel open(Path path) throws IOException {
    try {
      return FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Device and inode. */
  private static Object key(Path path) throws IOException {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
      return key == null ? "unknown" : key;
    } catch (NoSuchFileException e) {
      return "none";
    }
  }
}
