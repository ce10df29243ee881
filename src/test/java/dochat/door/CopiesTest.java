package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private final PooledByteBufAllocator buffers = new PooledByteBufAllocator(true);
  private final Copies copies = new Copies();

  @Test
  void aMessageIsCopiedOnceForAll() {
    byte[] message = bytes("hello");
    Copies.Copy one = copies.of(message, buffers);
    assertSame(one, copies.of(message, buffers));
    Copies.Copy other = copies.of(bytes("hello"), buffers);
    assertNotSame(one, other, "another message with the same words");
    assertSame(one, copies.of(message, buffers), "while somebody has not got it");
    assertEquals(2, copies.size());
  }

  @Test
  void aPartIsOutsideOfTheHeapAndCanBeReleased() {
    Copies.Copy copy = copies.of(bytes("hello"), buffers);
    ByteBuf part = copy.part(1, 3);
    assertTrue(part.isDirect());
    assertEquals("ell", part.toString(StandardCharsets.UTF_8));
    assertEquals(2, part.unwrap().refCnt());
    part.release();
    assertEquals("hello", read(copy));
  }

  @Test
  void itStaysForWhoHasNotGotIt() {
    byte[] message = bytes("hello");
    Copies.Copy copy = copies.of(message, buffers);
    copies.of(message, buffers);
    copies.of(bytes("next"), buffers);
    copy.done();
    assertEquals("hello", read(copy));
    copy.done();
    assertEquals(1, copies.size());
    assertNotSame(copy, copies.of(message, buffers));
  }

  @Test
  void theLastOneStaysUntilTheNext() {
    byte[] message = bytes("hello");
    Copies.Copy copy = copies.of(message, buffers);
    ByteBuf part = copy.part(0, 5);
    copy.done();
    assertSame(copy, copies.of(message, buffers));
    copy.done();
    copies.of(bytes("next"), buffers);
    assertEquals(1, copies.size());
    assertEquals("hello", part.toString(StandardCharsets.UTF_8), "what a socket has taken of it stays for that");
    ByteBuf memory = part.unwrap();
    part.release();
    assertEquals(0, memory.refCnt());
  }

  private static String read(Copies.Copy copy) {
    ByteBuf part = copy.part(0, 5);
    try {
      return part.toString(StandardCharsets.UTF_8);
    } finally {
      part.release();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
