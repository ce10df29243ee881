package dochat.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may hear what is said in a room, and from where on, as it was at some number of its log. Immutable; it is asked for each delivery.
 *
 * @param asOf    the number of the log up to which it is right
 * @param kind    of the room
 * @param history what those see who become members next
 * @param people  ids of its members, with the number of the first event that each sees, 0 for all; empty where everybody may come
 * @param banned  ids of those who may not come where everybody else may; empty elsewhere, where they are no members
 * @param archived the number of the event by which the room is archived; 0 while it is open
 */
public record Audience(long asOf, RoomKind kind, HistoryVisibility history, Map<String, Long> people, Set<String> banned, long archived) {
  /** Nobody yet. */
  public static final Audience NOBODY = new Audience(0, RoomKind.PRIVATE, HistoryVisibility.ALL, Map.of());

  public Audience {
    people = Map.copyOf(people);
    banned = Set.copyOf(banned);
  }

  /** One of an open room, of which nobody is kept out by name. */
  public Audience(long asOf, RoomKind kind, HistoryVisibility history, Map<String, Long> people) {
    this(asOf, kind, history, people, Set.of(), 0);
  }

  /** Everybody. */
  public static Audience everybody() {
    return new Audience(0, RoomKind.PUBLIC, HistoryVisibility.ALL, Map.of());
  }

  /** Whether this user is among them. */
  public boolean admits(String user) {
    return kind.isClosed() ? people.containsKey(user) : !banned.contains(user);
  }

  /** The number of the first event that this user sees, who is among them; 0 for all. */
  public long floor(String user) {
    return people.getOrDefault(user, 0L);
  }

  /** After these events of the log, which may have been counted already. */
  public Audience after(Stream<Step> events) {
    return events.reduce(this, Audience::after, (one, other) -> other);
  }

  private Audience after(Step event) {
    if (event.seq() <= asOf) {
      return this;
    }
    if (event instanceof Visibility visibility) {
      return new Audience(event.seq(), kind, visibility.history(), people, banned, archived);
    }
    if (event instanceof Archiving archiving) {
      return new Audience(event.seq(), kind, history, people, banned, archiving.isOn() ? event.seq() : 0);
    }
    if (event instanceof Ban ban) {
      return kind.isClosed() ? ban.isOn() ? without(ban.seq(), ban.user()) : this : after(ban);
    }
    Membership membership = (Membership) event;
    return membership.isIn() ? with(membership.seq(), membership.user()) : without(membership.seq(), membership.user());
  }

  private Audience with(long seq, String user) {
    Map<String, Long> next = new HashMap<>(people);
    next.putIfAbsent(user, history == HistoryVisibility.JOINED ? seq : 0);
    return new Audience(seq, kind, history, next, banned, archived);
  }

  private Audience without(long seq, String user) {
    Map<String, Long> next = new HashMap<>(people);
    next.remove(user);
    return new Audience(seq, kind, history, next, banned, archived);
  }

  private Audience after(Ban ban) {
    Set<String> next = new HashSet<>(banned);
    if (ban.isOn()) {
      next.add(ban.user());
    } else {
      next.remove(ban.user());
    }
    return new Audience(ban.seq(), kind, history, people, next, archived);
  }

  /** What an event of the log does to it. */
  public sealed interface Step {
    /** The number of the event. */
    long seq();
  }

  /**
   * Somebody comes or goes.
   *
   * @param user whose place it changes
   * @param isIn whether that user is a member from then on
   */
  public record Membership(long seq, String user, boolean isIn) implements Step {}

  /**
   * Somebody is kept out, or no longer.
   *
   * @param isOn whether that user is kept out from then on
   */
  public record Ban(long seq, String user, boolean isOn) implements Step {}

  /**
   * Who comes from then on sees something else.
   *
   * @param history what those see
   */
  public record Visibility(long seq, HistoryVisibility history) implements Step {}

  /**
   * The room is archived, or opened again.
   *
   * @param isOn whether it is archived from then on
   */
  public record Archiving(long seq, boolean isOn) implements Step {}
}
