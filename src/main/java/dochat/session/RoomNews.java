package dochat.session;

/** Whether a client wants to hear that rooms were created, and has not been told yet. */
final class RoomNews {
  private boolean isWanted;
  private boolean isDue;

  void want(boolean isWanted) {
    this.isWanted = isWanted;
    this.isDue &= isWanted;
  }

  void happened() {
    isDue = isWanted;
  }

  /** Whether to tell it; a client that does not read is told once, when it does. */
  boolean take(boolean canBeTold) {
    boolean isTaken = isDue && canBeTold;
    isDue &= !isTaken;
    return isTaken;
  }
}
