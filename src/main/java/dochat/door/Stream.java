package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.News;
import dochat.protocol.Problem;
import dochat.session.Reader;
import dochat.session.Wire;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;

/** One open answer, into which news are written as they come. Lives on one event loop. */
final class Stream implements Wire {
  private final HttpServerResponse response;
  private final Connection connection;
  private final boolean isShared;
  private final boolean isChunked;
  private final StreamFormat format;
  private final Promise<Void> begun = Promise.promise();
  private Reader reader;
  private boolean isBegun;

  Stream(HttpServerRequest request, StreamFormat format) {
    this.response = request.response();
    this.connection = Connections.of(request);
    this.isShared = request.version() == HttpVersion.HTTP_2;
    this.format = format;
    this.isChunked = request.version() != HttpVersion.HTTP_1_0;
  }

  /** Who reads by it. */
  void of(Reader reader) {
    this.reader = reader;
  }

  @Override
  public String transport() {
    return format == StreamFormat.SERVER_SENT_EVENTS ? "server-sent-events" : "streaming";
  }

  /** Completed with its first bytes; fails, with nothing sent, with what it is to be refused with. Neither when its client has gone. */
  Future<Void> begun() {
    return begun.future();
  }

  /** The first bytes go at once, so that its client knows that nobody holds them back. */
  void open() {
    begin();
    response.write(format.keepAlive());
  }

  @Override
  public Future<Void> write(String frame) {
    return send(Frame.of(frame + "\n"));
  }

  @Override
  public boolean isFull() {
    return response.writeQueueFull();
  }

  @Override
  public Future<Void> tell(News news) {
    Frame frame = isBegun ? format.next(news) : format.first(news);
    begin();
    return frame.bytes().length == 0 ? Future.succeededFuture() : send(frame);
  }

  /** With HTTP/2 it waits for the window of its stream, where its connection does not see it. */
  private Future<Void> send(Frame frame) {
    Future<Void> written = response.write(BufferInternal.buffer(Unpooled.wrappedBuffer(frame.bytes())));
    return isShared ? connection.carrying(response.streamId(), frame, written) : written;
  }

  /** Lets it be refused, if it has not begun. */
  void refuse(Throwable failure) {
    begun.tryFail(failure);
  }

  /** What is about one room ends with it; who asks again is told why. */
  @Override
  public Future<Void> shutOut(String room, Problem problem) {
    if (format == StreamFormat.FRAMES) {
      return Wire.super.shutOut(room, problem);
    }
    reader.ended(CloseReason.CLIENT);
    refuse(problem);
    return isBegun ? response.end() : Future.succeededFuture();
  }

  /** Keeps proxies from closing an idle connection; nobody answers it. */
  @Override
  public Future<Void> ping() {
    return isBegun ? response.write(format.keepAlive()) : Future.succeededFuture();
  }

  @Override
  public void close(CloseReason reason) {
    if (isBegun) {
      response.end();
    } else if (reason.isTold()) {
      begun.tryFail(Problem.of(reason));
    } else {
      response.reset();
    }
  }

  /** The headers that keep caches and buffering proxies away. */
  private void begin() {
    if (!isBegun) {
      isBegun = true;
      response.setChunked(isChunked).putHeader(HttpHeaders.CONTENT_TYPE, format.mediaType())
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").putHeader("X-Accel-Buffering", "no");
      begun.tryComplete();
    }
  }
}
