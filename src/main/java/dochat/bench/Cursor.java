package dochat.bench;

/** How far a client has got in a room, and what was wrong on the way. Lives on the loop. */
final class Cursor {
  private long next;
  private long holes;
  private long twice;

  /** Everything after this number is to come. */
  void begin(long after) {
    next = after + 1;
  }

  /** An event came; the answer is whether it brings the client further. */
  boolean take(long seq) {
    if (seq < next) {
      twice++;
      return false;
    }
    holes += seq - next;
    next = seq + 1;
    return true;
  }

  /** The number of the newest event that it has. */
  long last() {
    return next - 1;
  }

  /** How many events it was not given though it was given later ones. */
  long holes() {
    return holes;
  }

  /** How many came once more, or too late. */
  long twice() {
    return twice;
  }

  /** How many are to come up to this one. */
  long missing(long head) {
    return Math.max(0, head + 1 - next);
  }
}
