package dochat.verify;

import dochat.model.Event;

/**
 * What is so or not of a room: somebody is a member, reacts with an emoji, a message is pinned, or is gone.
 *
 * @param what an emoji, or another word
 * @param ref  the number of the message, 0 for the room
 * @param who  of whom it is so, empty for nobody in particular
 */
record Fact(String what, long ref, String who) {
  /** How it stands with what is not so. */
  static final String OFF = "";
  /** How it stands with what is so, but for memberships, where it is the role. */
  static final String ON = "on";

  private static final String MEMBERSHIP = "member";

  static Fact membership(String who) {
    return new Fact(MEMBERSHIP, 0, who);
  }

  static Fact deletion(long ref) {
    return new Fact("deleted", ref, "");
  }

  static Fact pin(long ref) {
    return new Fact("pinned", ref, "");
  }

  /** What an act that is {@link Act#isIdempotent idempotent} is about. */
  static Fact of(String author, Act act) {
    return switch (act.type()) {
      case Event.REACT, Event.UNREACT -> new Fact(act.text(), act.ref(), author);
      case Event.DELETE -> deletion(act.ref());
      case Event.PIN, Event.UNPIN -> pin(act.ref());
      case Event.INVITE, Event.REMOVE, Event.ROLE -> membership(act.whom());
      default -> membership(author);
    };
  }

  boolean isMembership() {
    return what.equals(MEMBERSHIP);
  }

  /** How it stands after this was done, which is about it. */
  static String after(Act act) {
    return switch (act.type()) {
      case Event.REACT, Event.DELETE, Event.PIN -> ON;
      case Event.JOIN, Event.INVITE, Event.ROLE -> act.text();
      default -> OFF;
    };
  }

  /** Whether there is nothing left to do of this where it stands so: who is a member with another role has nothing to join. */
  static boolean isDone(Act act, String state) {
    return act.is(Event.ROLE) ? state.equals(act.text()) : state.isEmpty() == after(act).isEmpty();
  }
}
