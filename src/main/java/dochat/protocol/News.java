package dochat.protocol;

import java.util.function.Function;

/**
 * What a client is told of one room at one time: the part of the log after its cursor, and what of the room's state it has not been told.
 *
 * @param room     id of the room
 * @param delivery the log after the client's cursor; may be without events
 * @param presence who is here, as encoded JSON; null when the client has been told
 * @param typing   who types, as encoded JSON; null when the client has been told
 * @param marks    how far members have read, as encoded JSON; null when the client has been told
 * @param state    names the state that the client knows afterwards; opaque, the same at every node
 * @param isReset  the client's cursor was not one of this log
 */
public record News(String room, Delivery delivery, String presence, String typing, String marks, String state, boolean isReset) {
  private static final Function<News, Frame> FRAME = news -> Frame.of(news.frame());

  /** Whether there is nothing to tell but where the room stands. */
  public boolean isEmpty() {
    return delivery.events().isEmpty() && presence == null && typing == null && marks == null && !isReset;
  }

  /** The frame for it; shared with other clients when it is the log only. */
  public String frame() {
    return delivery.frame(extras());
  }

  /** The same as bytes, shared with all who are told the same. */
  public Frame encoded() {
    return encoded(FRAME);
  }

  /**
   * What they are in another framing, as bytes, shared with all who are told the same in it.
   *
   * @param framing always the same object for one framing
   */
  public Frame encoded(Function<News, Frame> framing) {
    return delivery.frame(new Told(framing, presence, typing, marks, hasState() ? state : "", isReset), () -> framing.apply(this));
  }

  private boolean hasState() {
    return presence != null || typing != null || marks != null;
  }

  private String extras() {
    return (presence == null ? "" : ",\"presence\":" + presence)
        + (typing == null ? "" : ",\"typing\":" + typing)
        + (marks == null ? "" : ",\"marks\":" + marks)
        + (hasState() ? ",\"state\":\"" + state + "\"" : "")
        + (isReset ? ",\"reset\":true" : "");
  }

  /** What tells one frame of a delivery from another. */
  private record Told(Function<News, Frame> framing, String presence, String typing, String marks, String state, boolean isReset) {
  }
}
