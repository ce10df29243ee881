package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import io.netty.buffer.ByteBuf;
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
 * What RFC 6455 asks of this end of a WebSocket and Vert.x 5.0.12 does not do, in front of whoever reads the frames; lives on the channel's event loop.
 *
 * <p>Who breaks the protocol is told so by a Close frame (section 7.1.7); who says Close is answered by the same (section 5.5.1) and is gone from then on, before what
 * it has not taken: Vert.x would wait behind that, and fail with stack traces in the log when such a client goes. So is whose message becomes too large, frame by frame:
 * one frame is looked at by the decoder, and Vert.x drops the message without a word.
 *
 * <p>Of the pings of a client that does not read, the latest is answered (section 5.5.3): otherwise who only pings would be read from, and its pongs kept, for ever.
 *
 * <p>What was whole of that which has come, the connection is told: control frames, and messages with their last frame (section 5.4).
 */
final class LastWord extends ChannelDuplexHandler {
  /** As for one frame: who is only a little over the limit is told by an answer, not cut. */
  private static final int MESSAGE_BYTES = 2 * Limits.FRAME_BYTES;
  /** The shortest head of a frame from a client, with its mask (section 5.2). */
  private static final int HEAD_BYTES = 6;
  private static final int SHORT = 125;
  private static final int MEDIUM = 65_535;

  private final Connection connection;
  private final Consumer<CloseReason> ended;
  /** Of the message that is not whole: its text, and all of it on the wire. */
  private int messageBytes;
  private long wireBytes;
  /** To be answered when what was written before is out. */
  private PingWebSocketFrame ping;
  /** A Close frame is on its way to the client. */
  private boolean isSaid;
  /** Nothing that comes matters any more, and nothing follows. */
  private boolean isOver;

  /** @param ended told why, each time that there is a reason; the first one counts */
  LastWord(Connection connection, Consumer<CloseReason> ended) {
    this.connection = connection;
    this.ended = ended;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof WebSocketFrame frame) {
      read(context, frame);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void read(ChannelHandlerContext context, WebSocketFrame frame) {
    boolean isControl = frame instanceof CloseWebSocketFrame || frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame;
    int bytes = frame.content().readableBytes();
    if (isControl) {
      connection.decoded(onWire(bytes));
    } else {
      count(frame, bytes);
    }
    if (isOver) {
      frame.release();
    } else if (frame instanceof CloseWebSocketFrame close) {
      end(context, CloseReason.CLIENT, close);
    } else if (!isControl && messageBytes > MESSAGE_BYTES) {
      frame.release();
      end(context, CloseReason.FRAME_TOO_LARGE);
    } else if (frame instanceof PingWebSocketFrame latest && !context.channel().isWritable()) {
      await(latest);
    } else {
      context.fireChannelRead(frame);
    }
  }

  /** A message counts until the next one begins. */
  private void count(WebSocketFrame frame, int bytes) {
    boolean goesOn = frame instanceof ContinuationWebSocketFrame;
    messageBytes = bytes + (goesOn ? messageBytes : 0);
    wireBytes = onWire(bytes) + (goesOn ? wireBytes : 0);
    if (frame.isFinalFragment()) {
      connection.decoded(wireBytes);
    }
  }

  private static long onWire(int bytes) {
    return HEAD_BYTES + bytes + (bytes <= SHORT ? 0 : bytes <= MEDIUM ? Short.BYTES : Long.BYTES);
  }

  /** What has been written before goes before the pong. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.fireChannelWritabilityChanged();
    if (ping != null && context.channel().isWritable()) {
      PingWebSocketFrame latest = ping;
      ping = null;
      context.fireChannelRead(latest).fireChannelReadComplete();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    await(null);
  }

  private void await(PingWebSocketFrame latest) {
    ReferenceCountUtil.release(ping);
    ping = latest;
  }

  /** Vert.x says Close when a session ends, and is not told of the answer. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (isOver) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    if (message instanceof CloseWebSocketFrame close) {
      isSaid = true;
      Cut.later(context);
      context.write(bytes(close), promise);
    } else {
      context.write(message, promise);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!(failure instanceof CorruptedWebSocketFrameException broken)) {
      context.fireExceptionCaught(failure);
    } else if (!isOver) {
      end(context, reason(broken));
    }
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
    context.writeAndFlush(isSaid ? Unpooled.EMPTY_BUFFER : bytes(last)).addListener(said -> {
      if (said.isSuccess()) {
        Cut.readingAway(context);
      } else {
        Cut.now(context);
      }
    });
    Cut.later(context);
  }

  private static ByteBuf bytes(CloseWebSocketFrame close) {
    return WebSocketGuard.control(WebSocketGuard.CLOSE, close.content());
  }

  private static CloseReason reason(CorruptedWebSocketFrameException broken) {
    return switch (broken.closeStatus().code()) {
      case 1007 -> CloseReason.INVALID_UTF8;
      case 1009 -> CloseReason.FRAME_TOO_LARGE;
      default -> CloseReason.PROTOCOL_ERROR;
    };
  }
}
