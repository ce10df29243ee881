package dochat.store;

/**
 * The store could not do it now: others held it locked for too long, it is out of reach, or its disk is full. Worth another try later.
 * Nothing was saved, unless the connection broke during the commit itself; an append with the same client ids finds out.
 */
public final class StoreBusy extends RuntimeException {
  StoreBusy(Throwable cause) {
    super("the store cannot do it now: " + cause.getMessage(), cause);
  }
}
