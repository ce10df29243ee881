package dochat.verify;

import java.util.Set;
import java.util.TreeSet;

/** What a client writes, and what the client knows of what became of it. All on the loop. */
final class Draft {
  private final String room;
  private final String id;
  private final Act act;
  private final boolean isNameless;
  private final boolean isSentOnce;
  private final long writtenAt = System.currentTimeMillis();
  private final Set<Long> numbers = new TreeSet<>();
  private long sentAt = Fate.NEVER;
  private long answeredAt = Fate.NEVER;
  private int attempts;
  private boolean isOnItsWay;
  private boolean isMaybeSaved;
  private boolean isRefused;

  /**
   * One that was not sent yet.
   *
   * @param id         unique for its author
   * @param isNameless whether nodes are not told the id
   * @param isSentOnce whether it is not sent again when it was refused or not answered
   */
  Draft(String room, String id, Act act, boolean isNameless, boolean isSentOnce) {
    this.room = room;
    this.id = id;
    this.act = act;
    this.isNameless = isNameless;
    this.isSentOnce = isSentOnce;
  }

  String room() {
    return room;
  }

  String id() {
    return id;
  }

  /** The client id that nodes are told; null for none. */
  String name() {
    return isNameless ? null : id;
  }

  Act act() {
    return act;
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

  /** @param now in nanoseconds of the run */
  void sent(long now) {
    isOnItsWay = true;
    sentAt = Math.min(sentAt, now);
    attempts++;
  }

  /** An answer has come, or will not come. */
  void returned() {
    isOnItsWay = false;
  }

  /**
   * An attempt was acknowledged.
   *
   * @param seq {@link Line#NO_NUMBER} where the answer has none
   * @param now in nanoseconds of the run
   */
  void acknowledged(long seq, long now) {
    answeredAt = Math.min(answeredAt, now);
    if (seq != Line.NO_NUMBER) {
      numbers.add(seq);
    } else if (act.isNumbered()) {
      attempts--;
    }
  }

  /** It was acknowledged, and sent again. */
  void repeated(long seq) {
    numbers.add(seq);
  }

  /** Whether whoever is asked for it again has to answer with its number. */
  boolean hasNumberForGood() {
    return !isNameless && act.isNumbered();
  }

  /** An attempt has certainly come to nothing. */
  void notSaved() {
    attempts--;
  }

  /** From now on nobody knows whether it was saved, whatever is said of later attempts. */
  void maybeSaved() {
    isMaybeSaved = true;
  }

  void refused() {
    isRefused = !isMaybeSaved;
  }

  /** What was never sent cannot have been saved. */
  Write toWrite(String author) {
    return new Write(author, room, name(), act, new Fate(sentAt, answeredAt, numbers, isRefused || sentAt == Fate.NEVER, attempts));
  }
}
