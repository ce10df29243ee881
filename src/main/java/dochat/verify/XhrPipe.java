package dochat.verify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;

/** SockJS by xhr_streaming: one answer after the other that brings frames, a line each, and a request for each message, one after the other. */
final class XhrPipe implements Pipe {
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  private final Desk desk;
  private final Door door;
  private final String token;
  private final Receiver receiver;
  private final SockJsFrames frames;
  private final String session = "/eventbus/000/" + UUID.randomUUID() + "/";
  private final Promise<Pipe> opened = Promise.promise();
  private final Queue<String> outgoing = new ArrayDeque<>();
  private HttpClientRequest receiving;
  private boolean sends;
  private boolean isClosed;

  private XhrPipe(Desk desk, Door door, String token, Receiver receiver) {
    this.desk = desk;
    this.door = door;
    this.token = token;
    this.receiver = receiver;
    this.frames = new SockJsFrames(receiver);
  }

  static Future<Pipe> open(Desk desk, Door door, String token, Receiver receiver) {
    XhrPipe pipe = new XhrPipe(desk, door, token, receiver);
    pipe.receive();
    return pipe.opened.future();
  }

  @Override
  public void send(String frame) {
    outgoing.add(frame);
    if (!sends) {
      sends = true;
      sendNext();
    }
  }

  @Override
  public void close() {
    isClosed = true;
    if (receiving != null) {
      receiving.reset();
    }
  }

  private void sendNext() {
    String frame = outgoing.poll();
    sends = frame != null && !isClosed;
    if (sends) {
      request("xhr_send").compose(request -> request.send(Buffer.buffer(SockJsFrames.message(frame))))
          .compose(answer -> answer.statusCode() == NO_CONTENT ? answer.end() : Future.failedFuture("refused"))
          .onSuccess(sent -> sendNext()).onFailure(failure -> ended());
    }
  }

  private void receive() {
    request("xhr_streaming").compose(request -> {
      receiving = request;
      return request.send();
    }).onSuccess(this::read).onFailure(failure -> ended());
  }

  private void read(HttpClientResponse answer) {
    if (answer.statusCode() != OK || isClosed) {
      ended();
      return;
    }
    RecordParser lines = RecordParser.newDelimited("\n", answer);
    lines.handler(line -> line(line.toString()));
    lines.exceptionHandler(failure -> ended());
    lines.endHandler(end -> {
      if (!isClosed) {
        receive();
      }
    });
  }

  private void line(String line) {
    opened.tryComplete(this);
    if (!isClosed) {
      frames.read(line);
    }
  }

  private void ended() {
    opened.tryFail("the session did not open");
    if (!isClosed) {
      receiver.ended(LOST);
    }
  }

  private Future<HttpClientRequest> request(String path) {
    return desk.http().request(new RequestOptions().setMethod(HttpMethod.POST).setPort(door.http()).setURI(session + path)
        .putHeader("Authorization", "Bearer " + token).putHeader("Content-Type", "text/plain"));
  }
}
