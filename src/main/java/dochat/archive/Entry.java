package dochat.archive;

import dochat.model.Account;
import dochat.model.Event;
import dochat.model.Member;
import dochat.model.Room;
import java.time.Instant;

/** One line of an export. Its form is in docs/operations.md, its order in {@link Ledger}. */
sealed interface Entry {
  /**
   * The first line.
   *
   * @param epoch the store that it was taken from
   * @param room  the only room in it; null: all
   * @param at    when it was begun
   */
  record Header(String epoch, String room, Instant at) implements Entry {}

  /** Somebody who has signed in. */
  record Person(Account account) implements Entry {}

  /** A room; as many events follow as its head says. */
  record Place(Room room) implements Entry {}

  /** An event of a room. */
  record Said(String room, Event event) implements Entry {}

  /** A member of a room. */
  record Joined(String room, Member member) implements Entry {}

  /**
   * The last line.
   *
   * @param counts what was before
   * @param sha256 of all lines between the first and this one, in hexadecimal digits
   */
  record End(Counts counts, String sha256) implements Entry {}
}
