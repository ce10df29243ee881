package dochat.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What the disk alone takes for what a node does with each message: some pages are written over in a file that has its size, as in SQLite's log, and then
 * have to be there ({@code fdatasync}). Blocks; for the main thread.
 */
final class Disk {
  private static final int FILE_BYTES = 4 << 20;
  /** Of the log, of the index of client ids, and of the room's head, with what stands before each. */
  private static final int WRITTEN_BYTES = 3 * 4_120;
  private static final int DIGITS = 3;

  private Disk() {
  }

  /** A row of its times at this many a second. */
  static Row measure(String name, Path folder, double rate, Duration length) throws IOException {
    Path file = Files.createTempFile(folder, "disk", ".log");
    Histogram nanos = new Histogram(DIGITS);
    try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
      write(log, 0, ByteBuffer.allocate(FILE_BYTES));
      log.force(true);
      ByteBuffer pages = ByteBuffer.allocateDirect(WRITTEN_BYTES);
      long begin = Stamp.now();
      for (long i = 0; i < rate * length.toSeconds(); i++) {
        Pause.until(begin + (long) (i * TimeUnit.SECONDS.toNanos(1) / rate));
        long from = Stamp.now();
        write(log, i * WRITTEN_BYTES % (FILE_BYTES - WRITTEN_BYTES), pages.clear());
        log.force(false);
        nanos.recordValue(Stamp.now() - from);
      }
    } finally {
      Files.delete(file);
    }
    return new Row(name).putTimes(nanos);
  }

  private static void write(FileChannel file, long at, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes, at + bytes.position());
    }
  }
}
