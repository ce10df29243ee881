package dochat.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of tests that outlive one class, where JUnit's own do not reach. Who makes one deletes it. */
public final class Folders {
  private Folders() {}

  public static Path temporary() {
    try {
      return Files.createTempDirectory("dochat");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With everything in it. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
