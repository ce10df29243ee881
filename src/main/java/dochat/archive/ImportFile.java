package dochat.archive;

import dochat.disk.TemporaryFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an import comes from. Standard input is kept in a temporary file, since an import is read twice.
 *
 * @param temporary null when the path is the operator's own
 */
record ImportFile(Path path, TemporaryFile temporary) implements AutoCloseable {
  static ImportFile of(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new ArchiveFault("There is no file " + path + ".");
    }
    return new ImportFile(path, null);
  }

  static ImportFile ofStandardInput() throws IOException {
    TemporaryFile file = TemporaryFile.ending(".ndjson");
    try (OutputStream out = Files.newOutputStream(file.path())) {
      System.in.transferTo(out);
      return new ImportFile(file.path(), file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (temporary != null) {
      temporary.close();
    }
  }
}
