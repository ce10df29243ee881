package dochat.store;

/** Who asks is banned from this room, which they may know of. An answer rather than a fault, hence without a stack trace. */
public final class Banned extends RuntimeException {
  Banned(String room) {
    super("banned from the room: " + room, null, false, false);
  }
}
