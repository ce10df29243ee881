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
  /** 0 until it is looked for. */
  private volatile long lowest;
  /** Null until somebody needs one. */
  private volatile Latest<Long, Delivery> parts;

  /**
   * @param head   the room's newest number that this node knows
   * @param after  the cursor of a client to whom this may be sent
   * @param events the events that follow it, encoded
   */
  public Delivery(String room, String epoch, long head, long after, List<String> events) {
    this(room, epoch, head, after, events, new Handing(room, epoch, after + 1, after + events.size()));
  }

  private Delivery(String room, String epoch, long head, long after, List<String> events, Handing handing) {
    this.room = room;
    this.epoch = epoch;
    this.head = Math.max(head, after + events.size());
    this.after = after;
    this.events = List.copyOf(events);
    this.chars = this.events.stream().mapToLong(String::length).sum();
    this.frames = new Latest<>(FRAME_BYTES_PER_CHAR * chars, each -> each.bytes().length);
    this.handing = handing;
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

  /**
   * The same for who does not see what is below this number, 0 for who sees all: this very one as a rule, else one without what becomes of messages
   * below it, the same for all who see as much.
   */
  public Delivery seenFrom(long floor) {
    return floor == 0 || floor <= lowest() ? this
        : parts().get(floor, () -> new Delivery(room, epoch, head, after, Hidden.below(floor, events, after + 1), handing));
  }

  private long lowest() {
    long known = lowest;
    if (known == 0) {
      known = Hidden.lowest(events);
      lowest = known;
    }
    return known;
  }

  /** Two threads may each make one at one moment, and one of them is forgotten with what it holds. */
  private Latest<Long, Delivery> parts() {
    Latest<Long, Delivery> known = parts;
    if (known == null) {
      known = new Latest<>(chars, Delivery::chars);
      parts = known;
    }
    return known;
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
