package dochat.protocol;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads sequence numbers and page sizes as clients write them: JSON numbers, or strings in headers and queries. */
public final class Cursors {
  /** The largest whole number that JavaScript holds exactly (2^53 - 1); no room gets there. */
  private static final long MAX = 9_007_199_254_740_991L;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");

  private Cursors() {
  }

  /** A sequence number, 0 or more; fails with {@code bad_cursor}. */
  public static long parse(Object value) {
    return parse(value, 0, MAX);
  }

  /** The number of an event, 1 or more; fails with {@code bad_cursor}. */
  static long event(Object value) {
    return parse(value, 1, MAX);
  }

  /** A whole number in this range, both ends included; fails with {@code bad_cursor}. */
  public static long parse(Object value, long least, long most) {
    long number = number(value);
    if (number < least || number > most) {
      throw Problem.of(ProblemCode.BAD_CURSOR);
    }
    return number;
  }

  /** A cursor, or {@link Envelope.Headers#LIVE} where there is none. */
  static long after(Object value) {
    return value == null ? Envelope.Headers.LIVE : parse(value);
  }

  /** How long to wait for news: 0 where nothing is said. */
  static int waitSeconds(Object value) {
    return value == null ? 0 : (int) parse(value, 0, Limits.WAIT_SECONDS);
  }

  /** How often a sign of life is wanted: as rarely as possible where nothing is said. */
  static int everySeconds(Object value, int mostMillis) {
    int most = mostMillis / 1000;
    return value == null ? most : (int) parse(value, 1, most);
  }

  private static long number(Object value) {
    return whole(value).orElseThrow(() -> Problem.of(ProblemCode.BAD_CURSOR));
  }

  /** What is written as a whole number, or as the digits of one; empty for anything else. */
  static OptionalLong whole(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return OptionalLong.of(((Number) value).longValue());
    }
    return value instanceof String text && DIGITS.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
