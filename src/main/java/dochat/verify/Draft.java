package dochat.verify;

import java.util.Set;
import java.util.TreeSet;

/** A message of a client, and what the client knows of what became of it. All on the loop. */
final class Draft {
  private final String room;
  private final String id;
  private final String text;
  private final boolean isSentOnce;
  private final long writtenAt = System.currentTimeMillis();
  private final Set<Long> numbers = new TreeSet<>();
  private boolean isOnItsWay;
  private boolean isSent;
  private boolean isMaybeSaved;
  private boolean isRefused;

  /** @param isSentOnce whether it is not sent again when it was refused or not answered */
  Draft(String room, String id, String text, boolean isSentOnce) {
    this.room = room;
    this.id = id;
    this.text = text;
    this.isSentOnce = isSentOnce;
  }

  String room() {
    return room;
  }

  String id() {
    return id;
  }

  String text() {
    return text;
  }

  boolean isSentOnce() {
    return isSentOnce;
  }

  /** In epoch milliseconds. */
  long writtenAt() {
    return writtenAt;
  }

  boolean isOnItsWay() {
    return isOnItsWay;
  }

  void sent() {
    isOnItsWay = true;
    isSent = true;
  }

  /** An answer has come, or will not come. */
  void returned() {
    isOnItsWay = false;
  }

  void acknowledged(long seq) {
    numbers.add(seq);
  }

  /** From now on nobody knows whether it was saved, whatever is said of later attempts. */
  void maybeSaved() {
    isMaybeSaved = true;
  }

  void refused() {
    isRefused = !isMaybeSaved;
  }

  /** What was never sent cannot have been saved. */
  Post toPost(String author) {
    return new Post(author, room, id, text, numbers, isRefused || !isSent);
  }
}
