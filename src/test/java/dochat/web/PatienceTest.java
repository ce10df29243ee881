package dochat.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.loop.LoopClock;
import dochat.room.OneNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.Router;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How long the rest of a request may take. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class PatienceTest {
  private static final long MILLI = 1_000_000;
  private static final long BODY_MILLIS = 50;

  /** Its timers are due by the time of the machine; the body may have come in what the process did not live. */
  @Test
  void doesNotCountTheTimeInWhichTheProcessStoodStill(Vertx vertx) throws InterruptedException {
    AtomicLong nanos = new AtomicLong();
    CountDownLatch looks = new CountDownLatch(10);
    Context loop = vertx.getOrCreateContext();
    Router router = Router.router(vertx);
    LoopClock clock = OneNode.on(loop, () -> new LoopClock(() -> {
      looks.countDown();
      return nanos.get();
    }));
    router.route().handler(new Patience(vertx, clock, BODY_MILLIS));
    router.route().handler(context -> context.request().pause());
    var server = OneNode.on(loop, vertx::createHttpServer).requestHandler(router);
    OneNode.await(OneNode.on(loop, () -> server.listen(0, "127.0.0.1")));
    NetClient network = vertx.createNetClient();
    NetSocket client = OneNode.await(network.connect(server.actualPort(), "127.0.0.1"));
    AtomicBoolean isEnded = new AtomicBoolean();
    client.closeHandler(closed -> isEnded.set(true));
    client.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n{");
    assertTrue(looks.await(20, TimeUnit.SECONDS));
    assertFalse(isEnded.get(), "no time has passed for who listens");
    nanos.addAndGet(2 * BODY_MILLIS * MILLI);
    await().until(isEnded::get);
    // Held so long: one that nobody holds any more ends its connections when it is collected.
    OneNode.await(network.close());
  }
}
