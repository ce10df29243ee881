package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.OnSharedNodes;
import dochat.support.RoomFeed;
import dochat.support.SharedNodes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two chats on one machine know nothing of each other; a node joins the chat of its own store. */
@OnSharedNodes
class StoresDoNotMixIT {
  @TempDir
  Path there;

  @Test
  void nodesOfTwoStoresAreTwoClusters() {
    ChatNode first = SharedNodes.first();
    int before = SharedNodes.all().size();
    eventually(() -> assertEquals(before, nodes(first), "one that a test has ended is still known"));
    try (ChatNode other = ChatNode.start(there); ChatNode second = SharedNodes.another()) {
      assertEquals(List.of(1, before + 1), List.of(other.clusterSize(), second.clusterSize()));
      assertEquals(List.of(before + 1.0, 1.0, before + 1.0), List.of(nodes(first), nodes(other), nodes(second)));

      ChatClient ann = ChatClient.guest(first, "Ann");
      ChatClient ben = ChatClient.guest(second, "Ben");
      ChatClient eve = ChatClient.guest(other, "Eve");
      assertEquals(ann.epoch(), ben.epoch());
      assertNotEquals(ann.epoch(), eve.epoch());
      RoomFeed bens = ben.register("general");
      RoomFeed eves = eve.register("general");
      ann.post("general", "id", "for Ben");
      eventually(() -> assertEquals(List.of("for Ben"), bens.texts()));
      eventually(() -> assertEquals(List.of("Ben"), bens.here()));
      eve.post("general", "id", "for Eve");
      eventually(() -> assertEquals(List.of("for Eve"), eves.texts()));
      eventually(() -> assertEquals(List.of("Eve"), eves.here()));
      List.of(ann, ben, eve).forEach(ChatClient::close);
    }
  }

  private static double nodes(ChatNode node) {
    return node.metrics().sum("dochat_nodes");
  }
}
