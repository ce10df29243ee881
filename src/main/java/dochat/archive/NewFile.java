package dochat.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that appears under its name only when it is complete; until then it is beside it, with {@code .part} behind the name. Nobody but
 * its owner may read it, since it holds what people have said.
 *
 * @param target the name, which must be free
 */
record NewFile(Path target) {
  NewFile {
    if (Files.exists(target)) {
      throw new ArchiveFault("The file " + target + " exists already: name another one, or remove it.");
    }
  }

  /** Where it is until it is complete. */
  Path part() {
    return target.resolveSibling(target.getFileName() + ".part");
  }

  /** Makes the part, empty, whatever there was. */
  void begin() throws IOException {
    Files.deleteIfExists(part());
    Files.createFile(part(), forOwnerOnly(part()));
  }

  /** Brings the part to the disk and gives it its name. */
  void finish() throws IOException {
    try (FileChannel file = FileChannel.open(part(), StandardOpenOption.WRITE)) {
      file.force(true);
    }
    try {
      Files.move(part(), target);
    } catch (FileAlreadyExistsException e) {
      throw new ArchiveFault("The file " + target + " has come to exist meanwhile; what was written is in " + part() + ".");
    }
  }

  /** What a file is made with that only its owner may read; nothing where the system does not know such a thing. */
  static FileAttribute<?>[] forOwnerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
        : new FileAttribute<?>[0];
  }
}
