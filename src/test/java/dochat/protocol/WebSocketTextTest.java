package dochat.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text message is what another implementation of RFC 6455 takes for it, whatever its length. */
class WebSocketTextTest {
  private static final int PART = WebSocketText.PART_BYTES;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 32_767, 32_768, 32_769, 65_535, 65_536, 65_537, 65_536 + 126, 1_000_000})
  void aClientReadsWhatWasWritten(int length) {
    String text = "x".repeat(length);
    List<WebSocketFrame> frames = read(WebSocketText.of(text).bytes());
    assertEquals(Math.max(1, (length + PART - 1) / PART), frames.size());
    assertEquals(text, together(frames));
  }

  @Test
  void aCharacterMayBeInTwoFrames() {
    String text = "x".repeat(PART - 1) + "가";
    List<WebSocketFrame> frames = read(WebSocketText.of(text).bytes());
    assertEquals(2, frames.size());
    assertEquals(text, together(frames));
  }

  /** Between two frames something else may go out. */
  @Test
  void eachFrameEndsWhereTheNextBegins() {
    byte[] message = WebSocketText.of("x".repeat(2 * PART + 100)).bytes();
    assertEquals(PART + 4, WebSocketText.end(message, 0));
    assertEquals(2 * (PART + 4), WebSocketText.end(message, PART + 4));
    assertEquals(message.length, WebSocketText.end(message, 2 * (PART + 4)));
    byte[] empty = WebSocketText.of("").bytes();
    assertEquals(empty.length, WebSocketText.end(empty, 0));
  }

  private static List<WebSocketFrame> read(byte[] message) {
    EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().expectMaskedFrames(false).build()));
    client.writeInbound(Unpooled.wrappedBuffer(message));
    List<WebSocketFrame> frames = new ArrayList<>();
    for (WebSocketFrame frame = client.readInbound(); frame != null; frame = client.readInbound()) {
      frames.add(frame);
    }
    return frames;
  }

  private static String together(List<WebSocketFrame> frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < frames.size(); i++) {
      WebSocketFrame frame = frames.get(i);
      assertTrue(i == 0 ? frame instanceof TextWebSocketFrame : frame instanceof ContinuationWebSocketFrame);
      assertEquals(i == frames.size() - 1, frame.isFinalFragment());
      assertFalse(frame.rsv() != 0);
      byte[] part = new byte[frame.content().readableBytes()];
      frame.content().readBytes(part);
      frame.release();
      bytes.writeBytes(part);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
