package dochat.door;

import dochat.protocol.CloseReason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.function.Consumer;

/** What stands between the frames of a WebSocket and Vert.x, at every path that speaks it. Called on the socket's event loop. */
final class WebSocketGuard {
  /** Where Vert.x has its own end of each pipeline. */
  private static final String VERTX = "handler";

  private WebSocketGuard() {
  }

  /**
   * Guards the WebSocket that this request has become.
   *
   * @param ended told why the socket ends, where it is known here
   */
  static void guard(HttpServerRequest request, Consumer<CloseReason> ended) {
    ChannelPipeline pipeline = context(request).pipeline();
    pipeline.addBefore(VERTX, null, new Utf8FrameValidator(false));
    pipeline.addBefore(VERTX, null, new LatestPing());
    pipeline.addBefore(VERTX, null, new LastWord(ended));
  }

  /** Vert.x's own end of the pipeline of this request's connection, or what it was before it became a WebSocket. */
  static ChannelHandlerContext context(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext();
  }
}
