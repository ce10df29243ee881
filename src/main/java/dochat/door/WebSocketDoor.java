package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.Limits;
import dochat.protocol.News;
import dochat.session.Session;
import dochat.session.Sessions;
import dochat.session.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.ext.web.RoutingContext;

/** The envelope over a plain WebSocket (RFC 6455), one frame a text message. Lives on one event loop. */
public final class WebSocketDoor implements Handler<RoutingContext> {
  /** Bytes of one WebSocket frame at most. */
  private static final int PART_BYTES = 32_768;

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
    context.request().toWebSocket().onSuccess(socket -> connect(context.request(), socket, token)).onFailure(context::fail);
  }

  private void connect(HttpServerRequest request, ServerWebSocket socket, String token) {
    if (socket.isClosed()) {
      return;
    }
    Connection connection = Connections.of(request);
    Session session = sessions.open(new SocketWire(socket, connection));
    connection.carries(session::close);
    WebSocketGuard.guard(request, session::ended);
    socket.frameHandler(new TextMessages(session));
    socket.pongHandler(pong -> session.heard());
    socket.closeHandler(closed -> session.ended(CloseReason.LOST));
    if (token != null) {
      session.authenticate(token);
    }
  }

  private record SocketWire(ServerWebSocket socket, Connection connection) implements Wire {
    @Override
    public String transport() {
      return "websocket";
    }

    @Override
    public Future<Void> write(String frame) {
      return send(Frame.of(frame));
    }

    @Override
    public Future<Void> tell(News news) {
      return send(news.encoded());
    }

    /** In parts, of which one is copied into the socket's buffer when there is room: the rest is the same for all who wait for it. */
    private Future<Void> send(Frame frame) {
      byte[] bytes = frame.bytes();
      int parts = Math.max(1, (bytes.length + PART_BYTES - 1) / PART_BYTES);
      Future<Void> written = Future.succeededFuture();
      for (int part = 0; part < parts; part++) {
        int from = part * PART_BYTES;
        ByteBuf some = Unpooled.wrappedBuffer(bytes, from, Math.min(PART_BYTES, bytes.length - from));
        WebSocketFrameType type = part == 0 ? WebSocketFrameType.TEXT : WebSocketFrameType.CONTINUATION;
        written = socket.writeFrame(new WebSocketFrameImpl(type, some, part == parts - 1));
      }
      return connection.carrying(frame, written);
    }

    /** Who has said Close takes no more. */
    @Override
    public boolean isFull() {
      return socket.isClosed() || socket.writeQueueFull();
    }

    @Override
    public boolean isTaking() {
      return connection.isMoving(Limits.HEARTBEAT_MILLIS);
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
    public boolean answersPings() {
      return true;
    }

    @Override
    public Future<Void> ping() {
      return socket.writePing(Buffer.buffer());
    }

    @Override
    public void close(CloseReason reason) {
      if (reason.isTold()) {
        Cut.later(connection.context());
        socket.close((short) reason.webSocketCode(), reason.code());
      } else {
        Cut.now(connection.context());
      }
    }
  }
}
