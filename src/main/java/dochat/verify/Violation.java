package dochat.verify;

import java.util.Locale;

/** A broken promise, and where. */
record Violation(Rule rule, String room, String what) {
  /** The promises of docs/guarantees.md. */
  enum Rule {
    LOST("what was acknowledged is not in the log"),
    MOVED("an event was acknowledged under another number than it has"),
    TWICE("an event is in the log twice"),
    HOLE("a number is missing in the log"),
    LOGS_DIFFER("two nodes tell different logs"),
    REFUSED_BUT_SAVED("what was refused is in the log"),
    NOBODYS("an event in the log is not what anybody wrote"),
    BASELESS("an event in the log does what was done already, cannot be done, or may not be done by its author"),
    NOT_GONE("what a deleted message said is told"),
    OTHER_MESSAGES("a node tells other messages than its log has made"),
    OTHER_MEMBERS("a node names other members or roles than its log has made"),
    SKIPPED("a reader was not told of an event before the next"),
    REPEATED("a reader was told of an event again"),
    OTHER("a reader was told something else than the log says"),
    OVERHEARD("who was removed from a room was told of it"),
    NOT_DELIVERED("a reader was never told of the newest events"),
    RESET_FOR_NOTHING("a reader was told to start again without a reason"),
    UNKNOWN("a client was told what the protocol does not know"),
    UNANSWERED("what was written was not answered long after the last fault"),
    SIGNED_OUT("a good token was not believed"),
    DIED("a node ended by itself"),
    LATE("not all was right 3 s after the last fault");

    private final String sentence;

    Rule(String sentence) {
      this.sentence = sentence;
    }

    String sentence() {
      return sentence;
    }
  }

  @Override
  public String toString() {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-') + " in " + room + ": " + what;
  }
}
