package dochat.door;

import dochat.loop.LoopClock;
import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The requests of one HTTP/2 connection that are not whole, and the answers that wait for their client. Each stream has a window of its own, and all have one together (RFC 9113
 * section 5.2): what waits for them is not in the socket's buffer, where {@link Connection} would see it. Lives on the channel's event loop.
 */
final class StreamWindows {
  private static final long STALLED_NANOS = Limits.STALLED_MILLIS * 1_000_000L;
  /** What a request costs besides what it says: a hundred of them may be open on one connection. */
  static final long EXCHANGE_BYTES = 8_192;

  private final Http2ConnectionHandler http2;
  private final ChannelHandlerContext context;
  private final LoopClock clock;
  private final LongConsumer more;
  private final Map<Integer, Exchange> exchanges = new HashMap<>();
  /** When the window of all streams together was last open, or nobody waited for it. */
  private long movedNanos;

  private StreamWindows(Http2ConnectionHandler http2, ChannelHandlerContext context, LoopClock clock, LongConsumer more) {
    this.http2 = http2;
    this.context = context;
    this.clock = clock;
    this.more = more;
    this.movedNanos = clock.nanos();
  }

  /**
   * Watches the streams of this channel from now on; null where it does not speak HTTP/2.
   *
   * @param more told how many bytes more are held, at once
   */
  static StreamWindows of(ChannelHandlerContext vertx, LoopClock clock, LongConsumer more) {
    if (!(vertx.handler() instanceof Http2ConnectionHandler http2)) {
      return null;
    }
    StreamWindows windows = new StreamWindows(http2, vertx, clock, more);
    http2.connection().addListener(windows.new Ends());
    http2.decoder().frameListener(windows.new Updates());
    return windows;
  }

  /** This request has come, with what has come of its body; false when it was too much and has ended. */
  boolean asked(HttpServerRequest request) {
    Exchange exchange = new Exchange(request);
    exchanges.put(request.response().streamId(), exchange);
    more.accept(exchange.headBytes);
    return exchanges.containsKey(request.response().streamId());
  }

  /**
   * The answer on this stream begins.
   *
   * @param bytes of its body, where they are known; all of them are held until the last one is out
   */
  void begins(int stream, long bytes) {
    Exchange exchange = exchanges.get(stream);
    if (exchange != null) {
      exchange.begins(bytes);
    }
  }

  /** From now on the client of this stream is told why it ends. */
  void carries(int stream, Consumer<CloseReason> client) {
    Exchange exchange = exchanges.get(stream);
    if (exchange != null) {
      exchange.client = client;
    }
  }

  /** This frame is on its way on this stream. */
  Future<Void> carrying(int stream, Frame frame, Future<Void> written) {
    Exchange exchange = exchanges.get(stream);
    return exchange == null ? written : exchange.frames.add(frame, written);
  }

  void each(Consumer<Holder> parts) {
    exchanges.values().forEach(parts);
  }

  /** Whether more of the request on this stream may come. */
  boolean isUnfinished(int stream) {
    Http2Stream asked = http2.connection().stream(stream);
    return asked != null && asked.state().remoteSideOpen();
  }

  /**
   * Ends the streams that their client has kept shut for a minute, and those that are answered and whose request does not end (RFC 9113 section 8.1).
   * The others of this connection go on.
   */
  void look(long nowNanos) {
    if (exchanges.values().stream().noneMatch(exchange -> exchange.isBegun) || isOpen(http2.connection().connectionStream())) {
      movedNanos = nowNanos;
    }
    List.copyOf(exchanges.keySet()).forEach(stream -> look(stream, nowNanos));
  }

  /** Whether the client has kept all of them shut for so long. */
  boolean isStalled(long millis, long nowNanos) {
    return nowNanos - movedNanos >= millis * 1_000_000;
  }

  private void look(int id, long nowNanos) {
    Http2Stream stream = http2.connection().stream(id);
    Exchange exchange = exchanges.get(id);
    if (!stream.state().localSideOpen()) {
      reset(id, Http2Error.NO_ERROR);
    } else if (isOpen(stream) || !exchange.isBegun) {
      exchange.movedNanos = nowNanos;
    } else if (nowNanos - exchange.movedNanos >= STALLED_NANOS) {
      reset(id, Http2Error.CANCEL);
    }
  }

  private void reset(int stream, Http2Error error) {
    http2.resetStream(context, stream, error.code(), context.newPromise());
    context.flush();
  }

  private boolean isOpen(Http2Stream stream) {
    return http2.connection().remote().flowController().windowSize(stream) > 0;
  }

  /** A request and its answer: behind a proxy one connection has those of many clients, so that one is ended without the others. */
  private final class Exchange implements Holder {
    private final HttpServerRequest request;
    private final Untaken frames = new Untaken(more);
    private Consumer<CloseReason> client = reason -> { };
    private final long headBytes;
    private boolean isBegun;
    /** Of the answer. */
    private long bytes;
    /** When its own window was last open, or nobody waited for it. */
    private long movedNanos = clock.nanos();

    Exchange(HttpServerRequest request) {
      this.request = request;
      this.headBytes = EXCHANGE_BYTES + (long) Arrivals.LINE_BYTES * request.headers().size();
    }

    void begins(long bytes) {
      isBegun = true;
      this.bytes = bytes;
      movedNanos = clock.nanos();
    }

    @Override
    public long heldBytes() {
      return headBytes + (isBegun ? bytes + frames.bytes() : request.bytesRead());
    }

    /** RFC 9113 section 7: its client causes more load than there may be. */
    @Override
    public void end(CloseReason reason) {
      try {
        client.accept(reason);
      } finally {
        reset(request.response().streamId(), Http2Error.ENHANCE_YOUR_CALM);
      }
    }
  }

  private final class Ends extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      exchanges.remove(stream.id());
    }
  }

  /** What comes within a moment may be much, and whoever reads slowly opens a window that is full again before anybody looks. */
  private final class Updates extends Http2FrameListenerDecorator {
    Updates() {
      super(http2.decoder().frameListener());
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean isLast) throws Http2Exception {
      more.accept(data.readableBytes());
      return super.onDataRead(context, stream, data, padding, isLast);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int bytes) throws Http2Exception {
      Exchange exchange = exchanges.get(stream);
      if (stream == 0) {
        movedNanos = clock.nanos();
      } else if (exchange != null) {
        exchange.movedNanos = clock.nanos();
      }
      super.onWindowUpdateRead(context, stream, bytes);
    }
  }
}
