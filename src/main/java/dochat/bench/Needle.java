package dochat.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A sequence of bytes to be found in others. Horspool's search: of what does not match, most bytes are never looked at. Immutable. */
final class Needle {
  private static final int BYTES = 256;

  private final byte[] bytes;
  private final int[] leaps = new int[BYTES];

  /** @param ascii what to find */
  Needle(String ascii) {
    bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(leaps, bytes.length);
    for (int i = 0; i < bytes.length - 1; i++) {
      leaps[bytes[i]] = bytes.length - 1 - i;
    }
  }

  int length() {
    return bytes.length;
  }

  /** Where it begins first, from here on and wholly before {@code to}; -1 if nowhere. */
  int find(byte[] hay, int from, int to) {
    int last = bytes.length - 1;
    byte end = bytes[last];
    for (int at = from + last; at < to; at += leaps[hay[at] & 0xff]) {
      if (hay[at] == end && isAt(hay, at - last, to)) {
        return at - last;
      }
    }
    return -1;
  }

  boolean isAt(byte[] hay, int at, int to) {
    return at + bytes.length <= to && Arrays.equals(bytes, 0, bytes.length, hay, at, at + bytes.length);
  }
}
