package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Balancer;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.FeedPipe;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.PostgresServer;
import dochat.support.PreviousRelease;
import dochat.support.Refused;
import dochat.support.RoomFeed;
import dochat.support.SockJsHttpPipe;
import dochat.support.SockJsHttpPipe.Receiving;
import dochat.support.TcpPipe;
import dochat.support.WebSocketPipe;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node of the release before this one made the store and still runs, and one of this release comes to it: one chat. So it is on PostgreSQL; a whole
 * update and the way back, on SQLite, are in RollingUpdateIT.
 */
class PreviousReleaseIT {
  /** So that the hints about numbers of clients come soon. */
  private static final List<String> QUICKLY = List.of("-Ddochat.share.millis=250");
  private static final int POSTS_EACH = 20;
  private static final List<Function<ChatNode, Pipe>> DOORS = List.of(node -> new WebSocketPipe(node, "/eventbus/websocket", Map.of()),
      node -> new SockJsHttpPipe(node, Receiving.XHR_STREAMING, Map.of()), node -> new FeedPipe(node, true), node -> new FeedPipe(node, false), TcpPipe::new);

  @TempDir
  Path data;

  private final List<ChatClient> clients = new ArrayList<>();
  private ChatNode old;
  private ChatNode node;

  @Test
  void bothReleasesAreOneChatAndTheOldOneComesBackToTheTablesOfTheNewOne() {
    PostgresServer server = PostgresServer.shared();
    String[] options = {"--database", server.newDatabase(), "--post-rate", "1000000"};
    old = PreviousRelease.launchWith(QUICKLY, data, options).serving();
    node = ChatNode.launchWith(QUICKLY, data, options).serving();
    try {
      areOneChat();
      assertEquals(0, old.stop(), old::errors);
      old = PreviousRelease.launchWith(QUICKLY, data, options).serving();
      comesBack();
    } finally {
      clients.forEach(ChatClient::close);
      Stream.of(old, node).filter(Objects::nonNull).forEach(ChatNode::close);
    }
  }

  private void areOneChat() {
    eventually("each sees the other", () -> Stream.of(old, node).allMatch(each -> each.metrics().sum("dochat_nodes") == 2));
    everyDoorHearsBoth();
    theBusCarriesIt();
    whoJoinsIsToldByBoth();
    presenceTypingAndRoomsAreToldBothWays();
    aSockJsSessionIsServedByBoth();
    Stream.of(old, node).forEach(each -> assertEquals("", each.complaints(), "nothing that one tells is dropped by the other"));
  }

  private void comesBack() {
    assertEquals(2, old.clusterSize());
    eventually("it is ready", () -> new Http(old).get("/health/ready").statusCode() == 200);
    everyDoorHearsBoth();
    Stream.of(old, node).forEach(each -> assertEquals("", each.complaints()));
  }

  /** Through each door of each node everything comes, once and in the same order, whoever posted it where. */
  private void everyDoorHearsBoth() {
    String room = newRoom(guest(new WebSocketPipe(old, "/eventbus/websocket", Map.of())));
    List<ChatClient> all = Stream.of(old, node).flatMap(each -> DOORS.stream().map(door -> guest(door.apply(each)))).toList();
    List<RoomFeed> feeds = all.stream().map(client -> client.register(room)).toList();
    List<CompletableFuture<JsonObject>> posts = new ArrayList<>();
    for (int i = 0; i < POSTS_EACH; i++) {
      for (ChatClient client : all) {
        posts.add(client.posting(room, "post-" + i, "text " + i));
      }
    }
    posts.forEach(CompletableFuture::join);
    List<Long> expected = LongStream.rangeClosed(1, posts.size()).boxed().toList();
    feeds.forEach(feed -> eventually(() -> assertEquals(expected, feed.numbers())));
    feeds.forEach(feed -> assertEquals(feeds.get(0).events(), feed.events()));
  }

  /** Both ways: what the bus had not brought, or had brought so that nobody understands it, the head check would have found. */
  private void theBusCarriesIt() {
    List<ChatClient> both = Stream.of(old, node).map(each -> guest(new WebSocketPipe(each, "/eventbus/websocket", Map.of()))).toList();
    String room = newRoom(both.get(0));
    List<RoomFeed> feeds = both.stream().map(client -> client.register(room)).toList();
    AtomicInteger said = new AtomicInteger();
    eventually(() -> {
      double before = gaps();
      for (ChatClient client : both) {
        long seq = client.post(room, "one-by-one-" + said.getAndIncrement(), "hello");
        feeds.forEach(feed -> eventually(() -> assertTrue(feed.numbers().contains(seq), "it comes")));
      }
      assertEquals(before, gaps());
    });
    eventually(() -> assertTrue(node.metrics().sum("dochat_delivered_events_total") > 0));
  }

  /** Whoever has made a room is in it already, and joins it without an event. */
  private void whoJoinsIsToldByBoth() {
    List<ChatClient> both = Stream.of(old, node).map(each -> guest(new WebSocketPipe(each, "/eventbus/websocket", Map.of()))).toList();
    String room = newRoom(both.get(0));
    List<RoomFeed> feeds = both.stream().map(client -> client.register(room)).toList();
    for (String address : List.of("chat.join", "chat.leave", "chat.join")) {
      both.forEach(client -> client.ask(address, new JsonObject().put("room", room)));
    }
    both.forEach(client -> client.post(room, "after", "hello"));
    feeds.forEach(feed -> eventually(() -> assertEquals(List.of("join", "leave", "leave", "join", "join", "message", "message"), feed.events().stream().map(event -> event.getString("type")).toList())));
  }

  private double gaps() {
    return Stream.of(old, node).mapToDouble(each -> each.metrics().sum("dochat_gaps_total")).sum();
  }

  private void presenceTypingAndRoomsAreToldBothWays() {
    ChatClient ann = guest("Ann", new WebSocketPipe(old, "/eventbus/websocket", Map.of()));
    ChatClient ben = guest("Ben", new WebSocketPipe(node, "/eventbus/websocket", Map.of()));
    List.of(ann, ben).forEach(client -> client.send(client.frame("register", "chat.rooms")));
    String room = newRoom(ann);
    JsonObject changed = new JsonObject().put("type", "rec").put("address", "chat.rooms").put("body", new JsonObject().put("changed", true));
    eventually("the new node's client is told of a room", () -> ben.others().contains(changed));
    RoomFeed anns = ann.register(room);
    RoomFeed bens = ben.register(room);
    List.of(anns, bens).forEach(feed -> eventually(() -> assertEquals(List.of("Ann", "Ben"), feed.here())));
    ann.ask("chat.typing", new JsonObject().put("room", room).put("typing", true));
    eventually(() -> assertTrue(bens.hasTyped("Ann"), "typing"));
    ben.ask("chat.typing", new JsonObject().put("room", room).put("typing", true));
    eventually(() -> assertTrue(anns.hasTyped("Ben"), "typing"));
    long told = ann.others().stream().filter(changed::equals).count();
    newRoom(ben);
    eventually("the old node's client is told of a room", () -> ann.others().stream().filter(changed::equals).count() > told);
    ben.close();
    eventually(() -> assertEquals(List.of("Ann"), anns.here()));
  }

  /** Wherever it lives, its requests come to either node in turn. */
  private void aSockJsSessionIsServedByBoth() {
    try (Balancer balancer = new Balancer(List.of(old, node))) {
      String room = newRoom(guest(new WebSocketPipe(node, "/eventbus/websocket", Map.of())));
      for (int i = 1; i <= 6; i++) {
        ChatClient client = guest(new SockJsHttpPipe(balancer.port(), Receiving.XHR, Map.of()));
        RoomFeed feed = client.register(room, 0, client.epoch());
        client.post(room, "post", "text");
        List<Long> expected = LongStream.rangeClosed(1, i).boxed().toList();
        eventually(() -> assertEquals(expected, feed.numbers()));
        client.close();
      }
    }
  }

  private ChatClient guest(Pipe pipe) {
    return guest("Guest", pipe);
  }

  /** Over HTTP each request carries who one is. */
  private ChatClient guest(String name, Pipe pipe) {
    ChatClient client = ChatClient.over(pipe);
    clients.add(client);
    client.signIn(name);
    return client.use(client.token());
  }

  private static String newRoom(ChatClient client) {
    return client.ask("chat.create", new JsonObject().put("name", "Room " + UUID.randomUUID())).getJsonObject("room").getString("id");
  }
}
