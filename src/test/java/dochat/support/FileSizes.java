package dochat.support;

import java.io.IOException;
import java.io.UncheckedIOException;

/** How long files may become that a process writes (RLIMIT_FSIZE): beyond that a write fails as on a disk that is broken, with an I/O error. */
public final class FileSizes {
  private FileSizes() {}

  /** No file of this process may grow beyond so many bytes. */
  public static void limit(long pid, long bytes) {
    set(pid, Long.toString(bytes));
  }

  public static void unlimited(long pid) {
    set(pid, "unlimited");
  }

  /** The soft limit alone, which everybody may lift again. */
  private static void set(long pid, String bytes) {
    try {
      var process = new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":").inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("prlimit failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
