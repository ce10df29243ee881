package dochat.store;

import dochat.protocol.Limits;

/** There are {@link Limits#ROOMS} rooms already. An answer rather than a fault, hence without a stack trace. */
public final class TooManyRooms extends RuntimeException {
  TooManyRooms() {
    super("there are " + Limits.ROOMS + " rooms already", null, false, false);
  }
}
