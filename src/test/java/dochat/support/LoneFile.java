package dochat.support;

import java.nio.file.Path;

/** A file that can have no second name, as on file systems without hard links: it is mounted over itself, which only root can do. */
public final class LoneFile implements AutoCloseable {
  private final Path file;

  private LoneFile(Path file) {
    this.file = file;
  }

  public static boolean isPossible() {
    return SmallDisk.isPossible();
  }

  /** The file as it is, where it is not possible. */
  public static LoneFile of(Path file) {
    if (isPossible()) {
      SmallDisk.command("mount", "--bind", file.toString(), file.toString());
    }
    return new LoneFile(file);
  }

  @Override
  public void close() {
    if (isPossible()) {
      SmallDisk.command("umount", "-l", file.toString());
    }
  }
}
