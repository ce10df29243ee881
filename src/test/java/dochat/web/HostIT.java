package dochat.web;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RawHttp;
import dochat.support.SharedNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Under which names a node of this machine can be used. */
@OnSharedNodes
class HostIT {
  private final ChatNode node = SharedNodes.first();
  private final String port = ":" + node.port();

  @Test
  void countersAreForWhoAsksAtThePortOfOperators() throws IOException {
    assertEquals(404, status(node, "GET /metrics", "127.0.0.1" + port), "the public one");
    for (String host : new String[] {"127.0.0.1", "localhost", "LocalHost", "chat.localhost", "[::1]"}) {
      assertEquals(200, opsStatus("/metrics", host), host);
    }
    assertEquals(200, opsStatus("/health/live", "127.0.0.1"));
    assertEquals(200, opsStatus("/health/ready", "127.0.0.1"));
    assertEquals(404, opsStatus("/", "127.0.0.1"));
    for (String host : new String[] {"chat.example", "127.0.0.1.example", "192.168.0.7"}) {
      assertEquals(403, opsStatus("/metrics", host), "a page whose name turns to 127.0.0.1: " + host);
    }
  }

  /** A site whose name server turns to 127.0.0.1 is the node's own page for a browser of this machine. */
  @Test
  void aNameThatIsNotItsOwnIsNobodys() throws IOException {
    String evil = "evil.example" + port;
    String cookie = "Cookie: dochat-" + node.port() + "=" + Http.guest(node, "Ann").token();
    assertEquals(403, signIn(node, evil, "Origin: http://" + evil));
    assertEquals(403, signIn(node, evil));
    assertEquals(403, status(node, "GET /api/rooms", evil, cookie));
    assertEquals(403, status(node, "GET /eventbus/websocket", evil, "Origin: http://" + evil, "Connection: Upgrade", "Upgrade: websocket"));
    assertEquals(200, status(node, "GET /api/rooms", evil, "Authorization: Bearer " + Http.guest(node, "Ann").token()), "no page has it");
    eventually(() -> assertEquals(200, status(node, "GET /health/ready", evil), "a proxy asks so"));
    assertEquals(201, signIn(node, "localhost" + port, "Origin: http://localhost" + port));
    assertEquals(200, status(node, "GET /api/rooms", "localhost" + port, cookie));
  }

  @Test
  void theHostOfAnAllowedOriginIsItsOwn(@TempDir Path data) throws IOException {
    try (ChatNode proxied = ChatNode.start(data, "--allow-origin", "https://chat.example")) {
      assertEquals(201, signIn(proxied, "chat.example", "Origin: https://chat.example"));
      assertEquals(201, signIn(proxied, "chat.example"));
      assertEquals(403, signIn(proxied, "evil.example", "Origin: http://evil.example"));
    }
  }

  private static int signIn(ChatNode node, String host, String... headers) throws IOException {
    String body = "{\"name\":\"Ann\"}";
    String[] all = Stream.concat(Stream.of(headers), Stream.of("Content-Type: application/json", "Content-Length: " + body.length())).toArray(String[]::new);
    return status(node, "POST /api/session", host, body, all);
  }

  private int opsStatus(String path, String host) throws IOException {
    int opsPort = node.opsUri("").getPort();
    try (RawHttp http = new RawHttp(node, opsPort)) {
      return http.write("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + opsPort + "\r\n\r\n").head().status();
    }
  }

  private static int status(ChatNode node, String request, String host, String... headers) throws IOException {
    return status(node, request, host, "", headers);
  }

  private static int status(ChatNode node, String request, String host, String body, String[] headers) throws IOException {
    try (RawHttp http = new RawHttp(node)) {
      return http.write(request + " HTTP/1.1\r\nHost: " + host + "\r\n"
          + String.join("", Stream.of(headers).map(header -> header + "\r\n").toList()) + "\r\n" + body).head().status();
    }
  }
}
