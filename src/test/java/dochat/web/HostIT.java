package dochat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatNode;
import dochat.support.RawHttp;
import dochat.support.SharedNodes;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Under which names a node of this machine can be used. */
@ExtendWith(SharedNodes.class)
class HostIT {
  private final ChatNode node = SharedNodes.first();
  private final String port = ":" + node.port();

  @Test
  void countersAreForWhoAsksFromThisMachine() throws IOException {
    for (String host : new String[] {"127.0.0.1", "localhost", "LocalHost", "chat.localhost", "[::1]"}) {
      assertEquals(200, status(node, "GET /metrics", host + port), host);
    }
    assertEquals(404, status(node, "GET /metrics", "chat.example"), "a proxy that says nothing of itself");
    assertEquals(404, status(node, "GET /metrics", "127.0.0.1.example" + port));
    assertEquals(404, status(node, "GET /metrics", "192.168.0.7" + port));
    assertEquals(404, status(node, "GET /metrics", "localhost" + port, "X-Forwarded-For: 192.168.0.7"));
  }

  private static int status(ChatNode node, String request, String host, String... headers) throws IOException {
    try (RawHttp http = new RawHttp(node)) {
      return http.write(request + " HTTP/1.1\r\nHost: " + host + "\r\n"
          + String.join("", Stream.of(headers).map(header -> header + "\r\n").toList()) + "\r\n").head().status();
    }
  }
}
