package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.Certificate;
import dochat.support.ChatNode;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A WebSocket has its channel for itself, but for TLS. */
@Timeout(120)
class WebSocketOverTlsIT {
  /** As much in one answer as takes many records of TLS (RFC 8446 section 5.1), and several frames. */
  private static final int POSTS = 20;
  private static final String LONG = "가".repeat(4_000);

  @TempDir
  private Path folder;

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

  @Test
  void largeAnswersComeWholeAndAGoodbyeIsAnswered() throws Exception {
    Certificate certificate = new Certificate(Files.createDirectory(folder.resolve("tls")));
    ChatNode node = ChatNode.start(folder.resolve("data"), Stream.concat(Stream.of("--post-rate", "1000"), Stream.of(certificate.options())).toArray(String[]::new));
    try {
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
    } finally {
      assertEquals(0, node.stop());
    }
  }

  private static void send(WebSocket socket, String reply, String address, JsonObject body) {
    socket.sendText(new JsonObject().put("type", "send").put("address", address).put("replyAddress", reply).put("body", body).encode(), true).join();
  }
}
