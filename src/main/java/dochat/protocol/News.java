package dochat.protocol;

/**
 * What a client is told of one room at one time: the part of the log after its cursor, and what of the room's state it has not been told.
 *
 * @param room     id of the room
 * @param delivery the log after the client's cursor; may be without events
 * @param presence who is here, as encoded JSON; null when the client has been told
 * @param typing   who types, as encoded JSON; null when the client has been told
 * @param state    names the state that the client knows afterwards; opaque, the same at every node
 * @param isReset  the client's cursor was not one of this log
 */
public record News(String room, Delivery delivery, String presence, String typing, String state, boolean isReset) {

  /** Whether there is nothing to tell but where the room stands. */
  public boolean isEmpty() {
    return delivery.events().isEmpty() && presence == null && typing == null && !isReset;
  }

  /** The frame for it; shared with other clients when it is the log only. */
  public String frame() {
    return delivery.frame(extras());
  }

  /** The same as bytes, shared likewise. */
  public Frame encoded() {
    String extras = extras();
    return extras.isEmpty() ? delivery.encoded() : Frame.of(delivery.frame(extras));
  }

  private String extras() {
    boolean hasState = presence != null || typing != null;
    return (presence == null ? "" : ",\"presence\":" + presence)
        + (typing == null ? "" : ",\"typing\":" + typing)
        + (hasState ? ",\"state\":\"" + state + "\"" : "")
        + (isReset ? ",\"reset\":true" : "");
  }
}
