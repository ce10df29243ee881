package dochat.model;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may hear what is said in a room, as it was at some number of its log. Immutable; it is asked for each delivery.
 *
 * @param asOf   the number of the log up to which it is right
 * @param kind   of the room
 * @param people ids of its members; empty where everybody may
 */
public record Audience(long asOf, RoomKind kind, Set<String> people) {
  /** Nobody yet. */
  public static final Audience NOBODY = new Audience(0, RoomKind.PRIVATE, Set.of());

  public Audience {
    people = Set.copyOf(people);
  }

  /** Everybody. */
  public static Audience everybody() {
    return new Audience(0, RoomKind.PUBLIC, Set.of());
  }

  /** Whether this user is among them. */
  public boolean admits(String user) {
    return !kind.isClosed() || people.contains(user);
  }

  /** After these events of the log, which may have been counted already. */
  public Audience after(Stream<Membership> events) {
    return events.reduce(this, Audience::after, (one, other) -> other);
  }

  private Audience after(Membership event) {
    if (event.seq() <= asOf) {
      return this;
    }
    Set<String> next = new HashSet<>(people);
    if (event.isIn()) {
      next.add(event.user());
    } else {
      next.remove(event.user());
    }
    return new Audience(event.seq(), kind, next);
  }

  /**
   * What an event of the log does to it.
   *
   * @param seq  the number of the event
   * @param user whose place it changes
   * @param isIn whether that user is a member from then on
   */
  public record Membership(long seq, String user, boolean isIn) {}
}
