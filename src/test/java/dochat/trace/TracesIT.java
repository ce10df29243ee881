package dochat.trace;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Refused;
import dochat.support.TraceCollector;
import dochat.support.TracedSpan;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes in JVMs of their own send what becomes of a post to a collector: one trace, from the door to the clients of each node. */
class TracesIT {
  private static final String CLIENT = "b7ad6b7169203331";
  /** Of posts, beyond which one user's are too many. */
  private static final int BURST = 20;
  private static final String SECRET = "what-nobody-else-should-see";

  @TempDir
  static Path data;

  private static TraceCollector collector;
  private static List<ChatNode> nodes;
  private static ChatClient ann;
  private static ChatClient ben;

  @BeforeAll
  static void start() {
    collector = new TraceCollector();
    nodes = List.of(start("here"), start("there"));
    ann = ChatClient.guest(nodes.get(0), "Ann-" + SECRET);
    ben = ChatClient.guest(nodes.get(1), "Ben-" + SECRET);
  }

  /** They leave in order, with spans that nobody has asked for yet. */
  @AfterAll
  static void stop() {
    assertEquals(List.of(0, 0), nodes.stream().map(ChatNode::stop).toList(), "exit codes");
    nodes.forEach(ChatNode::close);
    collector.close();
  }

  @Test
  void aPostOverHttpIsAPartOfItsClientsTrace() {
    String room = roomOfBoth("http");
    String trace = "0af7651916cd43dd8448eb211c80319c";
    long seq = Http.json(post(room, trace, "01")).getLong("seq");
    assertWhole(trace, CLIENT, room, seq, "http");
  }

  @Test
  void aPostOverAWebSocketIsATraceOfItsOwn() {
    String room = roomOfBoth("websocket");
    long seq = ann.post(room, SECRET + room, SECRET);
    assertWhole(post(room, seq).trace(), "", room, seq, "websocket");
  }

  /** One transaction of many is a part of each one's trace. */
  @Test
  void postsThatAreCommittedTogetherAreTracesOfTheirOwn() {
    String room = roomOfBoth("together");
    List<CompletableFuture<JsonObject>> posts = IntStream.range(0, 10).mapToObj(i -> ann.posting(room, SECRET + i, SECRET)).toList();
    List<Long> seqs = posts.stream().map(post -> post.join().getLong("seq")).toList();
    assertEquals(seqs.size(), seqs.stream().map(seq -> post(room, seq).trace()).distinct().count());
    seqs.forEach(seq -> assertWhole(post(room, seq).trace(), "", room, seq, "websocket"));
  }

  @Test
  void whatIsRefusedSaysWhy() {
    assertThrows(Refused.class, () -> ann.post("no-such-room", SECRET, SECRET));
    eventually(() -> assertEquals(Set.of("room_not_found"), errors()));
  }

  /** Strangers, and who posts too much or what is no message, do not make a node follow it. What is followed comes after all of theirs. */
  @Test
  void whatIsNotLetThroughLeavesNothing() {
    String room = roomOfBoth("limited");
    assertEquals(401, post(new Http(nodes.get(0), "A".repeat(ann.token().length())), room, "2af7651916cd43dd8448eb211c80319c", "01").statusCode());
    try (ChatClient stranger = ChatClient.connect(nodes.get(0)); ChatClient eager = ChatClient.guest(nodes.get(0), "Eve-" + SECRET)) {
      assertThrows(Refused.class, () -> stranger.post(room, SECRET, SECRET));
      assertThrows(Refused.class, () -> eager.post(room, SECRET, ""));
      List<CompletableFuture<JsonObject>> posts = IntStream.range(0, 3 * BURST).mapToObj(i -> eager.posting(room, SECRET + i, SECRET)).toList();
      posts.forEach(post -> post.handle((done, refused) -> null).join());
      assertTrue(posts.stream().anyMatch(CompletableFuture::isCompletedExceptionally), "some are too many");
    }
    post(room, ann.post(room, SECRET + room, SECRET));
    assertTrue(Set.of("room_not_found").containsAll(errors()), () -> errors().toString());
  }

  private static Set<Object> errors() {
    return collector.spans().stream().filter(TracedSpan::isError).map(span -> span.attributes().get("error.type")).collect(Collectors.toSet());
  }

  /** The one that is followed comes after it, so that what was to come of it would have. */
  @Test
  void aClientThatIsNotFollowedLeavesNothing() {
    String room = roomOfBoth("unsampled");
    String trace = "1af7651916cd43dd8448eb211c80319c";
    assertEquals(201, post(room, trace, "00").statusCode());
    long seq = ann.post(room, SECRET + room, SECRET);
    assertWhole(post(room, seq).trace(), "", room, seq, "websocket");
    assertEquals(List.of(), collector.trace(trace));
  }

  private static ChatNode start(String name) {
    return ChatNode.launchIn(collector.settings("OTEL_SERVICE_NAME", "chat of a test"), data, "--name", name, "--drain-seconds", "1").serving();
  }

  /** A room that one listens to at each node, and whose messages the bus brings by now: what comes before it does is found in the log, and has no delivery. */
  private static String roomOfBoth(String name) {
    String room = ann.ask("chat.create", new JsonObject().put("name", name)).getJsonObject("room").getString("id");
    ann.register(room);
    ben.register(room);
    eventually("the bus brings it to both", () -> isBroughtToBoth(room));
    return room;
  }

  /** One message more, unless there were too many already, and whether any so far has been. */
  private static boolean isBroughtToBoth(String room) {
    try {
      post(room, ann.post(room, SECRET + UUID.randomUUID(), SECRET));
    } catch (Refused tooMany) {
      assertEquals("rate_limited", tooMany.code());
    }
    return named("deliver", room).stream().map(TracedSpan::node).collect(Collectors.toSet()).equals(Set.of("here", "there"));
  }

  private static HttpResponse<String> post(String room, String trace, String flags) {
    return post(new Http(nodes.get(0), ann.token()), room, trace, flags);
  }

  private static HttpResponse<String> post(Http http, String room, String trace, String flags) {
    return http.send(http.request("/api/rooms/" + room + "/messages").header("Content-Type", "application/json")
        .header("traceparent", "00-" + trace + "-" + CLIENT + "-" + flags)
        .POST(BodyPublishers.ofString(new JsonObject().put("id", SECRET + trace).put("text", SECRET).encode())));
  }

  /** A post at the first node, and all that came of it. */
  private static void assertWhole(String trace, String client, String room, long seq, String door) {
    eventually(() -> assertEquals(5, collector.trace(trace).size(), () -> collector.trace(trace).toString()));
    TracedSpan post = of(trace, "post").get(0);
    assertEquals(client, post.parent());
    assertEquals(door, post.attributes().get("dochat.door"));
    assertEquals(post.id(), of(trace, "append").get(0).parent());
    TracedSpan publish = of(trace, "publish").get(0);
    assertEquals(post.id(), publish.parent());
    assertEquals(List.of("here", "here", "here"), List.of(post.node(), of(trace, "append").get(0).node(), publish.node()));
    List<TracedSpan> deliveries = of(trace, "deliver");
    assertEquals(List.of("here", "there"), deliveries.stream().map(TracedSpan::node).sorted().toList());
    for (TracedSpan delivery : deliveries) {
      assertEquals(publish.id(), delivery.parent());
      assertEquals(1L, delivery.attributes().get("dochat.clients"));
      assertTrue(delivery.endNanos() > delivery.startNanos());
    }
    for (TracedSpan span : collector.trace(trace)) {
      assertEquals(room, span.attributes().get("messaging.destination.name"), span.name());
      assertEquals(seq, span.attributes().get("dochat.seq"), span.name());
      assertEquals("chat of a test", span.resource().get("service.name"));
      assertFalse(span.isError(), span.name());
      assertFalse(span.toString().contains(SECRET), () -> "people's own words in " + span);
      assertFalse(span.toString().contains(ann.token()), () -> "a token in " + span);
    }
  }

  private static List<TracedSpan> of(String trace, String name) {
    return collector.trace(trace).stream().filter(span -> span.name().equals(name)).toList();
  }

  private static List<TracedSpan> named(String name, String room) {
    return collector.spans().stream().filter(span -> span.name().equals(name) && room.equals(span.attributes().get("messaging.destination.name"))).toList();
  }

  /** That of the message with this number. */
  private static TracedSpan post(String room, long seq) {
    eventually("a post with the number " + seq, () -> !numbered("post", room, seq).isEmpty());
    return numbered("post", room, seq).get(0);
  }

  private static List<TracedSpan> numbered(String name, String room, long seq) {
    return named(name, room).stream().filter(span -> Long.valueOf(seq).equals(span.attributes().get("dochat.seq"))).toList();
  }
}
