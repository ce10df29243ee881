package dochat.door;

import dochat.loop.LoopClock;
import dochat.protocol.Limits;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Stream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of one HTTP/2 connection that wait for their client. Each stream has a window of its own, and all have one together (RFC 9113
 * section 5.2): what waits for them is not in the socket's buffer, where {@link Connection} would see it. Lives on the channel's event loop.
 */
final class StreamWindows {
  private static final long STALLED_NANOS = Limits.STALLED_MILLIS * 1_000_000L;

  private final Http2ConnectionHandler http2;
  private final ChannelHandlerContext context;
  private final LoopClock clock;
  private final Map<Integer, Begun> answers = new HashMap<>();
  /** When the window of all streams together was last open, or nobody waited for it. */
  private long movedNanos;

  /** An answer of which the head has gone out: how long its body is, and when its own window was last open. */
  private static final class Begun {
    private final long bytes;
    private long movedNanos;

    Begun(long bytes, long nowNanos) {
      this.bytes = bytes;
      this.movedNanos = nowNanos;
    }
  }

  private StreamWindows(Http2ConnectionHandler http2, ChannelHandlerContext context, LoopClock clock) {
    this.http2 = http2;
    this.context = context;
    this.clock = clock;
    this.movedNanos = clock.nanos();
  }

  /** Watches the streams of this channel from now on; null where it does not speak HTTP/2. */
  static StreamWindows of(ChannelHandlerContext vertx, LoopClock clock) {
    if (!(vertx.handler() instanceof Http2ConnectionHandler http2)) {
      return null;
    }
    StreamWindows windows = new StreamWindows(http2, vertx, clock);
    http2.connection().addListener(windows.new Ends());
    http2.decoder().frameListener(windows.new Updates());
    return windows;
  }

  /**
   * The answer on this stream begins.
   *
   * @param bytes of its body, where they are known; all of them are held until the last one is out
   */
  void begins(int stream, long bytes) {
    answers.put(stream, new Begun(bytes, clock.nanos()));
  }

  long heldBytes() {
    return answers.values().stream().mapToLong(answer -> answer.bytes).sum();
  }

  /** Ends the streams that their client has kept shut for a minute. The others of this connection go on. */
  void look(long nowNanos) {
    if (answers.isEmpty() || isOpen(http2.connection().connectionStream())) {
      movedNanos = nowNanos;
    }
    List.copyOf(answers.keySet()).forEach(stream -> look(stream, nowNanos));
  }

  /** Whether the client has kept all of them shut for so long. */
  boolean isStalled(long millis, long nowNanos) {
    return nowNanos - movedNanos >= millis * 1_000_000;
  }

  private void look(int id, long nowNanos) {
    Http2Stream stream = http2.connection().stream(id);
    Begun answer = answers.get(id);
    if (stream == null || !stream.state().localSideOpen()) {
      answers.remove(id);
    } else if (isOpen(stream)) {
      answer.movedNanos = nowNanos;
    } else if (nowNanos - answer.movedNanos >= STALLED_NANOS) {
      http2.resetStream(context, id, Http2Error.CANCEL.code(), context.newPromise());
      context.flush();
    }
  }

  private boolean isOpen(Http2Stream stream) {
    return http2.connection().remote().flowController().windowSize(stream) > 0;
  }

  private final class Ends extends Http2ConnectionAdapter {
    @Override
    public void onStreamClosed(Http2Stream stream) {
      answers.remove(stream.id());
    }
  }

  /** Whoever reads slowly opens a window that is full again before anybody looks. */
  private final class Updates extends Http2FrameListenerDecorator {
    Updates() {
      super(http2.decoder().frameListener());
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int bytes) throws Http2Exception {
      Begun answer = answers.get(stream);
      if (stream == 0) {
        movedNanos = clock.nanos();
      } else if (answer != null) {
        answer.movedNanos = clock.nanos();
      }
      super.onWindowUpdateRead(context, stream, bytes);
    }
  }
}
