package dochat.protocol;

import dochat.trail.Handing;
import java.util.List;

/**
 * A part of a room's log, ready to be sent. Immutable for those who use it; its frame is encoded at the first call and shared by all
 * clients that are at the same cursor, on any thread.
 */
public final class Delivery {
  private final String room;
  private final String epoch;
  private final long head;
  private final long after;
  private final List<String> events;
  private final Handing handing;
  private volatile String frame;
  private volatile Frame encoded;

  /**
   * @param head   the room's newest number that this node knows
   * @param after  the cursor of a client to whom this may be sent
   * @param events the events that follow it, encoded
   */
  public Delivery(String room, String epoch, long head, long after, List<String> events) {
    this.room = room;
    this.epoch = epoch;
    this.head = Math.max(head, after + events.size());
    this.after = after;
    this.events = List.copyOf(events);
    this.handing = new Handing(room, epoch, after + 1, upTo());
  }

  /** How many of these encoded events one delivery takes, from the first on; at least one if there is one. */
  public static int fitting(Iterable<String> events) {
    int count = 0;
    long characters = -1;
    for (String event : events) {
      characters += event.length() + 1;
      boolean isFull = count == Limits.FRAME_EVENTS || characters > Limits.DELIVERY_CHARS;
      if (count > 0 && isFull) {
        break;
      }
      count++;
    }
    return count;
  }

  public String epoch() {
    return epoch;
  }

  /** The room's newest number, at least {@link #upTo}. */
  public long head() {
    return head;
  }

  public long after() {
    return after;
  }

  /** The cursor of a client that has received this. */
  public long upTo() {
    return after + events.size();
  }

  /** The events, encoded; the first has the number {@code after + 1}. */
  public List<String> events() {
    return events;
  }

  /** Counts the clients that are handed it. */
  public Handing handing() {
    return handing;
  }

  /** The frame alone. */
  public String frame() {
    String text = frame;
    if (text == null) {
      text = Frames.delivery(room, epoch, head, String.join(",", events), "");
      frame = text;
    }
    return text;
  }

  /** The frame alone, as bytes; the same object for everybody. */
  Frame encoded() {
    Frame bytes = encoded;
    if (bytes == null) {
      bytes = Frame.of(frame());
      encoded = bytes;
    }
    return bytes;
  }

  /** The frame with further fields in its body, each with a comma before it. */
  public String frame(String extras) {
    return extras.isEmpty() ? frame() : Frames.delivery(room, epoch, head, String.join(",", events), extras);
  }
}
