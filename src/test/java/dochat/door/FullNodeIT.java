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
import org.junit.jupiter.api.io.TempDir;

/** A node has as many connections as it takes: a load balancer sees it, and whoever comes all the same is told. */
class FullNodeIT {
  @TempDir
  Path data;

  @Test
  void isNotReadyAndRefusesOneMoreUntilOneGoes() throws IOException {
    try (ChatNode node = ChatNode.start(data, "--max-connections", "1")) {
      assertEquals("ready", readiness(node));
      RawHttp one = new RawHttp(node);
      assertEquals(200, one.request("GET", "/health/live", "").answer().status());
      assertEquals("full", readiness(node));
      try (RawHttp more = new RawHttp(node)) {
        assertEquals(200, more.request("GET", "/health/live", "").answer().status(), "it lives all the same");
        RawHttp.Answer refusal = more.request("GET", "/api/rooms", "").answer();
        assertEquals(503, refusal.status());
        assertEquals("busy", new JsonObject(refusal.body()).getString("code"));
        assertTrue(Integer.parseInt(refusal.headers().get("retry-after")) >= 1);
      }
      assertEquals("busy", tcpRefusal(node).getString("code"));
      assertEquals(1, node.metrics().sum("dochat_connections"));
      one.close();
      eventually(() -> assertEquals("ready", readiness(node)));
      try (RawHttp another = new RawHttp(node)) {
        assertEquals(401, another.request("GET", "/api/rooms", "").answer().status(), "it is answered again");
      }
    }
  }

  private static String readiness(ChatNode node) {
    return Http.json(Http.get(node.opsUri("/health/ready"))).getString("status");
  }

  private static JsonObject tcpRefusal(ChatNode node) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", node.tcpPort())) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      JsonObject frame = new JsonObject(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
      assertEquals("err", frame.getString("type"));
      return frame;
    }
  }
}
