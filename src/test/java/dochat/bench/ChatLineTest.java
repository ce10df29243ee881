package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Frames;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client whose node is the test. */
class ChatLineTest {
  private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n";

  private final Fleet fleet = new Fleet();
  private final Room room = new Room("r");
  private final ChatLine line = new ChatLine(fleet, room, "token", true, Line.LIVE);
  private EmbeddedChannel channel;

  @BeforeEach
  void connect() throws IOException {
    fleet.reach(List.of(new InetSocketAddress("127.0.0.1", 1)));
    channel = new EmbeddedChannel(line);
  }

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
    fleet.close();
  }

  @Test
  void isReadyWithTheFirstDelivery() {
    say(UPGRADED);
    assertEquals(0, fleet.ready());
    frame(delivery(7));
    assertEquals(1, fleet.ready());
  }

  @Test
  void losesNothingThatComesInOrder() {
    live();
    frame(delivery(9, 8, 9));
    frame(delivery(10, 10));
    assertTaken(3, 0, 0);
  }

  @Test
  void findsAHole() {
    live();
    frame(delivery(12, 8, 11, 12));
    assertTaken(3, 2, 0);
  }

  @Test
  void findsWhatComesTwice() {
    live();
    frame(delivery(9, 8, 9));
    frame(delivery(9, 9));
    assertTaken(2, 0, 1);
  }

  /** What was acknowledged and never came is lost, too. */
  @Test
  void missesTheEnd() {
    live();
    frame(delivery(8, 8));
    frame(Frames.rec(Stamp.write(5), new JsonObject().put("seq", 10).put("at", "now")));
    assertFalse(line.isLevel());
    assertTaken(1, 2, 0);
    frame(delivery(10, 9, 10));
    assertTrue(line.isLevel());
    assertTaken(3, 0, 0);
  }

  @Test
  void countsWhatTheNodeRefuses() {
    live();
    room.addListener();
    line.post("id", 5);
    frame(Frames.err(Stamp.write(5), Problem.of(ProblemCode.BUSY)));
    assertEquals(0, fleet.meter().unanswered());
    assertEquals(0, fleet.meter().outstanding());
    assertEquals("{busy=1}", fleet.meter().refusals().toString());
  }

  @Test
  void saysWhyItIsNotTaken() {
    say("HTTP/1.1 503 Service Unavailable\r\n\r\n");
    assertEquals("1 of 0 clients are gone: the node answers a WebSocket with HTTP/1.1 503 Service Unavailable", fleet.damage());
  }

  private void live() {
    say(UPGRADED);
    frame(delivery(7));
  }

  private void assertTaken(long delivered, long lost, long twice) {
    assertEquals(delivered, fleet.meter().received());
    assertEquals(lost, line.lost());
    assertEquals(twice, line.twice());
  }

  private void say(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void frame(String text) {
    ByteBuf frame = Unpooled.buffer().writeByte(0x81).writeByte(126).writeShort(text.length());
    channel.writeInbound(frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static String delivery(long head, long... events) {
    return Frames.delivery("r", "epoch", head, Arrays.stream(events).mapToObj(seq -> "{\"seq\":" + seq + ",\"type\":\"message\",\"text\":\"" + Stamp.write(5) + "\"}")
        .collect(Collectors.joining(",")), "");
  }
}
