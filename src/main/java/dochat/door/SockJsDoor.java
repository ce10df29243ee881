package dochat.door;

import dochat.protocol.Limits;
import dochat.session.Session;
import dochat.session.Sessions;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import io.vertx.ext.web.handler.sockjs.Transport;
import java.util.List;

/** The envelope over SockJS with all its transports, one frame a SockJS message. Lives on one event loop. */
public final class SockJsDoor {
  /** Where SockJS is served. */
  public static final String PATH = "/eventbus";

  private static final List<Transport> OVER_HTTP =
      List.of(Transport.XHR, Transport.EVENT_SOURCE, Transport.HTML_FILE, Transport.JSON_P);

  private final Sessions sessions;
  private final Connections connections;
  private final Handshake handshake;

  public SockJsDoor(Sessions sessions, Connections connections, Handshake handshake) {
    this.sessions = sessions;
    this.connections = connections;
    this.handshake = handshake;
  }

  /**
   * The routes of SockJS that any node serves for itself: information, the iframe's page, and its WebSocket.
   *
   * @param library path of the SockJS client for its iframe transports
   */
  public Router publicRoutes(Vertx vertx, String library) {
    return routes(vertx, options().setLibraryURL(library), OVER_HTTP, this::connectWebSocket);
  }

  /** The routes of SockJS whose sessions outlive a connection, for {@link SockJsHome}. */
  Router homeRoutes(Vertx vertx) {
    return routes(vertx, options(), List.of(Transport.WEBSOCKET), this::connect);
  }

  private static Router routes(Vertx vertx, SockJSHandlerOptions options, List<Transport> disabled, Handler<SockJSSocket> connect) {
    disabled.forEach(transport -> options.addDisabledTransport(transport.toString()));
    return SockJSHandler.create(vertx, options).socketHandler(connect);
  }

  private static SockJSHandlerOptions options() {
    return new SockJSHandlerOptions().setHeartbeatInterval(Limits.HEARTBEAT_MILLIS).setInsertJSESSIONID(false);
  }

  private void connectWebSocket(SockJSSocket socket) {
    Session session = connect(socket);
    HttpServerRequest request = socket.routingContext().request();
    Connections.of(request).carries(session::close);
    WebSocketGuard.guard(request, session::ended);
  }

  private Session connect(SockJSSocket socket) {
    SockJsConnection connection = new SockJsConnection(socket, connections);
    Session session = sessions.open(connection);
    connection.begin(session);
    String token = handshake.token(socket.routingContext().request());
    if (token != null) {
      session.authenticate(token);
    }
    return session;
  }
}
