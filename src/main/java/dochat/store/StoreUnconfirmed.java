package dochat.store;

/**
 * The store did not confirm a commit in time: the change may have been saved, now or soon, or not. The same again is safe and finds out,
 * for a message and a room with the same client id.
 */
public final class StoreUnconfirmed extends RuntimeException {
  StoreUnconfirmed(Throwable cause) {
    super("the store did not confirm it", cause);
  }
}
