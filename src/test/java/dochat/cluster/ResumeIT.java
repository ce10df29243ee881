package dochat.cluster;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.proxy.HaProxy;
import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RoomFeed;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node dies while people talk, at it and at the others: nobody misses a message or sees one twice. */
@OnSharedNodes
class ResumeIT {
  private static final int ENOUGH = 200;
  private static final int NODES = 3;

  private final ChatNode dying = SharedNodes.another();
  private final ChatNode second = SharedNodes.first();
  private final ChatNode third = SharedNodes.second();

  @AfterEach
  void stop() {
    dying.close();
  }

  @Test
  void resumesWithoutLossOrDoublesAfterTheNodeDies() throws InterruptedException {
    ChatClient reader = ChatClient.guest(dying, "Reader");
    String room = reader.ask("chat.create", new JsonObject().put("name", "Resume")).getJsonObject("room").getString("id");
    RoomFeed before = reader.register(room, 0, reader.epoch());
    List<Writer> writers = List.of(new Writer("at-dying", room, List.of(dying, second)),
        new Writer("at-second", room, List.of(second)), new Writer("at-third", room, List.of(third)));
    eventually("many events", () -> before.events().size() >= ENOUGH);

    try (HaProxy proxy = HaProxy.asDocumented(List.of(dying, second, third))) {
      assertServes(proxy);
      dying.kill();
      assertServes(proxy);
    }
    assertEquals(1006, reader.closeCode());
    List<Long> seen = new ArrayList<>(before.numbers());
    assertEquals(upTo(seen.size()), seen);

    ChatClient again = ChatClient.connect(third).use(reader.token());
    RoomFeed after = again.register(room, seen.size(), reader.epoch());
    eventually("many more events", () -> after.events().size() >= ENOUGH);
    for (Writer writer : writers) {
      writer.end();
    }
    assertEquals(1, writers.get(0).moves());

    List<JsonObject> log = events(new Http(second, reader.token()).history(room, 0));
    eventually(() -> assertEquals(log.size(), seen.size() + after.events().size()));
    assertEquals(log, joined(before, after));
    assertEquals(0, after.resets());
    assertEquals(upTo(log.size()), log.stream().map(event -> event.getLong("seq")).toList());
    assertEquals(acknowledged(writers), numbersById(log));
    again.close();
  }

  /** Also before it can know that a node has died. */
  private static void assertServes(HaProxy proxy) {
    List<Integer> answers = Stream.generate(() -> Http.get(URI.create(proxy.url() + "/health/live")).statusCode()).limit(2 * NODES).toList();
    assertEquals(Set.of(200), Set.copyOf(answers), answers::toString);
  }

  /** Each id once, or this fails. */
  private static Map<String, Long> numbersById(List<JsonObject> log) {
    Map<String, Long> numbers = new HashMap<>();
    log.forEach(event -> assertTrue(numbers.put(event.getString("id"), event.getLong("seq")) == null, "doubled: " + event));
    return numbers;
  }

  private static Map<String, Long> acknowledged(List<Writer> writers) {
    Map<String, Long> all = new HashMap<>();
    writers.forEach(writer -> all.putAll(writer.acknowledged()));
    return all;
  }

  private static List<JsonObject> joined(RoomFeed before, RoomFeed after) {
    List<JsonObject> all = new ArrayList<>(before.events());
    all.addAll(after.events());
    return all;
  }

  private static List<JsonObject> events(JsonObject history) {
    return history.getJsonArray("events").stream().map(JsonObject.class::cast).toList();
  }

  private static List<Long> upTo(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
