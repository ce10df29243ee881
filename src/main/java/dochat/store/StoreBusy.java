package dochat.store;

/**
 * The store could not do it now: others held it locked for too long, it is out of reach, or its disk is full. Worth another try later.
 * Nothing was saved.
 */
public final class StoreBusy extends RuntimeException {
  StoreBusy(Throwable cause) {
    super("the store cannot do it now: " + cause.getMessage(), cause);
  }

  StoreBusy(String reason) {
    super("the store cannot do it now: " + reason, null, false, false);
  }
}
