package dochat.room;

import dochat.model.Audience;
import dochat.model.Mark;
import dochat.model.RoomKind;
import dochat.protocol.Deletions;
import dochat.protocol.Delivery;
import dochat.protocol.Latest;
import dochat.protocol.Limits;
import dochat.protocol.Memberships;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The newest events of a room, encoded once, and who may hear them: a ring, made anew by each append, so that any thread may read it without a lock. Copying
 * {@link Limits#TAIL_EVENTS} references once a batch costs less than one write to one socket.
 */
public final class RoomTail {
  private final String room;
  private final String epoch;
  private final Audience audience;
  private final long base;
  private final String[] events;
  private final long chars;
  private final Latest<Long, Delivery> deliveries;
  /** Made when it is first asked for; of two threads that ask at once both may make it. */
  private Mark mark;

  private RoomTail(String room, String epoch, Audience audience, long base, String[] events) {
    this.room = room;
    this.epoch = epoch;
    this.audience = audience;
    this.base = base;
    this.events = events;
    this.chars = Arrays.stream(events).mapToLong(String::length).sum();
    this.deliveries = new Latest<>(chars, Delivery::chars);
  }

  /** The tail of a public room that holds nothing up to this head. */
  public static RoomTail startingAt(String room, String epoch, long head) {
    return startingAt(room, epoch, head, Audience.everybody());
  }

  /** A tail that holds nothing up to this head, for these people. */
  static RoomTail startingAt(String room, String epoch, long head, Audience audience) {
    return new RoomTail(room, epoch, audience, head, new String[0]);
  }

  String room() {
    return room;
  }

  /** The name of the log that it is the end of. */
  public String epoch() {
    return epoch;
  }

  /** Whether this user may hear what is said in the room, as far as this tail knows. */
  public boolean admits(String user) {
    return audience.admits(user);
  }

  /** The number of the first event that this user sees, whom it {@linkplain #admits admits}; 0 for all. */
  public long floor(String user) {
    return audience.floor(user);
  }

  /** The number of the event by which the room is archived, which may be one that is still to come here; 0 while it is open. */
  public long archived() {
    return audience.archived();
  }

  /** Whether the room stays for ever. */
  public boolean isLasting() {
    return audience.kind() != RoomKind.LAB;
  }

  /** Whether everybody may who is not banned. */
  public boolean isPublic() {
    return !audience.kind().isClosed();
  }

  /** The same for these people, unless it knows better already. */
  RoomTail heardBy(Audience others) {
    return others.asOf() < audience.asOf() ? this : new RoomTail(room, epoch, others, base, events);
  }

  /** The room's newest number. */
  public long head() {
    return base + events.length;
  }

  /** The number of the oldest event that is held; one more than {@link #head} where none is. */
  long first() {
    return base + 1;
  }

  /** The characters of all that it holds. */
  long chars() {
    return chars;
  }

  /** What tells the newest event from any other at its place; null where none is held. */
  Mark mark() {
    Mark known = mark;
    if (known == null && events.length > 0) {
      JsonObject event = new JsonObject(events[events.length - 1]);
      known = new Mark(event.getLong("seq"), event.getJsonObject("user").getString("id"), event.getString("id"), event.getInstant("at").toEpochMilli());
      mark = known;
    }
    return known;
  }

  /** Whether one of these events is not the one that is held under its number. */
  boolean contradicts(long first, List<String> others) {
    for (int i = 0; i < others.size(); i++) {
      long at = first + i - 1 - base;
      if (at >= 0 && at < events.length && !events[(int) at].equals(others.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of its events names one of these people, by their ids. */
  boolean names(Set<String> people) {
    return people.stream().map(id -> "\"id\":\"" + id + "\"").anyMatch(id -> Arrays.stream(events).anyMatch(event -> event.contains(id)));
  }

  /** Whether every event after this cursor is here. */
  public boolean covers(long cursor) {
    return cursor >= base && cursor <= head();
  }

  /** A tail with these events, which follow its head, without what they say is deleted, and without the oldest where there are too many, or too many characters. */
  public RoomTail with(List<String> next) {
    int total = events.length + next.size();
    String[] all = Arrays.copyOf(events, total);
    for (int i = 0; i < next.size(); i++) {
      all[events.length + i] = next.get(i);
    }
    Set<Long> deleted = Deletions.in(next);
    if (!deleted.isEmpty()) {
      Deletions.silence(all, first(), deleted);
    }
    int dropped = total - kept(all, Limits.DELIVERY_CHARS);
    return new RoomTail(room, epoch, audience.after(Memberships.in(next)), base + dropped, dropped == 0 ? all : Arrays.copyOfRange(all, dropped, total));
  }

  /** The same without the oldest events, where it holds more than so many characters; the newest one always stays. */
  RoomTail within(long mostChars) {
    int dropped = chars <= mostChars ? 0 : events.length - kept(events, mostChars);
    return dropped == 0 ? this : new RoomTail(room, epoch, audience, base + dropped, Arrays.copyOfRange(events, dropped, events.length));
  }

  /**
   * What follows a cursor that is {@linkplain #covers covered}, as much as fits into one frame. Two clients at the same cursor get the
   * same object.
   */
  public Delivery after(long cursor) {
    return deliveries.get(cursor, () -> delivery(cursor, Arrays.asList(events).subList((int) (cursor - base), events.length)));
  }

  /** An empty delivery for a client that is further than this node: another node was quicker. */
  public Delivery nothingAfter(long cursor) {
    return delivery(cursor, List.of());
  }

  /** An event loop has handed this tail to those of its listeners that could take it. */
  void walked() {
    deliveries.each(delivery -> delivery.handing().walked());
  }

  /** How many of the newest events stay; at least one if there is one. */
  private static int kept(String[] all, long mostChars) {
    int most = Math.min(all.length, Limits.TAIL_EVENTS);
    int kept = 0;
    for (long characters = 0; kept < most; kept++) {
      characters += all[all.length - 1 - kept].length();
      if (kept > 0 && characters > mostChars) {
        break;
      }
    }
    return kept;
  }

  /** These events, which follow the cursor: as many as fit into a frame, at least one if there is one. */
  Delivery delivery(long cursor, List<String> following) {
    return new Delivery(room, epoch, head(), cursor, following.subList(0, Delivery.fitting(following)));
  }
}
