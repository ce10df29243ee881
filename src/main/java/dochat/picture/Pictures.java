package dochat.picture;

import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes pictures on a worker thread, one at a time. Any context may call, and is called back on itself. */
public final class Pictures {
  /** Each waits with as much as may be uploaded; the others are told to come again. */
  private static final int MOST = 5;

  private final WorkerExecutor worker;
  private final AtomicInteger asked = new AtomicInteger();

  public Pictures(Vertx vertx) {
    worker = vertx.createSharedWorkerExecutor("dochat-picture", 1);
  }

  /** Those of what was uploaded, by the length of their sides in pixels. Fails with {@code bad_picture}, or with {@code busy}. */
  public Future<Map<Integer, byte[]>> sizes(byte[] body) {
    if (asked.incrementAndGet() > MOST) {
      asked.decrementAndGet();
      return Future.failedFuture(Problem.of(ProblemCode.BUSY, "Too many pictures are being made; try again."));
    }
    return worker.executeBlocking(() -> Picture.sizes(body), false).onComplete((made, failure) -> asked.decrementAndGet());
  }
}
