package dochat.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many there may be of each key at once. Holds nothing for a key of which there is none. Any thread may call. */
public final class Quota {
  private final int most;
  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** So many of each, at least 1. */
  public Quota(int most) {
    this.most = most;
  }

  /** Takes one; false, and nothing is taken, when there are as many as there may be. */
  public boolean take(String key) {
    boolean[] isTaken = new boolean[1];
    taken.compute(key, (same, known) -> {
      int now = known == null ? 0 : known;
      isTaken[0] = now < most;
      return isTaken[0] ? Integer.valueOf(now + 1) : known;
    });
    return isTaken[0];
  }

  /** Gives one back that has been taken. */
  public void give(String key) {
    taken.computeIfPresent(key, (same, known) -> known == 1 ? null : known - 1);
  }
}
