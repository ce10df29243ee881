package dochat.archive;

import dochat.disk.NewFile;
import dochat.protocol.Views;
import dochat.store.StoreArchive;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** Where an export goes: standard output, or a file, in which an export that was interrupted goes on. */
final class ExportFile {
  private static final int BUFFER_BYTES = 1 << 16;
  /** Longer than an export takes, shorter than what comes every day. */
  private static final Duration RESUMABLE = Duration.ofHours(12);

  private final StoreArchive store;
  private final String only;
  private final Progress progress;

  ExportFile(StoreArchive store, String only, Progress progress) {
    this.store = store;
    this.only = only;
    this.progress = progress;
  }

  /** What was written, in words. */
  String toStandardOutput() throws IOException {
    return write(new FileOutputStream(FileDescriptor.out), new Ledger()).toString();
  }

  /** The same. */
  String to(Path target) throws IOException {
    try (NewFile file = NewFile.of(target)) {
      boolean isCompressed = target.toString().endsWith(".gz");
      Ledger ledger = isCompressed ? new Ledger() : resumed(file);
      boolean goesOn = ledger.hasBegunLogs();
      if (goesOn) {
        progress.say("goes on with the export of " + Views.time(ledger.header().at()) + "; what was written after that is not in it. To begin anew, stop it and remove "
            + file.part() + ".");
      } else {
        ledger = new Ledger();
        file.begin();
      }
      if (!isCompressed) {
        file.keep();
      }
      OutputStream out = Files.newOutputStream(file.part(), StandardOpenOption.APPEND);
      Counts counts = write(isCompressed ? new GZIPOutputStream(out, BUFFER_BYTES) : out, ledger);
      file.finish();
      return goesOn ? counts + ", the chat of " + Views.time(ledger.header().at()) : counts.toString();
    }
  }

  private Counts write(OutputStream out, Ledger ledger) throws IOException {
    try (ExportWriter writer = new ExportWriter(out, ledger)) {
      progress.begin("exported");
      new Exporter(store, writer, progress).run(only);
    }
    return ledger.counts();
  }

  /** How far an earlier export of the same has come; what is behind its last whole line is cut off. */
  private Ledger resumed(NewFile file) throws IOException {
    if (!file.hasBeginning()) {
      return new Ledger();
    }
    try (ExportReader in = ExportReader.open(file.part())) {
      readOn(in);
      if (in.ledger().header() == null || !isSame(in.ledger().header()) || in.ledger().hasEnded()) {
        return new Ledger();
      }
      cut(file.part(), in.bytes());
      return in.ledger();
    } catch (ArchiveFault fault) {
      return new Ledger();
    }
  }

  /** One that was begun long ago is not what is asked for now. */
  private boolean isSame(Entry.Header header) {
    return header.epoch().equals(store.epoch()) && Objects.equals(header.room(), only) && header.at().isAfter(Instant.now().minus(RESUMABLE));
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
