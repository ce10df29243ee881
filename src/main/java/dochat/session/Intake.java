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
  /** Null while nobody waits for it. */
  private Promise<Void> room;
  /** The same. */
  private Promise<Void> idle;
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
    if (unanswered == 0 && idle != null) {
      Promise<Void> answered = idle;
      idle = null;
      answered.complete();
    }
  }

  /** Whether all that was asked has been answered. */
  boolean isIdle() {
    return unanswered == 0;
  }

  /** Completed when all that was asked has been answered the next time. */
  Future<Void> idle() {
    idle = idle == null ? Promise.promise() : idle;
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
    if (unwritten == 0) {
      return Future.succeededFuture();
    }
    room = room == null ? Promise.promise() : room;
    return room.future();
  }

  private void makeRoom() {
    if (unwritten == 0 && room != null) {
      Promise<Void> made = room;
      room = null;
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
