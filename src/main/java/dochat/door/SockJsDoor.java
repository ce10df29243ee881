package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import dochat.session.Session;
import dochat.session.Sessions;
import dochat.session.Wire;
import io.vertx.core.Future;
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
    Session session = sessions.open(new Connection(socket));
    socket.handler(message -> session.receive(message.toString()));
    socket.closeHandler(closed -> session.ended(CloseReason.CLIENT));
    socket.exceptionHandler(failure -> session.ended(CloseReason.LOST));
    String token = handshake.token(socket.routingContext().request());
    if (token != null) {
      session.authenticate(token);
    }
  }

  private record Connection(SockJSSocket socket) implements Wire {
    @Override
    public String transport() {
      return "sockjs";
    }

    @Override
    public Future<Void> write(String frame) {
      return socket.write(frame);
    }

    @Override
    public boolean isFull() {
      return socket.writeQueueFull();
    }

    @Override
    public void pause() {
      socket.pause();
    }

    @Override
    public void resume() {
      socket.resume();
    }

    @Override
    public void close(CloseReason reason) {
      socket.close(reason.webSocketCode(), reason.code());
    }
  }
}
