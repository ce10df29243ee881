package dochat.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whatever its peer does. A goodbye waits behind all that a peer has not taken yet, and a peer that takes nothing
 * would never hear it, nor go. Called on the channel's event loop.
 */
final class Cut {
  /** So long a peer may take to say goodbye, too. */
  private static final long GOODBYE_SECONDS = 10;

  private Cut() {
  }

  /** Past Vert.x, whose own end of the pipeline would say goodbye first. */
  static void now(ChannelHandlerContext vertx) {
    vertx.close();
  }

  /** When it has not ended by itself in time. */
  static void later(ChannelHandlerContext vertx) {
    after(vertx, GOODBYE_SECONDS);
  }

  static void after(ChannelHandlerContext vertx, long seconds) {
    Channel channel = vertx.channel();
    Future<?> cut = vertx.executor().schedule(() -> now(vertx), seconds, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> cut.cancel(false));
  }
}
