package dochat.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A text message as a server sends it over a WebSocket (RFC 6455 sections 5.2 and 5.4): without a mask, so that it is the same for everybody, and in frames of at
 * most 32 KB, between which there is room for a ping or a goodbye. Pure; any thread.
 */
public final class WebSocketText {
  /** Bytes of text in one frame at most. */
  static final int PART_BYTES = 32_768;

  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int CONTINUATION = 0;
  /** A longer frame has its length in two bytes more. */
  private static final int SHORT = 125;
  private static final int MEDIUM = 126;
  private static final int SHORT_HEAD_BYTES = 2;
  private static final int HEAD_BYTES = 4;

  private WebSocketText() {
  }

  /** This text as one message. */
  public static Frame of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int parts = Math.max(1, (bytes.length + PART_BYTES - 1) / PART_BYTES);
    int last = bytes.length - (parts - 1) * PART_BYTES;
    ByteBuffer message = ByteBuffer.allocate((parts - 1) * (HEAD_BYTES + PART_BYTES) + (last <= SHORT ? SHORT_HEAD_BYTES : HEAD_BYTES) + last);
    for (int part = 0; part < parts; part++) {
      boolean isLast = part == parts - 1;
      int length = isLast ? last : PART_BYTES;
      message.put((byte) ((isLast ? FINAL : 0) | (part == 0 ? TEXT : CONTINUATION)));
      if (length <= SHORT) {
        message.put((byte) length);
      } else {
        message.put((byte) MEDIUM).putShort((short) length);
      }
      message.put(bytes, part * PART_BYTES, length);
    }
    return Frame.of(message.array());
  }

  /**
   * Where the frame ends that begins here in a message.
   *
   * @return the place of the next one, or the length of the message
   */
  public static int end(byte[] message, int from) {
    int length = message[from + 1];
    return length <= SHORT ? from + SHORT_HEAD_BYTES + length
        : from + HEAD_BYTES + Short.toUnsignedInt(ByteBuffer.wrap(message).getShort(from + SHORT_HEAD_BYTES));
  }
}
