package dochat.door;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.OnSharedNodes;
import dochat.support.Pipe;
import dochat.support.SharedNodes;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import dochat.support.SockJsWebSocketPipe;
import dochat.support.TcpPipe;
import dochat.support.WebSocketPipe;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who does not sign in is not kept, at any door. */
@OnSharedNodes
class NobodyIT {
  private static final String REASON = "reason=\"unauthenticated\"";
  /** A node looks once a second. */
  private static final long LATE_MILLIS = 3_000;

  @Test
  void closesWhatNobodySignsInOn() {
    within(Limits.AUTHENTICATION_MILLIS + LATE_MILLIS, NobodyIT::close);
  }

  /** How long it takes until everything is closed that nobody signs in on, in milliseconds. */
  private static long close() {
    ChatNode node = SharedNodes.first();
    eventually(() -> assertEquals(0, Door.counts().sessions(), "the clients of the test before are still there"));
    double before = Door.counts().sum("dochat_closes_total", REASON);
    long began = System.nanoTime();
    List<Pipe> doors = List.of(new WebSocketPipe(node, "/eventbus/websocket", Map.of()), new TcpPipe(node),
        new SockJsWebSocketPipe(node, Map.of()), new SockJsHttpPipe(node, Receiving.XHR, Map.of()),
        new SockJsHttpPipe(node, Receiving.XHR_STREAMING, Map.of()), new SockJsHttpPipe(node, Receiving.EVENTSOURCE, Map.of()));
    List<ChatClient> nobodies = doors.stream().map(ChatClient::over).toList();
    nobodies.forEach(nobody -> nobody.send(new JsonObject().put("type", "ping")));
    assertEquals(List.of(4001, 1006, 3000, 3000, 3000, 3000), nobodies.stream().map(ChatClient::closeCode).toList());
    long millis = (System.nanoTime() - began) / 1_000_000;
    assertTrue(millis >= Limits.AUTHENTICATION_MILLIS, "closed after " + millis + " ms");
    eventually(() -> assertEquals(before + doors.size(), Door.counts().sum("dochat_closes_total", REASON)));
    return millis;
  }
}
