package dochat.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/**
 * Tells the connection of a WebSocket how much of what has come was whole: control frames, and messages with their last frame (RFC 6455
 * section 5.4). Stands in the channel's pipeline after the decoder; lives on the channel's event loop.
 */
final class WholeMessages extends ChannelInboundHandlerAdapter {
  /** The shortest head of a frame from a client, with its mask (section 5.2). */
  private static final int HEAD_BYTES = 6;
  private static final int SHORT = 125;
  private static final int MEDIUM = 65_535;

  private final Connection connection;
  private long messageBytes;

  WholeMessages(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame) {
      decoded(frame, bytes(frame.content().readableBytes()));
    }
    context.fireChannelRead(message);
  }

  private void decoded(WebSocketFrame frame, long bytes) {
    boolean isLast = frame.isFinalFragment();
    boolean isPart = frame instanceof ContinuationWebSocketFrame || !isLast;
    if (isPart) {
      messageBytes += bytes;
    }
    if (isLast) {
      connection.decoded(isPart ? messageBytes : bytes);
      messageBytes = isPart ? 0 : messageBytes;
    }
  }

  /** On the wire. */
  private static long bytes(int payload) {
    return HEAD_BYTES + payload + (payload <= SHORT ? 0 : payload <= MEDIUM ? Short.BYTES : Long.BYTES);
  }
}
