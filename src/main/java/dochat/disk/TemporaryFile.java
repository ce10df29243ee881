package dochat.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An empty file of the system's temporary folder, which only its owner may read; gone at the end, also of a process that is told to end. */
public final class TemporaryFile implements AutoCloseable {
  private final Path path;
  private final AtEnd gone;

  private TemporaryFile(Path path) {
    this.path = path;
    this.gone = new AtEnd(() -> NewFile.delete(path));
  }

  /** Makes one whose name ends like this. */
  public static TemporaryFile ending(String suffix) throws IOException {
    return new TemporaryFile(Files.createTempFile("dochat-", suffix));
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() {
    gone.close();
  }
}
