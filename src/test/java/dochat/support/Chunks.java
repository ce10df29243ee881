package dochat.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The content of a chunked HTTP/1.1 body (RFC 9112, section 7.1), as it comes. */
final class Chunks extends InputStream {
  private final InputStream wire;
  private int left;
  private boolean isEnded;

  Chunks(InputStream wire) {
    this.wire = wire;
  }

  @Override
  public int read() throws IOException {
    if (left == 0 && !isEnded) {
      left = Integer.parseInt(line(wire), 16);
      isEnded = left == 0;
    }
    if (isEnded) {
      return -1;
    }
    int next = wire.read();
    if (--left == 0) {
      line(wire);
    }
    return next;
  }

  /** At least one byte, so that a reader gets each chunk when it comes. */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int first = read();
    if (first < 0) {
      return -1;
    }
    buffer[offset] = (byte) first;
    int count = 1;
    while (count < length && left > 0) {
      int read = wire.read(buffer, offset + count, Math.min(length - count, left));
      if (read < 0) {
        throw new IOException("cut off");
      }
      count += read;
      left -= read;
      if (left == 0) {
        line(wire);
      }
    }
    return count;
  }

  /** A line without its CR LF. */
  static String line(InputStream wire) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = wire.read(); next != '\n'; next = wire.read()) {
      if (next < 0) {
        throw new IOException("cut off");
      }
      line.append((char) next);
    }
    return new String(line.toString().strip().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
