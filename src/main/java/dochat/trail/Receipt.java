package dochat.trail;

/**
 * Events of a room that have come to this node's tail, and can be handed to its clients from then on.
 *
 * @param first  number of the first one
 * @param last   number of the last one
 * @param micros when, in microseconds since 1970 by this machine's clock
 * @param source what brought them
 */
public record Receipt(String room, String epoch, long first, long last, long micros, Source source) {
  /** The ways to a tail. */
  public enum Source {
    /** The event bus, or this node's own commit. */
    BUS,
    /** The log, where the bus had not brought them. */
    LOG,
    /** The log, because the room became live here. */
    OPEN
  }

  boolean has(String room, String epoch, long seq) {
    return first <= seq && seq <= last && this.room.equals(room) && this.epoch.equals(epoch);
  }
}
