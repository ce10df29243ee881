package dochat.room;

import java.util.Arrays;
import java.util.Collection;

/**
 * What the tails of all live rooms of a node hold together, and how much that may be: there may be thousands of rooms, and a quarter of a
 * million characters in each. What they give up is in the log; the newest event of each stays, whatever the space. Lives on the hub's context.
 */
final class TailSpace {
  /**
   * The heap's bytes for one character: two in memory, and up to six more in the frames that a tail keeps for those who are at the same cursors. So
   * all tails together take a fifth of it at most, and with the pages of {@link LogPages} a quarter.
   */
  private static final int HEAP_BYTES_PER_CHAR = 40;

  private final long mostChars;
  /** As it was counted last, with what has come since. */
  private long chars;

  /** Of this JVM's heap. */
  TailSpace() {
    this(Runtime.getRuntime().maxMemory() / HEAP_BYTES_PER_CHAR);
  }

  TailSpace(long mostChars) {
    this.mostChars = mostChars;
  }

  /** A tail has come; whether all together may be too much now. */
  boolean isShortWith(RoomTail tail) {
    chars += tail.chars();
    return chars > mostChars;
  }

  /** Counts all of them. Where they are too much, those that hold more than their share give up the oldest of it. */
  void keep(Collection<RoomFeed> feeds) {
    chars = count(feeds);
    if (chars > mostChars) {
      long share = share(mostChars, feeds.stream().mapToLong(TailSpace::chars).toArray());
      feeds.forEach(feed -> feed.keepWithin(share));
      chars = count(feeds);
    }
  }

  /** How much each may hold, so that all together hold what there is: what small ones leave is for those that would hold more. */
  private static long share(long mostChars, long[] held) {
    Arrays.sort(held);
    long left = mostChars;
    int others = held.length;
    for (long chars : held) {
      if (chars > left / others) {
        break;
      }
      left -= chars;
      others--;
    }
    return left / others;
  }

  private static long count(Collection<RoomFeed> feeds) {
    return feeds.stream().mapToLong(TailSpace::chars).sum();
  }

  private static long chars(RoomFeed feed) {
    return feed.room().tail().chars();
  }
}
