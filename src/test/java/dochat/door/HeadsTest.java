package dochat.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.loop.LoopClock;
import dochat.metrics.Metrics;
import dochat.room.OneNode;
import dochat.security.Quota;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What of all that comes on a connection of HTTP/1.1 is a head, which may take half a minute, and what belongs to the request before it. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class HeadsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int HEAD_SECONDS = 31;
  private static final int HALF = 20_000;

  private final AtomicLong nanos = new AtomicLong();
  private final HeldBytes held = new HeldBytes();
  private final Map<String, HttpServerRequest> requests = new ConcurrentHashMap<>();
  private Connections connections;
  private Context loop;
  private Socket client;

  @BeforeEach
  void connect(Vertx vertx) throws IOException {
    loop = vertx.getOrCreateContext();
    LoopClock clock = new LoopClock(nanos::get);
    connections = OneNode.on(loop, () -> new Connections(vertx, clock, held, new Metrics(), new Gate(new Capacity(100), new Quota(100), new Metrics()), Integer.MAX_VALUE));
    Router router = Router.router(vertx);
    router.route().handler(Connections::watch).handler(this::keep);
    router.post("/refused").handler(context -> context.response().end("no."));
    HttpServer server = OneNode.on(loop, () -> vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false)))
        .connectionHandler(connections::add).requestHandler(router);
    OneNode.await(OneNode.on(loop, () -> server.listen(0, "127.0.0.1")));
    client = new Socket("127.0.0.1", server.actualPort());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  /** The answer to the first one ends when the second one is being answered. */
  @Test
  void isNoneWhatComesDuringTheSecondOfTwoRequestsAtOnce() throws IOException {
    String heads = head("/one") + head("/two");
    write(heads);
    await().until(() -> held() == heads.length() + Arrivals.LINE_BYTES * heads.lines().count());
    answer("/one");
    await().until(() -> requests.containsKey("/two"));
    write("G");
    await().until(() -> held() == 1);
    pass(HEAD_SECONDS);
    answer("/two");
    assertTrue(isAnswered("/two."), "it was being answered");
    write("E");
    await().until(() -> held() == 1);
    pass(HEAD_SECONDS);
    assertEquals(-1, client.getInputStream().read());
  }

  @Test
  void isNoneWhatIsLeftOfARequestThatWasRefused() throws IOException {
    write("POST /refused HTTP/1.1\r\nHost: a\r\nContent-Length: " + 2 * HALF + "\r\n\r\n");
    assertTrue(isAnswered("no."));
    write("a".repeat(HALF));
    HttpServerRequest refused = requests.get("/refused");
    await().until(() -> refused.bytesRead() == HALF);
    assertEquals(0, held(), "it is thrown away");
    write("a".repeat(HALF));
    await().until(refused::isEnded);
    pass(HEAD_SECONDS);
    write(head("/one"));
    await().until(() -> requests.containsKey("/one"));
    answer("/one");
    assertTrue(isAnswered("/one."));
  }

  private void keep(RoutingContext context) {
    requests.put(context.request().path(), context.request());
    if (context.request().path().equals("/refused")) {
      context.next();
    }
  }

  private void answer(String path) {
    OneNode.on(loop, () -> requests.get(path).response().end(path + "."));
  }

  private static String head(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private void write(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Reads on until this has come; false when the connection ends before. */
  private boolean isAnswered(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text) < 0) {
      int next = client.getInputStream().read();
      if (next < 0) {
        return false;
      }
      read.append((char) next);
    }
    return true;
  }

  private long held() {
    pass(0);
    return held.now();
  }

  /** So many seconds pass, after each of which the connections are looked at. */
  private void pass(int seconds) {
    for (int second = 0; second < Math.max(1, seconds); second++) {
      OneNode.on(loop, () -> {
        nanos.addAndGet(seconds == 0 ? 0 : SECOND);
        connections.look();
        return null;
      });
    }
  }
}
