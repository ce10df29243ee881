package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Frame;
import dochat.protocol.Limits;
import dochat.protocol.News;
import dochat.protocol.ProblemCode;
import dochat.protocol.WebSocketText;
import dochat.session.Session;
import dochat.session.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.PromiseInternal;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket (RFC 6455) between its session and its channel, at whose end it stands: behind Netty's decoder and what {@link WebSocketGuard} puts there, in the
 * place of Vert.x. It keeps what is necessary for a client that is only there, and no more. Lives on the channel's event loop.
 */
final class WebSocketWire extends ChannelInboundHandlerAdapter implements Wire {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketWire.class);
  private static final Function<News, Frame> FRAMING = news -> WebSocketText.of(news.frame());
  /** A control frame without a payload (section 5.5.2). */
  private static final byte[] PING = {(byte) 0x89, 0};
  /** Frames that wait while nobody takes them, until the socket is not read either. */
  private static final int MOST_UNREAD = 8;

  private final ContextInternal loop;
  private final Connection connection;
  private final Flushes flushes;
  private final Copies copies;
  /** What has been written and did not fit into the buffer of the socket; each part goes there when there is room; null where there is none. */
  private Deque<Outgoing> outgoing;
  private ChannelHandlerContext channel;
  private Session session;
  /** The frames of a message that is not whole; null where there is none. */
  private ByteBuf message;
  private boolean isBinary;
  /** Frames that have come while it is paused; null where there are none. */
  private Deque<WebSocketFrame> unread;
  private boolean isPaused = true;
  private boolean isReading;
  /** Something has been written that was not flushed. */
  private boolean isWritten;
  /** To be said when all that was written before is out. */
  private CloseReason goodbye;

  /** @param loop of the session, on which it is called */
  WebSocketWire(ContextInternal loop, Connection connection, Flushes flushes, Copies copies) {
    this.loop = loop;
    this.connection = connection;
    this.flushes = flushes;
    this.copies = copies;
  }

  /** What comes is for this session, as soon as the wire is resumed. */
  void carries(Session session) {
    this.session = session;
  }

  @Override
  public String transport() {
    return "websocket";
  }

  @Override
  public String network() {
    return Network.of(connection.context().channel().remoteAddress());
  }

  @Override
  public Future<Void> write(String frame) {
    Frame own = WebSocketText.of(frame);
    return connection.carrying(own, write(own.bytes(), false));
  }

  /** Goes at once, with all that was written before. */
  @Override
  public Future<Void> tell(News news) {
    Frame shared = news.encoded(FRAMING);
    Future<Void> written = connection.carrying(shared, write(shared.bytes(), connection.sharesCopies()));
    flush();
    return written;
  }

  @Override
  public boolean isFull() {
    return !channel.channel().isWritable();
  }

  @Override
  public boolean isTaking() {
    return connection.isMoving(Limits.HEARTBEAT_MILLIS);
  }

  @Override
  public void pause() {
    isPaused = true;
  }

  @Override
  public void resume() {
    isPaused = false;
    if (!isReading) {
      readOn();
    }
  }

  @Override
  public boolean answersPings() {
    return true;
  }

  @Override
  public Future<Void> ping() {
    return write(PING, false);
  }

  @Override
  public void close(CloseReason reason) {
    if (reason.isTold()) {
      Cut.later(connection.context());
      goodbye = reason;
      writeOn();
    } else {
      Cut.now(connection.context());
    }
  }

  private Future<Void> write(byte[] frames, boolean isShared) {
    PromiseInternal<Void> written = loop.promise();
    outgoing = outgoing == null ? new ArrayDeque<>(1) : outgoing;
    outgoing.add(isShared ? new Shared(frames, written) : new Outgoing(frames, written));
    writeOn();
    return written.future();
  }

  /** What is not shared is copied, part by part, when it goes to the socket. */
  private void writeOn() {
    while (outgoing != null && channel.channel().isWritable()) {
      Outgoing first = outgoing.element();
      ChannelFuture out = channel.write(first.part());
      if (first.isOut()) {
        outgoing.remove();
        outgoing = outgoing.isEmpty() ? null : outgoing;
        out.addListener(first);
      }
      flushLater();
    }
    if (goodbye != null && outgoing == null) {
      channel.write(new CloseWebSocketFrame(goodbye.webSocketCode(), goodbye.code()));
      goodbye = null;
      flushLater();
    }
  }

  private void flushLater() {
    if (!isWritten) {
      isWritten = true;
      flushes.add(this);
    }
  }

  /** What was written goes to the socket. */
  void flush() {
    if (isWritten) {
      isWritten = false;
      channel.flush();
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext channel) {
    this.channel = channel;
  }

  /** Of what has come, what no session has, which is frames that wait and those of a message that is not whole; and its share of what is on its way to others, too. */
  long heldBytes() {
    return (message == null ? 0 : message.readableBytes()) + (unread == null ? 0 : unread.stream().mapToInt(frame -> frame.content().readableBytes()).sum())
        + (outgoing == null ? 0 : outgoing.stream().mapToLong(Outgoing::sharedBytes).sum());
  }

  /** What is no frame belonged to the request that this socket was. */
  @Override
  public void channelRead(ChannelHandlerContext channel, Object message) {
    if (message instanceof PingWebSocketFrame ping) {
      channel.write(WebSocketGuard.control(WebSocketGuard.PONG, ping.content()));
      flushLater();
    } else if (message instanceof PongWebSocketFrame pong) {
      pong.release();
      session.heard();
    } else if (message instanceof WebSocketFrame frame) {
      read(frame);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext channel) {
    writeOn();
  }

  @Override
  public void channelInactive(ChannelHandlerContext channel) {
    loop.emit(CloseReason.LOST, session::ended);
    if (outgoing != null) {
      outgoing.forEach(each -> each.end(new ClosedChannelException()));
      outgoing = null;
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext channel) {
    if (unread != null) {
      unread.forEach(ReferenceCountUtil::release);
      unread = null;
    }
  }

  /** That its peer has broken the protocol, {@link LastWord} has said before. */
  @Override
  public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
    LOG.debug("a connection breaks reason={}", failure.toString());
    channel.close();
  }

  private void read(WebSocketFrame frame) {
    if (!isPaused && unread == null) {
      loop.emit(frame, this::take);
      return;
    }
    if (unread == null) {
      unread = new ArrayDeque<>(MOST_UNREAD);
    }
    unread.add(frame);
    if (unread.size() >= MOST_UNREAD) {
      channel.channel().config().setAutoRead(false);
    }
  }

  private void readOn() {
    isReading = true;
    try {
      while (!isPaused && unread != null) {
        WebSocketFrame next = unread.remove();
        unread = unread.isEmpty() ? null : unread;
        take(next);
      }
    } finally {
      isReading = false;
    }
    if (!isPaused) {
      channel.channel().config().setAutoRead(true);
    }
  }

  private void take(WebSocketFrame frame) {
    try {
      isBinary = frame instanceof BinaryWebSocketFrame || isBinary && frame instanceof ContinuationWebSocketFrame;
      int bytes = frame.content().readableBytes() + (message == null ? 0 : message.readableBytes());
      if (bytes > Limits.FRAME_BYTES) {
        message = null;
        session.oversized();
      } else if (frame.isFinalFragment()) {
        ByteBuf whole = message == null ? frame.content() : message.writeBytes(frame.content());
        message = null;
        receive(whole);
      } else {
        message = (message == null ? Unpooled.buffer(bytes) : message).writeBytes(frame.content());
      }
    } finally {
      frame.release();
    }
  }

  /** What is no UTF-8 breaks the protocol (section 8.1), of which {@link LastWord} sees to the end. */
  private void receive(ByteBuf whole) {
    if (isBinary) {
      session.refuse(ProblemCode.BAD_FRAME);
    } else if (ByteBufUtil.isText(whole, StandardCharsets.UTF_8)) {
      session.receive(whole.toString(StandardCharsets.UTF_8));
    } else {
      channel.pipeline().fireExceptionCaught(new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "a text that is no UTF-8", null));
    }
  }

  /** A message that is on its way out, frame by frame; told when the last one is out. */
  private static class Outgoing implements ChannelFutureListener {
    private final byte[] frames;
    private final PromiseInternal<Void> written;
    private int from;

    Outgoing(byte[] frames, PromiseInternal<Void> written) {
      this.frames = frames;
      this.written = written;
    }

    /** The next frame. */
    final ByteBuf part() {
      int end = WebSocketText.end(frames, from);
      ByteBuf part = part(frames, from, end - from);
      from = end;
      return part;
    }

    final boolean isOut() {
      return from == frames.length;
    }

    @Override
    public final void operationComplete(ChannelFuture out) {
      end(out.cause());
    }

    /** Nothing of it is to go out any more. @param failure null where there is none */
    final void end(Throwable failure) {
      done();
      if (failure == null) {
        written.tryComplete();
      } else {
        written.tryFail(failure);
      }
    }

    ByteBuf part(byte[] frames, int start, int length) {
      return Unpooled.wrappedBuffer(frames, start, length);
    }

    void done() {
    }

    long sharedBytes() {
      return 0;
    }
  }

  /** The same for others on this loop, too. */
  private final class Shared extends Outgoing {
    /** Null until something of it has gone to the socket. */
    private Copies.Copy copy;

    Shared(byte[] frames, PromiseInternal<Void> written) {
      super(frames, written);
    }

    @Override
    ByteBuf part(byte[] frames, int start, int length) {
      if (copy == null) {
        copy = copies.of(frames, channel.alloc());
        connection.holds(copy.share());
      }
      return copy.part(start, length);
    }

    @Override
    long sharedBytes() {
      return copy == null ? 0 : copy.share();
    }

    @Override
    void done() {
      if (copy != null) {
        copy.done();
      }
    }
  }
}
