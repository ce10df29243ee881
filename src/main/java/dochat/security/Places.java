package dochat.security;

import java.util.concurrent.atomic.AtomicInteger;

/** How many there may be at once. Any thread may call. */
public final class Places {
  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  /** So many, at least 1. */
  public Places(int most) {
    this.most = most;
  }

  /** Takes one; false, and nothing is taken, when all are. */
  public boolean take() {
    return taken.getAndUpdate(now -> Math.min(now + 1, most)) < most;
  }

  /** Gives one back that has been taken. */
  public void give() {
    taken.decrementAndGet();
  }

  /** How many are taken. */
  public int taken() {
    return taken.get();
  }

  /** How many there are. */
  public int most() {
    return most;
  }

  /** Whether all are taken. */
  public boolean areTaken() {
    return taken.get() >= most;
  }
}
