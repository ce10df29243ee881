package dochat.archive;

import dochat.store.StoreArchive;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Where an export goes: standard output, or a file, in which an export that was interrupted goes on. */
final class ExportFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private final StoreArchive store;
  private final String only;
  private final Progress progress;

  ExportFile(StoreArchive store, String only, Progress progress) {
    this.store = store;
    this.only = only;
    this.progress = progress;
  }

  Counts toStandardOutput() throws IOException {
    return write(new FileOutputStream(FileDescriptor.out), new Ledger());
  }

  Counts to(Path target) throws IOException {
    NewFile file = new NewFile(target);
    boolean isCompressed = target.toString().endsWith(".gz");
    Ledger ledger = isCompressed ? new Ledger() : resumed(file.part());
    if (!ledger.hasBegunLogs()) {
      ledger = new Ledger();
      file.begin();
    }
    OutputStream out = Files.newOutputStream(file.part(), StandardOpenOption.APPEND);
    Counts counts = write(isCompressed ? new GZIPOutputStream(out, BUFFER_BYTES) : out, ledger);
    file.finish();
    return counts;
  }

  private Counts write(OutputStream out, Ledger ledger) throws IOException {
    try (ExportWriter writer = new ExportWriter(out, ledger)) {
      progress.begin("exported");
      new Exporter(store, writer, progress).run(only);
    }
    return ledger.counts();
  }

  /** How far an earlier export of the same has come; what is behind its last whole line is cut off. */
  private Ledger resumed(Path part) throws IOException {
    if (!Files.exists(part)) {
      return new Ledger();
    }
    try (ExportReader in = ExportReader.open(part)) {
      readOn(in);
      Entry.Header header = in.ledger().header();
      boolean isSame = header != null && header.epoch().equals(store.epoch()) && Objects.equals(header.room(), only);
      if (!isSame || in.ledger().hasEnded()) {
        return new Ledger();
      }
      cut(part, in.bytes());
      return in.ledger();
    } catch (ArchiveFault fault) {
      return new Ledger();
    }
  }

  private static void readOn(ExportReader in) throws IOException {
    try {
      while (in.next() != null) {
        // The ledger counts.
      }
    } catch (ArchiveFault fault) {
      // Here it was interrupted.
    }
  }

  private static void cut(Path part, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }
}
