package dochat.verify;

/**
 * What one client wrote and what became of it.
 *
 * @param id its client id, null for none: then each attempt is another change, and has to find done what the one before it has done
 */
record Write(String author, String room, String id, Act act, Fate fate) {
  /** Author and client id, which together name it; null where it has none. */
  String key() {
    return id == null ? null : author + " " + id;
  }

  /** Enough for a person to find it. */
  @Override
  public String toString() {
    return (id == null ? author : key()) + " (" + act.type() + (act.ref() > 0 ? " " + act.ref() : "") + ")";
  }
}
