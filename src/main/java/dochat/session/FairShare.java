package dochat.session;

import java.util.Collection;

/**
 * How many of its clients a node that has far more than the others sends away in each turn, so that a new node gets its share (decision 19 says
 * why this comes to rest). Pure, with a memory of the last turns; for one thread at a time.
 */
final class FairShare {
  /** Above the average by so much of it, and by {@link #FEW} more, it begins ... */
  static final double BEGIN = 0.25;
  /** ... and ends when it is above it by no more than so much. */
  static final double END = 0.10;
  /** Differences that nobody notices. */
  static final int FEW = 20;
  /** Of its clients, the part that goes in one turn. */
  static final double PART = 0.02;
  /** After so many turns it looks whether they do not come back. */
  static final int ROUND = 12;
  /** Turns in which it does nothing when they do. */
  static final int REST = 20 * ROUND;

  private boolean isShedding;
  private int turns;
  private int sent;
  private int ownAtFirst;
  private int rest;

  /**
   * A turn.
   *
   * @param own    clients of this node
   * @param others clients of each other node that takes some; empty where there is none
   * @return how many go
   */
  int turn(int own, Collection<Integer> others) {
    if (rest > 0) {
      rest--;
      return 0;
    }
    double average = (own + others.stream().mapToLong(Integer::longValue).sum()) / (1.0 + others.size());
    double excess = own - average;
    if (excess <= (isShedding ? END * average : BEGIN * average + FEW)) {
      isShedding = false;
      return 0;
    }
    if (!isShedding || turns == ROUND) {
      boolean isInVain = isShedding && ownAtFirst - own < sent / 4;
      begin(own, isInVain);
      if (isInVain) {
        return 0;
      }
    }
    turns++;
    int going = (int) Math.max(1, Math.min(PART * own, excess / 2));
    sent += going;
    return going;
  }

  private void begin(int own, boolean isInVain) {
    isShedding = !isInVain;
    rest = isInVain ? REST : 0;
    turns = 0;
    sent = 0;
    ownAtFirst = own;
  }
}
