package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is in a room, however many they are. */
class PeopleTest extends AtFakeNodes {
  private static final List<String> IDS = IntStream.range(0, 730).mapToObj(i -> "u%03d".formatted(i)).toList();

  private final People people = new People(exchange);

  @Test
  void findsThoseWhoComeOnlyWithTheSecondPage() throws Exception {
    try (FakeNode node = new FakeNode(PeopleTest::answer)) {
      assertTrue(open(node.address()));
      assertEquals(IDS.size(), Loop.ask(loop, () -> people.members("r"), PATIENCE).stream().map(People.Somebody::id).distinct().count());
      assertEquals("member", Loop.ask(loop, () -> people.member("r", "Person u729"), PATIENCE).get(0).role());
      assertEquals("u729", Loop.ask(loop, () -> people.banned("r", "Person u729"), PATIENCE).get(0).id());
    }
  }

  /** As a node does: those behind {@code after}, by their ids, as many as are asked for. */
  private static void answer(JsonObject frame, FakeNode.Client client) {
    JsonObject asked = frame.getJsonObject("body");
    switch (frame.getString("address")) {
      case "chat.members" -> client.reply(frame, new JsonObject().put("members", page(asked).map(each -> each.put("role", "member")).collect(JsonArray::new, JsonArray::add, JsonArray::addAll)));
      case "chat.bans" -> client.reply(frame, new JsonObject().put("bans", page(asked).collect(JsonArray::new, JsonArray::add, JsonArray::addAll)));
      default -> client.welcome(frame, "token");
    }
  }

  private static Stream<JsonObject> page(JsonObject asked) {
    return IDS.stream().filter(id -> id.compareTo(asked.getString("after", "")) > 0).limit(asked.getInteger("limit"))
        .map(id -> new JsonObject().put("user", new JsonObject().put("id", id).put("name", "Person " + id)));
  }
}
