package dochat.door;

import dochat.protocol.CloseReason;
import dochat.session.Session;
import dochat.session.Sessions;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.RoutingContext;

/**
 * The envelope over a plain WebSocket (RFC 6455), one frame a text message. From the handshake on a {@link WebSocketWire} has the channel, and nothing of the request
 * that it was stays (decision 24). Lives on one event loop.
 */
public final class WebSocketDoor implements Handler<RoutingContext> {
  private final Sessions sessions;
  private final Handshake handshake;
  private final ContextInternal loop;
  private final Flushes flushes;
  private final Copies copies = new Copies();

  /** @param loop of the sessions */
  public WebSocketDoor(Sessions sessions, Handshake handshake, ContextInternal loop) {
    this.sessions = sessions;
    this.handshake = handshake;
    this.loop = loop;
    this.flushes = new Flushes(loop.nettyEventLoop());
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!request.canUpgradeToWebSocket()) {
      context.next();
    } else if (WebSocketGuard.context(request).channel().isActive()) {
      connect(context);
    }
  }

  private void connect(RoutingContext context) {
    HttpServerRequest request = context.request();
    String token = handshake.token(request);
    Connection connection = Connections.of(request);
    WebSocketWire wire = new WebSocketWire(loop, connection, flushes, copies);
    Session session = sessions.open(wire);
    wire.carries(session);
    connection.carries(session::close);
    WebSocketGuard.put(wire, request, session::ended);
    ChannelPipeline pipeline = WebSocketGuard.context(request).pipeline();
    WebSocketUpgrade.accept(request).toNetSocket().onSuccess(socket -> {
      pipeline.remove(WebSocketGuard.VERTX);
      if (token != null) {
        session.authenticate(token);
      }
      wire.resume();
    }).onFailure(failure -> {
      session.ended(CloseReason.INTERNAL);
      context.fail(failure);
    });
  }
}
