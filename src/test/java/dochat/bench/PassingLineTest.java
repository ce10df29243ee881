package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of servers of others, which the test plays as their protocols have it. */
class PassingLineTest {
  private static final String UPGRADED = "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n";

  private final Fleet fleet = new Fleet();
  private final Room room = new Room("r");
  private EmbeddedChannel channel;

  @BeforeEach
  void reach() throws IOException {
    fleet.reach(List.of(new InetSocketAddress("127.0.0.1", 1)));
  }

  @AfterEach
  void end() {
    channel.finishAndReleaseAll();
    fleet.close();
  }

  @ParameterizedTest
  @EnumSource
  void countsWhatComes(Peer peer) {
    Author line = peer.line(fleet, room, true);
    channel = new EmbeddedChannel(line);
    room.addListener();
    say(UPGRADED);
    greetings(peer).forEach(this::frame);
    assertEquals(1, fleet.ready());
    line.post("id", 5);
    line.post("id", 6);
    assertEquals(2, fleet.meter().outstanding());
    frame(delivery(peer, Requests.event("id", Stamp.write(5))));
    assertEquals(1, fleet.meter().outstanding());
    assertEquals(0, fleet.meter().unanswered());
    assertEquals(0, line.lost() + line.twice());
    assertEquals(null, fleet.damage());
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatItDoesNotUnderstand(Peer peer) {
    channel = new EmbeddedChannel(peer.line(fleet, room, true));
    say(UPGRADED);
    frame("{\"type\":\"err\",\"body\":\"access_denied\"}");
    assertEquals("0 of 0 clients are gone: the server says {\"type\":\"err\",\"body\":\"access_denied\"}", fleet.damage());
  }

  private static List<String> greetings(Peer peer) {
    return peer == Peer.STOCK ? List.of("{\"type\":\"err\",\"body\":\"invalid_type\"}") : List.of("0{\"sid\":\"s\",\"upgrades\":[]}", "40{\"sid\":\"t\"}", "2", "430[]");
  }

  private static String delivery(Peer peer, String event) {
    return peer == Peer.STOCK ? "{\"type\":\"rec\",\"address\":\"room.r\",\"body\":" + event + "}" : "42[\"said\"," + event + "]";
  }

  private void say(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void frame(String text) {
    ByteBuf frame = Unpooled.buffer().writeByte(0x81).writeByte(126).writeShort(text.length());
    channel.writeInbound(frame.writeBytes(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
