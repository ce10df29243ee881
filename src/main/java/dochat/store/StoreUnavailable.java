package dochat.store;

/** The store cannot be opened. The message is one plain sentence for the operator, without any password. */
public final class StoreUnavailable extends RuntimeException {
  private final boolean isAway;

  StoreUnavailable(String sentence, Throwable cause) {
    this(sentence, cause, false);
  }

  StoreUnavailable(String sentence, Throwable cause, boolean isAway) {
    super(sentence, cause);
    this.isAway = isAway;
  }

  /** Whether no server was reached, or none that takes anybody in yet: there may be one in a moment. */
  boolean isAway() {
    return isAway;
  }
}
