package dochat.door;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Answers, of the pings of a WebSocket whose client does not read, the most recent one, which is what RFC 6455 section 5.5.3 asks for.
 * Vert.x 5.0.12 answers each by itself, before anything that {@code pause} or a frame handler could do, so that a client which only pings
 * would be read from, and its pongs kept, for ever. Stands in the channel's pipeline before Vert.x; lives on the channel's event loop.
 */
final class LatestPing extends ChannelInboundHandlerAdapter {
  private PingWebSocketFrame waiting;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof PingWebSocketFrame ping && !context.channel().isWritable()) {
      await(ping);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** What has been written before goes before the pong. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
    if (waiting != null && context.channel().isWritable()) {
      PingWebSocketFrame ping = waiting;
      waiting = null;
      context.fireChannelRead(ping).fireChannelReadComplete();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    await(null);
  }

  private void await(PingWebSocketFrame ping) {
    ReferenceCountUtil.release(waiting);
    waiting = ping;
  }
}
