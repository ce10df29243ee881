package dochat.door;

import dochat.protocol.CloseReason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Map;
import java.util.function.Consumer;

/** What stands between the frames of a WebSocket and Vert.x, at every path that speaks it. Called on the socket's event loop. */
final class WebSocketGuard {
  /** Where Vert.x has its own end of each pipeline. */
  private static final String VERTX = "handler";

  /** Two spaces, the version and two line ends. */
  private static final int REQUEST_LINE_BYTES = 14;
  /** A colon, a space and a line end. */
  private static final int HEADER_BYTES = 4;

  private WebSocketGuard() {
  }

  /**
   * Guards the WebSocket that this request has become.
   *
   * @param ended told why the socket ends, where it is known here
   */
  static void guard(HttpServerRequest request, Consumer<CloseReason> ended) {
    ChannelPipeline pipeline = context(request).pipeline();
    Connection connection = Connections.of(request);
    connection.framed(headBytes(request));
    pipeline.addBefore(VERTX, null, new WholeMessages(connection));
    pipeline.addBefore(VERTX, null, new Utf8FrameValidator(false));
    pipeline.addBefore(VERTX, null, new LatestPing());
    pipeline.addBefore(VERTX, null, new LastWord(ended));
  }

  /** About as many as the head of the request had on the wire: who is in time sends no frame before the answer to it. */
  private static long headBytes(HttpServerRequest request) {
    long bytes = request.method().name().length() + request.uri().length() + REQUEST_LINE_BYTES;
    for (Map.Entry<String, String> header : request.headers()) {
      bytes += header.getKey().length() + header.getValue().length() + HEADER_BYTES;
    }
    return bytes;
  }

  /** Vert.x's own end of the pipeline of this request's connection, or what it was before it became a WebSocket. */
  static ChannelHandlerContext context(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext();
  }
}
