package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Problem;
import dochat.session.Reader;
import dochat.session.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * An HTTP request that is answered once: at once, after a while, or never when its client has gone; it leaves no timer and no listener
 * behind. Lives on one event loop.
 */
abstract class Answer implements Wire {
  /** Who polls is here, in milliseconds, until it has had the time to come back. */
  static final long LINGER_MILLIS = 10_000;

  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final HttpServerResponse response;
  private final String transport;
  private final Promise<Void> answered = Promise.promise();
  private Reader reader;
  private long timer = NO_TIMER;
  private boolean isFinished;

  Answer(Vertx vertx, HttpServerRequest request, String transport) {
    this.vertx = vertx;
    this.response = request.response();
    this.transport = transport;
  }

  /** Whether there is something to send, if only that there is no news. */
  abstract boolean isAnswerable();

  /** Sends what there is. Called once. */
  abstract void send(HttpServerResponse response);

  /** Completed when it has been answered; fails, with nothing sent, with what it is to be refused with. Neither when its client has gone. */
  Future<Void> answered() {
    return answered.future();
  }

  /** From now on the end of the connection is the end of the reader. */
  void begin(Reader reader) {
    this.reader = reader;
    Leaving.watch(response, () -> end(CloseReason.LOST));
  }

  /** Answers now, if that has not been done. */
  void finish() {
    if (!isFinished) {
      end(CloseReason.CLIENT);
      send(response);
      answered.complete();
    }
  }

  /** Lets it be refused, if it has not been answered. */
  void refuse(Throwable failure) {
    if (!isFinished) {
      end(failure instanceof Problem ? CloseReason.CLIENT : CloseReason.INTERNAL);
      answered.fail(failure);
    }
  }

  /** Answers at that time at the latest. Only the first call counts. */
  void finishAfter(long millis) {
    if (timer == NO_TIMER && !isFinished) {
      timer = vertx.setTimer(millis, due -> finish());
    }
  }

  @Override
  public String transport() {
    return transport;
  }

  @Override
  public boolean isLasting() {
    return false;
  }

  /** The client hears nothing special: its request is answered, and the next one meets what is true then. */
  @Override
  public void close(CloseReason reason) {
    if (isAnswerable()) {
      finish();
    } else {
      refuse(Problem.of(reason));
    }
  }

  private void end(CloseReason reason) {
    if (!isFinished) {
      isFinished = true;
      vertx.cancelTimer(timer);
      reader.ended(reason);
    }
  }
}
