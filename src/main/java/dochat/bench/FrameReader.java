package dochat.bench;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * Takes what comes over one WebSocket apart (RFC 6455 section 5.2) without waiting for the end of a long message: between two reads it holds only
 * what its reader could make nothing of. Lives on one event loop.
 */
final class FrameReader {
  private static final byte[] NOTHING = {};
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int SHORT_HEADER = 2;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private final Messages messages;
  /** Of the message: what was not taken. */
  private byte[] tail = NOTHING;
  /** Of the next frame: the header, or a control frame, that is not whole. */
  private byte[] head = NOTHING;
  private boolean isInFrame;
  private boolean isFinal;
  private int opcode;
  /** Bytes of the frame that have not come. */
  private long left;

  FrameReader(Messages messages) {
    this.messages = messages;
  }

  /** Who takes what is in the frames. */
  interface Messages {
    /**
     * A part of a message.
     *
     * @param isLast whether the message ends with it; all is taken then
     * @return up to where it was taken, {@code to} if it is the last; what is left comes again with what follows
     */
    int text(byte[] bytes, int from, int to, boolean isLast);

    void ping(byte[] payload);

    /** The other side ends the connection, and says why. */
    void close(byte[] payload);
  }

  /** Where bytes are put together, one for all readers of a loop. */
  static final class Space {
    private byte[] bytes = NOTHING;

    byte[] of(int size) {
      if (bytes.length < size) {
        bytes = new byte[2 * size];
      }
      return bytes;
    }
  }

  /** Takes all of it. */
  void read(ByteBuf in, Space space) {
    int at = tail.length;
    int to = at + head.length + in.readableBytes();
    byte[] bytes = space.of(to);
    System.arraycopy(tail, 0, bytes, 0, tail.length);
    System.arraycopy(head, 0, bytes, at, head.length);
    in.readBytes(bytes, at + head.length, in.readableBytes());
    int from = 0;
    int upTo = at;
    while (isInFrame || isBegun(bytes, at, to)) {
      at += isInFrame ? 0 : headerLength(bytes[at + 1]);
      isInFrame = true;
      int end = (int) Math.min(to, at + left);
      if (opcode >= CLOSE) {
        control(Arrays.copyOfRange(bytes, at, end));
      } else {
        // What was not taken moves up to what follows it, over the header between them.
        int rest = upTo - from;
        System.arraycopy(bytes, from, bytes, at - rest, rest);
        boolean isLast = isFinal && end - at == left;
        from = messages.text(bytes, at - rest, end, isLast);
        upTo = end;
      }
      left -= end - at;
      at = end;
      isInFrame = left > 0;
      if (isInFrame) {
        break;
      }
    }
    tail = rest(bytes, from, upTo);
    head = rest(bytes, at, to);
  }

  /** Reads the header of a frame, if it is there, and of a control frame everything. */
  private boolean isBegun(byte[] bytes, int at, int to) {
    if (to - at < SHORT_HEADER || to - at < headerLength(bytes[at + 1])) {
      return false;
    }
    isFinal = bytes[at] < 0;
    opcode = bytes[at] & 0xf;
    int header = headerLength(bytes[at + 1]);
    left = header == SHORT_HEADER ? bytes[at + 1] : 0;
    for (int i = at + SHORT_HEADER; i < at + header; i++) {
      left = left << 8 | bytes[i] & 0xff;
    }
    return opcode < CLOSE || to - at >= header + left;
  }

  private static int headerLength(byte length) {
    return length == TWO_BYTES ? SHORT_HEADER + Short.BYTES : length == EIGHT_BYTES ? SHORT_HEADER + Long.BYTES : SHORT_HEADER;
  }

  private void control(byte[] payload) {
    if (opcode == PING) {
      messages.ping(payload);
    } else if (opcode == CLOSE) {
      messages.close(payload);
    }
  }

  private static byte[] rest(byte[] bytes, int from, int to) {
    return from == to ? NOTHING : Arrays.copyOfRange(bytes, from, to);
  }
}
