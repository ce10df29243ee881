package dochat.store;

/** This creator has made another room under this client id. An answer rather than a fault, hence without a stack trace. */
public final class CreatedOtherwise extends RuntimeException {
  CreatedOtherwise() {
    super("this creator has made another room under this client id", null, false, false);
  }
}
