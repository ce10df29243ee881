package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.RoomFeed;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import dochat.support.TestJvm;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node's machine falls asleep. Until the cluster notices, which takes it a minute here, the others go on without it. */
class FrozenNodeIT {
  /** Enough that some are kept in the frozen node's part of the cluster's memory. */
  private static final int ROOMS = 12;
  private static final int TRIES = 100;
  private static final int GO_AWAY = 3000;
  /** A home is silent after 6 s. Without that, a request waits for the cluster. */
  private static final long SOON_SECONDS = 30;
  private static final String NOTICED = "the cluster has not noticed, so this was no help of it";

  @TempDir
  static Path data;

  private static List<ChatNode> nodes;
  private static ChatNode awake;
  private static ChatClient ann;
  private static List<String> rooms;
  private static ChatClient atHomeThere;

  @BeforeAll
  static void fallAsleep() throws IOException {
    nodes = ChatNode.cluster(2, data, "--cluster-config", patient().toString());
    awake = nodes.get(0);
    ann = ChatClient.guest(awake, "Ann");
    rooms = IntStream.range(0, ROOMS).mapToObj(i -> ann.ask("chat.create", new JsonObject().put("name", "Room " + i))
        .getJsonObject("room").getString("id")).toList();
    atHomeThere = sockJsAt(nodes.get(1));
    nodes.get(1).freeze();
  }

  @AfterAll
  static void stop() {
    ann.close();
    nodes.forEach(ChatNode::close);
  }

  @Test
  void roomsThatNobodyHadOpenGoOnAtTheOthers() {
    rooms.forEach(room -> ann.send(ann.frame("register", "room." + room)));
    List<RoomFeed> feeds = rooms.stream().map(ann::room).toList();
    eventually(() -> feeds.forEach(feed -> assertEquals(0, feed.head())));
    rooms.forEach(room -> ann.post(room, "id-" + room, "awake"));
    eventually(() -> feeds.forEach(feed -> assertEquals(List.of("awake"), feed.texts())));
    assertEquals(2, awake.metrics().sum("dochat_nodes"), NOTICED);
  }

  /** What is under way ends, and what comes then is answered at once, whoever's home it is. */
  @Test
  void sessionsOfSockJsThatAreAtHomeThereAreToldToGoAway() {
    CompletableFuture<Integer> closed = CompletableFuture.supplyAsync(atHomeThere::closeCode, task -> new Thread(task).start());
    assertEquals(GO_AWAY, closed.orTimeout(SOON_SECONDS, TimeUnit.SECONDS).join());
    for (int i = 0; i < ROOMS; i++) {
      HttpResponse<String> opened = new Http(awake).post("/eventbus/000/" + UUID.randomUUID() + "/xhr", "");
      assertTrue(List.of("o\n", "c[" + GO_AWAY + ",\"Go away!\"]\n").contains(opened.body()), opened.body());
    }
    assertEquals(2, awake.metrics().sum("dochat_nodes"), NOTICED);
  }

  /** A guest whose requests come to the other node, and whose session is at this one. */
  private static ChatClient sockJsAt(ChatNode home) {
    int before = home.metrics().sessions();
    for (int i = 0; i < TRIES; i++) {
      ChatClient guest = ChatClient.over(new SockJsHttpPipe(awake, Receiving.XHR, Map.of()));
      guest.signIn("Guest");
      if (home.metrics().sessions() > before) {
        return guest;
      }
      guest.close();
    }
    throw new AssertionError("no session came to " + home.name());
  }

  /** Such a cluster takes a silent node for a living one for a minute. */
  private static Path patient() throws IOException {
    String seconds = "<property name=\"hazelcast.max.no.heartbeat.seconds\">";
    String xml = TestJvm.clusterXml();
    return Files.writeString(data.resolve("cluster.xml"), xml.replace(seconds + "10<", seconds + "60<"));
  }
}
