package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RawHttp;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What streams are on the wire: when they begin, how they are kept alive, how a browser comes back, over every version of HTTP. */
@Timeout(120)
@OnSharedNodes
class StreamsIT {
  private static final String LINES = "Accept: application/x-ndjson";
  private static final String EVENTS = "Accept: text/event-stream";
  private static final String FEED = "{\"after\":{}}";
  private static final int END = -1;
  /** It has 10 s to begin; an idle connection has 75 s. */
  private static final int BEGIN_MILLIS = 30_000;

  private static ChatNode node;
  private static Http ann;
  private static String epoch;

  @BeforeAll
  static void start(@TempDir Path data) {
    node = ChatNode.start(data, "--h2c", "on");
    ann = Http.guest(node, "Ann");
    epoch = new JsonObject(ann.get("/api/session").body()).getString("epoch");
    for (int i = 1; i <= 3; i++) {
      post(ann, "m" + i);
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void nothingStays() {
    eventually(() -> assertEquals(0, node.metrics().sessions()));
  }

  @Test
  void beginAtOnceAndSayThatNobodyShallHoldThemBack() throws IOException {
    assertBegins("application/x-ndjson", "{\"type\":\"head\"", streamOf(LINES));
    assertBegins("text/event-stream", "retry: 2000", streamOf(EVENTS));
    assertBegins("application/x-ndjson", "", feed());
  }

  /** The address of the stream still names the cursor that the page began with. */
  @Test
  void goOnAfterTheEventThatABrowserSawLast() throws IOException {
    assertGoesOn("2");
    assertGoesOn(epoch + ".2");
  }

  private void assertGoesOn(String lastEventId) throws IOException {
    try (RawHttp browser = new RawHttp(node)) {
      browser.request("GET", "/api/rooms/general/stream?after=0", ann.token(), EVENTS, "Last-Event-ID: " + lastEventId).head();
      BufferedReader lines = lines(browser.chunks());
      List<String> told = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        told.add(lines.readLine());
      }
      assertEquals(List.of("retry: 2000", "", "event: head", "id: " + epoch + ".2"), told.subList(0, 4));
      assertEquals(List.of("", "id: " + epoch + ".3"), told.subList(5, 7));
      assertEquals("m3", new JsonObject(told.get(7).substring("data: ".length())).getString("text"));
    }
  }

  @Test
  void startAgainForABrowserThatIsAheadOrOfAnotherStore() throws IOException {
    for (String[] stale : new String[][] {{"", "99"}, {"?epoch=another", "2"}, {"", "another.2"}, {"?epoch=" + epoch, "another.2"}, {"", epoch + ".99"}}) {
      try (RawHttp browser = new RawHttp(node)) {
        browser.request("GET", "/api/rooms/general/stream" + stale[0], ann.token(), EVENTS, "Last-Event-ID: " + stale[1]).head();
        BufferedReader lines = lines(browser.chunks());
        assertEquals(List.of("retry: 2000", "", "event: reset"), List.of(lines.readLine(), lines.readLine(), lines.readLine()));
        long head = Long.parseLong(lines.readLine().substring(("id: " + epoch + ".").length()));
        assertEquals(head, new JsonObject(lines.readLine().substring("data: ".length())).getLong("head"));
      }
    }
  }

  /** Nothing happens in the room. */
  @Test
  void areKeptAlive() throws IOException {
    long beganNanos = System.nanoTime();
    try (RawHttp one = streamOf(LINES); RawHttp two = streamOf(EVENTS); RawHttp three = feed()) {
      awaitKeepAlive(one, "\\{[^\n]*\n", "\n");
      awaitKeepAlive(two, "retry: 2000\n\nevent: head\nid: [^\n]*[.][0-9]+\ndata: [^\n]*\n\n", ":\n\n");
      awaitKeepAlive(three, "\n", "\n");
    }
    assertTrue(System.nanoTime() - beganNanos < TimeUnit.SECONDS.toNanos(40));
  }

  @Test
  void runOverHttp2InTheClear() throws Exception {
    try (Socket silent = new Socket("127.0.0.1", node.port())) {
      runOverHttp2(HttpClient.newBuilder().version(Version.HTTP_2).build(), node, ann.token());
      assertEnds(silent);
    }
  }

  /** A proxy that passes any Upgrade on would otherwise be a tunnel past its own rules. */
  @Test
  void speakNoHttp2InTheClearUnlessItIsWanted() throws Exception {
    HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build();
    HttpResponse<Void> answer = client.send(HttpRequest.newBuilder(SharedNodes.first().uri("/health/live")).build(), BodyHandlers.discarding());
    assertEquals(200, answer.statusCode());
    assertEquals(Version.HTTP_1_1, answer.version());
  }

  /** Who connects and does not begin to speak is not kept. */
  static void assertEnds(Socket silent) throws IOException {
    silent.setSoTimeout(BEGIN_MILLIS);
    while (silent.getInputStream().read() != END) {
      // what a server says first
    }
  }

  /** Three streams and a post side by side; when they are dropped, the node notices, although the connection stays. */
  static void runOverHttp2(HttpClient client, ChatNode at, String token) throws Exception {
    HttpRequest.Builder stream = request(at, "/api/rooms/general/stream", token);
    List<HttpResponse<InputStream>> answers = List.of(open(client, stream.copy()), open(client, stream.copy().header("Accept", "text/event-stream")),
        open(client, request(at, "/api/feed", token).header("Accept", "application/x-ndjson").header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"after\":{\"general\":null}}"))));
    eventually(() -> assertEquals(3, at.metrics().sessions()));
    assertEquals(201, client.send(request(at, "/api/rooms/general/messages", token).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString("{\"id\":\"" + UUID.randomUUID() + "\",\"text\":\"over HTTP/2\"}")).build(), BodyHandlers.ofString()).statusCode());
    for (HttpResponse<InputStream> answer : answers) {
      BufferedReader lines = lines(answer.body());
      String line = lines.readLine();
      while (!line.contains("over HTTP/2")) {
        line = lines.readLine();
      }
      answer.body().close();
    }
    eventually(() -> assertEquals(0, at.metrics().sessions()));
  }

  private static HttpResponse<InputStream> open(HttpClient client, HttpRequest.Builder request) throws Exception {
    HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
    assertEquals(200, answer.statusCode());
    assertEquals(Version.HTTP_2, answer.version());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    return answer;
  }

  private static HttpRequest.Builder request(ChatNode at, String path, String token) {
    return HttpRequest.newBuilder(at.uri(path)).header("Authorization", "Bearer " + token);
  }

  /** The first byte comes although nothing happens in the room. */
  private static void assertBegins(String type, String firstLine, RawHttp stream) throws IOException {
    try (stream) {
      Map<String, String> headers = stream.head().headers();
      assertEquals(List.of(type, "no-store", "no", "chunked"),
          List.of(headers.get("content-type"), headers.get("cache-control"), headers.get("x-accel-buffering"), headers.get("transfer-encoding")));
      String line = lines(stream.chunks()).readLine();
      assertTrue(firstLine.isEmpty() ? line.isEmpty() : line.startsWith(firstLine), line);
    }
  }

  /** Reads past what a stream begins with, to the first sign of life after that. */
  private static void awaitKeepAlive(RawHttp stream, String beginning, String keepAlive) throws IOException {
    stream.head();
    InputStream body = stream.chunks();
    StringBuilder told = new StringBuilder();
    while (!told.toString().matches("(?s)" + beginning + keepAlive)) {
      told.append((char) body.read());
      assertTrue(told.length() < 1_000, told.toString());
    }
  }

  private static RawHttp streamOf(String accept) throws IOException {
    return new RawHttp(node).request("GET", "/api/rooms/general/stream", ann.token(), accept);
  }

  private static RawHttp feed() throws IOException {
    return new RawHttp(node).request("POST", "/api/feed", ann.token(), LINES, "Content-Type: application/json", "Content-Length: " + FEED.length())
        .write(FEED);
  }

  private static void post(Http writer, String text) {
    assertEquals(201, writer.post("/api/rooms/general/messages", new JsonObject().put("id", text).put("text", text)).statusCode());
  }

  private static BufferedReader lines(InputStream body) {
    return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }
}
