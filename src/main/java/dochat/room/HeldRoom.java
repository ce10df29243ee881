package dochat.room;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** The changes of one room that somebody else holds, in their order, until they are answered. Used on the context of the {@link RoomLog}. */
final class HeldRoom {
  private final Queue<Entry> entries = new ArrayDeque<>();
  private boolean isStuck;

  void add(Entry entry) {
    entries.add(entry);
  }

  /** The first ones that have no answer yet, and stay here until they have. Those that have waited too long get theirs now. */
  List<Entry> nextGroup() {
    entries.removeIf(entry -> entry.isAnswered() || entry.isLate());
    return entries.stream().limit(RoomLog.GROUP).toList();
  }

  /** Whether it was still held after the last try. */
  boolean isStuck() {
    return isStuck;
  }

  void isStuck(boolean stuck) {
    isStuck = stuck;
  }
}
