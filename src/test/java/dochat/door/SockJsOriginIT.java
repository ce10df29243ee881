package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other people's pages get nothing from any path of SockJS, not even the leave to ask. */
@OnSharedNodes
class SockJsOriginIT {
  private static final String EVIL = "http://evil.example";

  @ParameterizedTest
  @CsvSource({"GET,/eventbus/info", "OPTIONS,/eventbus/info", "GET,/eventbus/", "GET,/eventbus/iframe.html",
      "POST,/eventbus/000/evil/xhr", "OPTIONS,/eventbus/000/evil/xhr", "POST,/eventbus/000/evil/xhr_streaming",
      "OPTIONS,/eventbus/000/evil/xhr_streaming", "POST,/eventbus/000/evil/xhr_send", "OPTIONS,/eventbus/000/evil/xhr_send",
      "GET,/eventbus/000/evil/eventsource", "GET,/eventbus/000/evil/htmlfile?c=callback", "GET,/eventbus/000/evil/jsonp?c=callback",
      "POST,/eventbus/000/evil/jsonp_send", "GET,/eventbus/000/evil/websocket", "GET,/eventbus/websocket"})
  void refusesAnotherOrigin(String method, String path) {
    Http http = new Http(SharedNodes.first());
    double before = SharedNodes.first().metrics().refusals("origin_refused");
    HttpResponse<String> answer =
        http.send(http.request(path).header("Origin", EVIL).method(method, BodyPublishers.ofString("[\"{}\"]")));
    assertEquals(403, answer.statusCode());
    assertEquals("origin_refused", new JsonObject(answer.body()).getString("code"));
    assertTrue(answer.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    eventually(() -> assertEquals(before + 1, SharedNodes.first().metrics().refusals("origin_refused")));
  }

  @Test
  void saysThatItCanDoWebSocketAndNeedsNoStickiness() {
    JsonObject info = new JsonObject(new Http(SharedNodes.first()).get("/eventbus/info").body());
    assertTrue(info.getBoolean("websocket"));
    assertFalse(info.getBoolean("cookie_needed"));
  }
}
