package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Certificate;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What whoever connects may do before TLS is there, and with TLS itself; and what goes over it like over nothing else. */
@Timeout(120)
class TlsIT {
  /** As many may be beginning at each door of a node that takes 20 connections. */
  private static final int BEGINNERS = 21;
  private static final int MORE = 5;
  /** As much in one answer as takes many records of TLS (RFC 8446 section 5.1), and several frames. */
  private static final int POSTS = 20;
  private static final String LONG = "가".repeat(4_000);

  @TempDir
  static Path folder;

  private static Certificate certificate;
  private static ChatNode node;

  @BeforeAll
  static void start() throws IOException {
    certificate = new Certificate(folder);
    List<String> options = new ArrayList<>(List.of(certificate.options()));
    options.addAll(List.of("--max-connections", "20", "--post-rate", "1000"));
    node = ChatNode.start(Files.createDirectory(folder.resolve("data")), options.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    assertEquals(0, node.stop());
    node.close();
  }

  /** No connection is counted before TLS is there: those who say nothing would take all files of the node. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlySoManyBeginAtOnce(boolean isWeb) throws IOException {
    int port = isWeb ? node.port() : node.tcpPort();
    double before = cuts();
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < BEGINNERS + MORE; i++) {
        silent.add(new Socket("127.0.0.1", port));
      }
      eventually(() -> assertEquals(MORE, silent.stream().filter(TlsIT::hasEnded).count()));
      assertEquals(MORE, cuts() - before);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
    eventually("those who come have their places", () -> begins(port));
    assertFalse(node.log().contains("Exception"), node.log());
  }

  /** Each costs a node more than its client. */
  @Test
  void nobodyBeginsAnewOnTheSameConnection() throws IOException {
    try (SSLSocket socket = connect(node.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      socket.startHandshake();
      assertThrows(SSLException.class, () -> {
        socket.getOutputStream().write("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        socket.getInputStream().read();
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "\u0016\u0003\u0001"})
  void whatIsNoTlsEndsAConnectionWithoutAWord(String text) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.port())) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      assertEquals(-1, socket.getInputStream().read());
    }
    assertFalse(node.log().contains("Exception"), node.log());
  }

  /** A WebSocket has its channel for itself, but for TLS. */
  @Test
  void largeAnswersOverAWebSocketComeWholeAndAGoodbyeIsAnswered() throws Exception {
    Listener listener = new Listener();
    WebSocket socket = HttpClient.newBuilder().sslContext(certificate.trust()).build().newWebSocketBuilder()
        .buildAsync(URI.create("wss://127.0.0.1:" + node.port() + "/eventbus/websocket"), listener).get(30, TimeUnit.SECONDS);
    send(socket, "session", "chat.session", new JsonObject().put("name", "Ann"));
    eventually(() -> assertEquals(1, listener.messages.size()));
    for (int i = 0; i < POSTS; i++) {
      send(socket, "post", "chat.post", new JsonObject().put("room", "general").put("id", "long-" + i).put("text", LONG));
    }
    eventually(() -> assertEquals(1 + POSTS, listener.messages.size()));
    send(socket, "page", "chat.events", new JsonObject().put("room", "general").put("after", 0).put("limit", 500));
    eventually(() -> assertEquals(2 + POSTS, listener.messages.size()));
    JsonObject page = listener.messages.stream().filter(message -> "page".equals(message.getString("address"))).findFirst().orElseThrow();
    assertEquals(POSTS, page.getJsonObject("body").getJsonArray("events").stream().filter(event -> LONG.equals(((JsonObject) event).getString("text"))).count());
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
    assertEquals(WebSocket.NORMAL_CLOSURE, listener.closed.get(30, TimeUnit.SECONDS));
  }

  @Test
  void streamsRunOverHttp2() throws Exception {
    try (SSLSocket silent = connect(node.port())) {
      SSLParameters parameters = new SSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      silent.setSSLParameters(parameters);
      silent.startHandshake();
      HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).sslContext(certificate.trust()).build();
      HttpResponse<String> session = client.send(HttpRequest.newBuilder(node.uri("/api/session")).header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString("{\"name\":\"Ann\"}")).build(), BodyHandlers.ofString());
      assertTrue(session.headers().firstValue("Set-Cookie").orElseThrow().contains("Secure"));
      StreamsIT.runOverHttp2(client, node, Http.json(session).getString("token"));
      assertEquals("h2", silent.getApplicationProtocol());
      StreamsIT.assertEnds(silent);
    }
  }

  private static double cuts() {
    return node.metrics().sum("dochat_connections_cut_total", "reason=\"tls\"");
  }

  private static boolean begins(int port) {
    try (SSLSocket socket = connect(port)) {
      socket.startHandshake();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static SSLSocket connect(int port) throws IOException {
    return (SSLSocket) certificate.trust().getSocketFactory().createSocket("127.0.0.1", port);
  }

  private static boolean hasEnded(Socket socket) {
    try {
      socket.setSoTimeout(1);
      return socket.getInputStream().read() == -1;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private static void send(WebSocket socket, String reply, String address, JsonObject body) {
    socket.sendText(new JsonObject().put("type", "send").put("address", address).put("replyAddress", reply).put("body", body).encode(), true).join();
  }

  /** What the node says, one message after the other, and how it ends. */
  private static final class Listener implements WebSocket.Listener {
    private final Queue<JsonObject> messages = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
      text.append(part);
      if (isLast) {
        messages.add(new JsonObject(text.toString()));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }
}
