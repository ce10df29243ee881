package dochat.door;

import dochat.loop.LoopClock;
import dochat.protocol.CloseReason;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * One connection, whatever is spoken on it: what waits in it, and since when nothing has moved. Stands first in the channel's pipeline; lives
 * on the channel's event loop.
 */
final class Connection extends ChannelDuplexHandler implements Holder {
  private static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "connection");

  private final LoopClock clock;
  private final boolean isWelcome;
  private ChannelHandlerContext context;
  private Consumer<CloseReason> client = reason -> { };
  private long writtenBytes;
  /** When something came or went last. */
  private long usedNanos;
  private long movedNanos;
  private long mark;

  /** @param isWelcome whether its address may have one more */
  Connection(LoopClock clock, boolean isWelcome) {
    this.clock = clock;
    this.isWelcome = isWelcome;
    this.usedNanos = clock.nanos();
    this.movedNanos = usedNanos;
  }

  void begin(Channel channel) {
    channel.attr(KEY).set(this);
    channel.pipeline().addFirst(this);
  }

  static Connection of(Channel channel) {
    return channel.attr(KEY).get();
  }

  /** Its own place in the pipeline, nearest to the socket. */
  ChannelHandlerContext context() {
    return context;
  }

  boolean isWelcome() {
    return isWelcome;
  }

  /** From now on this client is what it carries, and is told why it ends. */
  void carries(Consumer<CloseReason> client) {
    this.client = client;
  }

  /** Something of so many bytes was written for its client; it counts until it is taken. */
  Future<Void> writing(int bytes, Future<Void> written) {
    writtenBytes += bytes;
    return written.onComplete((taken, failure) -> writtenBytes -= bytes);
  }

  /** Looks at what waits in it. */
  void look(long nowNanos) {
    ChannelOutboundBuffer waiting = waiting();
    long now = waiting == null ? 0 : 31L * System.identityHashCode(waiting.current()) + waiting.currentProgress();
    if (now != mark || waiting == null || waiting.totalPendingWriteBytes() == 0) {
      mark = now;
      movedNanos = nowNanos;
    }
  }

  /** Whether its client has taken nothing for so long, although something waits for it. */
  boolean isStalled(long millis, long nowNanos) {
    return nowNanos - movedNanos >= millis * 1_000_000;
  }

  /** Whether something waits for its client, who has taken some of it within that time. */
  boolean isMoving(long millis) {
    ChannelOutboundBuffer waiting = waiting();
    return waiting != null && waiting.totalPendingWriteBytes() > 0 && !isStalled(millis, clock.nanos());
  }

  /** Whether nothing has come, and nothing gone, for so long. */
  boolean isIdle(long millis, long nowNanos) {
    return nowNanos - usedNanos >= millis * 1_000_000;
  }

  /** Vert.x keeps some of what is written to itself while the channel is full, so the larger number is nearer to the truth. */
  @Override
  public long heldBytes() {
    ChannelOutboundBuffer waiting = waiting();
    return Math.max(writtenBytes, waiting == null ? 0 : waiting.totalPendingWriteBytes());
  }

  @Override
  public void end(CloseReason reason) {
    client.accept(reason);
    Cut.now(context);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    usedNanos = clock.nanos();
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
    usedNanos = clock.nanos();
    context.write(message, written);
  }

  private ChannelOutboundBuffer waiting() {
    return context.channel().unsafe().outboundBuffer();
  }
}
