package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.protocol.Framing;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameInputTest {
  private static final JsonObject FIRST = new JsonObject().put("text", "첫째 😀");
  private static final JsonObject SECOND = new JsonObject().put("text", "second");

  @Test
  void readsSeveralFramesThatCameTogether() throws IOException {
    FrameInput in = new FrameInput(new ByteArrayInputStream(two()));
    assertEquals(FIRST, in.next());
    assertEquals(SECOND, in.next());
    assertThrows(EOFException.class, in::next);
  }

  @Test
  void putsFramesTogetherThatCameByteByByte() throws IOException {
    FrameInput in = new FrameInput(new Trickle(new ByteArrayInputStream(two())));
    assertEquals(FIRST, in.next());
    assertEquals(SECOND, in.next());
  }

  @Test
  void failsWhenTheStreamEndsWithinAFrame() {
    byte[] whole = Framing.bytes(FIRST.encode());
    for (int length = 0; length < whole.length; length++) {
      FrameInput in = new FrameInput(new ByteArrayInputStream(Arrays.copyOf(whole, length)));
      assertThrows(EOFException.class, in::next, length + " bytes");
    }
  }

  @Test
  void waitsForNoFrameThatIsTooLarge() {
    for (int length : new int[] {FrameInput.MOST_BYTES + 1, Integer.MAX_VALUE, -1, 0, 0x48545450}) { // the last one is "HTTP"
      FrameInput in = new FrameInput(new ByteArrayInputStream(ByteBuffer.allocate(4).putInt(length).array()));
      assertThrows(ProtocolException.class, in::next, "" + length);
    }
  }

  @Test
  void failsForWhatIsNoJsonObject() {
    for (String text : new String[] {"[]", "null", "{", "\u0000"}) {
      FrameInput in = new FrameInput(new ByteArrayInputStream(Framing.bytes(text)));
      assertThrows(ProtocolException.class, in::next, text);
    }
  }

  private static byte[] two() {
    byte[] first = Framing.bytes(FIRST.encode());
    byte[] second = Framing.bytes(SECOND.encode());
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** Gives one byte a read, as a slow network does. */
  private static final class Trickle extends FilterInputStream {
    Trickle(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return super.read(bytes, offset, Math.min(1, length));
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
