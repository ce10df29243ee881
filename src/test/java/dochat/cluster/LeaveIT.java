package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.RoomFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is told to stop: its clients are sent to the others at once, and the others go on. */
class LeaveIT {
  private static final int SIGTERM = 143;
  private static final Duration SOON = Duration.ofSeconds(8);

  @TempDir
  Path data;

  @Test
  void sendsItsClientsAwayAndLeavesTheOthersUndisturbed() {
    List<ChatNode> nodes = ChatNode.cluster(3, data);
    ChatNode leaving = nodes.get(0);
    ChatNode staying = nodes.get(1);
    ChatClient ann = ChatClient.guest(leaving, "Ann");
    ChatClient ben = ChatClient.guest(staying, "Ben");
    ann.register("general");
    RoomFeed feed = ben.register("general");
    eventually(() -> assertEquals(List.of("Ann", "Ben"), feed.here()));

    long began = System.nanoTime();
    assertTrue(List.of(0, SIGTERM).contains(leaving.stop()));
    assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(SOON) < 0, "it took its time");
    assertEquals(1001, ann.closeCode());
    assertEquals("", leaving.errors());
    eventually(() -> assertEquals(List.of("Ben"), feed.here()));
    eventually(() -> assertEquals(2, staying.metrics().sum("dochat_nodes")));

    ChatClient again = ChatClient.connect(nodes.get(2)).use(ann.token());
    again.post("general", "id", "here I am");
    eventually(() -> assertEquals(List.of("here I am"), feed.texts()));
    assertEquals("", staying.errors());
    again.close();
    ben.close();
    nodes.forEach(ChatNode::close);
    assertEquals(List.of(), leaving.log().lines().filter(line -> line.contains(" ERROR ")).toList());
  }
}
