package dochat.store;

/**
 * The store could not do it now: others held it locked for too long, it is out of reach, or its disk is full. Worth another try later.
 * Nothing was saved.
 */
public final class StoreBusy extends RuntimeException {
  private final boolean isLasting;

  StoreBusy(Throwable cause) {
    this(cause, false);
  }

  StoreBusy(Throwable cause, boolean isLasting) {
    super("the store cannot do it now: " + cause.getMessage(), cause);
    this.isLasting = isLasting;
  }

  StoreBusy(String reason) {
    super("the store cannot do it now: " + reason, null, false, false);
    this.isLasting = false;
  }

  /** The database's own words, one line. */
  public String reason() {
    var cause = Engine.cause(this);
    return (cause == null ? getMessage() : cause.getMessage()).lines().findFirst().orElse("");
  }

  /** Whether waiting alone is known not to help: the disk is full, or the database is damaged. */
  public boolean isLasting() {
    return isLasting;
  }
}
