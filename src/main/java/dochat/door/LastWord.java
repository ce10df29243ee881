package dochat.door;

import dochat.protocol.CloseReason;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.function.Consumer;

/**
 * Sees that a WebSocket ends as RFC 6455 asks: who breaks the protocol is told so by a Close frame (section 7.1.7), which Vert.x 5.0.12 does
 * not write; who says Close is gone from then on, although what was written before, and not taken, may keep its connection open for long.
 * Stands in the channel's pipeline before Vert.x; lives on the channel's event loop.
 */
final class LastWord extends ChannelInboundHandlerAdapter {
  /** A connection that is closed while bytes come in is reset, and the last frame with it; so they are read away for so long. */
  private static final long READ_AWAY_SECONDS = 2;

  private final Consumer<CloseReason> ended;
  private boolean isSaid;

  /** @param ended told why, each time that there is a reason; the first one counts */
  LastWord(Consumer<CloseReason> ended) {
    this.ended = ended;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isSaid && message instanceof WebSocketFrame) {
      ReferenceCountUtil.release(message);
      return;
    }
    boolean isClose = message instanceof CloseWebSocketFrame;
    context.fireChannelRead(message);
    if (isClose) {
      isSaid = true;
      ended.accept(CloseReason.CLIENT);
      Cut.later(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!(failure instanceof CorruptedWebSocketFrameException broken)) {
      context.fireExceptionCaught(failure);
    } else if (!isSaid) {
      isSaid = true;
      say(context, reason(broken));
    }
  }

  private void say(ChannelHandlerContext context, CloseReason reason) {
    ended.accept(reason);
    context.writeAndFlush(new CloseWebSocketFrame(reason.webSocketCode(), reason.code())).addListener(said -> {
      boolean canReadAway = said.isSuccess() && context.channel() instanceof SocketChannel && context.pipeline().get(SslHandler.class) == null;
      if (canReadAway) {
        ((SocketChannel) context.channel()).shutdownOutput();
        context.channel().config().setAutoRead(true);
        Cut.after(context, READ_AWAY_SECONDS);
      } else {
        Cut.now(context);
      }
    });
    Cut.later(context);
  }

  private static CloseReason reason(CorruptedWebSocketFrameException broken) {
    return switch (broken.closeStatus().code()) {
      case 1007 -> CloseReason.INVALID_UTF8;
      case 1009 -> CloseReason.FRAME_TOO_LARGE;
      default -> CloseReason.PROTOCOL_ERROR;
    };
  }
}
