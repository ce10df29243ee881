package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.RoomFeed;
import java.nio.file.Path;
import java.util.List;
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
    nodes.forEach(node -> assertEquals(0, node.metrics().sum("dochat_gaps_total"), "the bus did not carry it"));
    nodes.forEach(node -> assertEquals("", node.errors()));
    clients.forEach(ChatClient::close);
    nodes.forEach(ChatNode::close);
  }
}
