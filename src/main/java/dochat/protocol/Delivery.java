package dochat.protocol;

import dochat.trail.Handing;
import java.util.List;
import java.util.function.Supplier;

/**
 * A part of a room's log, ready to be sent. Immutable for those who use it; each frame is encoded at the first call and shared by all
 * clients that are told the same, on any thread.
 */
public final class Delivery {
  /** What its frames together may take: those of one framing in any language, or of several in most. */
  private static final int FRAME_BYTES_PER_CHAR = 4;

  private final String room;
  private final String epoch;
  private final long head;
  private final long after;
  private final List<String> events;
  private final long chars;
  private final Handing handing;
  private final Latest<Object, Frame> frames;
  private volatile String frame;

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
    this.chars = this.events.stream().mapToLong(String::length).sum();
    this.frames = new Latest<>(FRAME_BYTES_PER_CHAR * chars, each -> each.bytes().length);
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

  /** The characters of its events. */
  public long chars() {
    return chars;
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

  /** The frame that was made of it for this, or is made now. */
  Frame frame(Object key, Supplier<Frame> encoding) {
    return frames.get(key, encoding);
  }

  /** The frame with further fields in its body, each with a comma before it. */
  public String frame(String extras) {
    return extras.isEmpty() ? frame() : Frames.delivery(room, epoch, head, String.join(",", events), extras);
  }
}
