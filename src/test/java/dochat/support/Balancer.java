package dochat.support;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A load balancer that gives each request to the next node that lives, whoever sends it on whatever connection. It passes Host on. */
public final class Balancer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClientAgent client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
  private final AtomicInteger turns = new AtomicInteger();
  private final List<ChatNode> nodes;
  private final HttpServer server;

  public Balancer(List<ChatNode> nodes) {
    this.nodes = List.copyOf(nodes);
    this.server = vertx.createHttpServer().requestHandler(this::pass).listen(0, "127.0.0.1").await();
  }

  public int port() {
    return server.actualPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    vertx.close().await();
  }

  private void pass(HttpServerRequest from) {
    from.pause();
    client.connect(new HttpConnectOptions().setHost("127.0.0.1").setPort(next().port())).compose(connection -> {
      from.response().closeHandler(closed -> connection.close());
      return connection.request(new RequestOptions().setMethod(from.method()).setURI(from.uri()).setHeaders(from.headers()))
          .compose(to -> from.method() == HttpMethod.GET ? to.authority(from.authority()).send() : to.authority(from.authority()).send(from)).compose(answer -> answer(from, answer)).onComplete(done -> connection.close());
    }).onFailure(failure -> from.connection().close());
  }

  private static Future<Void> answer(HttpServerRequest from, HttpClientResponse answer) {
    from.response().setStatusCode(answer.statusCode()).headers().addAll(answer.headers());
    return answer.pipe().endOnFailure(false).to(from.response());
  }

  private ChatNode next() {
    List<ChatNode> living = nodes.stream().filter(ChatNode::isAlive).toList();
    return living.get(Math.floorMod(turns.getAndIncrement(), living.size()));
  }
}
