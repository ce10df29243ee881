package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private static final String LONG = "abcdefghij".repeat(50);
  private static final String LONGEST = LONG.repeat(200);
  private static final List<String> SAID = List.of("short", LONG, "ping beat", LONGEST, "", "in three parts", "close gone");

  /** Between the parts of a message another one may come that is for the connection. */
  private static ByteBuf stream() {
    return Unpooled.buffer().writeBytes(frame(0x81, "short")).writeBytes(frame(0x81, LONG)).writeBytes(frame(0x01, LONGEST.substring(0, 70_000)))
        .writeBytes(frame(0x89, "beat")).writeBytes(frame(0x80, LONGEST.substring(70_000))).writeBytes(frame(0x81, "")).writeBytes(frame(0x01, "in thr"))
        .writeBytes(frame(0x00, "ee p")).writeBytes(frame(0x80, "arts")).writeBytes(frame(0x88, "gone"));
  }

  @Test
  void takesFramesApartThatComeAtOnce() {
    Told told = new Told();
    new FrameReader(told).read(stream(), new FrameReader.Space());
    assertEquals(SAID, told.said);
  }

  @Test
  void takesFramesApartThatComeInPiecesOfAnySize() {
    for (int size : new int[] {1, 2, 3, 7, 100, 4_096}) {
      Told told = new Told();
      FrameReader reader = new FrameReader(told);
      FrameReader.Space space = new FrameReader.Space();
      for (ByteBuf bytes = stream(); bytes.isReadable();) {
        reader.read(bytes.readSlice(Math.min(size, bytes.readableBytes())), space);
      }
      assertEquals(SAID, told.said, "pieces of " + size);
    }
  }

  /** What is taken early is not held. */
  @Test
  void doesNotWaitForTheEndOfALongMessage() {
    Told told = new Told();
    FrameReader reader = new FrameReader(told);
    reader.read(Unpooled.wrappedBuffer(frame(0x81, LONGEST)).slice(0, 50_000), new FrameReader.Space());
    assertTrue(told.message.length() > 49_900, "taken " + told.message.length());
  }

  /** Reads of two connections share the space in which bytes are put together. */
  @Test
  void keepsTheReadsOfTwoConnectionsApart() {
    FrameReader.Space space = new FrameReader.Space();
    Told one = new Told();
    Told other = new Told();
    FrameReader first = new FrameReader(one);
    FrameReader second = new FrameReader(other);
    ByteBuf mine = stream();
    ByteBuf theirs = stream();
    while (mine.isReadable()) {
      first.read(mine.readSlice(Math.min(1_000, mine.readableBytes())), space);
      second.read(theirs.readSlice(Math.min(1_300, theirs.readableBytes())), space);
    }
    assertEquals(SAID, one.said);
    assertEquals(SAID.subList(0, 3), other.said.subList(0, 3));
  }

  private static byte[] frame(int first, String text) {
    byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuf frame = Unpooled.buffer().writeByte(first);
    if (payload.length < 126) {
      frame.writeByte(payload.length);
    } else if (payload.length < 65_536) {
      frame.writeByte(126).writeShort(payload.length);
    } else {
      frame.writeByte(127).writeLong(payload.length);
    }
    frame.writeBytes(payload);
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    return bytes;
  }

  /** Takes everything but the last few bytes of what it is told, until the message ends. */
  private static final class Told implements FrameReader.Messages {
    private static final int LEFT = 5;
    private final List<String> said = new ArrayList<>();
    private final StringBuilder message = new StringBuilder();

    @Override
    public int text(byte[] bytes, int from, int to, boolean isLast) {
      int upTo = isLast ? to : Math.max(from, to - LEFT);
      message.append(new String(bytes, from, upTo - from, StandardCharsets.US_ASCII));
      if (isLast) {
        said.add(message.toString());
        message.setLength(0);
      }
      return upTo;
    }

    @Override
    public void ping(byte[] payload) {
      said.add("ping " + new String(payload, StandardCharsets.US_ASCII));
    }

    @Override
    public void close(byte[] payload) {
      said.add("close " + new String(payload, StandardCharsets.US_ASCII));
    }
  }
}
