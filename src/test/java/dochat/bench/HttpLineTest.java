package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients over HTTP whose node is the test. */
class HttpLineTest {
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

  /** Wherever the network cuts. */
  @Test
  void takesAStreamAsItComes() {
    Line line = connected(new StreamLine(fleet, room, "token", "text/event-stream"));
    assertTrue(said().contains("GET /api/rooms/r/stream HTTP/1.1\r\nHost: 127.0.0.1:1\r\nAuthorization: Bearer token\r\nAccept: text/event-stream\r\n\r\n"));
    String stream = chunk(":\n\nevent: head\nid: e.7\ndata: {\"type\":\"head\",\"epoch\":\"e\",\"head\":7}\n\n") + chunk(event(8) + event(9)) + chunk(event(11)) + chunk(event(11));
    say("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    stream.chars().forEach(character -> say("" + (char) character));
    assertEquals(1, fleet.ready());
    assertEquals(3, fleet.meter().received());
    assertEquals(1, line.lost());
    assertEquals(1, line.twice());
  }

  @Test
  void saysWhyThereIsNoStream() {
    connected(new StreamLine(fleet, room, "token", "application/x-ndjson"));
    say("HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n");
    assertTrue(fleet.damage().contains("the node answers a stream with 429 Too Many Requests"), fleet.damage());
  }

  @Test
  void waitsForWhatFollowsItsCursor() {
    Line line = connected(new PollLine(fleet, room, "token", 7, 25));
    assertTrue(said().contains("/events?after=7 HTTP/1.1"));
    answer("{\"head\":7,\"events\":[]}", "\"e-7\"");
    assertEquals(1, fleet.ready());
    String next = said();
    assertTrue(next.contains("/events?after=7&wait=25 HTTP/1.1") && next.contains("If-None-Match: \"e-7\"\r\n"), next);
    answer("{\"head\":8,\"events\":[" + event(8) + "]}", "\"e-8\"");
    assertEquals(1, fleet.meter().received());
    assertTrue(said().contains("/events?after=8&wait=25 HTTP/1.1"));
    assertEquals(0, line.lost());
    room.acknowledge(9);
    assertFalse(line.isLevel());
    assertEquals(0, fleet.meter().acknowledged());
  }

  @Test
  void countsPollsThatFindNothing() {
    connected(new PollLine(fleet, room, "token", 7, 0));
    fleet.meter().measure(0, Long.MAX_VALUE);
    answer("{\"head\":7,\"events\":[]}", "\"e-7\"");
    said();
    say("HTTP/1.1 304 Not Modified\r\netag: \"e-7\"\r\n\r\nHTTP/1.1 304 Not Modified\r\netag: \"e-7\"\r\n\r\n");
    assertEquals(2, fleet.meter().acknowledged());
    assertEquals(1, fleet.meter().unanswered());
  }

  private Line connected(Line line) {
    channel = new EmbeddedChannel(line);
    return line;
  }

  private void answer(String body, String tag) {
    say("HTTP/1.1 200 OK\r\netag: " + tag + "\r\ncontent-length: " + body.length() + "\r\n\r\n" + body);
  }

  private void say(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private String said() {
    StringBuilder said = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      said.append(bytes.toString(StandardCharsets.US_ASCII));
      bytes.release();
    }
    return said.toString();
  }

  private static String chunk(String text) {
    return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
  }

  private static String event(long seq) {
    return "id: e." + seq + "\ndata: {\"seq\":" + seq + ",\"type\":\"message\",\"text\":\"" + Stamp.write(5) + "\"}\n\n";
  }
}
