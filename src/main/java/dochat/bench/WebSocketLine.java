package dochat.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** A client over a WebSocket: the handshake, then frames. What is said in them is up to those that extend it. */
abstract class WebSocketLine extends Line implements FrameReader.Messages {
  private static final int CODE_BYTES = 2;

  private final FrameReader frames = new FrameReader(this);
  /** Null when it is over. */
  private Handshake handshake = new Handshake();

  WebSocketLine(Fleet fleet, Room room, boolean isListener) {
    super(fleet, room, isListener);
  }

  /** Where the server takes WebSockets. */
  abstract String path();

  /** Frames may be sent from now on. */
  abstract void upgraded();

  void send(String text) {
    write(ClientFrame.TEXT, text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  final void begin() {
    write(Requests.upgrade(path(), fleet().host()));
  }

  @Override
  final void read(Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      if (handshake != null) {
        upgrade(in);
      }
      if (handshake == null) {
        frames.read(in, fleet().space());
      }
    } finally {
      in.release();
    }
  }

  private void upgrade(ByteBuf in) {
    if (!handshake.read(in)) {
      return;
    }
    if (handshake.isUpgraded()) {
      handshake = null;
      upgraded();
    } else {
      refused("the node answers a WebSocket with " + handshake.status());
    }
  }

  private void write(int opcode, byte[] payload) {
    channel().writeAndFlush(ClientFrame.of(channel().alloc(), opcode, payload), channel().voidPromise());
  }

  @Override
  public final void ping(byte[] payload) {
    write(ClientFrame.PONG, payload);
  }

  @Override
  public final void close(byte[] payload) {
    refused("the node ended a connection: " + new String(payload, Math.min(CODE_BYTES, payload.length), Math.max(0, payload.length - CODE_BYTES),
        StandardCharsets.UTF_8));
  }
}
