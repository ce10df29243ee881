package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.RawHttp;
import dochat.support.RawWebSocket;
import dochat.support.WebSocketPipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebSocketDoorIT extends WebDoorContract {
  private static final String PATH = "/eventbus/websocket";

  @Override
  Pipe pipe(ChatNode node, Map<String, String> headers) {
    return new WebSocketPipe(node, PATH, headers);
  }

  @Override
  int closeCode(int webSocketCode) {
    return webSocketCode;
  }

  @Test
  void refusesABinaryMessageAndStaysOpen() {
    WebSocketPipe pipe = new WebSocketPipe(first(), PATH, Map.of());
    ChatClient client = connect(pipe);
    pipe.sendBinary("{\"type\":\"ping\"}".getBytes());
    eventually(() -> assertEquals(List.of("bad_frame"), client.refusals()));
    client.signIn("Ann");
  }

  @Test
  void closesAfterTextThatIsNotUtf8() throws IOException {
    double before = closes("invalid_utf8");
    try (RawWebSocket socket = new RawWebSocket(first(), PATH)) {
      socket.sendText(new byte[] {'"', (byte) 0xc3, (byte) 0x28, '"'});
      assertEquals(1007, socket.closeCode());
    }
    eventually(() -> assertEquals(before + 1, closes("invalid_utf8")));
  }

  /** So large that nobody waits for its end. */
  @Test
  void closesAfterAFrameThatIsFarTooLarge() throws IOException {
    double before = closes("frame_too_large");
    try (RawWebSocket socket = new RawWebSocket(first(), PATH)) {
      socket.begin(1 << 20);
      assertEquals(1009, socket.closeCode());
    }
    eventually(() -> assertEquals(before + 1, closes("frame_too_large")));
  }

  /** Each frame is small; what they make together is not. */
  @Test
  void closesAfterAMessageThatIsTooLargeInFragments() throws IOException {
    double before = closes("frame_too_large");
    try (RawWebSocket socket = new RawWebSocket(first(), PATH)) {
      socket.sendFragments("x".repeat(60_000), "x".repeat(60_000));
      assertEquals(1009, socket.closeCode());
    }
    eventually(() -> assertEquals(before + 1, closes("frame_too_large")));
  }

  @Test
  void putsFragmentsTogether() throws IOException {
    double before = first().metrics().refusals("publish_refused");
    try (RawWebSocket socket = new RawWebSocket(first(), PATH)) {
      socket.sendFragments("{\"type\":\"pub", "lish\",\"address\"", ":\"chat.rooms\"}");
      eventually(() -> assertEquals(before + 1, first().metrics().refusals("publish_refused")));
    }
  }

  @Test
  void takesATextThatIsCutWithinACharacterWithAPingBetween() throws IOException {
    double before = first().metrics().refusals("publish_refused");
    byte[] text = "{\"type\":\"publish\",\"address\":\"chat.rooms\",\"body\":\"가\"}".getBytes(StandardCharsets.UTF_8);
    int within = text.length - 4;
    try (RawWebSocket socket = new RawWebSocket(first(), PATH)) {
      socket.sendBytes(frame(0x01, Arrays.copyOf(text, within)));
      socket.sendPings(1, "between");
      socket.awaitPong("between");
      socket.sendBytes(frame(0x80, Arrays.copyOfRange(text, within, text.length)));
      eventually(() -> assertEquals(before + 1, first().metrics().refusals("publish_refused")));
    }
  }

  /** A client may not do so (RFC 6455 section 4.1), but nothing gets lost between the two who read its bytes. */
  @Test
  void takesFramesThatComeTogetherWithTheHandshake() throws IOException {
    String ping = "\u0081\u008f\0\0\0\0{\"type\":\"ping\"}";
    try (RawHttp client = new RawHttp(first())) {
      client.write("GET " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1:" + first().port() + "\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n" + ping + ping);
      RawHttp.Answer answer = client.head();
      assertEquals("101 s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer.status() + " " + answer.headers().get("sec-websocket-accept"));
      for (int i = 0; i < 2; i++) {
        assertEquals(0x81, client.read());
        assertEquals("{\"type\":\"pong\"}", client.text(client.read()));
      }
    }
  }

  private static int[] frame(int head, byte[] payload) {
    return IntStream.concat(IntStream.of(head, 0x80 | payload.length, 0, 0, 0, 0), IntStream.range(0, payload.length).map(i -> payload[i] & 0xff)).toArray();
  }

  @Test
  void countsAClientThatSaysGoodbyeAndOneThatIsLost() throws IOException {
    double goodbyes = closes("client");
    double losses = closes("lost");
    ChatClient polite = guest(first(), "Ann");
    polite.close();
    new RawWebSocket(first(), PATH).close();
    eventually(() -> assertEquals(List.of(goodbyes + 1, losses + 1), List.of(closes("client"), closes("lost"))));
  }
}
