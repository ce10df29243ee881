package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.RawHttp;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node has as many connections as it takes: whoever comes all the same is told, at each door, and it goes on with those that it has. */
@Timeout(120)
class FullNodeIT {
  private static final String[] UPGRADE =
      {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"};

  @TempDir
  Path data;

  @Test
  void refusesOneMoreUntilOneGoes() throws IOException {
    try (ChatNode node = ChatNode.start(data, "--max-connections", "2"); RawHttp one = new RawHttp(node)) {
      RawHttp two = new RawHttp(node);
      eventually(() -> assertEquals(2, node.metrics().sum("dochat_connections")));
      assertEquals(2, node.metrics().sum("dochat_connections_limit"));
      isRefused(node);
      isRefused(node, UPGRADE);
      assertEquals("node_full", tcpRefusal(node).getString("code"));
      eventually(() -> assertEquals(200, Http.get(node.opsUri("/health/ready")).statusCode(), "it serves whom it has"));
      assertEquals(401, one.request("GET", "/api/rooms", "").answer().status());
      two.close();
      eventually(() -> assertEquals(1, node.metrics().sum("dochat_connections")));
      try (RawHttp another = new RawHttp(node)) {
        assertEquals(401, another.request("GET", "/api/rooms", "").answer().status());
      }
    }
  }

  /** That it lives is said all the same. */
  private static void isRefused(ChatNode node, String... headers) throws IOException {
    try (RawHttp more = new RawHttp(node)) {
      assertEquals(200, more.request("GET", "/health/live", "").answer().status());
      RawHttp.Answer refusal = more.request("GET", "/eventbus/websocket", "", headers).answer();
      assertEquals(503, refusal.status());
      assertEquals("node_full", new JsonObject(refusal.body()).getString("code"));
      assertEquals("close", refusal.headers().get("connection"));
      assertTrue(Integer.parseInt(refusal.headers().get("retry-after")) >= 1);
      assertEquals(-1, more.read());
    }
  }

  private static JsonObject tcpRefusal(ChatNode node) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.tcpPort())) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      JsonObject frame = new JsonObject(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
      assertEquals(-1, in.read());
      return frame;
    }
  }
}
