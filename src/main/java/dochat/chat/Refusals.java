package dochat.chat;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.store.Banned;
import dochat.store.CreatedOtherwise;
import dochat.store.NoSuchRoom;
import dochat.store.OlderNodes;
import dochat.store.StoreBusy;
import dochat.store.StoreUnconfirmed;
import dochat.store.TooManyRooms;
import dochat.trace.Trace;
import io.vertx.core.Future;

/** What the store's failures are to a client. */
public final class Refusals {
  private Refusals() {
  }

  /** The problem that an expected failure is; any other failure as it is, a bug to be logged where it is caught. */
  public static Throwable of(Throwable failure) {
    if (failure instanceof NoSuchRoom) {
      return Problem.of(ProblemCode.ROOM_NOT_FOUND);
    }
    if (failure instanceof Banned) {
      return Problem.of(ProblemCode.BANNED);
    }
    if (failure instanceof TooManyRooms) {
      return Problem.of(ProblemCode.ROOMS_FULL);
    }
    if (failure instanceof CreatedOtherwise) {
      return Problem.of(ProblemCode.ID_REUSED);
    }
    if (failure instanceof OlderNodes) {
      return Problem.of(ProblemCode.OLDER_NODES);
    }
    if (failure instanceof StoreUnconfirmed) {
      return Problem.of(ProblemCode.UNCONFIRMED);
    }
    return failure instanceof StoreBusy ? Problem.of(ProblemCode.BUSY) : failure;
  }

  /** Ends a post's trace with what becomes of it; the answer is the same post. */
  public static <T> Future<T> ending(Trace trace, Future<T> post) {
    return trace == Trace.NONE ? post : post.onComplete((done, failure) -> trace.ends(failure == null ? null : Problem.from(of(failure)).code().code()));
  }
}
