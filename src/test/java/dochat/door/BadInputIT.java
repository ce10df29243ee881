package dochat.door;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.slowly;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.session.Reader;
import dochat.session.Session;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Heap;
import dochat.support.Http;
import dochat.support.RawHttp;
import dochat.support.RawHttp2;
import dochat.support.RawWebSocket;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonObject;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that no proper client sends, or sends so late: a clear error or an end within a bounded time, and nothing stays in the node. */
@Timeout(180)
class BadInputIT {
  private static final String JSON = "Content-Type: application/json";
  private static final String WEB_SOCKET = "/eventbus/websocket";
  private static final int END = -1;
  private static final Duration DRIP = Duration.ofSeconds(1);
  private static final Duration DRIPPING = Duration.ofSeconds(60);

  private static ChatNode node;
  private static Http ann;

  private Heap before;
  private double faults;

  @BeforeAll
  static void start(@TempDir Path data) {
    node = ChatNode.start(data, "--h2c", "on");
    ann = Http.guest(node, "Ann");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void look() {
    before = node.heap();
    faults = node.metrics().refusals("internal");
  }

  @AfterEach
  void nothingStays() {
    eventually(() -> assertEquals(0, node.metrics().sessions()));
    slowly(() -> {
      Heap after = node.heap();
      assertEquals(List.of(0, 0), List.of(after.count(Session.class.getName()), after.count(Reader.class.getName())));
      assertTrue(after.timers() <= before.timers(), after.timers() + " timers, before " + before.timers());
    });
    assertEquals(faults, node.metrics().refusals("internal"));
  }

  @Test
  void forgetsRequestsThatBreakOff() throws IOException {
    for (int i = 0; i < 20; i++) {
      for (String part : List.of("G", "GET /api/rooms HTTP/1.1\r\nHost: 127", head("/api/send", "Content-Length: 100") + "{\"address\":",
          head("/api/feed", "Content-Length: 100") + "{\"after\"", head("/api/send", "Transfer-Encoding: chunked") + "40\r\n{\"addr",
          head("/eventbus/000/half/xhr_send", "Content-Length: 100") + "[\"{", head("/eventbus/000/half/xhr", "Content-Length: 10"))) {
        new RawHttp(node).write(part).close();
      }
    }
  }

  @Test
  void forgetsFramesThatBreakOff() throws IOException {
    for (int i = 0; i < 20; i++) {
      try (RawWebSocket socket = new RawWebSocket(node, WEB_SOCKET)) {
        socket.begin(1_000);
      }
      new RawHttp(node).write("GET " + WEB_SOCKET + " HTTP/1.1\r\nUpgrade: websocket\r\n").close();
      for (int bytes = 0; bytes < 8; bytes += 2) {
        try (Socket socket = new Socket("127.0.0.1", node.tcpPort())) {
          socket.getOutputStream().write(new byte[] {0, 0, 1, 0, '{', '"', 't', 'y'}, 0, bytes);
        }
      }
    }
  }

  @Test
  void refusesABodyThatIsAnnouncedAsTooLargeBeforeItComes() throws IOException {
    for (String path : List.of("/api/session", "/api/send", "/api/feed", "/api/rooms/general/messages")) {
      for (long length : new long[] {65_537, 1L << 31, Long.MAX_VALUE}) {
        try (RawHttp client = new RawHttp(node).write(head(path, "Content-Length: " + length))) {
          RawHttp.Answer refusal = client.answer();
          assertEquals("413 frame_too_large", refusal.status() + " " + new JsonObject(refusal.body()).getString("code"), path);
        }
      }
    }
  }

  /** It never says how long it is, and never ends. */
  @Test
  void refusesABodyWithoutAnEnd() throws IOException {
    try (RawHttp client = new RawHttp(node).write(head("/api/send", "Transfer-Encoding: chunked"))) {
      for (int i = 0; i < 9; i++) {
        client.write("2000\r\n" + " ".repeat(0x2000) + "\r\n");
      }
      assertEquals(413, client.answer().status());
    }
  }

  /** With HTTP/2: shorter or longer than it was announced, or full of nothing. */
  @Test
  void endsABodyThatIsNotAsItWasAnnounced() throws IOException {
    int said = node.log().length();
    double before = node.metrics().refusals("bad_request");
    for (int length : new int[] {10, 1}) {
      try (RawHttp2 client = new RawHttp2(node.port(), 65_535)) {
        int stream = client.post("/api/send", ann.token(), length);
        client.send(stream, new byte[] {'{', '}'}, true);
        client.awaitReset(stream);
      }
    }
    try (RawHttp2 client = new RawHttp2(node.port(), 65_535)) {
      int stream = client.post("/api/send", ann.token(), 10);
      for (int i = 0; i < 3; i++) {
        client.send(stream, new byte[0], false);
      }
      client.awaitEnd();
    }
    eventually(() -> assertTrue(node.metrics().refusals("bad_request") >= before + 3));
    String log = node.log().substring(said);
    assertFalse(log.contains("ERROR") || log.contains("\tat "), log);
  }

  @Test
  void refusesWhatIsNoHttp() throws IOException {
    for (String bytes : List.of("\u0000\u0001\u0002\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n\r\n",
        head("/api/send", "X: " + "x".repeat(100_000)), head("/api/send", "Content-Length: -1"), head("/api/send", "Content-Length: x"),
        head("/api/send", "Content-Length: 9", "Content-Length: 10"), head("/api/send", "Transfer-Encoding: chunked") + "zz\r\n")) {
      try (RawHttp client = new RawHttp(node)) {
        refuses(client, bytes);
      }
    }
  }

  @Test
  void endsAWebSocketWhoseFrameNobodyCouldHold() throws IOException {
    for (long length : new long[] {1L << 31, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      try (RawWebSocket socket = new RawWebSocket(node, WEB_SOCKET)) {
        socket.begin(length);
        int code = socket.closeCode();
        assertTrue(List.of(1002, 1006, 1009).contains(code), length + " is answered with " + code);
      }
    }
  }

  /** Some drip, of the body or of the head, one is silent: each is ended in its time, and nobody else is. */
  @Test
  void waitsOnlySoLongForTheRestOfARequest() throws IOException {
    String room = Http.json(ann.post("/api/rooms", new JsonObject().put("name", "patient"))).getJsonObject("room").getString("id");
    ChatClient ben = ChatClient.guest(node, "Ben");
    RoomFeed feed = ben.register(room);
    long beganNanos = System.nanoTime();
    List<RawHttp> slow = new ArrayList<>();
    for (String path : List.of("/api/send", "/api/feed", "/eventbus/000/slow/xhr_send", "/nowhere")) {
      slow.add(new RawHttp(node).write(head(path, "Content-Length: 1000") + "{"));
    }
    slow.add(new RawHttp(node).write("GET /"));
    RawHttp kept = new RawHttp(node).request("GET", "/health/live", ann.token());
    assertEquals(200, kept.answer().status());
    slow.add(kept.write("GET /"));
    RawHttp silentHead = new RawHttp(node).write("POST /api/send HTTP/1.1\r\nHost");
    RawHttp patient = new RawHttp(node).request("GET", "/api/rooms/" + room + "/events?after=0&wait=60", ann.token());
    List<CompletableFuture<Void>> drips = slow.stream()
        .map(client -> CompletableFuture.runAsync(() -> drip(client), drip -> new Thread(drip).start())).toList();
    drips.forEach(CompletableFuture::join);
    for (RawHttp client : slow) {
      client.close();
    }
    ben.post(room, "still", "still here");
    assertEquals(200, patient.answer().status());
    eventually(() -> assertEquals(List.of("still here"), feed.texts()));
    ben.close();
    patient.close();
    assertEquals(END, silentHead.read());
    assertTrue(seconds(beganNanos) < 110, seconds(beganNanos) + " s");
    silentHead.close();
  }

  /** A byte a second, until the node has had enough; what it answers meanwhile does not end it. */
  private static void drip(RawHttp client) {
    await("the node has had enough").atMost(DRIPPING).pollInterval(DRIP).until(() -> !takes(client, "x"));
  }

  private static boolean takes(RawHttp client, String text) {
    try {
      client.write(text);
      return true;
    } catch (IOException ended) {
      return false;
    }
  }

  private static void refuses(RawHttp client, String bytes) throws IOException {
    try {
      client.write(bytes);
      int first = client.read();
      if (first != END) {
        int status = client.head().status();
        assertTrue(status >= 400, "status " + status);
      }
    } catch (SocketException cut) {
      // while it still wrote
    }
  }

  private static String head(String path, String... headers) {
    return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\nAuthorization: Bearer " + ann.token() + "\r\n" + JSON + "\r\n"
        + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static long seconds(long sinceNanos) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - sinceNanos);
  }
}
