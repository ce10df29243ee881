package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.RoomFeed;
import dochat.support.TestJvm;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's machine falls asleep. Until the cluster notices, the others cannot write to what it holds of the cluster's memory. */
class FrozenNodeIT {
  /** Enough that some are kept in the frozen node's part of the cluster's memory. */
  private static final int ROOMS = 12;

  @TempDir
  Path data;

  @Test
  void roomsThatNobodyHadOpenGoOnAtTheOthers() throws IOException {
    List<ChatNode> nodes = ChatNode.cluster(2, data, "--cluster-config", patient().toString());
    ChatNode awake = nodes.get(0);
    ChatClient ann = ChatClient.guest(awake, "Ann");
    List<String> rooms = IntStream.range(0, ROOMS).mapToObj(i -> ann.ask("chat.create", new JsonObject().put("name", "Room " + i))
        .getJsonObject("room").getString("id")).toList();
    nodes.get(1).freeze();
    rooms.forEach(room -> ann.send(ann.frame("register", "room." + room)));
    List<RoomFeed> feeds = rooms.stream().map(ann::room).toList();
    eventually(() -> feeds.forEach(feed -> assertEquals(0, feed.head())));
    rooms.forEach(room -> ann.post(room, "id-" + room, "awake"));
    eventually(() -> feeds.forEach(feed -> assertEquals(List.of("awake"), feed.texts())));
    assertEquals(2, awake.metrics().sum("dochat_nodes"), "the cluster has not noticed, so this was no help of it");
    ann.close();
    nodes.forEach(ChatNode::close);
  }

  /** Such a cluster takes a silent node for a living one for a minute. */
  private Path patient() throws IOException {
    String seconds = "<property name=\"hazelcast.max.no.heartbeat.seconds\">";
    String xml = TestJvm.clusterXml();
    return Files.writeString(data.resolve("cluster.xml"), xml.replace(seconds + "10<", seconds + "60<"));
  }
}
