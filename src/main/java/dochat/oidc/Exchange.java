package dochat.oidc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;

/**
 * Asks the provider for JSON. Each answer takes so long and has so many bytes at most, whatever the provider does, and leads nowhere else. Any context may call,
 * and is called back on itself. Fails with {@link Fault} or {@link Away}.
 */
final class Exchange {
  static final int MOST_BYTES = 262_144;
  private static final int CONNECT_MILLIS = 3_000;
  private static final int CONNECTIONS = 10;
  private static final int WAITING = 100;
  private static final int OK = 200;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERRORS = 500;

  private final HttpClient client;
  private final long millis;

  /** @param millis for one answer, from when there is a connection */
  Exchange(Vertx vertx, long millis) {
    client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setMaxHeaderSize(MOST_BYTES / 8),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
    this.millis = millis;
  }

  /** @param bearer what opens it; null where anybody may read it */
  Future<JsonObject> get(String url, String bearer) {
    RequestOptions options = options(HttpMethod.GET, url);
    return answer(bearer == null ? options : options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + bearer), Buffer.buffer());
  }

  /**
   * @param form          already encoded
   * @param authorization what says who asks; null where the form does
   */
  Future<JsonObject> post(String url, String form, String authorization) {
    RequestOptions options = options(HttpMethod.POST, url).putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    return answer(authorization == null ? options : options.putHeader(HttpHeaders.AUTHORIZATION, authorization), Buffer.buffer(form));
  }

  private RequestOptions options(HttpMethod method, String url) {
    return new RequestOptions().setMethod(method).setAbsoluteURI(url).setFollowRedirects(false).putHeader(HttpHeaders.ACCEPT, "application/json");
  }

  private Future<JsonObject> answer(RequestOptions options, Buffer body) {
    return client.request(options).timeout(millis, TimeUnit.MILLISECONDS).compose(request -> answer(request, body))
        .recover(failure -> Future.failedFuture(failure instanceof Fault || failure instanceof Away ? failure : new Away("it did not answer: " + failure.getClass().getSimpleName())));
  }

  private Future<JsonObject> answer(HttpClientRequest request, Buffer body) {
    return request.send(body).compose(Exchange::whole).timeout(millis, TimeUnit.MILLISECONDS).onFailure(failure -> request.reset());
  }

  private static Future<JsonObject> whole(HttpClientResponse response) {
    int status = response.statusCode();
    if (status != OK) {
      response.request().reset();
      return Future.failedFuture(status >= SERVER_ERRORS || status == TOO_MANY ? new Away("it answered with status " + status) : new Fault("it answered with status " + status));
    }
    Promise<JsonObject> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.handler(part -> {
      if (body.length() + part.length() > MOST_BYTES) {
        whole.tryFail(new Fault("its answer is too long"));
      } else {
        body.appendBuffer(part);
      }
    });
    response.endHandler(end -> read(body, whole));
    return whole.future();
  }

  private static void read(Buffer body, Promise<JsonObject> whole) {
    try {
      whole.tryComplete(new JsonObject(body));
    } catch (DecodeException e) {
      whole.tryFail(new Fault("its answer is no JSON"));
    }
  }
}
