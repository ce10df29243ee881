package dochat.api;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.User;
import dochat.store.Store;
import dochat.store.StoreConfig;
import dochat.support.ChatClient;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RoomFeed;
import dochat.support.SharedNodes;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was deleted is gone at every node: from what is read there, and from what a node has at hand for who listens. */
@OnSharedNodes
@Timeout(180)
class DeletionsIT {
  /** What is promised, counted from the answer to who deletes. */
  private static final long WITHIN_MILLIS = 1_000;

  private final Http ann = Http.guest(SharedNodes.first(), "Ann");
  private final ChatClient ben = ChatClient.guest(SharedNodes.second(), "Ben");
  private final Http bens = new Http(SharedNodes.second(), ben.token());
  private final String room = Http.json(ann.post("/api/rooms", new JsonObject().put("name", "Room " + UUID.randomUUID()))).getJsonObject("room").getString("id");
  private final RoomFeed feed = ben.register(room, 0, ben.epoch());

  @Test
  void nothingIsLeftAtTheOtherNode() {
    within(WITHIN_MILLIS, () -> untilGone(seq -> assertEquals(200, ann.delete("/api/rooms/" + room + "/messages/" + seq).statusCode())));
    ben.close();
  }

  /** Deleted in the store alone, by a program that is in no cluster. */
  @Test
  void nothingIsLeftThoughTheBusIsSilent() {
    Vertx vertx = Vertx.vertx();
    try {
      Store store = Store.open(vertx, new StoreConfig(SharedNodes.data(), null)).await();
      JsonObject user = Http.json(ann.get("/api/me")).getJsonObject("user");
      User author = new User(user.getString("id"), user.getString("name"));
      within(WITHIN_MILLIS, () -> untilGone(seq -> store.append(List.of(new Change.Delete(room, author, UUID.randomUUID().toString(), seq))).await()));
      store.close().await();
    } finally {
      vertx.close().await();
      ben.close();
    }
  }

  /** Of a message that was edited, pinned and answered, and that the node has at hand. How long it takes, in milliseconds: until the last look begins that still finds it, however long a busy machine looks, and until who listens is told. */
  private long untilGone(LongConsumer deletion) {
    String secret = UUID.randomUUID().toString();
    long seq = Http.json(ann.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", UUID.randomUUID().toString()).put("text", secret))).getLong("seq");
    ask("chat.edit", new JsonObject().put("text", secret + " edited"), seq);
    ask("chat.pin", new JsonObject().put("on", true), seq);
    long last = ben.ask("chat.post", new JsonObject().put("room", room).put("id", UUID.randomUUID().toString()).put("text", "so").put("reply", seq)).getLong("seq");
    eventually(() -> assertTrue(feed.numbers().contains(last)));
    assertEquals(List.of(true), looks(seq).map(answer -> answer.contains(secret)).distinct().toList(), "it is there to be found by each look");
    deletion.accept(seq);
    long start = System.nanoTime();
    CompletableFuture<Long> told = CompletableFuture.supplyAsync(() -> {
      eventually(() -> assertTrue(feed.events().stream().anyMatch(event -> event.getString("type").equals("delete") && event.getLong("ref") == seq)));
      return System.nanoTime() - start;
    });
    AtomicLong found = new AtomicLong();
    eventually(() -> {
      AtomicLong began = new AtomicLong(System.nanoTime() - start);
      assertEquals("", looks(seq).filter(answer -> {
        long look = began.getAndSet(System.nanoTime() - start);
        boolean isThere = answer.contains(secret);
        found.accumulateAndGet(isThere ? look : 0, Math::max);
        return isThere;
      }).collect(Collectors.joining("\n")));
    });
    return Math.max(found.get(), told.join()) / 1_000_000;
  }

  private void ask(String address, JsonObject body, long seq) {
    body.put("room", room).put("seq", seq).put("id", UUID.randomUUID().toString());
    assertEquals(200, ann.post("/api/send", new JsonObject().put("address", address).put("body", body)).statusCode());
  }

  /** Everything that shows what was said in a room, asked anew: pages and the log from the store, and what comes to a cursor, which the node has at hand. */
  private Stream<String> looks(long seq) {
    String at = "/api/rooms/" + room;
    JsonObject cursor = new JsonObject().put("after", new JsonObject().put(room, 0)).put("epoch", ben.epoch());
    return Stream.concat(Stream.of("/messages", "/messages?around=" + seq, "/messages?thread=" + seq, "/messages/" + seq + "/edits", "/events?after=0", "/pins").map(path -> bens.get(at + path).body()),
        Stream.of("/api/feed").map(path -> bens.post(path, cursor).body()));
  }
}
