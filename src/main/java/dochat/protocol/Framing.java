package dochat.protocol;

import java.nio.charset.StandardCharsets;

/**
 * How frames stand in a stream of bytes, at the TCP door: a length of 4 bytes, big-endian, then so many bytes of JSON. Source:
 * docs/protocol.md, TCP. Pure; both ends use it.
 */
public final class Framing {
  /** Bytes before each frame that tell its length. */
  public static final int LENGTH_BYTES = Integer.BYTES;

  private Framing() {
  }

  /** The frame as it goes over the wire, its length before it. */
  public static byte[] bytes(String frame) {
    byte[] text = frame.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[LENGTH_BYTES + text.length];
    for (int i = 0; i < LENGTH_BYTES; i++) {
      bytes[i] = (byte) (text.length >>> Byte.SIZE * (LENGTH_BYTES - 1 - i));
    }
    System.arraycopy(text, 0, bytes, LENGTH_BYTES, text.length);
    return bytes;
  }

  /** Whether a frame may be so long: no empty one is JSON, and one over the limit is not waited for. */
  public static boolean isLength(int bytes, int mostBytes) {
    return bytes > 0 && bytes <= mostBytes;
  }
}
