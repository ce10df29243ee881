package dochat.store;

/** The store cannot be opened. The message is one plain sentence for the operator, without any password. */
public final class StoreUnavailable extends RuntimeException {
  StoreUnavailable(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
