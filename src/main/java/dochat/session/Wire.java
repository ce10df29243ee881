package dochat.session;

import dochat.protocol.CloseReason;
import io.vertx.core.Future;

/** The connection under a session, made by a door. All calls are made on the session's event loop. */
public interface Wire {

  /** The transport's name in metrics, e.g. {@code websocket}. */
  String transport();

  /** Sends a frame; completed when the transport has taken it, failed when the connection is broken. */
  Future<Void> write(String frame);

  /** Whether more has been written than the peer has taken. */
  boolean isFull();

  /** Stops reading what the peer sends. */
  void pause();

  /** Reads again. */
  void resume();

  /** Sends a heartbeat that a living peer answers by itself; false where the transport watches its peer in its own way. */
  boolean ping();

  /** Ends the connection and tells the peer why, as far as the transport can. */
  void close(CloseReason reason);
}
