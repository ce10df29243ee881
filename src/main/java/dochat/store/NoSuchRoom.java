package dochat.store;

/** There is no room of this id. An answer rather than a fault, hence without a stack trace. */
public final class NoSuchRoom extends RuntimeException {
  NoSuchRoom(String room) {
    super("no such room: " + room, null, false, false);
  }
}
