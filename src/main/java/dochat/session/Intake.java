package dochat.session;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Decides when a client is read from: not while it has asked more than was answered, and not while it does not take its answers. So what
 * it can make a node hold is bounded. Lives on the session's event loop.
 */
final class Intake {
  /** Frames whose answers may be under way. */
  private static final int UNANSWERED = 16;

  private final Wire wire;
  private Promise<Void> room = Promise.promise();
  private Promise<Void> idle = Promise.promise();
  private int unanswered;
  private int unwritten;
  private boolean isPaused;

  Intake(Wire wire) {
    this.wire = wire;
  }

  /** A frame came in. */
  void received() {
    unanswered++;
    regulate();
  }

  /** It has been answered, or wanted no answer. */
  void answered() {
    unanswered--;
    regulate();
    if (unanswered == 0) {
      Promise<Void> answered = idle;
      idle = Promise.promise();
      answered.complete();
    }
  }

  /** Whether all that was asked has been answered. */
  boolean isIdle() {
    return unanswered == 0;
  }

  /** Completed when all that was asked has been answered the next time. */
  Future<Void> idle() {
    return idle.future();
  }

  /** An answer was written; where the peer has more than it takes, this one must be out before more is read. */
  void wrote(Future<Void> written) {
    if (wire.isFull()) {
      unwritten++;
      regulate();
      written.onComplete((done, failure) -> {
        unwritten--;
        regulate();
        makeRoom();
      });
    }
  }

  /** Completed when the peer has taken all that it was given: what would be held for it otherwise has not been worked out before. */
  Future<Void> room() {
    return unwritten == 0 ? Future.succeededFuture() : room.future();
  }

  private void makeRoom() {
    if (unwritten == 0) {
      Promise<Void> made = room;
      room = Promise.promise();
      made.complete();
    }
  }

  private void regulate() {
    boolean pause = unwritten > 0 || unanswered >= UNANSWERED;
    if (pause != isPaused) {
      isPaused = pause;
      if (pause) {
        wire.pause();
      } else {
        wire.resume();
      }
    }
  }
}
