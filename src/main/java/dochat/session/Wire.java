package dochat.session;

import dochat.protocol.Address;
import dochat.protocol.CloseReason;
import dochat.protocol.Frames;
import dochat.protocol.News;
import dochat.protocol.Problem;
import io.vertx.core.Future;

/** The connection under a session, made by a door. All calls are made on the session's event loop; none throws, whatever the peer has done. */
public interface Wire {

  /** The transport's name in metrics, e.g. {@code websocket}. */
  String transport();

  /** Sends a frame; completed when the transport has taken it, failed when the connection is broken. Called for a {@link Reader} only where rooms are news to it. */
  default Future<Void> write(String frame) {
    throw new UnsupportedOperationException(transport() + " takes no frames");
  }

  /** Sends what is new in a room, as a frame unless the transport has its own way; completed and failed like {@link #write}. */
  default Future<Void> tell(News news) {
    return write(news.frame());
  }

  /** The user of a {@link Reader} may not hear a room any more, to which it listened by this wire; completed and failed like {@link #write}. */
  default Future<Void> shutOut(String room, Problem problem) {
    return write(Frames.err(Address.ofRoom(room), problem));
  }

  /** Whether more has been written than the peer has taken. */
  default boolean isFull() {
    return false;
  }

  /** Whether the peer has taken some of what is on its way to it lately: it lives, whatever it has not answered yet. */
  default boolean isTaking() {
    return false;
  }

  /** Whether it stays open until one side ends it. */
  default boolean isLasting() {
    return true;
  }

  /** Stops reading what the peer sends. */
  default void pause() {
  }

  /** Reads again. */
  default void resume() {
  }

  /** Whether a living peer answers each {@link #ping} by itself. */
  default boolean answersPings() {
    return false;
  }

  /** Sends a heartbeat, where the transport has one; completed and failed like {@link #write}. */
  default Future<Void> ping() {
    return Future.succeededFuture();
  }

  /** Ends the connection and tells the peer why, as far as the transport can, within a bounded time; called once. */
  void close(CloseReason reason);
}
