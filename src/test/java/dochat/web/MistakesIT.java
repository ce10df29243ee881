package dochat.web;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RawHttp;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's mistake in HTTP is the client's: it is told which, and SharedNodes sees that nothing in the log looks like a fault of the node. */
@OnSharedNodes
@Timeout(120)
class MistakesIT {
  private final ChatNode node = SharedNodes.first();
  private final String token = Http.guest(node, "Ann").token();

  @ParameterizedTest
  @ValueSource(strings = {"/api/rooms/general/events?after=%zz", "/api/rooms/general/events?after=%", "/api/rooms/%zz/events", "/api/rooms/%/events",
      "/api/rooms/%FF/stream?%C3%28", "/%zz", "/?%zz", "/vendor/%zz", "/eventbus/000/%zz/xhr?%zz", "/eventbus/000/a/jsonp?c=%zz",
      "/eventbus/000/a/htmlfile?c=%"})
  void anAddressThatCannotBeDecoded(String address) throws IOException {
    try (RawHttp client = new RawHttp(node).request("GET", address, token)) {
      int status = client.answer().status();
      assertTrue(status == 400 || status == 404, address + " is answered with " + status);
    }
  }

  /** Whoever asks for a part gets the whole (RFC 9110 section 14.2). */
  @ParameterizedTest
  @ValueSource(strings = {"bytes=5-2", "bytes=99999999-", "bytes=99999999999999999999-", "bytes=a-b", "bytes=", "x", "bytes=0-0"})
  void aPartOfAFileThatHasNone(String range) throws IOException {
    try (RawHttp client = new RawHttp(node).request("GET", "/favicon.svg", token, "Range: " + range)) {
      assertEquals(200, client.answer().status(), range);
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"/api/send; multipart/form-data", "/api/send; multipart/form-data; boundary=", "/api/session; application/x-www-form-urlencoded",
      "/api/feed; multipart/mixed", "/api/rooms; text/plain", "/api/send; application/json2", "/api/send; ;", "/api/send; /"})
  void aBodyOfAnotherKind(String path, String type) throws IOException {
    JsonObject refusal = refusal(path, type == null ? "" : type, "%zz=%zz&\r\n--x");
    assertEquals("bad_media_type", refusal.getString("code"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "\"x\"", "{\"a\":}", "\u00ff\u00fe", "{\"name\":\"\\ud800\"}"})
  void aBodyThatIsNone(String body) throws IOException {
    JsonObject refusal = refusal("/api/session", "application/json", body);
    assertTrue(refusal.getInteger("status") >= 400 && refusal.getInteger("status") < 500, refusal.encode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cookie: \u0001=;;=,\"", "Authorization: Bearer", "Authorization: \u00ff", "Origin: \u00ff://", "Origin: ", "Host: [::", "Host: a b",
      "Last-Event-ID: x", "If-None-Match: \"", "Accept: ", "Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\nConnection: keep-alive",
      "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: !!", "Expect: something"})
  void aHeaderThatMakesNoSense(String header) throws IOException {
    for (String path : new String[] {"/api/rooms", "/eventbus/websocket", "/eventbus/000/odd/websocket", "/eventbus/info"}) {
      try (RawHttp client = new RawHttp(node).write("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + node.port() + "\r\n" + header + "\r\n\r\n")) {
        int status = client.head().status();
        assertTrue(status < 500, path + " with " + header + " is answered with " + status);
      }
    }
  }

  /** Each is 400, 404 or 415, or SockJS's own 500, whose text says that it is the client's (sockjs-protocol 0.3.3). */
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {"multipart/form-data; x", "multipart/form-data boundary=; --", "application/x-www-form-urlencoded; d=%zz",
      "application/x-www-form-urlencoded; %zz", "text/plain; [", "text/plain; [1]"})
  void aSockJsBodyThatIsNone(String type, String body) throws IOException {
    for (String transport : new String[] {"xhr_send", "jsonp_send"}) {
      String session = "/eventbus/000/mistake-" + transport + "-" + Math.abs(type.hashCode() + body.hashCode());
      try (RawHttp open = new RawHttp(node).request("POST", session + "/xhr", token, "Content-Length: 0")) {
        assertEquals(200, open.head().status());
      }
      try (RawHttp send = new RawHttp(node).request("POST", session + "/" + transport, token, "Content-Type: " + type.replace("data ", "data; "),
          "Content-Length: " + body.length()).write(body)) {
        RawHttp.Answer answer = send.answer();
        assertTrue(answer.status() < 500 || answer.body().matches("Broken JSON encoding\\.|Payload expected\\."), answer.status() + " " + answer.body());
      }
    }
  }

  /** Often, so that the first one is in the log by the end if it is in there at all. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/send", "/api/session", "/api/feed", "/eventbus/000/broken/xhr_send", "/eventbus/000/broken/xhr"})
  void aBodyThatBreaksOff(String path) throws IOException {
    for (int i = 0; i < 20; i++) {
      new RawHttp(node).request("POST", path, token, "Content-Type: application/json", "Content-Length: 100").write("{").close();
    }
    double before = node.metrics().refusals("bad_request");
    try (RawHttp client = new RawHttp(node).request("POST", "/api/send", token, "Content-Type: application/json", "Content-Length: 100").write("{")) {
      // gone
    }
    eventually(() -> assertTrue(node.metrics().refusals("bad_request") > before));
  }

  @Test
  void asksForAWebSocketAtAnAddressThatIsNone() throws IOException {
    try (RawHttp client = new RawHttp(node).write("GET http://[::/eventbus/websocket HTTP/1.1\r\nHost: a b\r\nUpgrade: websocket\r\n"
        + "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")) {
      int status = client.head().status();
      assertTrue(status >= 400 && status < 500, "status " + status);
    }
  }

  private JsonObject refusal(String path, String type, String body) throws IOException {
    try (RawHttp client = new RawHttp(node).request("POST", path, token, "Content-Type: " + type, "Content-Length: " + body.length()).write(body)) {
      return new JsonObject(client.answer().body());
    }
  }
}
