package dochat.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Frames as they are, one a text message of a WebSocket. */
public final class WebSocketPipe implements Pipe, WebSocket.Listener {
  private static final int LOST = 1006;
  /** One for all: each has a thread of its own. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final URI address;
  private final Map<String, String> headers;
  private final StringBuilder partial = new StringBuilder();
  private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
  private Receiver receiver;
  private WebSocket socket;

  /** @param headers further ones of the handshake, such as Origin or Cookie */
  public WebSocketPipe(ChatNode node, String path, Map<String, String> headers) {
    this(node.port(), path, headers);
  }

  /** The same at any port of this machine. */
  public WebSocketPipe(int port, String path, Map<String, String> headers) {
    this.address = URI.create("ws://127.0.0.1:" + port + path);
    this.headers = headers;
  }

  @Override
  public void open(Receiver receiver) {
    this.receiver = receiver;
    WebSocket.Builder builder = CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
    headers.forEach(builder::header);
    socket = builder.buildAsync(address, this).join();
  }

  @Override
  public synchronized void send(String frame) {
    sent = sent.thenCompose(before -> socket.sendText(frame, true)).exceptionally(failure -> null);
  }

  /** Sends a binary message, which the protocol does not have. */
  public synchronized void sendBinary(byte[] bytes) {
    sent = sent.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
  }

  @Override
  public synchronized void close() {
    sent = sent.thenCompose(before -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "")).exceptionally(failure -> null);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
    partial.append(text);
    if (isLast) {
      String frame = partial.toString();
      partial.setLength(0);
      receiver.frame(frame);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    receiver.closed(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    receiver.closed(LOST);
  }
}
