package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.RoomFeed;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All nodes end and start again: rooms, history, cursors and people are as they were. */
class RestartIT {
  private static final String GENERAL = "general";
  private static final int ENOUGH = 100;
  private static final String[] FAST = {"--post-rate", "1000000"};

  @TempDir
  Path data;

  @Test
  void goesOnWhereItWasAfterAllNodesWereStoppedAndAfterAllWereKilled() throws InterruptedException {
    List<ChatNode> nodes = ChatNode.cluster(2, data);
    ChatClient ann = ChatClient.guest(nodes.get(0), "Ann");
    JsonObject before = ann.ask("chat.session", new JsonObject());
    long seen = ann.post(GENERAL, "one", "before the stop");
    ann.post(GENERAL, "two", "also before the stop");
    JsonObject history = new Http(nodes.get(1), ann.token()).history(GENERAL, 0);
    nodes.forEach(ChatNode::stop);

    try (ChatNode restarted = ChatNode.start(data, FAST)) {
      ChatClient again = ChatClient.connect(restarted).use(ann.token());
      JsonObject after = again.ask("chat.session", new JsonObject());
      assertEquals(before.getString("epoch"), after.getString("epoch"));
      assertEquals(before.getJsonObject("user"), after.getJsonObject("user"));
      assertEquals(history, new Http(restarted, ann.token()).history(GENERAL, 0));
      RoomFeed feed = again.register(GENERAL, seen, ann.epoch());
      eventually(() -> assertEquals(List.of("also before the stop"), feed.texts()));
      assertEquals(0, feed.resets());
      assertEquals(seen + 1, again.post(GENERAL, "two", "also before the stop"));
      assertEquals(seen + 2, again.post(GENERAL, "three", "after the start"));
      again.close();
      everyAcknowledgedPostSurvivesTheDeathOfAllNodes(restarted, seen + 2);
    }
  }

  private void everyAcknowledgedPostSurvivesTheDeathOfAllNodes(ChatNode node, long head) throws InterruptedException {
    ChatNode later = ChatNode.start(data, FAST);
    Writer first = new Writer("first", GENERAL, List.of(node, later));
    Writer second = new Writer("second", GENERAL, List.of(later));
    eventually("many posts", () -> first.acknowledged().size() >= ENOUGH && second.acknowledged().size() >= ENOUGH);
    node.kill();
    eventually("the writer goes on", () -> first.moves() == 1);
    first.end();
    second.end();
    later.kill();

    try (ChatNode restarted = ChatNode.start(data)) {
      Map<String, Long> log = Http.guest(restarted, "Reader").history(GENERAL, head).getJsonArray("events").stream()
          .map(JsonObject.class::cast).collect(Collectors.toMap(event -> event.getString("id"), event -> event.getLong("seq")));
      Map<String, Long> acknowledged = new HashMap<>(first.acknowledged());
      acknowledged.putAll(second.acknowledged());
      assertEquals(acknowledged, log);
    }
  }
}
