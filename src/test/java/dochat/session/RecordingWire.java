package dochat.session;

import dochat.protocol.CloseReason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A peer that reads as fast as a test lets it. Used on one event loop, as every wire is. */
final class RecordingWire implements Wire {
  private static final int FULL_CHARS = 65_536;

  final List<String> frames = new ArrayList<>();
  final Deque<Promise<Void>> unread = new ArrayDeque<>();
  final List<CloseReason> closed = new ArrayList<>();
  /** Called with each frame when it comes. */
  Consumer<String> reader = frame -> { };
  /** Called when it is closed. */
  Consumer<CloseReason> closing = reason -> { };
  boolean isReading = true;
  boolean isPaused;
  boolean isPingable = true;
  boolean isPingSlow;
  boolean isTaking;
  /** What Vert.x has done with sockets that were about to end. */
  boolean throwsAtEveryTouch;
  int pings;
  int mostUnread;
  private long unreadChars;

  @Override
  public String transport() {
    return "test";
  }

  @Override
  public Future<Void> write(String frame) {
    touch();
    frames.add(frame);
    reader.accept(frame);
    if (isReading) {
      return Future.succeededFuture();
    }
    Promise<Void> written = Promise.promise();
    unread.add(written);
    unreadChars += frame.length();
    mostUnread = Math.max(mostUnread, unread.size());
    written.future().onComplete(read -> unreadChars -= frame.length());
    return written.future();
  }

  /** The peer takes the oldest frame that it has not taken yet. */
  void read() {
    unread.remove().complete();
  }

  /** The peer takes everything, now and from now on. */
  void readAll() {
    isReading = true;
    while (!unread.isEmpty()) {
      read();
    }
  }

  @Override
  public boolean isFull() {
    touch();
    return unreadChars > FULL_CHARS;
  }

  @Override
  public boolean isTaking() {
    return isTaking;
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
  }

  @Override
  public boolean answersPings() {
    return isPingable;
  }

  @Override
  public Future<Void> ping() {
    touch();
    pings++;
    return isPingSlow ? Promise.<Void>promise().future() : Future.succeededFuture();
  }

  @Override
  public void close(CloseReason reason) {
    closed.add(reason);
    closing.accept(reason);
  }

  private void touch() {
    if (throwsAtEveryTouch) {
      throw new IllegalStateException("the socket is closed");
    }
  }
}
