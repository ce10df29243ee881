package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.RoomFeed;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import dochat.support.SockJsWebSocketPipe;
import dochat.support.TcpPipe;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is told to stop: its clients are sent to the others at once, and the others go on. */
class LeaveIT {
  private static final int SIGTERM = 143;
  private static final List<Integer> GOODBYES = List.of(1001, 3000, 1006);
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final String ADMIN = "a-token-of-the-administrator";
  private static final Duration SOON = Duration.ofSeconds(8);

  @TempDir
  Path data;

  @Test
  void sendsItsClientsAwayAndLeavesTheOthersUndisturbed() throws IOException {
    String secret = Files.writeString(data.resolve("admin-token"), ADMIN + "\n").toString();
    List<ChatNode> nodes = ChatNode.cluster(3, data, "--admin-token-file", secret);
    ChatNode leaving = nodes.get(0);
    ChatNode staying = nodes.get(1);
    ChatClient ann = ChatClient.guest(leaving, "Ann");
    ChatClient ben = ChatClient.guest(staying, "Ben");
    ann.register("general");
    RoomFeed feed = ben.register("general");
    eventually(() -> assertEquals(List.of("Ann", "Ben"), feed.here()));

    List<ChatClient> everyDoor = everyDoor(leaving, ann.token());
    List<CompletableFuture<HttpResponse<String>>> answers = everyAnswer(new Http(leaving, ann.token()));
    eventually(() -> assertEquals(2 + everyDoor.size() + answers.size(), sessions(nodes)));

    long began = System.nanoTime();
    assertEquals(202, new Http(leaving, ADMIN).post("/api/admin/drain", "").statusCode());
    assertEquals(0, leaving.exitCode());
    assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(SOON) < 0, "it took its time");
    assertEquals(1001, ann.closeCode());
    everyDoor.forEach(client -> assertTrue(GOODBYES.contains(client.closeCode()), "closed with " + client.closeCode()));
    answers.forEach(answer -> assertEquals(200, answer.join().statusCode()));
    assertEquals("", leaving.complaints());
    eventually(() -> assertEquals(List.of("Ben"), feed.here()));
    eventually(() -> assertEquals(2, staying.metrics().sum("dochat_nodes")));

    ChatClient again = ChatClient.connect(nodes.get(2)).use(ann.token());
    again.post("general", "id", "here I am");
    eventually(() -> assertEquals(List.of("here I am"), feed.texts()));
    assertEquals("", staying.complaints());
    aSecondSignalEndsItAtOnce(staying);
    eventually(() -> assertEquals(1, nodes.get(2).metrics().sum("dochat_nodes")));
    began = System.nanoTime();
    assertEquals(0, nodes.get(2).stop());
    assertTrue(Duration.ofNanos(System.nanoTime() - began).compareTo(SOON) < 0, "nobody is there to go to, and somebody waits");
    again.close();
    ben.close();
    nodes.forEach(ChatNode::close);
    assertFalse(leaving.log().contains(ADMIN), "a secret in the log");
    assertEquals(List.of(), leaving.log().lines().filter(line -> line.contains(" ERROR ")).toList());
  }

  /** Those that say goodbye with a code, and TCP, which only ends. A session of SockJS may live at another node than the one that it is asked of. */
  private static List<ChatClient> everyDoor(ChatNode node, String token) {
    Stream<Pipe> sockJs = Arrays.stream(Receiving.values()).map(receiving -> new SockJsHttpPipe(node, receiving, Map.of()));
    Stream<Pipe> others = Stream.of(new SockJsWebSocketPipe(node, Map.of()), new TcpPipe(node));
    return Stream.concat(sockJs, others).map(pipe -> {
      ChatClient client = ChatClient.over(pipe).use(token);
      client.register("general");
      return client;
    }).toList();
  }

  /** Answers that would not have come, or not have ended, by themselves. */
  private static List<CompletableFuture<HttpResponse<String>>> everyAnswer(Http http) {
    String feed = "{\"after\":{\"general\":0}}";
    return Stream.of(http.request("/api/rooms/general/events?after=0&wait=60"), http.request("/api/rooms/general/stream"),
            http.request("/api/rooms/general/stream").header("Accept", "text/event-stream"),
            http.request("/api/feed").header("Content-Type", "application/json").header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofString(feed)))
        .map(request -> CLIENT.sendAsync(request.timeout(Duration.ofSeconds(50)).build(), BodyHandlers.ofString())).toList();
  }

  private static int sessions(List<ChatNode> nodes) {
    return nodes.stream().mapToInt(node -> node.metrics().sessions()).sum();
  }

  /** The first one is followed by the time in which a load balancer that asks can see it. What comes within a second of it does not count. */
  private static void aSecondSignalEndsItAtOnce(ChatNode node) {
    eventually(() -> assertEquals("ready", status(node)));
    node.terminate();
    eventually(() -> assertEquals("draining", status(node)));
    eventually("it has ended", () -> {
      node.terminate();
      return !node.isAlive();
    });
    assertEquals(SIGTERM, node.exitCode());
  }

  private static String status(ChatNode node) {
    return Http.json(new Http(node).get("/health/ready")).getString("status");
  }
}
