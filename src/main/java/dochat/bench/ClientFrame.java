package dochat.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.concurrent.ThreadLocalRandom;

/** A frame as clients write it: whole, and masked (RFC 6455 section 5.3). */
final class ClientFrame {
  static final int TEXT = 1;
  static final int PONG = 10;
  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int MOST_HEADER = 8;
  private static final int TWO_BYTES = 126;

  private ClientFrame() {
  }

  /** @param payload less than 65,536 bytes */
  static ByteBuf of(ByteBufAllocator allocator, int opcode, byte[] payload) {
    ByteBuf frame = allocator.buffer(MOST_HEADER + payload.length).writeByte(FINAL | opcode);
    if (payload.length < TWO_BYTES) {
      frame.writeByte(MASKED | payload.length);
    } else {
      frame.writeByte(MASKED | TWO_BYTES).writeShort(payload.length);
    }
    int mask = ThreadLocalRandom.current().nextInt();
    frame.writeInt(mask);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= (byte) (mask >> 24 - 8 * (i % Integer.BYTES));
    }
    return frame.writeBytes(payload);
  }
}
