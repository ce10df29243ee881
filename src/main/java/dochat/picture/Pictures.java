package dochat.picture;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes pictures on a worker thread, one at a time. Any context may call, and is called back on itself. */
public final class Pictures {
  /** Each that comes or waits takes as much memory as may be uploaded; the others are told to come again. */
  private static final int MOST = 8;

  private final WorkerExecutor worker;
  private final AtomicInteger coming = new AtomicInteger();

  public Pictures(Vertx vertx) {
    worker = vertx.createSharedWorkerExecutor("dochat-picture", 1);
  }

  /** Whether one more may come, before anything of it is kept; if so, {@link #end} follows. */
  public boolean begin() {
    boolean may = coming.incrementAndGet() <= MOST;
    if (!may) {
      coming.decrementAndGet();
    }
    return may;
  }

  /** Nothing of it is kept any more. */
  public void end() {
    coming.decrementAndGet();
  }

  /** Those of what was uploaded, by the length of their sides in pixels. Fails with {@code bad_picture}. */
  public Future<Map<Integer, byte[]>> sizes(byte[] body) {
    return worker.executeBlocking(() -> Picture.sizes(body), false);
  }
}
