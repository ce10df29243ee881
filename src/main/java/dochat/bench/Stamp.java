package dochat.bench;

/** A moment of this process in nanoseconds, as the messages carry it: always of the same length. */
final class Stamp {
  /** Enough for a hundred days. */
  static final int DIGITS = 16;
  /** What is read where there is none. */
  static final long NONE = -1;
  private static final long BEGIN = System.nanoTime();

  private Stamp() {
  }

  static long now() {
    return System.nanoTime() - BEGIN;
  }

  static String write(long nanos) {
    String digits = Long.toString(nanos);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** Reads what was written here; the bytes must be there. */
  static long read(byte[] bytes, int at) {
    long nanos = 0;
    for (int i = at; i < at + DIGITS; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return NONE;
      }
      nanos = 10 * nanos + digit;
    }
    return nanos;
  }
}
