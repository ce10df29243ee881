package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.store.Store;
import dochat.store.StoreConfig;
import dochat.support.ChatClient;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.RoomPipe;
import dochat.support.FeedPipe;
import dochat.support.SharedNodes;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsWebSocketPipe;
import dochat.support.TcpPipe;
import dochat.support.WebSocketPipe;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session that was ended somewhere ends at every door of every node, whether the bus says so or not. */
@ExtendWith(SharedNodes.class)
@Timeout(60)
class SessionEndsIT {
  private static final long WITHIN_MILLIS = 2_000;

  /** A program that is in no cluster ends them in the store alone. */
  @Test
  void everyDoorEndsWithItsSessionThoughTheBusIsSilent() {
    Vertx vertx = Vertx.vertx();
    List<ChatClient> clients = List.of();
    try {
      Store store = Store.open(vertx, new StoreConfig(SharedNodes.data(), null)).await();
      Http minji = Http.guest(SharedNodes.first(), "Minji");
      String user = Http.json(minji.get("/api/me")).getJsonObject("user").getString("id");
      clients = pipes().map(pipe -> listening(pipe, minji.token())).toList();
      long start = System.nanoTime();
      assertEquals(1, store.registry().endOthers(user, new byte[0]).await().size());
      for (ChatClient client : clients) {
        client.closeCode();
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis <= WITHIN_MILLIS, millis + " ms");
      store.close().await();
    } finally {
      clients.forEach(ChatClient::close);
      vertx.close().await();
    }
  }

  @Test
  void anAccountSeesItsSessionsAndEndsThem() {
    Http here = Http.guest(SharedNodes.first(), "Minji");
    JsonObject proof = new JsonObject().put("handle", "minji-" + UUID.randomUUID().toString().substring(0, 8)).put("password", "correct horse");
    assertEquals(201, here.post("/api/accounts", proof).statusCode());
    Http there = new Http(SharedNodes.second(), Http.json(new Http(SharedNodes.second()).post("/api/session", proof)).getString("token"));
    assertEquals(Http.json(here.get("/api/me")), Http.json(there.get("/api/me")), "the same person");
    List<JsonObject> sessions = Http.json(here.get("/api/sessions")).getJsonArray("sessions").stream().map(JsonObject.class::cast).toList();
    assertEquals(2, sessions.size());
    String other = sessions.stream().filter(session -> !session.containsKey("here")).findFirst().orElseThrow().getString("id");
    assertEquals(204, here.delete("/api/sessions/" + other).statusCode());
    eventually(() -> assertEquals(401, there.get("/api/me").statusCode()));
    assertEquals(404, here.delete("/api/sessions/" + other).statusCode());
    assertEquals(200, here.get("/api/me").statusCode());
    assertFalse(SharedNodes.first().log().contains("correct horse"));
  }

  private static ChatClient listening(Pipe pipe, String token) {
    ChatClient client = ChatClient.over(pipe).use(token);
    client.register("general");
    return client;
  }

  private static Stream<Pipe> pipes() {
    var node = SharedNodes.second();
    return Stream.of(new WebSocketPipe(node, "/eventbus/websocket", Map.of()), new SockJsWebSocketPipe(node, Map.of()),
        new SockJsHttpPipe(node, SockJsHttpPipe.Receiving.XHR, Map.of()), new TcpPipe(node), new FeedPipe(node, true), new FeedPipe(node, false),
        new RoomPipe(node, RoomPipe.Receiving.SERVER_SENT_EVENTS), new RoomPipe(node, RoomPipe.Receiving.LONG_POLLING));
  }
}
