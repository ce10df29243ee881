package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Heap;
import dochat.support.Http;
import dochat.support.RawHttp;
import dochat.support.RawWebSocket;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What clients cost a node that are only there (docs/performance.md): decision 24. */
@Timeout(180)
class SmallConnectionsIT {
  private static final int CLIENTS = 1_000;
  /** 3.3 KB when this was written, and 18 KB before the channel was the session's own. */
  private static final long MOST_BYTES = 4_500;
  /** The first ones, which load classes. */
  private static final int FIRST = 20;

  /** A queue of Vert.x for what other threads write, of which a node has a few itself. */
  private static final String QUEUE = "io.netty.util.internal.shaded.org.jctools.queues.MpscUnboundedArrayQueue";
  private static final int POLLS = 200;

  @TempDir
  private static Path data;
  private static ChatNode node;
  private static Http ann;
  private static String room;

  @BeforeAll
  static void start() {
    node = ChatNode.start(data, "--address-connections", "2000", "--person-connections", "2000", "--max-connections", "2000");
    ann = Http.guest(node, "Ann");
    room = Http.json(ann.post("/api/rooms", new JsonObject().put("name", "Quiet"))).getJsonObject("room").getString("id");
  }

  @AfterAll
  static void stop() {
    assertEquals(0, node.stop());
  }

  @Test
  void aPollThatWaitsHasNoQueue() throws IOException {
    int before = node.heap().count(QUEUE);
    List<RawHttp> polls = new ArrayList<>();
    try {
      while (polls.size() < POLLS) {
        RawHttp poll = new RawHttp(node);
        polls.add(poll);
        poll.request("GET", "/api/rooms/" + room + "/events?after=0&wait=50", ann.token());
      }
      eventually(() -> assertEquals(POLLS, node.metrics().sessions()));
      assertEquals(before, node.heap().count(QUEUE), FIRST);
    } finally {
      for (RawHttp poll : polls) {
        poll.close();
      }
      eventually(() -> assertEquals(0, node.metrics().sessions()));
    }
  }

  @Test
  void aClientInARoomCostsFewBytesAndKeepsNothingOfItsRequest() throws IOException {
    List<RawWebSocket> sockets = new ArrayList<>();
    try {
      Heap before = with(FIRST, sockets);
      Heap after = with(FIRST + CLIENTS, sockets);
      long each = (after.bytes() - before.bytes()) / CLIENTS;
      assertTrue(each < MOST_BYTES, each + " bytes each\n" + after.histogram());
      for (String of : List.of("io.vertx.core.http.impl.Http1xServerConnection", "io.vertx.core.http.impl.headers.HeadersMultiMap",
          "io.vertx.ext.web.impl.RoutingContextImpl", "io.vertx.core.net.impl.NetSocketImpl")) {
        assertEquals(before.count(of), after.count(of), FIRST, of);
      }
    } finally {
      for (RawWebSocket socket : sockets) {
        socket.close();
      }
      eventually(() -> assertEquals(0, node.metrics().sessions()));
    }
  }

  private static Heap with(int clients, List<RawWebSocket> sockets) throws IOException {
    String listen = new JsonObject().put("type", "register").put("address", "room." + room)
        .put("headers", new JsonObject().put("Authorization", "Bearer " + ann.token())).encode();
    while (sockets.size() < clients) {
      RawWebSocket socket = new RawWebSocket(node, "/eventbus/websocket");
      sockets.add(socket);
      socket.sendText(listen);
      socket.sendPings(1, "p");
      socket.awaitPong("p");
    }
    eventually(() -> assertEquals(clients, node.metrics().sessions()));
    return node.heap();
  }
}
