package dochat.session;

import dochat.protocol.CloseReason;
import dochat.protocol.News;
import io.vertx.core.Future;

/** The connection under a session, made by a door. All calls are made on the session's event loop. */
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

  /** Whether more has been written than the peer has taken. */
  default boolean isFull() {
    return false;
  }

  /** Stops reading what the peer sends. */
  default void pause() {
  }

  /** Reads again. */
  default void resume() {
  }

  /** Sends a heartbeat that a living peer answers by itself; false where the transport watches its peer in its own way. */
  default boolean ping() {
    return false;
  }

  /** Ends the connection and tells the peer why, as far as the transport can. */
  void close(CloseReason reason);
}
