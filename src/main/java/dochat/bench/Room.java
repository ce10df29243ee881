package dochat.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A room that is written into, and what was acknowledged there. Lives on the loop. */
final class Room {
  private final String id;
  private final List<Author> authors = new ArrayList<>();
  private final BitSet acknowledged = new BitSet();
  private int listeners;

  /** A room that nobody else knows. */
  Room(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** Who takes turns in writing. */
  List<Author> authors() {
    return authors;
  }

  void addListener() {
    listeners++;
  }

  /** How many are to get each message. */
  int listeners() {
    return listeners;
  }

  /** Whether it is the first message that was acknowledged with this number. */
  boolean acknowledge(long seq) {
    boolean isNew = !acknowledged.get((int) seq);
    acknowledged.set((int) seq);
    return isNew;
  }

  /** The highest number that was acknowledged, 0 if none. */
  long head() {
    return Math.max(0, acknowledged.length() - 1);
  }
}
