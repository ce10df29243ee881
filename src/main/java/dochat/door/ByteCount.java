package dochat.door;

import dochat.metrics.Metrics;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;

/** Counts what goes through the sockets of an event loop, as it is on the network. Nearest to the socket in each pipeline; keeps nothing for a connection. */
@Sharable
final class ByteCount extends ChannelDuplexHandler {
  private final Metrics metrics;

  ByteCount(Metrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    metrics.received(size(message));
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
    metrics.sent(size(message));
    context.write(message, written);
  }

  private static long size(Object message) {
    if (message instanceof ByteBuf bytes) {
      return bytes.readableBytes();
    }
    return message instanceof FileRegion file ? file.count() : 0;
  }
}
