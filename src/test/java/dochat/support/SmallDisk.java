package dochat.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that is soon full: a file system in memory (tmpfs), which not everybody can mount. {@link #isPossible} says whether that is so. */
public final class SmallDisk implements AutoCloseable {
  private static final boolean IS_POSSIBLE = tryOnce();

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Whether this process may mount one, which root may not in every container. */
  public static boolean isPossible() {
    return IS_POSSIBLE;
  }

  private static boolean tryOnce() {
    Path folder = Folders.temporary();
    try {
      mount(folder, 16).close();
      return true;
    } catch (IllegalStateException | UncheckedIOException e) {
      return false;
    } finally {
      Folders.delete(folder);
    }
  }

  /** Mounts it over an empty folder. */
  public static SmallDisk mount(Path folder, int kibibytes) {
    command("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString());
    return new SmallDisk(folder);
  }

  /** Writes a file there until nothing more goes in. */
  public void fill() throws IOException {
    try (var out = Files.newOutputStream(filler())) {
      for (byte[] block = new byte[4096]; ; ) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.size(filler()) == 0) {
        throw full;
      }
    }
  }

  /** Takes that file away. */
  public void tidyUp() throws IOException {
    Files.delete(filler());
  }

  /** More room, as when somebody has tidied up. */
  public void grow(int kibibytes) {
    command("mount", "-o", "remount,size=" + kibibytes + "k", folder.toString());
  }

  @Override
  public void close() {
    command("umount", "-l", folder.toString());
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  static void command(String... words) {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
