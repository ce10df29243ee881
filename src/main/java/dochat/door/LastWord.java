package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

/**
 * Ends a WebSocket as RFC 6455 asks. Who breaks the protocol is told so by a Close frame (section 7.1.7), which Vert.x 5.0.12 does not
 * write; who says Close is answered by the same (section 5.5.1) and is gone from then on, before what it has not taken: Vert.x would wait
 * behind that, and fail with stack traces in the log when such a client goes. So is whose message becomes too large, frame by frame: one
 * frame is looked at by the decoder, and Vert.x drops the message without a word. Stands in the channel's pipeline before Vert.x; lives on the
 * channel's event loop.
 */
final class LastWord extends ChannelDuplexHandler {
  /** As for one frame: who is only a little over the limit is told by an answer, not cut. */
  private static final int MESSAGE_BYTES = 2 * Limits.FRAME_BYTES;

  private final Consumer<CloseReason> ended;
  private int messageBytes;
  /** A Close frame is on its way to the client. */
  private boolean isSaid;
  /** Nothing that comes matters any more, and nothing follows. */
  private boolean isOver;

  /** @param ended told why, each time that there is a reason; the first one counts */
  LastWord(Consumer<CloseReason> ended) {
    this.ended = ended;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isOver && message instanceof WebSocketFrame) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof CloseWebSocketFrame close) {
      end(context, CloseReason.CLIENT, close);
    } else if (message instanceof WebSocketFrame frame && isTooMuch(frame)) {
      frame.release();
      end(context, CloseReason.FRAME_TOO_LARGE);
    } else {
      context.fireChannelRead(message);
    }
  }

  /** Vert.x says Close when a session ends, and is not told of the answer. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (isOver) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (message instanceof CloseWebSocketFrame) {
      isSaid = true;
      Cut.later(context);
    }
    context.write(message, promise);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!(failure instanceof CorruptedWebSocketFrameException broken)) {
      context.fireExceptionCaught(failure);
    } else if (!isOver) {
      end(context, reason(broken));
    }
  }

  private boolean isTooMuch(WebSocketFrame frame) {
    if (frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame) {
      return false;
    }
    messageBytes = frame.content().readableBytes() + (frame instanceof ContinuationWebSocketFrame ? messageBytes : 0);
    return messageBytes > MESSAGE_BYTES;
  }

  private void end(ChannelHandlerContext context, CloseReason reason) {
    end(context, reason, new CloseWebSocketFrame(reason.webSocketCode(), reason.code()));
  }

  /** Says this, unless something has been said already, and then takes no more for an answer. */
  private void end(ChannelHandlerContext context, CloseReason reason, CloseWebSocketFrame last) {
    isOver = true;
    ended.accept(reason);
    if (isSaid) {
      last.release();
    }
    context.writeAndFlush(isSaid ? Unpooled.EMPTY_BUFFER : last).addListener(said -> {
      if (said.isSuccess()) {
        Cut.readingAway(context);
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
