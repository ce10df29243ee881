package dochat.room;

import dochat.protocol.Frames;

/**
 * A part of a room's log, ready to be sent. Immutable for those who use it; its frame is encoded at the first call and shared by all
 * clients that are at the same cursor, on any thread.
 */
public final class Delivery {
  private final String room;
  private final String epoch;
  private final long head;
  private final long after;
  private final long upTo;
  private final String events;
  private volatile String frame;

  /**
   * @param head   the room's newest number that this node knows
   * @param after  the cursor of a client to whom this may be sent
   * @param upTo   the cursor of that client afterwards
   * @param events encoded, with commas between
   */
  Delivery(String room, String epoch, long head, long after, long upTo, String events) {
    this.room = room;
    this.epoch = epoch;
    this.head = Math.max(head, upTo);
    this.after = after;
    this.upTo = upTo;
    this.events = events;
  }

  public long after() {
    return after;
  }

  public long upTo() {
    return upTo;
  }

  /** The frame alone. */
  public String frame() {
    String text = frame;
    if (text == null) {
      text = Frames.delivery(room, epoch, head, events, "");
      frame = text;
    }
    return text;
  }

  /** The frame with further fields in its body, each with a comma before it. */
  public String frame(String extras) {
    return extras.isEmpty() ? frame() : Frames.delivery(room, epoch, head, events, extras);
  }
}
