package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RoomFeed;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Three nodes are one chat: what happens at one is seen at all. */
@OnSharedNodes
class MessagesTravelIT {
  private static final String GENERAL = "general";
  private static final int POSTS_EACH = 100;

  private final List<ChatNode> nodes = SharedNodes.three();

  @Test
  void aNodeSaysHowManyThereAre() {
    assertEquals(List.of(1, 2, 3), nodes.stream().map(ChatNode::clusterSize).toList());
  }

  @Test
  void everyClientSeesTheSameOrderAndNumbersAtEveryNode() {
    List<ChatClient> clients = nodes.stream().map(node -> ChatClient.guest(node, "client of " + node.name())).toList();
    String room = newRoom(clients.get(0), "Order");
    List<RoomFeed> feeds = clients.stream().map(client -> client.register(room)).toList();
    List<CompletableFuture<JsonObject>> posts = new ArrayList<>();
    for (int i = 0; i < POSTS_EACH; i++) {
      for (ChatClient client : clients) {
        posts.add(client.posting(room, "order-" + i, "text " + i));
      }
    }
    posts.forEach(CompletableFuture::join);
    List<Long> expected = LongStream.rangeClosed(1, posts.size()).boxed().toList();
    feeds.forEach(feed -> eventually(() -> assertEquals(expected, feed.numbers())));
    assertEquals(feeds.get(0).events(), feeds.get(1).events());
    assertEquals(feeds.get(0).events(), feeds.get(2).events());
    assertEquals(feeds.get(0).events(), objects(new Http(nodes.get(2), clients.get(0).token()).history(room, 0)));
    clients.forEach(ChatClient::close);
  }

  @Test
  void presenceAndTypingCrossNodes() {
    ChatClient ann = ChatClient.guest(nodes.get(0), "Ann");
    String room = newRoom(ann, "Presence");
    RoomFeed feed = ann.register(room);
    ChatClient ben = ChatClient.guest(nodes.get(1), "Ben");
    ben.register(room);
    eventually(() -> assertEquals(List.of("Ann", "Ben"), feed.here()));
    eventually(() -> assertEquals(List.of("Ann", "Ben"), ben.room(room).here()));
    assertEquals(2, ben.ask("chat.presence", new JsonObject().put("room", room)).getInteger("count"));

    ben.ask("chat.typing", new JsonObject().put("room", room).put("typing", true));
    eventually(() -> assertTrue(feed.hasTyped("Ben"), "typing"));
    ben.post(room, "stops-typing", "done");
    eventually(() -> assertEquals(List.of(), feed.typing()));

    ben.close();
    eventually(() -> assertEquals(List.of("Ann"), feed.here()));
    ann.close();
  }

  @Test
  void aRoomThatWasCreatedAtOneNodeIsAnnouncedAtTheOthers() {
    ChatClient ann = ChatClient.guest(nodes.get(0), "Ann");
    ChatClient ben = ChatClient.guest(nodes.get(2), "Ben");
    ben.send(ben.frame("register", "chat.rooms"));
    ben.ask("chat.session", new JsonObject());
    String room = newRoom(ann, "Announced");
    JsonObject changed = new JsonObject().put("type", "rec").put("address", "chat.rooms").put("body", new JsonObject().put("changed", true));
    eventually("an announcement", () -> ben.others().contains(changed));
    JsonObject rooms = ben.ask("chat.rooms", new JsonObject());
    assertEquals(1, rooms.getJsonArray("rooms").stream().filter(each -> room.equals(((JsonObject) each).getString("id"))).count());
    ann.close();
    ben.close();
  }

  @Test
  void aPostIsReadableAtEveryNodeAsSoonAsItIsAcknowledged() {
    ChatClient ann = ChatClient.guest(nodes.get(0), "Ann");
    long seq = ann.post(GENERAL, "read-your-writes", "here?");
    for (ChatNode node : nodes) {
      List<JsonObject> events = objects(new Http(node, ann.token()).history(GENERAL, seq - 1));
      assertEquals("here?", events.get(0).getString("text"));
    }
    ann.close();
  }

  /** Neither where it was posted nor where it was deleted, nor where nobody has asked before. */
  @Test
  void nobodyWhoAsksAfterADeletionReadsWhatTheMessageSaidAtAnyNode() {
    ChatClient ann = ChatClient.guest(nodes.get(0), "Ann");
    String room = newRoom(ann, "Deleted");
    List<ChatClient> listeners = nodes.stream().map(node -> ChatClient.guest(node, "listener")).toList();
    List<RoomFeed> feeds = listeners.stream().map(listener -> listener.register(room)).toList();
    ann.post(room, "secret-1", "secret");
    List<CompletableFuture<JsonObject>> posts = listeners.stream()
        .flatMap(listener -> IntStream.range(0, POSTS_EACH).mapToObj(i -> listener.posting(room, "later-" + i, "later"))).toList();
    posts.forEach(CompletableFuture::join);
    ann.post(room, "secret-2", "secret");
    feeds.forEach(feed -> eventually(() -> assertEquals(302, feed.last())));
    List<Http> https = nodes.stream().map(node -> new Http(node, ann.token())).toList();
    https.forEach(http -> assertEquals(2, secrets(http.history(room, 0))));
    https.get(1).delete("/api/rooms/" + room + "/messages/1");
    https.get(2).delete("/api/rooms/" + room + "/messages/302");
    feeds.forEach(feed -> eventually(() -> assertEquals(304, feed.last())));
    https.forEach(http -> {
      assertEquals(0, secrets(http.history(room, 0)));
      assertFalse(http.get("/api/rooms/" + room + "/messages?limit=500").body().contains("secret\""));
      assertFalse(http.get("/api/rooms/" + room + "/events?before=10").body().contains("secret\""));
    });
    listeners.forEach(listener -> {
      RoomFeed anew = listener.register(room, 0, listener.epoch());
      eventually(() -> assertEquals(2 + 302 + 304, anew.events().size()));
      assertEquals(2, anew.texts().stream().filter("secret"::equals).count(), "those that it heard at the time");
    });
    listeners.forEach(ChatClient::close);
    ann.close();
  }

  private static long secrets(JsonObject history) {
    return objects(history).stream().filter(event -> event.getString("text").equals("secret")).count();
  }

  private static String newRoom(ChatClient client, String name) {
    return client.ask("chat.create", new JsonObject().put("name", name)).getJsonObject("room").getString("id");
  }

  private static List<JsonObject> objects(JsonObject history) {
    return history.getJsonArray("events").stream().map(JsonObject.class::cast).toList();
  }
}
