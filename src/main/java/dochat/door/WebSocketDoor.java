package dochat.door;

import dochat.protocol.CloseReason;
import dochat.session.Session;
import dochat.session.Sessions;
import dochat.session.Wire;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

/** The envelope over a plain WebSocket (RFC 6455), one frame a text message. Lives on one event loop. */
public final class WebSocketDoor implements Handler<RoutingContext> {
  private final Sessions sessions;
  private final Handshake handshake;

  public WebSocketDoor(Sessions sessions, Handshake handshake) {
    this.sessions = sessions;
    this.handshake = handshake;
  }

  @Override
  public void handle(RoutingContext context) {
    if (!context.request().canUpgradeToWebSocket()) {
      context.next();
      return;
    }
    String token = handshake.token(context.request());
    context.request().toWebSocket().onSuccess(socket -> {
      LatestPing.guard(context.request());
      connect(socket, token);
    }).onFailure(context::fail);
  }

  private void connect(ServerWebSocket socket, String token) {
    Session session = sessions.open(new Connection(socket));
    Ending ending = new Ending();
    socket.frameHandler(new TextMessages(session));
    socket.pongHandler(pong -> session.heard());
    socket.exceptionHandler(failure -> ending.failed(socket, failure));
    socket.closeHandler(closed -> session.ended(ending.reason(socket.closeStatusCode())));
    if (token != null) {
      session.authenticate(token);
    }
  }

  /** Why a socket ended, as far as it can be known from this side. */
  private static final class Ending {
    private CloseReason reason;

    /** The last moment to tell the peer why: Vert.x cuts the connection after this. */
    void failed(ServerWebSocket socket, Throwable failure) {
      boolean isTooBig = failure instanceof CorruptedWebSocketFrameException corrupted
          && corrupted.closeStatus().code() == CloseReason.FRAME_TOO_LARGE.webSocketCode();
      if (isTooBig) {
        reason = CloseReason.FRAME_TOO_LARGE;
        socket.close((short) reason.webSocketCode(), reason.code());
      }
    }

    CloseReason reason(Short status) {
      boolean isBroken = status == null || status == CloseReason.LOST.webSocketCode();
      return reason != null ? reason : isBroken ? CloseReason.LOST : CloseReason.CLIENT;
    }
  }

  private record Connection(ServerWebSocket socket) implements Wire {
    @Override
    public String transport() {
      return "websocket";
    }

    @Override
    public Future<Void> write(String frame) {
      return socket.writeTextMessage(frame);
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
    public boolean ping() {
      socket.writePing(Buffer.buffer());
      return true;
    }

    @Override
    public void close(CloseReason reason) {
      socket.close((short) reason.webSocketCode(), reason.code());
    }
  }
}
