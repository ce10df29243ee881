package dochat.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where an import comes from. Standard input is kept in a temporary file, since an import is read twice. */
final class ImportFile implements AutoCloseable {
  private final Path path;
  private final boolean isTemporary;

  private ImportFile(Path path, boolean isTemporary) {
    this.path = path;
    this.isTemporary = isTemporary;
  }

  static ImportFile of(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new ArchiveFault("There is no file " + path + ".");
    }
    return new ImportFile(path, false);
  }

  static ImportFile ofStandardInput() throws IOException {
    ImportFile file = new ImportFile(Files.createTempFile("dochat-import", ".ndjson"), true);
    try {
      Files.copy(System.in, file.path, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (isTemporary) {
      Files.delete(path);
    }
  }
}
