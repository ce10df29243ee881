package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FramingTest {
  @Test
  void putsTheLengthInBytesBeforeTheText() {
    for (String text : new String[] {"{}", "{\"text\":\"한글 😀\"}", "x".repeat(70_000)}) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(ByteBuffer.allocate(4 + utf8.length).putInt(utf8.length).put(utf8).array(), Framing.bytes(text));
    }
  }

  @Test
  void knowsWhichLengthsAFrameCanHave() {
    assertTrue(Framing.isLength(1, 10));
    assertTrue(Framing.isLength(10, 10));
    for (int length : new int[] {11, 0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertFalse(Framing.isLength(length, 10), "" + length);
    }
  }
}
