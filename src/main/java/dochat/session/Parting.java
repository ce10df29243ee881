package dochat.session;

/** Whether a client wants to be told before it is sent away, so that it can open its next connection before this one ends. */
final class Parting {
  private boolean isWanted;

  void want(boolean isWanted) {
    this.isWanted = isWanted;
  }

  boolean isWanted() {
    return isWanted;
  }
}
