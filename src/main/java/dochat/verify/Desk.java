package dochat.verify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * What all clients and forwarders share: one event loop, on which they all live, and the ways out of this process.
 *
 * @param surprises what a client could make nothing of: a frame that is none, or of a room that it does not follow
 */
record Desk(Vertx vertx, HttpClient http, WebSocketClient sockets, NetClient net, Queue<Throwable> surprises) implements AutoCloseable {
  static final String HOST = "127.0.0.1";
  private static final int CONNECT_MILLIS = 2_000;
  private static final int MOST_CONNECTIONS = 10_000;
  private static final long PATIENCE_SECONDS = 60;

  static Desk open() {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
    vertx.exceptionHandler(failure -> {
      if (!(failure instanceof IOException || failure instanceof VertxException)) { // that a connection is gone surprises nobody
        surprises.add(failure);
      }
    });
    HttpClientOptions http = new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setDefaultHost(HOST);
    WebSocketClientOptions sockets = new WebSocketClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxConnections(MOST_CONNECTIONS)
        .setMaxFrameSize(1 << 24).setMaxMessageSize(1 << 24);
    return new Desk(vertx, vertx.createHttpClient(http, new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS)),
        vertx.createWebSocketClient(sockets), vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpNoDelay(true)), surprises);
  }

  /** Does this on the loop and waits for what it brings. Not to be called on the loop. */
  <T> T ask(Supplier<Future<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    vertx.runOnContext(now -> work.get().onSuccess(result::complete).onFailure(result::completeExceptionally));
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    vertx.close();
  }
}
