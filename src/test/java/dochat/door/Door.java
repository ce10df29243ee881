package dochat.door;

import static dochat.support.Eventually.eventually;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.Pipe;
import dochat.support.Refused;
import dochat.support.Scrape;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A door at two nodes, and clients that all leave again. */
@OnSharedNodes
@TestInstance(Lifecycle.PER_CLASS)
abstract class Door {
  private final List<ChatClient> clients = new ArrayList<>();

  /** The way to a node's door. */
  abstract Pipe pipe(ChatNode node);

  /** What the close code for this reason becomes at this door, where it is told as a code. */
  abstract int closeCode(int webSocketCode);

  /** Whether the node that answers a client is the one that it asks. */
  boolean isServedWhereItAsks() {
    return true;
  }

  /** Whether each request of a client may come to another node than the one before. */
  boolean asksAnyNode() {
    return false;
  }

  /** Whether what is parked is answered, and asked anew, when somebody comes to a room: until then it is not known to stay. */
  boolean isAnsweredByPresence() {
    return false;
  }

  /** Whether a node has something open for a client between two deliveries. */
  boolean staysOpen() {
    return true;
  }

  /** Whether the node notices at once that a client has gone. */
  boolean isGoneAtOnce() {
    return true;
  }

  @BeforeAll
  final void countSessions() {
    eventually(() -> assertEquals(0, counts().sessions(), "the clients of the class before are still there"));
  }

  @AfterEach
  final void end() {
    clients.forEach(ChatClient::close);
    clients.clear();
    if (isGoneAtOnce()) {
      everySessionHasEnded();
    }
  }

  /** No door keeps a session whose client has gone. */
  @AfterAll
  final void everySessionHasEnded() {
    eventually(() -> assertEquals(0, counts().sessions()));
  }

  final ChatClient connect(ChatNode node) {
    return connect(pipe(node));
  }

  final ChatClient connect(Pipe pipe) {
    ChatClient client = ChatClient.over(pipe);
    clients.add(client);
    return client;
  }

  final ChatClient guest(ChatNode node, String name) {
    ChatClient client = connect(node);
    client.signIn(name);
    return client;
  }

  /** A room that only this test knows. Each comes from a person of its own, so that nobody creates too many. */
  static String newRoom() {
    Http creator = Http.guest(first(), "Creator");
    String name = "Room " + UUID.randomUUID();
    return Http.json(creator.post("/api/rooms", new JsonObject().put("name", name))).getJsonObject("room").getString("id");
  }

  /** What all changes have. */
  static JsonObject change(String room, long seq) {
    return new JsonObject().put("room", room).put("seq", seq).put("id", UUID.randomUUID().toString()).put("text", "text").put("emoji", "👍").put("on", true);
  }

  static ChatNode first() {
    return SharedNodes.first();
  }

  static ChatNode second() {
    return SharedNodes.second();
  }

  static double closes(String reason) {
    return counts().sum("dochat_closes_total", "reason=\"" + reason + "\"");
  }

  static void ask(String code, ChatClient client, String address, JsonObject body) {
    assertRefused(code, () -> client.ask(address, body));
  }

  static void assertRefused(String code, Runnable ask) {
    Refused refused = assertThrows(Refused.class, ask::run);
    assertEquals(code, refused.code());
  }

  /** What all nodes count together: a client may have its session at another node than the one it asks. */
  static Scrape counts() {
    return new Scrape(SharedNodes.all().stream().map(node -> node.metrics().text()).collect(joining()));
  }
}
