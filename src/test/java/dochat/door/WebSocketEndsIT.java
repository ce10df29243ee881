package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RawHttp;
import dochat.support.RawWebSocket;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a WebSocket ends whose client makes mistakes: as RFC 6455 says. That it leaves nothing in the log is what SharedNodes looks at. */
@OnSharedNodes
@Timeout(120)
class WebSocketEndsIT {
  private static final String PLAIN = "/eventbus/websocket";
  private static final String SOCK_JS = "/eventbus/000/ends/websocket";
  private static final String KEY = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  private static final String VERSION = "Sec-WebSocket-Version: 13\r\n";
  /** The length byte of a frame with a mask; the mask is all zeros. */
  private static final int MASKED = 0x80;
  /** All of them are 240 KB. */
  private static final int EVENTS = 20;
  /** Each brings all of them, so that all buffers between the two are full. */
  private static final int LISTENS = 60;

  private final ChatNode node = SharedNodes.first();

  @BeforeEach
  void nobodyIsThere() {
    eventually(() -> assertEquals(0, node.metrics().sessions(), "the clients of the test before are still there"));
  }

  static Stream<Arguments> broken() {
    return Stream.of(PLAIN, SOCK_JS).flatMap(path -> Stream.of(
        Arguments.of("reserved bits", path, 1002, new int[] {0xC1, MASKED, 0, 0, 0, 0}),
        Arguments.of("no mask", path, 1002, new int[] {0x81, 1, 'x'}),
        Arguments.of("unknown opcode", path, 1002, new int[] {0x83, MASKED, 0, 0, 0, 0}),
        Arguments.of("unknown control opcode", path, 1002, new int[] {0x8B, MASKED, 0, 0, 0, 0}),
        Arguments.of("continuation of nothing", path, 1002, new int[] {0x80, MASKED | 1, 0, 0, 0, 0, 'x'}),
        Arguments.of("text within a text", path, 1002, new int[] {0x01, MASKED | 1, 0, 0, 0, 0, 'x', 0x81, MASKED | 1, 0, 0, 0, 0, 'x'}),
        Arguments.of("ping in parts", path, 1002, new int[] {0x09, MASKED, 0, 0, 0, 0}),
        Arguments.of("long ping", path, 1002, new int[] {0x89, MASKED | 126, 0, 126, 0, 0, 0, 0}),
        Arguments.of("close of one byte", path, 1002, new int[] {0x88, MASKED | 1, 0, 0, 0, 0, 3}),
        Arguments.of("close with a code of nobody", path, 1002, new int[] {0x88, MASKED | 2, 0, 0, 0, 0, 0x03, 0xED}),
        Arguments.of("close with a reason that is no text", path, 1007, new int[] {0x88, MASKED | 3, 0, 0, 0, 0, 0x03, 0xE8, 0xFF}),
        Arguments.of("length that is longer than it must be", path, 1002, new int[] {0x81, MASKED | 126, 0, 1, 0, 0, 0, 0, 'x'}),
        Arguments.of("text that is none", path, 1007, new int[] {0x81, MASKED | 1, 0, 0, 0, 0, 0xFF}),
        Arguments.of("text that ends in a character", path, 1007, new int[] {0x81, MASKED | 1, 0, 0, 0, 0, 0xE3}),
        Arguments.of("something after a good frame", path, 1002, new int[] {0x8A, MASKED, 0, 0, 0, 0, 0xC1, MASKED, 0, 0, 0, 0}),
        Arguments.of("frame that nobody could hold", path, 1009, new int[] {0x81, MASKED | 127, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0})));
  }

  @ParameterizedTest(name = "{0} at {1}")
  @MethodSource("broken")
  void whoBreaksTheProtocolIsToldSo(String what, String path, int code, int... bytes) throws IOException {
    try (RawWebSocket socket = new RawWebSocket(node, path)) {
      socket.sendBytes(bytes);
      assertEquals(code, socket.closeCode(), what);
    }
    eventually(() -> assertEquals(0, node.metrics().sessions()));
  }

  /** Each frame may be taken, and the sixth makes it too much at both doors. */
  @ParameterizedTest
  @ValueSource(strings = {PLAIN, SOCK_JS})
  void whoseMessageGrowsTooLargeIsToldSo(String path) throws IOException {
    String[] parts = new String[6];
    Arrays.fill(parts, "x".repeat(24_000));
    try (RawWebSocket socket = new RawWebSocket(node, path)) {
      socket.sendFragments(parts);
      assertEquals(1009, socket.closeCode());
    }
    eventually(() -> assertEquals(0, node.metrics().sessions()));
  }

  /** What it still sends is read away, so that the goodbye reaches it. */
  @Test
  void whoGoesOnSendingIsToldAllTheSame() throws IOException {
    try (RawWebSocket socket = new RawWebSocket(node, PLAIN)) {
      socket.sendBytes(0xC1, MASKED, 0, 0, 0, 0);
      socket.sendPings(2_000, "p".repeat(125));
      assertEquals(1002, socket.closeCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-WebSocket-Version: 12\r\n" + KEY, "Sec-WebSocket-Version: 8\r\n" + KEY, "Sec-WebSocket-Version: 7\r\n" + KEY,
      "Sec-WebSocket-Version: x\r\n" + KEY, KEY, ""})
  void whoAsksForAnotherVersionIsToldWhich(String headers) throws IOException {
    for (String path : new String[] {PLAIN, SOCK_JS}) {
      RawHttp.Answer answer = upgrade(path, headers);
      assertEquals("426 13 upgrade_required", answer.status() + " " + answer.headers().get("sec-websocket-version") + " " + code(answer), path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Sec-WebSocket-Key: \r\n", "Sec-WebSocket-Key: short\r\n", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=!\r\n"})
  void whoHasNoKeyIsRefused(String key) throws IOException {
    for (String path : new String[] {PLAIN, SOCK_JS}) {
      RawHttp.Answer answer = upgrade(path, VERSION + key);
      assertEquals("400 bad_request", answer.status() + " " + code(answer), path);
    }
  }

  /** Others that no WebSocket comes of: names that only look like the right ones, and a body, whether it comes or not. */
  @ParameterizedTest
  @ValueSource(strings = {"Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n", "Connection: Upgrade\r\nUpgrade: xwebsocketx\r\n",
      "Connection: close\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n", "Connection: Upgrades\r\nUpgrade: websocket\r\n",
      "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 5\r\n", "Connection: Upgrade\r\nUpgrade: websocket\r\nTransfer-Encoding: chunked\r\n"})
  void whoAsksInAWayThatIsNoneIsRefused(String headers) throws IOException {
    for (String path : new String[] {PLAIN, SOCK_JS}) {
      for (String body : new String[] {"", "5\r\nhello"}) {
        try (RawHttp client = new RawHttp(node)) {
          client.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\n" + headers + VERSION + KEY + "\r\n" + body);
          assertEquals(400, client.head().status(), path);
        }
      }
    }
  }

  /** It is gone from then on, whatever it has not taken before. */
  @ParameterizedTest
  @ValueSource(strings = {PLAIN, SOCK_JS})
  void whoSaysCloseAndDoesNotReadIsGone(String path) throws IOException {
    Http ann = Http.guest(node, "Ann");
    String room = Http.json(ann.post("/api/rooms", new JsonObject().put("name", "Long " + path))).getJsonObject("room").getString("id");
    for (int i = 0; i < EVENTS; i++) {
      ann.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", "long-" + i).put("text", "가".repeat(4_000)));
    }
    String listen = new JsonObject().put("type", "register").put("address", "room." + room)
        .put("headers", new JsonObject().put("Authorization", "Bearer " + ann.token()).put("after", 0)).encode();
    try (RawWebSocket socket = new RawWebSocket(node, path)) {
      for (int i = 0; i < LISTENS; i++) {
        socket.sendText(path.equals(PLAIN) ? listen : new JsonArray().add(listen).encode());
        eventually(() -> assertEquals(1, node.metrics().sessions()));
      }
      socket.sendBytes(0x88, MASKED | 2, 0, 0, 0, 0, 0x03, 0xE8);
      eventually(() -> assertEquals(0, node.metrics().sessions()));
    }
  }

  private RawHttp.Answer upgrade(String path, String headers) throws IOException {
    try (RawHttp client = new RawHttp(node)) {
      return client.write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + headers + "\r\n").answer();
    }
  }

  private static String code(RawHttp.Answer answer) {
    return new JsonObject(answer.body()).getString("code");
  }
}
