package dochat.door;

import dochat.loop.LoopClock;
import dochat.metrics.Metrics;
import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * One connection, whatever is spoken on it: what goes through it and what waits in it, in both directions, and since when nothing has moved. Stands first in the channel's
 * pipeline; lives on the channel's event loop.
 */
final class Connection extends ChannelDuplexHandler implements Holder {
  private static final AttributeKey<Connection> KEY = AttributeKey.valueOf(Connection.class, "connection");
  /** Where Vert.x has its decoder of requests. */
  private static final String HTTP_DECODER = "httpDecoder";

  private final LoopClock clock;
  private final Metrics metrics;
  private final Problem refusal;
  private final LongConsumer more;
  private final Consumer<Connection> stirs;
  /** Null where there are none: most clients are only there. */
  private Untaken frames;
  private ChannelHandlerContext context;
  /** Null where its client does not speak HTTP/2. */
  private StreamWindows windows;
  private Consumer<CloseReason> client = reason -> { };
  private boolean isQuiet;
  /** When something came or went last. */
  private long usedNanos;
  private long movedNanos;
  private long taken;
  private long mark;
  /** When the head of the next request began to come; null while nothing of it has, and where a request is being answered. */
  private Long headNanos;
  private boolean isAsked;
  /** Null where somebody else knows what has come and is not whole. */
  private Arrivals arrivals;
  private LongSupplier unfinished;
  private boolean sharesCopies;
  /** The request that is being answered; null where there is none, and with HTTP/2. */
  private HttpServerRequest request;
  /** Bytes that have gone out by here, and how many will have when the answers that have begun are out: the rest waits where only Vert.x sees it. */
  private long passed;
  private long due;

  /**
   * @param metrics counts what goes through it, as it is on the network
   * @param refusal why there may be no more of it; null where it is welcome
   * @param more    told how many bytes more are held, at once
   * @param stirs   told that it is quiet no longer, at once
   */
  Connection(LoopClock clock, Metrics metrics, Problem refusal, LongConsumer more, Consumer<Connection> stirs) {
    this.clock = clock;
    this.metrics = metrics;
    this.refusal = refusal;
    this.more = more;
    this.stirs = stirs;
    this.arrivals = new Arrivals(more);
    this.usedNanos = clock.nanos();
    this.movedNanos = usedNanos;
  }

  /** From now on it is watched here, no longer by Vert.x's timer. */
  void begin(ChannelHandlerContext vertx) {
    Channel channel = vertx.channel();
    channel.attr(KEY).set(this);
    windows = StreamWindows.of(vertx, clock, more);
    if (channel.pipeline().get(IdleStateHandler.class) != null) {
      channel.pipeline().remove(IdleStateHandler.class);
    }
    if (windows == null) {
      channel.pipeline().addBefore(channel.pipeline().get(HTTP_DECODER) == null ? vertx.name() : HTTP_DECODER, null, arrivals);
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

  /** Why it has to go; null where it is welcome. */
  Problem refusal() {
    return refusal;
  }

  /** From now on this client is what it carries, and is told why it ends. */
  void carries(Consumer<CloseReason> client) {
    this.client = client;
  }

  /** The same for the client that this request is from: with HTTP/2 there may be several. */
  void carries(HttpServerRequest request, Consumer<CloseReason> client) {
    if (windows != null) {
      windows.carries(request.response().streamId(), client);
    } else {
      carries(client);
    }
  }

  /** This frame is on its way to its client, and held until all of it is taken. */
  Future<Void> carrying(Frame frame, Future<Void> written) {
    stir();
    Untaken all = frames == null ? new Untaken(more) : frames;
    frames = all;
    return all.add(frame, written).onComplete((done, failure) -> {
      taken++;
      frames = all.isEmpty() ? null : frames;
    });
  }

  /** The same on a stream of HTTP/2. */
  Future<Void> carrying(int stream, Frame frame, Future<Void> written) {
    return windows.carrying(stream, frame, written);
  }

  /**
   * It speaks in frames from now on.
   *
   * @param headBytes that have come and were no frames
   */
  void framed(long headBytes) {
    arrivals.framed(headBytes);
    becomeFramed();
  }

  /**
   * The same, where who decodes the frames knows how much has come, and shares the copies of what goes out unless they are encrypted.
   *
   * @param unfinished the bytes of what is not whole, and its share of those copies
   */
  void framed(LongSupplier unfinished) {
    this.unfinished = unfinished;
    sharesCopies = context.pipeline().get(SslHandler.class) == null;
    context.pipeline().remove(arrivals);
    arrivals = null;
    becomeFramed();
  }

  /** Whether what waits in the socket's buffer may be the same memory for many clients. */
  boolean sharesCopies() {
    return sharesCopies;
  }

  /** So many bytes more are held for it, of which nothing else tells. */
  void holds(long bytes) {
    more.accept(bytes);
  }

  private void becomeFramed() {
    isAsked = true;
    headNanos = null;
    request = null;
  }

  /** So many of the bytes that have come are whole frames, or parts of them that their reader counts. */
  void decoded(long bytes) {
    if (arrivals != null) {
      arrivals.decoded(bytes);
    }
  }

  /** What comes from now on is no head of a request: this one is being answered. False when it was too much and has ended. */
  boolean asked(HttpServerRequest request) {
    if (windows != null) {
      return windows.asked(request);
    }
    if (this.request != null) {
      arrivals.answered(); // Vert.x tells the end of an answer after the next request that waits for it
    }
    this.request = request;
    isAsked = true;
    headNanos = null;
    return true;
  }

  /** This request is answered: what comes after the rest of it is the head of the next one. */
  void answered(HttpServerRequest request) {
    if (request.isEnded()) {
      awaitNext(request);
    } else {
      request.end().onComplete((whole, failure) -> awaitNext(request));
    }
  }

  private void awaitNext(HttpServerRequest request) {
    if (this.request == request) {
      isAsked = false;
      this.request = null;
      arrivals.answered();
    }
  }

  /** Whether more of this request may come, with HTTP/2. */
  boolean isUnfinished(HttpServerRequest request) {
    return windows.isUnfinished(request.response().streamId());
  }

  /** Whether its client has been busy with the head of a request for so long. */
  boolean isDawdling(long millis, long nowNanos) {
    return headNanos != null && nowNanos - headNanos >= millis * 1_000_000;
  }

  /** An answer begins, with HTTP/2 on this stream, with so many bytes as far as they are known. */
  void answers(int stream, long bytes) {
    stir();
    if (windows != null) {
      windows.begins(stream, bytes);
    } else {
      due = Math.max(due, passed) + bytes;
    }
    more.accept(bytes);
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
    due = isEmpty ? passed : due;
    long now = taken + (isEmpty ? 0 : 31L * System.identityHashCode(waiting.current()) + waiting.currentProgress());
    if (now != mark) {
      usedNanos = nowNanos;
    }
    if (now != mark || isEmpty && (frames == null || windows != null)) {
      mark = now;
      movedNanos = nowNanos;
    }
  }

  /** Whether nothing of it waits or has begun, after a look at it: until something comes or goes, nothing becomes of it but that it is idle. It is quiet then, and tells when it is not. */
  boolean rest() {
    isQuiet = windows == null && frames == null && headNanos == null && heldBytes() == 0;
    return isQuiet;
  }

  private void stir() {
    if (isQuiet) {
      isQuiet = false;
      movedNanos = clock.nanos();
      stirs.accept(this);
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

  /** What waits in the socket's buffer is a copy of what it waits for, as far as it has come there, or counts as one. */
  @Override
  public long heldBytes() {
    ChannelOutboundBuffer waiting = waiting();
    long untaken = (frames == null ? 0 : frames.bytes()) + (waiting == null ? 0 : waiting.totalPendingWriteBytes());
    return windows == null ? untaken + Math.max(0, due - passed) + unfinishedBytes() : untaken;
  }

  /** With HTTP/2 each stream may be another client's. */
  @Override
  public void each(Consumer<Holder> parts) {
    parts.accept(this);
    if (windows != null) {
      windows.each(parts);
    }
  }

  /** A request that had come before the last one was answered is not in the one, but in the other. The rest of one that is answered is thrown away. */
  private long unfinishedBytes() {
    if (unfinished != null) {
      return unfinished.getAsLong();
    }
    if (request == null) {
      return arrivals.bytes();
    }
    return request.response().ended() ? 0 : Math.max(arrivals.bytes(), request.bytesRead());
  }

  @Override
  public void end(CloseReason reason) {
    try {
      client.accept(reason);
    } finally {
      forget();
      Cut.now(context);
    }
  }

  /** A pipeline is kept until its event loop has been through all that is ready, and what has been decoded of a head with it. */
  private void forget() {
    ChannelPipeline pipeline = context.pipeline();
    if (pipeline.get(HTTP_DECODER) != null) {
      pipeline.addAfter(HTTP_DECODER, null, new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
          ReferenceCountUtil.release(message);
        }
      });
      pipeline.remove(HTTP_DECODER);
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    this.context = context;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    stir();
    usedNanos = clock.nanos();
    int bytes = message instanceof ByteBuf part ? part.readableBytes() : 0;
    metrics.received(bytes);
    if (!isAsked && windows == null && headNanos == null) {
      headNanos = usedNanos;
    }
    if (unfinished != null) {
      more.accept(bytes);
    }
    if (context.channel().isOpen()) {
      context.fireChannelRead(message);
    } else {
      ReferenceCountUtil.release(message); // it was too much
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise written) {
    stir();
    usedNanos = clock.nanos();
    int bytes = message instanceof ByteBuf part ? part.readableBytes() : 0;
    passed += bytes;
    metrics.sent(message instanceof FileRegion file ? file.count() : bytes);
    context.write(message, written);
    // What neither a frame nor an answer of a known length has told of. With HTTP/2, where only its streams know, it is told once more, and so is counted sooner.
    if (frames == null && passed > due) {
      more.accept(bytes);
    }
  }

  private ChannelOutboundBuffer waiting() {
    return context.channel().unsafe().outboundBuffer();
  }
}
