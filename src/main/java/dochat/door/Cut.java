package dochat.door;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whatever its peer does. A goodbye waits behind all that a peer has not taken yet, and a peer that takes nothing
 * would never hear it, nor go. Called on the channel's event loop.
 */
final class Cut {
  /** So long a peer may take to say goodbye, too. */
  private static final long GOODBYE_SECONDS = 10;
  private static final long READ_AWAY_SECONDS = 2;

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

  /**
   * When all that was said is out. A connection that is closed while bytes come in is reset, and what was said last with it; so they are read away for a while. Who
   * calls drops them. With TLS, which has a goodbye of its own, it ends at once.
   */
  static void readingAway(ChannelHandlerContext vertx) {
    if (vertx.channel() instanceof SocketChannel socket && vertx.pipeline().get(SslHandler.class) == null) {
      socket.shutdownOutput();
      socket.config().setAutoRead(true);
      after(vertx, READ_AWAY_SECONDS);
    } else {
      now(vertx);
    }
  }

  private static void after(ChannelHandlerContext vertx, long seconds) {
    Channel channel = vertx.channel();
    Future<?> cut = vertx.executor().schedule(() -> now(vertx), seconds, TimeUnit.SECONDS);
    channel.closeFuture().addListener(closed -> cut.cancel(false));
  }
}
