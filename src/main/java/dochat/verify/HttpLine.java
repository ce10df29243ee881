package dochat.verify;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Plain HTTP: a request for each act, and those of the subclass that bring what is new. */
abstract class HttpLine implements Line {
  private final Desk desk;
  private final Door door;
  private final String token;
  private final Listener listener;
  private final Set<HttpClientRequest> open = new HashSet<>();
  private boolean isClosed;
  /** Id of who this is. */
  private String me;
  /** Whether the last act went to the address of what it is about, and not to that of all commands. */
  private boolean isDirect;

  HttpLine(Desk desk, Door door, String token, Listener listener) {
    this.desk = desk;
    this.door = door;
    this.token = token;
    this.listener = listener;
  }

  @Override
  public final Future<Long> send(String room, String id, Act act) {
    isDirect = !isDirect;
    return ask(isDirect ? Request.direct(act, me, room, id) : Request.command(act, room, id))
        .timeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS).map(answer -> answer.getLong("seq", NO_NUMBER));
  }

  @Override
  public final void close() {
    isClosed = true;
    Set.copyOf(open).forEach(HttpClientRequest::reset);
  }

  private Future<JsonObject> ask(Request asked) {
    return request(asked.method(), asked.path()).compose(request -> send(request, asked.body())).compose(HttpLine::answer);
  }

  /** Finds out whether the node is there and knows this client. */
  final Future<Void> greet() {
    return request(HttpMethod.GET, "/api/session").compose(request -> send(request, null)).compose(HttpLine::answer)
        .timeout(OPEN_MILLIS, TimeUnit.MILLISECONDS).onSuccess(answer -> me = answer.getJsonObject("user").getString("id")).<Void>mapEmpty()
        .onFailure(failure -> close());
  }

  /** The line is of no use any more. */
  final void lost(Throwable failure) {
    if (!isClosed) {
      close();
      listener.lost(failure instanceof Refused refused && refused.isSignedOut());
    }
  }

  /** The same of what brings one room: without one that there is not for this client the line goes on. */
  final void lost(String room, Throwable failure) {
    if (failure instanceof Refused refused && refused.isShutOut()) {
      shutOut(room);
    } else {
      lost(failure);
    }
  }

  private void shutOut(String room) {
    if (!isClosed) {
      listener.shutOut(room);
    }
  }

  final void deliver(String room, JsonObject body) {
    if (!isClosed) {
      listener.delivered(room, body);
    }
  }

  final boolean isClosed() {
    return isClosed;
  }

  final Desk desk() {
    return desk;
  }

  final Future<HttpClientRequest> request(HttpMethod method, String path) {
    return desk.http().request(new RequestOptions().setMethod(method).setPort(door.http()).setURI(path).putHeader("Authorization", "Bearer " + token));
  }

  /** Sends it with this body, null for none; it is dropped when the line closes before its answer has ended. */
  final Future<HttpClientResponse> send(HttpClientRequest request, JsonObject body) {
    if (isClosed) {
      request.reset();
      return Future.failedFuture("closed");
    }
    open.add(request);
    Future<HttpClientResponse> answer = body == null ? request.send()
        : request.putHeader("Content-Type", "application/json").send(Buffer.buffer(body.encode()));
    return answer.onSuccess(begun -> begun.end().onComplete(ended -> open.remove(request))).onFailure(failure -> open.remove(request));
  }

  /** The body of an answer; fails with {@link Refused} where it is a problem. */
  static Future<JsonObject> answer(HttpClientResponse response) {
    return response.body().map(body -> {
      if (response.statusCode() >= 400) {
        throw Refused.from(object(body), response.getHeader("Retry-After"));
      }
      return object(body);
    });
  }

  private static JsonObject object(Buffer body) {
    try {
      return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }
}
