package dochat.bench;

/** A client who can say something in its room. Lives on the loop of its fleet. */
abstract class Author extends WebSocketLine {
  Author(Fleet fleet, Room room, boolean isListener) {
    super(fleet, room, isListener);
  }

  /** Says something; the moment at which it was to be said travels with it. */
  abstract void post(String id, long stamp);
}
