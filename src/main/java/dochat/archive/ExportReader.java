package dochat.archive;

import dochat.protocol.Limits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads an export line by line, compressed or not, and refuses what breaks a rule with an {@link ArchiveFault} that names the line. Holds
 * one line at a time, of at most {@link Limits#FRAME_BYTES}. For one thread.
 */
final class ExportReader implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private final InputStream in;
  private final Ledger ledger = new Ledger();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int filled;
  private long line;
  private long bytes;
  private boolean wasCut;

  private ExportReader(InputStream in) {
    this.in = in;
  }

  static ExportReader open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      in.mark(2);
      boolean isCompressed = (in.read() << 8 | in.read()) == GZIP_MAGIC;
      in.reset();
      return new ExportReader(isCompressed ? new GZIPInputStream(in, BUFFER_BYTES) : in);
    } catch (IOException e) {
      in.close();
      if (e instanceof EOFException) {
        throw new ArchiveFault("The file ends before its first line.");
      }
      throw e;
    }
  }

  /** The next entry, in order and by the rules; null after the end. */
  Entry next() throws IOException {
    line++;
    try {
      byte[] text = line();
      if (text == null) {
        if (!ledger.hasEnded()) {
          throw new ArchiveFault("is missing: the file was cut");
        }
        return null;
      }
      Entry entry = EntryCodec.decode(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
      if (wasCut && !(entry instanceof Entry.End)) {
        throw new ArchiveFault("has no end: the file was cut");
      }
      ledger.add(entry, text);
      bytes += text.length + 1;
      return entry;
    } catch (ArchiveFault fault) {
      throw new ArchiveFault("Line " + line + " " + fault.getMessage() + ".");
    } catch (CharacterCodingException e) {
      throw new ArchiveFault("Line " + line + " is not UTF-8.");
    } catch (EOFException | ZipException e) {
      throw new ArchiveFault("Line " + line + " cannot be unpacked: the file was cut or changed.");
    }
  }

  /** Number of the line that was read last, 1 for the first. */
  long number() {
    return line;
  }

  /** Bytes of the lines that were in order. */
  long bytes() {
    return bytes;
  }

  /** What has been read. */
  Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Null at the end of the file. */
  private byte[] line() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(256);
    while (fill()) {
      int start = next;
      while (next < filled && buffer[next] != '\n') {
        next++;
      }
      text.write(buffer, start, next - start);
      if (text.size() > Limits.FRAME_BYTES) {
        throw new ArchiveFault("is longer than " + Limits.FRAME_BYTES + " bytes");
      }
      if (next < filled) {
        next++;
        return text.toByteArray();
      }
    }
    wasCut = true;
    return text.size() == 0 ? null : text.toByteArray();
  }

  private boolean fill() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(in.read(buffer), 0);
    }
    return filled > 0;
  }
}
