package dochat.store;

/** What was to be added contradicts what is in the store. An answer rather than a fault, hence without a stack trace. */
public final class Conflict extends RuntimeException {
  private final long seq;

  /** The sentence is for the operator; the number is that of the event that contradicts, 0 if it is none. */
  Conflict(String sentence, long seq) {
    super(sentence, null, false, false);
    this.seq = seq;
  }

  /** Number of the event, 0 if it is about none. */
  public long seq() {
    return seq;
  }
}
