package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Pipe;
import dochat.support.RawWebSocket;
import dochat.support.WebSocketPipe;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
  void countsAClientThatSaysGoodbyeAndOneThatIsLost() throws IOException {
    double goodbyes = closes("client");
    double losses = closes("lost");
    ChatClient polite = guest(first(), "Ann");
    polite.close();
    new RawWebSocket(first(), PATH).close();
    eventually(() -> assertEquals(List.of(goodbyes + 1, losses + 1), List.of(closes("client"), closes("lost"))));
  }
}
