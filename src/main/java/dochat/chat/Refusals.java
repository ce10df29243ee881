package dochat.chat;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.store.NoSuchRoom;
import dochat.store.StoreBusy;
import dochat.store.StoreUnconfirmed;
import dochat.store.TooManyRooms;

/** What the store's failures are to a client. */
public final class Refusals {
  private Refusals() {
  }

  /** The problem that an expected failure is; any other failure as it is, a bug to be logged where it is caught. */
  public static Throwable of(Throwable failure) {
    if (failure instanceof NoSuchRoom) {
      return Problem.of(ProblemCode.ROOM_NOT_FOUND);
    }
    if (failure instanceof TooManyRooms) {
      return Problem.of(ProblemCode.ROOMS_FULL);
    }
    if (failure instanceof StoreUnconfirmed) {
      return Problem.of(ProblemCode.UNCONFIRMED);
    }
    return failure instanceof StoreBusy ? Problem.of(ProblemCode.BUSY) : failure;
  }
}
