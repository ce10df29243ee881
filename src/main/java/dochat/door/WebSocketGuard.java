package dochat.door;

import dochat.protocol.CloseReason;
import dochat.protocol.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.Map;
import java.util.function.Consumer;

/** What stands in the pipeline of a WebSocket, at every path that speaks it. Called on the socket's event loop. */
final class WebSocketGuard {
  /** Where Vert.x has its own end of each pipeline. */
  static final String VERTX = "handler";

  /** Two spaces, the version and two line ends. */
  private static final int REQUEST_LINE_BYTES = 14;
  /** A colon, a space and a line end. */
  private static final int HEADER_BYTES = 4;

  /** The kinds of control frames that are written here (RFC 6455 section 5.2). */
  static final int CLOSE = 8;
  static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int CONTROL_HEAD_BYTES = 2;

  /** Frames over the limit are let in up to twice its size, so that the client can be told; beyond, the connection is cut. Without extensions (RFC 6455 section 9). */
  private static final WebSocketDecoderConfig DECODER = WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(2 * Limits.FRAME_BYTES)
      .closeOnProtocolViolation(false).build();

  private WebSocketGuard() {
  }

  /**
   * Puts a wire of our own into the pipeline of a request that is about to become a WebSocket, with all that belongs before it; Vert.x is to go.
   *
   * @param ended told why the socket ends, where it is known here
   */
  static void put(WebSocketWire wire, HttpServerRequest request, Consumer<CloseReason> ended) {
    ChannelPipeline pipeline = context(request).pipeline();
    Connection connection = Connections.of(request);
    Decoder decoder = new Decoder();
    pipeline.addBefore(VERTX, null, decoder).addBefore(VERTX, null, new LastWord(connection, ended)).addBefore(VERTX, null, wire);
    connection.framed(() -> decoder.heldBytes() + wire.heldBytes());
  }

  /**
   * Guards the WebSocket of Vert.x that this request has become.
   *
   * @param ended told why the socket ends, where it is known here
   */
  static void guard(HttpServerRequest request, Consumer<CloseReason> ended) {
    Connection connection = Connections.of(request);
    connection.framed(headBytes(request));
    context(request).pipeline().addBefore(VERTX, null, new Utf8FrameValidator(false)).addBefore(VERTX, null, new LastWord(connection, ended));
  }

  /** About as many as the head of the request had on the wire: who is in time sends no frame before the answer to it. */
  private static long headBytes(HttpServerRequest request) {
    long bytes = request.method().name().length() + request.uri().length() + REQUEST_LINE_BYTES;
    for (Map.Entry<String, String> header : request.headers()) {
      bytes += header.getKey().length() + header.getValue().length() + HEADER_BYTES;
    }
    return bytes;
  }

  /** Vert.x's own end of the pipeline of this request's connection, or what it was before it became a WebSocket. */
  static ChannelHandlerContext context(HttpServerRequest request) {
    return ((HttpServerConnection) request.connection()).channelHandlerContext();
  }

  /** What is sent in a frame of one of these kinds (section 5.5), as bytes. */
  static ByteBuf control(int opcode, ByteBuf payload) {
    try {
      return Unpooled.buffer(CONTROL_HEAD_BYTES + payload.readableBytes()).writeByte(FINAL | opcode).writeByte(payload.readableBytes()).writeBytes(payload);
    } finally {
      payload.release();
    }
  }

  /** Netty's decoder, which keeps what has come of a frame until it is whole. */
  private static final class Decoder extends WebSocket13FrameDecoder {
    Decoder() {
      super(DECODER);
    }

    int heldBytes() {
      return actualReadableBytes();
    }
  }
}
