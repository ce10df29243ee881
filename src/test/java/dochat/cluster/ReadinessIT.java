package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.proxy.HaProxy;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What three nodes say of themselves when one is frozen, and when one leaves while people post through HAProxy. */
@Timeout(240)
@TestMethodOrder(OrderAnnotation.class)
class ReadinessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int POSTERS = 4;
  private static final int PAUSE_MILLIS = 30;

  /** A name that the node's own file of hosts will know. */
  private static final String OTHERS = "others.test";

  private static List<ChatNode> nodes;
  private static Path data;
  private static Path clusterConfig;

  @BeforeAll
  static void start(@TempDir Path store, @TempDir Path folder) throws IOException {
    data = store;
    clusterConfig = fewPorts(folder);
    nodes = ChatNode.cluster(3, data, "--post-rate", "1000", "--cluster-config", clusterConfig.toString());
  }

  /** Hazelcast takes 5 s for each port at which it looks for the other part of a divided cluster and nobody is. */
  private static Path fewPorts(Path folder) throws IOException {
    int first = ThreadLocalRandom.current().nextInt(20_000, 30_000);
    String config = Files.readString(Path.of("cluster.xml")).replace("port-count=\"60\">5701", "port-count=\"4\">" + first)
        .replace("try.count\">60", "try.count\">4");
    return Files.writeString(folder.resolve("cluster.xml"), config);
  }

  @AfterAll
  static void stop() {
    nodes.forEach(ChatNode::close);
  }

  @Test
  @Order(1)
  void aNodeThatWasExpelledWhileItWasFrozenIsNotReadyUntilItHasMerged() {
    ChatNode frozen = nodes.get(2);
    nodes.forEach(node -> eventually(() -> assertEquals("ready", status(node))));
    frozen.freeze();
    try {
      await().atMost(PATIENCE).until(() -> size(nodes.get(0)) < 3 && size(nodes.get(1)) < 3);
    } finally {
      frozen.thaw();
    }
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> status(frozen).equals("ready"));
    // What it says itself is what it believed before it was frozen.
    assertEquals(List.of(3, 3), List.of(size(nodes.get(0)), size(nodes.get(1))), "merged, as the others see it");
    nodes.forEach(node -> eventually(() -> assertEquals("ready", status(node))));
  }

  @Test
  @Order(2)
  void noPostThroughAProxyFailsWhileANodeLeaves() throws Exception {
    String token = Http.guest(nodes.get(0), "Ann").token();
    Queue<String> failures = new ConcurrentLinkedQueue<>();
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    ScheduledExecutorService posters = Executors.newScheduledThreadPool(POSTERS);
    try (HaProxy proxy = HaProxy.asDocumented(nodes)) {
      eventually("HAProxy has looked at all nodes", () -> nodes.stream().allMatch(node -> served(proxy, node, token)));
      for (int i = 0; i < POSTERS; i++) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        posters.scheduleWithFixedDelay(() -> post(client, proxy, token, failures, statuses), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      }
      eventually("all post", () -> statuses.size() > 100);
      ChatNode leaving = nodes.get(0);
      int before = statuses.size();
      long beganNanos = System.nanoTime();
      leaving.terminate();
      eventually(() -> assertEquals("draining", status(leaving)));
      assertEquals(0, leaving.exitCode());
      assertTrue(Duration.ofNanos(System.nanoTime() - beganNanos).compareTo(Duration.ofSeconds(30)) < 0, "within the time that it was given");
      int after = statuses.size();
      eventually("they go on", () -> statuses.size() > after + 50);
      posters.shutdown();
      assertTrue(posters.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      assertTrue(after - before > 50, "posts meanwhile: " + (after - before));
    } finally {
      posters.shutdownNow();
    }
    assertEquals(List.of(), List.copyOf(failures));
  }

  /** As where DNS does not answer yet; the two that are left serve. */
  @Test
  @Order(3)
  void aNodeThatFindsNobodyAlthoughOthersServeIsNotReadyUntilItHasJoined(@TempDir Path folder) throws IOException {
    String known = "127.0.0.1 localhost " + InetAddress.getLocalHost().getHostName() + "\n";
    Path hosts = Files.writeString(folder.resolve("hosts"), known);
    Path config = folder.resolve("cluster.xml");
    String member = "<member>127.0.0.1</member>";
    Files.writeString(config, Files.readString(clusterConfig).replace(member, "<member>" + OTHERS + "</member>"));
    try (ChatNode late = ChatNode.launchWith(List.of("-Djdk.net.hosts.file=" + hosts, "-Dsun.net.inetaddr.negative.ttl=0"), data,
        "--cluster-config", config.toString()).serving()) {
      assertEquals(1, late.clusterSize(), "it has found nobody");
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> notReadyAlone(late).equals("out of the cluster"));
      nodes.subList(1, 3).forEach(node -> assertEquals("ready", status(node)));
      Files.writeString(hosts, known + "127.0.0.1 " + OTHERS + "\n");
      await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> notReadyAlone(late).equals("ready"));
      nodes.subList(1, 3).forEach(node -> eventually(() -> assertEquals("ready", status(node))));
    }
  }

  private static String notReadyAlone(ChatNode node) {
    String status = status(node);
    if (status.equals("ready")) {
      assertEquals(3, size(node), "ready, and one of all");
    }
    return status;
  }

  /** On a kept connection, as a busy client does. */
  private static void post(HttpClient client, HaProxy proxy, String token, Queue<String> failures, Queue<Integer> statuses) {
    JsonObject message = new JsonObject().put("id", UUID.randomUUID().toString()).put("text", "text");
    try {
      HttpResponse<String> answer = client.send(HttpRequest.newBuilder(URI.create(proxy.url() + "/api/rooms/general/messages"))
          .header("Authorization", "Bearer " + token).header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(message.encode())).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 201) {
        failures.add(answer.statusCode() + " " + answer.body());
      }
      statuses.add(answer.statusCode());
    } catch (Exception e) {
      failures.add(e.toString());
    }
  }

  private static boolean served(HaProxy proxy, ChatNode node, String token) {
    Map<String, Integer> names = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      HttpResponse<String> answer = get(URI.create(proxy.url() + "/api/session"), token);
      if (answer.statusCode() == 200) {
        names.merge(new JsonObject(answer.body()).getString("node"), 1, Integer::sum);
      }
    }
    return names.containsKey(node.name());
  }

  private static String status(ChatNode node) {
    HttpResponse<String> answer = get(node.uri("/health/ready"), null);
    String status = new JsonObject(answer.body()).getString("status");
    assertEquals(status.equals("ready") ? 200 : 503, answer.statusCode());
    return status;
  }

  private static HttpResponse<String> get(URI uri, String token) {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
      return HttpClient.newHttpClient().send((token == null ? request : request.header("Authorization", "Bearer " + token)).build(), BodyHandlers.ofString());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static int size(ChatNode node) {
    return (int) node.metrics().sum("dochat_nodes");
  }
}
