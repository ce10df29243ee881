package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes are started at the same moment on a folder that does not exist yet: they make one store and one cluster. */
class StartTogetherIT {
  @TempDir
  Path folder;

  @Test
  void nodesThatStartAtOnceAreOneChat() {
    Path data = folder.resolve("data");
    List<ChatNode> nodes = Stream.generate(() -> ChatNode.launch(data)).limit(3).toList();
    nodes.forEach(ChatNode::serving);
    assertEquals(3, nodes.stream().map(ChatNode::port).distinct().count());
    nodes.forEach(node -> eventually(() -> assertEquals(3, node.metrics().sum("dochat_nodes"))));

    List<ChatClient> clients = nodes.stream().map(node -> ChatClient.guest(node, "guest")).toList();
    assertEquals(1, clients.stream().map(ChatClient::epoch).distinct().count());
    List<RoomFeed> feeds = clients.stream().map(client -> client.register("general")).toList();
    clients.forEach(client -> client.post("general", "id", "hello"));
    feeds.forEach(feed -> eventually(() -> assertEquals(List.of(1L, 2L, 3L), feed.numbers())));
    AtomicInteger said = new AtomicInteger();
    eventually(() -> {
      double before = gaps(nodes);
      long seq = clients.get(said.get() % 3).post("general", "one-by-one-" + said.getAndIncrement(), "hello");
      feeds.forEach(feed -> eventually(() -> assertTrue(feed.numbers().contains(seq))));
      assertEquals(before, gaps(nodes), "the bus did not carry it");
    });
    nodes.forEach(node -> assertEquals("", node.complaints()));
    oneOfThemHasPrintedTheLinkOfTheOwner(nodes);
    clients.forEach(ChatClient::close);
    nodes.forEach(ChatNode::close);
  }

  /** Nobody else can make one, and no log has it. */
  private static void oneOfThemHasPrintedTheLinkOfTheOwner(List<ChatNode> nodes) {
    List<String> links = nodes.stream().flatMap(node -> node.said().stream()).filter(line -> line.contains("#/invitation/")).toList();
    assertEquals(1, links.size(), links::toString);
    String secret = links.get(0).substring(links.get(0).indexOf("#/invitation/") + "#/invitation/".length());
    Http owner = Http.guest(nodes.get(0), "Owner");
    assertEquals("owner", Http.json(owner.post("/api/invitations/look", new JsonObject().put("invitation", secret))).getString("role"));
    JsonObject account = new JsonObject().put("handle", "owner").put("password", "correct horse").put("invitation", secret);
    assertEquals(201, owner.post("/api/accounts", account).statusCode());
    assertEquals("owner", Http.json(owner.get("/api/me")).getString("role"));
    nodes.forEach(node -> assertFalse(node.log().contains(secret)));
  }

  /** How often an event was read from the log because the bus had not brought it in time. */
  private static double gaps(List<ChatNode> nodes) {
    return nodes.stream().mapToDouble(node -> node.metrics().sum("dochat_gaps_total")).sum();
  }
}
