package dochat.door;

import dochat.loop.LoopClock;
import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.Problem;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * One connection, whatever is spoken on it: what waits in it, and since when nothing has moved. Stands first in the channel's pipeline, but for what counts bytes; lives
 * on the channel's event loop.
 */
final class Connection extends ChannelDuplexHandler implements Holder {
  private static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "connection");

  private final LoopClock clock;
  private final Problem refusal;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private ChannelHandlerContext context;
  /** Null where its client does not speak HTTP/2. */
  private StreamWindows windows;
  private Consumer<CloseReason> client = reason -> { };
  /** When something came or went last. */
  private long usedNanos;
  private long movedNanos;
  private long taken;
  private long mark;

  /** @param refusal why there may be no more of it, null if it is welcome */
  Connection(LoopClock clock, Problem refusal) {
    this.clock = clock;
    this.refusal = refusal;
    this.usedNanos = clock.nanos();
    this.movedNanos = usedNanos;
  }

  /** From now on it is watched here, no longer by Vert.x's timer. */
  void begin(ChannelHandlerContext vertx) {
    Channel channel = vertx.channel();
    channel.attr(KEY).set(this);
    windows = StreamWindows.of(vertx, clock);
    if (channel.pipeline().get(IdleStateHandler.class) != null) {
      channel.pipeline().remove(IdleStateHandler.class);
    }
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
    return refusal == null;
  }

  Problem refusal() {
    return refusal;
  }

  /** From now on this client is what it carries, and is told why it ends. */
  void carries(Consumer<CloseReason> client) {
    this.client = client;
  }

  /** This frame is on its way to its client, and held until all of it is taken. */
  Future<Void> carrying(Frame frame, Future<Void> written) {
    frame.hold();
    frames.add(frame);
    return written.onComplete((done, failure) -> {
      frames.remove(frame);
      this.taken++;
      frame.release();
    });
  }

  /** Where it speaks HTTP/2, an answer begins on this stream, with so many bytes as far as they are known. */
  void answers(int stream, long bytes) {
    if (windows != null) {
      windows.begins(stream, bytes);
    }
  }

  /**
   * Looks at what waits in it: the buffer of the socket moves, or, where it waits for its place in there, a frame is taken as a whole. With
   * HTTP/2 it waits for the windows.
   */
  void look(long nowNanos) {
    if (windows != null) {
      windows.look(nowNanos);
    }
    ChannelOutboundBuffer waiting = waiting();
    boolean isEmpty = waiting == null || waiting.totalPendingWriteBytes() == 0;
    long now = taken + (isEmpty ? 0 : 31L * System.identityHashCode(waiting.current()) + waiting.currentProgress());
    if (now != mark) {
      usedNanos = nowNanos;
    }
    if (now != mark || isEmpty && (frames.isEmpty() || windows != null)) {
      mark = now;
      movedNanos = nowNanos;
    }
  }

  /** Whether its client has taken nothing for so long, although something waits for it. */
  boolean isStalled(long millis, long nowNanos) {
    return nowNanos - movedNanos >= millis * 1_000_000 || windows != null && windows.isStalled(millis, nowNanos);
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

  /** What waits in the socket's buffer is a copy of what it waits for, as far as it has come there. */
  @Override
  public long heldBytes() {
    ChannelOutboundBuffer waiting = waiting();
    long bytes = waiting == null ? 0 : waiting.totalPendingWriteBytes();
    for (Frame frame : frames) {
      bytes += frame.share();
    }
    return windows == null ? bytes : bytes + windows.heldBytes();
  }

  @Override
  public void end(CloseReason reason) {
    try {
      client.accept(reason);
    } finally {
      Cut.now(context);
    }
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
