package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.RawHttp;
import dochat.support.RawWebSocket;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client that asks for as much as it may and never reads a byte of it costs a node next to nothing, and nobody else any time. A node of
 * 256 MB would not live to the end if it kept the answers.
 */
class SlowClientIT {
  private static final int PAGE = 500;
  private static final int REQUESTS = 200;
  private static final int STREAMS = 15;
  private static final int PINGS = 8_192;
  private static final String PING = "p".repeat(125);
  private static final long ALLOWANCE_BYTES = 300L << 20;

  @TempDir
  static Path data;

  private static ChatNode node;
  private static Http ann;

  @BeforeAll
  static void start() {
    node = ChatNode.start(data, "--post-rate", "1000000");
    ann = Http.guest(node, "Ann");
    for (int i = 0; i < PAGE; i += 100) {
      ChatClient writer = ChatClient.connect(node).use(ann.token());
      List<CompletableFuture<JsonObject>> posts = new ArrayList<>();
      for (int j = i; j < i + 100; j++) {
        posts.add(writer.posting("general", "long-" + j, "가".repeat(4_000)));
      }
      posts.forEach(CompletableFuture::join);
      writer.close();
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void webSocket() throws IOException {
    try (RawWebSocket socket = new RawWebSocket(node, "/eventbus/websocket")) {
      slow(() -> socket.sendText(page()), () -> socket.sendText(register()));
    }
  }

  @Test
  void sockJsWebSocket() throws IOException {
    try (RawWebSocket socket = new RawWebSocket(node, "/eventbus/000/slow/websocket")) {
      slow(() -> socket.sendText(message(page())), () -> socket.sendText(message(register())));
    }
  }

  /** Vert.x answers them by itself, signed in or not; the last one is to be answered. */
  @ParameterizedTest
  @ValueSource(strings = {"/eventbus/websocket", "/eventbus/000/pings/websocket"})
  void pings(String path) throws IOException {
    String who = frame("send", "chat.session").encode();
    try (RawWebSocket socket = new RawWebSocket(node, path)) {
      slow(() -> socket.sendPings(PINGS, PING), () -> socket.sendText(path.contains("000") ? message(who) : who));
      socket.sendPings(1, "last");
      socket.awaitPong("last");
    }
  }

  /** They have no characters to count, and cost memory all the same. */
  @Test
  void emptySockJsMessages() throws IOException {
    try (RawWebSocket socket = new RawWebSocket(node, "/eventbus/000/empty/websocket")) {
      for (int i = 0; i < REQUESTS; i++) {
        socket.sendText(message(page()));
      }
      eventually(() -> assertEquals(1, node.metrics().sessions()));
      socket.sendText("[" + "\"\",".repeat(20_000) + "\"\"]");
      eventually(() -> assertEquals(0, node.metrics().sessions()));
    }
  }

  @Test
  void sockJsStreaming() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.port())) {
      socket.getOutputStream().write(("POST /eventbus/000/slow-stream/xhr_streaming HTTP/1.1\r\nHost: 127.0.0.1:" + node.port()
          + "\r\nContent-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      assertTrue(socket.getInputStream().read() > 0);
      slow(() -> xhrSend(page()), () -> xhrSend(register()));
    }
  }

  @Test
  void tcp() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.tcpPort())) {
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      slow(() -> write(out, page()), () -> write(out, register()));
    }
  }

  /** Each of them asks for everything that was ever said. The one that reads at last has missed nothing. */
  @Test
  void streams() throws IOException {
    eventually(() -> assertEquals(0, node.metrics().sessions()));
    List<RawHttp> clients = new ArrayList<>();
    String feed = "{\"after\":{\"general\":0}}";
    slow(() -> { }, () -> {
      for (int i = 0; i < STREAMS; i++) {
        clients.add(new RawHttp(node).request("GET", "/api/rooms/general/stream?after=0", ann.token()));
        clients.add(new RawHttp(node).request("GET", "/api/rooms/general/stream?after=0", ann.token(), "Accept: text/event-stream"));
        clients.add(new RawHttp(node).request("POST", "/api/feed", ann.token(), "Accept: application/x-ndjson",
            "Content-Type: application/json", "Content-Length: " + feed.length()).write(feed));
      }
      eventually(() -> assertEquals(3 * STREAMS, node.metrics().sessions()));
    });
    clients.get(0).head();
    BufferedReader lines = new BufferedReader(new InputStreamReader(clients.get(0).chunks(), StandardCharsets.UTF_8));
    lines.readLine();
    for (int seq = 1; seq <= PAGE; seq++) {
      assertEquals(seq, new JsonObject(nextLine(lines)).getInteger("seq"));
    }
    for (RawHttp client : clients) {
      client.close();
    }
    eventually(() -> assertEquals(0, node.metrics().sessions()));
  }

  /** The next one that says something: empty ones only keep the stream open. */
  private static String nextLine(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    return line.isEmpty() ? nextLine(lines) : line;
  }

  private interface Act {
    void run() throws IOException;
  }

  /** It listens to a busy room and asks for the longest answers that there are. */
  private static void slow(Act ask, Act register) throws IOException {
    long before = node.residentBytes();
    register.run();
    for (int i = 0; i < REQUESTS; i++) {
      ask.run();
    }
    othersAreNotSlowed();
    long grown = node.residentBytes() - before;
    assertTrue(grown < ALLOWANCE_BYTES, "the node has grown by " + (grown >> 20) + " MB");
    eventually(() -> assertEquals(200, new Http(node).get("/health/ready").statusCode()));
  }

  private static void othersAreNotSlowed() {
    ChatClient ben = ChatClient.guest(node, "Ben");
    RoomFeed feed = ben.register("general");
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      numbers.add(ben.post("general", "quick-" + i, "quick"));
      eventually(() -> assertEquals(numbers, feed.numbers()));
    }
    ben.close();
  }

  private static String page() {
    return frame("send", "chat.events").put("body", new JsonObject().put("room", "general").put("after", 0).put("limit", PAGE))
        .put("replyAddress", "never read").encode();
  }

  private static String register() {
    JsonObject frame = frame("register", "room.general");
    frame.getJsonObject("headers").put("after", 0);
    return frame.encode();
  }

  private static JsonObject frame(String type, String address) {
    return new JsonObject().put("type", type).put("address", address)
        .put("headers", new JsonObject().put("Authorization", "Bearer " + ann.token()));
  }

  private static String message(String frame) {
    return new JsonArray().add(frame).encode();
  }

  private static void xhrSend(String frame) {
    assertEquals(204, new Http(node).post("/eventbus/000/slow-stream/xhr_send", message(frame)).statusCode());
  }

  private static void write(DataOutputStream out, String frame) throws IOException {
    byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
