package dochat.bench;

/**
 * Finds the events in the text of a delivery without taking it for JSON: each begins with its number and has a text. Neither of the two marks can
 * be within a string, where quotation marks are escaped. Pure.
 */
final class EventScanner {
  /** What begins an event, and the body of an acknowledgement. */
  static final Needle EVENT = new Needle("{\"seq\":");
  private static final Needle TEXT = new Needle(",\"text\":\"");

  private EventScanner() {
  }

  /** Who is told of each. */
  interface Events {
    /** @param stamp what the text begins with, {@link Stamp#NONE} if it is no stamp */
    void event(long seq, long stamp);
  }

  /**
   * Tells of each event that begins in these bytes and is there up to its stamp. Most are as long as the one before: where there is the next number at that distance,
   * nothing is between the two, and it is not looked for.
   *
   * @return from where on the bytes are needed again, together with those that follow them
   */
  static int scan(byte[] bytes, int from, int to, Events events) {
    int at = from;
    int event = from;
    int length = 0;
    int head = 0;
    long seq = 0;
    while (true) {
      int before = event;
      event = before + length;
      int stamp = event + head;
      if (length == 0 || !isEvent(bytes, event, stamp, to) || number(bytes, event + EVENT.length()) != seq + 1) {
        event = EVENT.find(bytes, at, to);
        if (event < 0) {
          return Math.max(at, to - EVENT.length() + 1);
        }
        int text = TEXT.find(bytes, event + EVENT.length(), to);
        stamp = text + TEXT.length();
        if (text < 0 || stamp + Stamp.DIGITS > to) {
          return event;
        }
      }
      length = at == from ? 0 : event - before;
      head = stamp - event;
      seq = number(bytes, event + EVENT.length());
      events.event(seq, Stamp.read(bytes, stamp));
      at = stamp + Stamp.DIGITS;
    }
  }

  private static boolean isEvent(byte[] bytes, int event, int stamp, int to) {
    return stamp + Stamp.DIGITS <= to && EVENT.isAt(bytes, event, to) && TEXT.isAt(bytes, stamp - TEXT.length(), to);
  }

  /** The whole number that is written here, up to whatever is no digit. */
  static long number(byte[] bytes, int from) {
    long number = 0;
    for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      number = 10 * number + bytes[at] - '0';
    }
    return number;
  }
}
