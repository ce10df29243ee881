package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.RawHttp;
import dochat.support.RawHttp2;
import dochat.support.RawWebSocket;
import dochat.support.Refused;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many clients at one door, each of whom asks for all that it may and reads nothing of it: a node of 256 MB lives, and others notice nothing. */
@Timeout(180)
class HoardersIT {
  /** Of whom each may hold a page of 1.1 MB: half as many again as fit into the budget. */
  private static final int CLIENTS = 90;
  private static final int EACH = 4;
  private static final int POSTS = 20;
  private static final int EVENTS = 90;
  /** A quarter of the heap that nodes of tests have. */
  private static final long BUDGET_BYTES = 64L << 20;
  /** Of whose clients a node counts why they end, and of which each holds a whole page. */
  private static final Set<String> COUNTED = Set.of("tcp", "websocket");
  private static final String PAGES = "/api/rooms/general/events?limit=500";

  @TempDir
  static Path data;

  private static ChatNode node;
  private static Http ann;

  private final List<AutoCloseable> hoarders = new ArrayList<>();

  private interface Open {
    AutoCloseable open() throws IOException;
  }

  private static final Map<String, Open> DOORS = Map.ofEntries(
      Map.entry("pages", HoardersIT::pipelined),
      Map.entry("tcp", HoardersIT::tcp),
      Map.entry("websocket", HoardersIT::webSocket),
      Map.entry("goodbye", HoardersIT::goodbye),
      Map.entry("xhr_streaming", HoardersIT::sockJs),
      Map.entry("HTTP/2 shut", HoardersIT::http2));

  @BeforeAll
  static void start() {
    node = ChatNode.start(data, "--post-rate", "1000000", "--person-connections", "1000000", "--h2c", "on");
    ann = Http.guest(node, "Ann");
    ChatClient writer = ChatClient.connect(node).use(ann.token());
    List<CompletableFuture<JsonObject>> posts = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      posts.add(writer.posting("general", "long-" + i, "가".repeat(4_000)));
    }
    posts.forEach(CompletableFuture::join);
    writer.close();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void nothingStays() throws Exception {
    for (AutoCloseable hoarder : hoarders) {
      hoarder.close();
    }
    eventually(() -> assertEquals(0, node.metrics().sessions()));
    eventually(() -> assertEquals(0, node.metrics().sum("dochat_held_bytes")));
    assertFalse(node.errors().contains("OutOfMemory"), node.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp", "websocket", "goodbye", "xhr_streaming", "pages", "HTTP/2 shut"})
  void costANodeLittleAndOthersNothing(String door) throws IOException {
    ChatClient ben = ChatClient.guest(node, "Ben");
    RoomFeed feed = ben.register("general");
    double ended = overloaded();
    for (int i = 0; i < CLIENTS; i++) {
      try {
        hoarders.add(DOORS.get(door).open());
      } catch (IOException refused) {
        // that others hold too much may be this one's end
      }
    }
    for (int i = 0; i < POSTS; i++) {
      String id = UUID.randomUUID().toString();
      eventually("it is posted", () -> isPosted(ben, id));
    }
    eventually(() -> assertEquals(POSTS, feed.texts().size()));
    if (COUNTED.contains(door)) {
      eventually(() -> assertTrue(overloaded() > ended, "the node holds as much as it is asked for"));
    }
    eventually(() -> assertTrue(node.metrics().sum("dochat_held_bytes") <= BUDGET_BYTES));
    assertTrue(ben.isOpen());
    ben.close();
  }

  /** How many were ended because all together held too much. */
  private static double overloaded() {
    return node.metrics().sum("dochat_closes_total", "reason=\"overloaded\"");
  }

  /** What hoarders ask for keeps a store busy. */
  private static boolean isPosted(ChatClient client, String id) {
    try {
      return client.post("general", id, "quick") > 0;
    } catch (Refused busy) {
      assertEquals("busy", busy.code());
      return false;
    }
  }

  private static AutoCloseable pipelined() throws IOException {
    RawHttp client = new RawHttp(node);
    for (int i = 0; i < EACH; i++) {
      client.request("GET", PAGES, ann.token());
    }
    return client;
  }

  private static AutoCloseable http2() throws IOException {
    RawHttp2 client = new RawHttp2(node.port(), 0);
    for (int i = 0; i < EACH; i++) {
      client.get(PAGES, ann.token());
    }
    return client;
  }

  private static AutoCloseable tcp() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4096);
    socket.connect(new InetSocketAddress("127.0.0.1", node.tcpPort()));
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    for (int i = 0; i < EACH; i++) {
      byte[] frame = (i == 0 ? register() : page()).getBytes(StandardCharsets.UTF_8);
      out.writeInt(frame.length);
      out.write(frame);
    }
    return socket;
  }

  private static RawWebSocket webSocket() throws IOException {
    RawWebSocket socket = new RawWebSocket(node, "/eventbus/websocket");
    socket.sendText(register());
    for (int i = 0; i < EACH; i++) {
      socket.sendText(page());
    }
    return socket;
  }

  private static AutoCloseable goodbye() throws IOException {
    RawWebSocket socket = webSocket();
    socket.sendBytes(0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8);
    return socket;
  }

  private static AutoCloseable sockJs() throws IOException {
    String session = "/eventbus/000/" + UUID.randomUUID() + "/";
    RawHttp client = new RawHttp(node).request("POST", session + "xhr_streaming", ann.token(), "Content-Length: 0");
    client.head();
    String messages = new JsonArray().add(register()).add(page()).add(page()).add(page()).encode();
    try (RawHttp sender = new RawHttp(node)) {
      sender.request("POST", session + "xhr_send", ann.token(), "Content-Length: " + messages.length()).write(messages).head();
    }
    return client;
  }

  private static String page() {
    return frame("send", "chat.events").put("body", new JsonObject().put("room", "general").put("after", 0).put("limit", 500))
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
}
