package dochat.door;

import dochat.protocol.Limits;
import dochat.session.Session;
import dochat.session.Sessions;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** The envelope over SockJS with all its transports, one frame a SockJS message. Lives on one event loop. */
public final class SockJsDoor {
  private final Sessions sessions;
  private final Handshake handshake;

  public SockJsDoor(Sessions sessions, Handshake handshake) {
    this.sessions = sessions;
    this.handshake = handshake;
  }

  /**
   * The routes of SockJS.
   *
   * @param library path of the SockJS client for its iframe transports
   */
  public Router routes(Vertx vertx, String library) {
    SockJSHandlerOptions options = new SockJSHandlerOptions()
        .setHeartbeatInterval(Limits.HEARTBEAT_MILLIS)
        .setInsertJSESSIONID(false)
        .setLibraryURL(library);
    return SockJSHandler.create(vertx, options).socketHandler(this::connect);
  }

  private void connect(SockJSSocket socket) {
    SockJsConnection connection = new SockJsConnection(socket);
    Session session = sessions.open(connection);
    connection.begin(session);
    String token = handshake.token(socket.routingContext().request());
    if (token != null) {
      session.authenticate(token);
    }
  }
}
