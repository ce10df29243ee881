package dochat.bench;

import java.nio.charset.StandardCharsets;

/** A client of a server that passes messages on without numbers and answers none: what does not come is found by counting all that was sent. */
abstract class PassingLine extends Author {
  PassingLine(Fleet fleet, Room room, boolean isListener) {
    super(fleet, room, isListener);
    cursor().begin(0);
  }

  /** What is sent to say this, an object that looks like an event. */
  abstract String said(String message);

  /** A whole message of the server. */
  abstract void text(byte[] bytes, int from, int to);

  @Override
  final void post(String id, long stamp) {
    send(said(Requests.event(id, Stamp.write(stamp))));
    fleet().meter().passed(room().listeners());
  }

  @Override
  public final int text(byte[] bytes, int from, int to, boolean isLast) {
    if (!isLast) {
      return from;
    }
    text(bytes, from, to);
    return to;
  }

  @Override
  public final void event(long seq, long stamp) {
    delivered(stamp);
  }

  final void surprised(byte[] bytes, int from, int to) {
    fleet().fault("the server says " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }
}
