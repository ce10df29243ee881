package dochat.room;

import dochat.model.History;
import dochat.protocol.Delivery;
import dochat.protocol.Latest;
import dochat.protocol.Limits;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page of a room's log, encoded once, for all who are behind there. Where it ends depends on the log alone: so clients that are behind by
 * different numbers are at the same ones after one page, and share what follows. Immutable but for when it was used; any thread.
 */
final class LogPage {
  /** A page is one delivery, and begins after a multiple of so many, or where the one before it was full of characters. */
  private static final int EVENTS = Limits.FRAME_EVENTS;

  private final Place place;
  private final List<String> events;
  private final boolean isOpen;
  private final long chars;
  private final Latest<Part, Delivery> deliveries;
  private volatile long used;

  private LogPage(Place place, List<String> events, boolean isOpen) {
    this.place = place;
    this.events = List.copyOf(events);
    this.isOpen = isOpen;
    this.chars = events.stream().mapToLong(String::length).sum();
    this.deliveries = new Latest<>(chars, Delivery::chars);
  }

  /** One of which nothing has been read. */
  static LogPage at(Place place) {
    return new LogPage(place, List.of(), true);
  }

  /** The same with what follows it in the log, as far as it has room. */
  LogPage with(History read) {
    List<String> all = Stream.concat(events.stream(), RoomFeed.encode(read).stream()).toList();
    List<String> fitting = all.subList(0, Delivery.fitting(all));
    long upTo = place.start + fitting.size();
    return new LogPage(place, fitting, upTo >= read.head() && upTo < place.end());
  }

  Place place() {
    return place;
  }

  /** The number of its last event; that before its first one where it has none. */
  long upTo() {
    return place.start + events.size();
  }

  /** How many events there may still be room for. */
  int left() {
    return (int) (place.end() - upTo());
  }

  /** Whether it ends where the log ended, so that more of the log will belong to it. */
  boolean isOpen() {
    return isOpen;
  }

  /** Whether it says what follows this cursor, or that it is on a later page. */
  boolean isEnoughFor(long cursor) {
    return upTo() > cursor || !isOpen;
  }

  /** Where the page after it begins, once it is not open. */
  Place next() {
    return new Place(place.room, place.epoch, upTo());
  }

  /** The characters of all that it holds. */
  long chars() {
    return chars;
  }

  /** What it has after this cursor, which is not before its place. Two clients at the same cursor get the same object, while the head is the same. */
  Delivery after(long cursor, long head) {
    return deliveries.get(new Part(cursor, head), () ->
        new Delivery(place.room, place.epoch, head, cursor, events.subList((int) Math.min(events.size(), cursor - place.start), events.size())));
  }

  /** When it was used last, as a number that rises with each use. */
  long used() {
    return used;
  }

  void used(long now) {
    used = now;
  }

  /** Where a page begins: after the event with this number. */
  record Place(String room, String epoch, long start) {
    /** Of the first page that may have what follows this cursor. */
    static Place before(RoomTail log, long cursor) {
      return new Place(log.room(), log.epoch(), cursor - cursor % EVENTS);
    }

    private long end() {
      return start - start % EVENTS + EVENTS;
    }
  }

  private record Part(long cursor, long head) {
  }
}
