package dochat.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.function.LongConsumer;

/**
 * What has come on a connection and is not whole yet: of a request that is not answered, or of a frame. Stands in the channel's pipeline before
 * whoever decodes it, where TLS has been taken off; lives on the channel's event loop.
 */
final class Arrivals extends ChannelInboundHandlerAdapter {
  /** What a line of a head costs besides its bytes, as an entry of a map; 2,000 of them have room in the 8 KB that a head may have. */
  static final int LINE_BYTES = 128;
  /** No head is longer, with the line before it. */
  private static final int HEAD_BYTES = 16_384;

  private final LongConsumer more;
  private boolean isFramed;
  private long bytes;
  private long lines;

  /** @param more told how many bytes more are held, at once */
  Arrivals(LongConsumer more) {
    this.more = more;
  }

  /** About what all of it costs. */
  long bytes() {
    return bytes + lines * LINE_BYTES;
  }

  /** From now on it is frames that come. */
  void framed(long headBytes) {
    isFramed = true;
    lines = 0;
    decoded(headBytes);
  }

  /** So many of the bytes that have come are whole frames, or no frames. */
  void decoded(long decoded) {
    bytes = Math.max(0, bytes - decoded);
  }

  /** The request to which it belongs was answered. */
  void answered() {
    if (!isFramed) {
      bytes = 0;
      lines = 0;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf part) {
      long linesBefore = lines;
      if (!isFramed && bytes < HEAD_BYTES) {
        count(part);
      }
      bytes += part.readableBytes();
      more.accept(part.readableBytes() + (lines - linesBefore) * LINE_BYTES);
    }
    if (context.channel().isOpen()) {
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message); // it was too much
    }
  }

  private void count(ByteBuf part) {
    part.forEachByte(each -> {
      lines += each == '\n' ? 1 : 0;
      return true;
    });
  }
}
