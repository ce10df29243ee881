package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.RawHttp;
import dochat.support.RoomFeed;
import dochat.support.SmallNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many clients at one door, from several addresses and without a token, each of whom sends the most of something and never the rest: a node
 * of 128 MB lives, holds no more than it may, and others notice nothing.
 */
@Timeout(180)
class UnfinishedIT {
  private static final int CLIENTS = 1_000;
  private static final int ADDRESSES = 7;
  private static final int PART = 60_000;
  /** Of a head, short ones: each is an entry of a map. */
  private static final int LINES = 1_900;
  private static final int LOOK_EACH = 50;
  private static final int POSTS = 10;
  private static final String UPGRADE = "GET /eventbus/websocket HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  /** What each says before the part that it sends; it is answered only at a WebSocket. */
  private static final Map<String, String> OPENINGS = Map.of(
      "body", "POST /api/session HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 65000\r\n\r\n",
      "lines", "POST /api/session HTTP/1.1\r\nHost: %s\r\n",
      "chunk", "POST /api/session HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
      "xhr_send", "POST /eventbus/000/no-session/xhr_send HTTP/1.1\r\nHost: %s\r\nContent-Length: 65000\r\n\r\n",
      "fragments", UPGRADE, "frame", UPGRADE, "tcp", "");

  @TempDir
  static Path data;

  private static ChatNode node;

  private final List<Socket> senders = new ArrayList<>();

  @BeforeAll
  static void start() {
    node = SmallNode.start(data);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void nothingStays() throws IOException {
    for (Socket sender : senders) {
      sender.close();
    }
    eventually(() -> assertEquals(0, heldBytes()));
    assertFalse(node.errors().contains("OutOfMemory"), node.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"body", "chunk", "lines", "xhr_send", "fragments", "frame", "tcp"})
  void costsANodeAPartOfItsHeapAndOthersNothing(String door) throws IOException {
    ChatClient ben = ChatClient.guest(node, "Ben");
    RoomFeed feed = ben.register("general");
    double most = 0;
    for (int i = 0; i < CLIENTS; i++) {
      senders.add(open(door, i));
      most = i % LOOK_EACH == 0 ? Math.max(most, heldBytes()) : most;
    }
    for (int i = 0; i < POSTS; i++) {
      assertTrue(ben.post("general", UUID.randomUUID().toString(), "quick") > 0);
    }
    eventually(() -> assertEquals(POSTS, feed.texts().size()));
    assertTrue(most > SmallNode.BUDGET_BYTES / 2, "held " + most);
    eventually(() -> assertTrue(heldBytes() <= SmallNode.BUDGET_BYTES));
    assertTrue(ben.isOpen());
    ben.close();
  }

  /** Not even a part of it is gathered. */
  @ParameterizedTest
  @ValueSource(strings = {"", "no-token"})
  void tellsWhoCanBeNobodyBeforeTheBodyComes(String token) throws IOException {
    for (String path : List.of("/api/rooms", "/api/rooms/general/messages", "/api/send", "/api/feed")) {
      try (RawHttp client = new RawHttp(node)) {
        client.request("POST", path, token, "Content-Type: application/json", "Content-Length: 60000");
        assertEquals(401, client.answer().status());
      }
    }
  }

  /** That others hold too much may be the end of this one. */
  private static Socket open(String door, int number) throws IOException {
    int port = door.equals("tcp") ? node.tcpPort() : node.port();
    Socket socket = new Socket("127.0.0.1", port, InetAddress.getByName("127.0.0." + (2 + number % ADDRESSES)), 0);
    try {
      socket.getOutputStream().write(OPENINGS.get(door).formatted("127.0.0.1:" + port).getBytes(StandardCharsets.US_ASCII));
      if (OPENINGS.get(door).equals(UPGRADE)) {
        readHead(socket);
      }
      socket.getOutputStream().write(part(door));
    } catch (SocketException cut) {
      socket.close();
    }
    return socket;
  }

  private static byte[] part(String door) {
    ByteBuffer part = ByteBuffer.allocate(PART + 16);
    switch (door) {
      case "tcp" -> part.putInt(65_000);
      case "frame" -> part.put((byte) 0x81).put((byte) 0xFE).putShort((short) 65_000).putInt(0);
      case "fragments" -> part.put((byte) 0x01).put((byte) 0xFE).putShort((short) PART).putInt(0);
      case "lines" -> {
        return "a:\r\n".repeat(LINES).getBytes(StandardCharsets.US_ASCII);
      }
      default -> { }
    }
    int bytes = part.position() + PART;
    return ByteBuffer.allocate(bytes).put(part.array(), 0, bytes).array();
  }

  private static void readHead(Socket socket) throws IOException {
    for (int last = 0; last != 0x0D0A0D0A; ) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new SocketException("cut");
      }
      last = last << 8 | next;
    }
  }

  private static double heldBytes() {
    return node.metrics().sum("dochat_held_bytes");
  }
}
