package dochat.session;

import dochat.protocol.News;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Hands a client what its rooms have for it, one frame at a time: while a frame is on its way, whatever arrives gathers in the rooms, and
 * goes in the next one. Rooms take turns. Lives on the session's event loop.
 */
final class Outbox {
  private final Wire wire;
  private final Consumer<Registration> over;
  private final Consumer<Throwable> broken;
  /** Null where nothing is. */
  private Deque<Registration> ready;
  private boolean isWriting;
  private boolean isPumping;
  private boolean isClosed;

  /**
   * @param over   told of each registration that is over by what was written
   * @param broken told once when a write fails or what to write cannot be read
   */
  Outbox(Wire wire, Consumer<Registration> over, Consumer<Throwable> broken) {
    this.wire = wire;
    this.over = over;
    this.broken = broken;
  }

  /** This room may have something for the client. */
  void offer(Registration registration) {
    if (registration.isReady() && (ready == null || !ready.contains(registration))) {
      ready = ready == null ? new ArrayDeque<>(1) : ready;
      ready.add(registration);
      pump();
    }
  }

  void remove(Registration registration) {
    if (ready != null && ready.remove(registration) && ready.isEmpty()) {
      ready = null;
    }
  }

  void close() {
    isClosed = true;
    ready = null;
  }

  /** A loop rather than a recursion: a write may complete before it returns. */
  private void pump() {
    if (isPumping) {
      return;
    }
    isPumping = true;
    while (!isWriting && !isClosed && ready != null) {
      isWriting = true;
      Registration next = ready.remove();
      ready = ready.isEmpty() ? null : ready;
      deliver(next);
    }
    isPumping = false;
  }

  private void deliver(Registration registration) {
    Future.succeededFuture(registration).compose(Registration::next).compose(this::tell).onComplete((written, failure) -> {
      isWriting = false;
      if (failure != null && !isClosed) {
        broken.accept(failure);
      } else if (!isClosed) {
        if (registration.isOver()) {
          over.accept(registration);
        } else {
          offer(registration);
        }
        pump();
      }
    });
  }

  private Future<Void> tell(News news) {
    return isClosed || news == null ? Future.succeededFuture() : wire.tell(news);
  }
}
