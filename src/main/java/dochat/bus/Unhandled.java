package dochat.bus;

import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of what was thrown on an event loop and caught by nobody: a fault, for the log. One kind is none, and would fill it whenever a node
 * dies: Vert.x's bus is told by a connection that a message cannot be written, tells its sender, and calls that "already completed"
 * ({@code OutboundDeliveryContext.tryFail} of Vert.x 5.0.12 answers false always). Any thread may call it.
 */
final class Unhandled implements Handler<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(Unhandled.class);
  private static final String WRITE = "io.vertx.core.net.impl.DelegatingChannelPromise";

  @Override
  public void handle(Throwable failure) {
    if (isUnwritten(failure)) {
      LOG.debug("a message of the bus was not written, and its sender knows");
    } else {
      LOG.error("something failed that nothing was prepared for", failure);
    }
  }

  /** Whether a promise of a library was failed by a write that failed, and says that it was complete before. */
  static boolean isUnwritten(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return failure instanceof IllegalStateException && trace.length > 0 && trace[0].getClassName().equals(Promise.class.getName())
        && trace[0].getMethodName().equals("fail") && Arrays.stream(trace).anyMatch(frame -> frame.getClassName().equals(WRITE));
  }
}
