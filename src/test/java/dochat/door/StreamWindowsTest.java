package dochat.door;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.loop.LoopClock;
import dochat.metrics.Metrics;
import dochat.protocol.Limits;
import dochat.room.OneNode;
import dochat.security.Quota;
import dochat.support.RawHttp2;
import dochat.web.Patience;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of answers over HTTP/2 whose client opens no window for them. */
@ExtendWith(VertxExtension.class)
@Timeout(60)
class StreamWindowsTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int SOME = 1_024;
  /** For all streams of a connection together (RFC 9113 section 6.9.2). */
  private static final int ALL_AT_FIRST = 65_535;
  private static final int MUCH = 4 << 20;
  private static final long BUDGET = 10L << 20;
  private static final long BODY_MILLIS = 1_000;
  private static final int STALLED_SECONDS = Limits.STALLED_MILLIS / 1_000 + 2;

  private final AtomicLong nanos = new AtomicLong();
  private final HeldBytes held = new HeldBytes(BUDGET);
  private volatile WeakReference<HttpServerRequest> asked;
  private Connections connections;
  private Context loop;
  private HttpServer server;

  @BeforeEach
  void listen(Vertx vertx) {
    loop = vertx.getOrCreateContext();
    LoopClock clock = new LoopClock(nanos::get);
    connections = OneNode.on(loop, () -> new Connections(vertx, clock, held, new Metrics(), new Gate(new Capacity(100), new Quota(100), new Metrics()), Integer.MAX_VALUE));
    Router router = Router.router(vertx);
    router.route().handler(Connections::watch).handler(new Patience(vertx, clock, BODY_MILLIS)).handler(this::keep);
    router.get("/long").handler(context -> context.response().end(Buffer.buffer(new byte[MUCH])));
    router.get("/longer").handler(context -> context.response().end(Buffer.buffer(new byte[MUCH + SOME])));
    router.post("/answered").handler(context -> context.response().end("no"));
    router.get("/unanswered").handler(context -> { });
    router.post("/body").handler(BodyHandler.create(false)).handler(context -> context.response().end(context.body().buffer().getBuffer(0, 1)));
    router.get("/all").handler(context -> context.response().end(Buffer.buffer(new byte[ALL_AT_FIRST])));
    router.get("/endless").handler(context -> context.response().write(Buffer.buffer(new byte[SOME + 1])));
    server = OneNode.on(loop, () -> vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(true)))
        .connectionHandler(connections::add).requestHandler(router);
    OneNode.await(OneNode.on(loop, () -> server.listen(0, "127.0.0.1")));
  }

  /** Another one of the same connection that is taken bit by bit goes on. */
  @Test
  void endsAnAnswerThatIsNotTakenForAMinute() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), SOME)) {
      client.open(0, MUCH);
      int stuck = client.get("/long", "");
      int endless = client.get("/endless", "");
      int slow = client.get("/long", "");
      client.awaitData(slow);
      assertEquals(2, answers());
      for (int second = 0; second < STALLED_SECONDS; second++) {
        client.open(slow, SOME);
        client.awaitData(slow);
        pass(1);
      }
      client.awaitReset(stuck);
      client.awaitReset(endless);
      client.open(slow, SOME);
      client.awaitData(slow);
      assertFalse(client.isReset(slow));
      assertEquals(1, answers());
    }
    await().until(() -> held() == 0);
  }

  @Test
  void endsAnAnswerForWhichNoWindowWasEverOpen() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), 0)) {
      int stuck = client.get("/long", "");
      int endless = client.get("/endless", "");
      await().until(() -> answers() == 1);
      pass(STALLED_SECONDS);
      client.awaitReset(stuck);
      client.awaitReset(endless);
      await().until(() -> held() == 0);
    }
  }

  /** Each of them would have room, and all together have none. */
  @Test
  void endsAConnectionThatTakesNoneOfItsAnswersForAMinute() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), MUCH)) {
      client.get("/long", "");
      await().until(() -> answers() == 1);
      pass(STALLED_SECONDS);
      client.awaitEnd();
      await().until(() -> held() == 0);
    }
  }

  /** The window of all its streams is shut, and nothing waits for it. */
  @Test
  void endsNobodyWhoHasTakenEverything() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), MUCH)) {
      client.awaitAnswer(client.get("/all", ""));
      pass(STALLED_SECONDS);
      client.open(0, SOME);
      client.awaitData(client.get("/endless", ""));
    }
  }

  /** Behind a proxy, one connection has the answers of many clients. */
  @Test
  void letsGoOfTheAnswerThatIsTooMuchAndNotOfItsConnection() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), SOME); RawHttp2 other = new RawHttp2(server.actualPort(), SOME)) {
      int neighbour = client.get("/long", "");
      int answer = other.get("/long", "");
      await().until(() -> answers() == 2);
      client.awaitReset(client.get("/longer", ""));
      await().until(() -> answers() == 2);
      client.open(neighbour, SOME);
      client.awaitData(neighbour);
      other.open(answer, SOME);
      other.awaitData(answer);
    }
  }

  /** The body of a request, as far as it has come. */
  @Test
  void countsWhatIsUnfinishedAndForgetsIt() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), SOME)) {
      int request = client.post("/body", "");
      await().until(() -> held() > 0);
      long head = held();
      client.send(request, new byte[SOME], false);
      await().until(() -> held() == head + SOME);
      client.send(request, new byte[SOME], true);
      client.awaitAnswer(request);
      await().until(() -> held() == 0);
    }
  }

  /** Its body was all that it had: nothing waits for the rest of it. */
  @Test
  void keepsNothingOfABodyThatItHasLetGo() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), SOME)) {
      int request = client.post("/body", "");
      client.send(request, new byte[SOME], false);
      await().until(() -> held() > SOME);
      OneNode.on(loop, () -> held.changed(BUDGET, 0)); // by another event loop
      pass(0);
      client.awaitReset(request);
      await().until(() -> {
        System.gc();
        return asked.get() == null;
      });
    }
  }

  /** RFC 9113 section 8.1. Until it has ended it is one of the hundred that its connection may have. */
  @Test
  void endsARequestThatGoesOnWhenItIsAnswered() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), SOME)) {
      int request = client.post("/answered", "");
      client.awaitAnswer(request);
      pass(0);
      client.awaitReset(request);
      await().until(() -> held() == 0);
    }
  }

  /** Whatever its method: what counts is whether it has ended. */
  @Test
  void waitsForTheEndOfARequestOnlySoLong() throws IOException {
    try (RawHttp2 client = new RawHttp2(server.actualPort(), SOME)) {
      int whole = client.get("/unanswered", "");
      int unended = client.getUnended("/unanswered", "");
      await().until(() -> exchanges(2));
      pass(STALLED_SECONDS);
      client.awaitReset(unended);
      assertFalse(client.isReset(whole));
      assertTrue(exchanges(1));
    }
  }

  private void keep(RoutingContext context) {
    asked = new WeakReference<>(context.request());
    context.next();
  }

  /** Whether so many are held of which nothing but the head has come. */
  private boolean exchanges(int number) {
    long each = held() / number;
    return each >= StreamWindows.EXCHANGE_BYTES && each < 2 * StreamWindows.EXCHANGE_BYTES;
  }

  /** How many of them are held: what their requests cost is less. */
  private long answers() {
    return held() / MUCH;
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
