package dochat.door;

import dochat.protocol.Frame;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/** The frames that are on their way to one client, who has not taken all of them. Lives on one event loop. */
final class Untaken {
  private final LongConsumer more;
  private final Deque<Frame> frames = new ArrayDeque<>(1);

  /** @param more told how many bytes more are held, at once */
  Untaken(LongConsumer more) {
    this.more = more;
  }

  /** This one is held until it is written. */
  Future<Void> add(Frame frame, Future<Void> written) {
    frame.hold();
    frames.add(frame);
    more.accept(frame.share());
    return written.onComplete((done, failure) -> {
      frames.remove(frame);
      frame.release();
    });
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** What this client answers for. */
  long bytes() {
    long bytes = 0;
    for (Frame frame : frames) {
      bytes += frame.share();
    }
    return bytes;
  }
}
