package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the lines of a pipe come to, at a node that does what a test says. */
class PipedTalkTest extends AtFakeNodes {
  @Test
  void callsWhomItsLinesCall() throws IOException {
    try (FakeNode node = new FakeNode(PipedTalkTest::answer)) {
      assertEquals(0, post(node, "ping ＠Ana and @all\nnobody"));
      List<JsonObject> posts = node.frames("chat.post").stream().map(frame -> frame.getJsonObject("body")).toList();
      assertEquals(List.of("ping @Ana and @all", "nobody"), posts.stream().map(post -> post.getString("text")).toList());
      JsonArray mentions = posts.get(0).getJsonArray("mentions");
      assertEquals(List.of("u-ana", "all"), List.of(mentions.getJsonObject(0).getString("user"), mentions.getJsonObject(1).getString("group")));
      assertEquals(1, node.frames("chat.members").size(), "who is there is asked for where it matters");
    }
  }

  /** As the terminal does. */
  @Test
  void postsALineAlsoWhereNobodyCanSayWhoIsThere() throws IOException {
    try (FakeNode node = new FakeNode((frame, client) -> {
      if (frame.getString("address").equals("chat.members")) {
        client.refuse(frame, "busy", 1);
      } else {
        answer(frame, client);
      }
    })) {
      assertEquals(0, post(node, "ping @Ana"));
      assertEquals("ping @Ana", node.frames("chat.post").get(0).getJsonObject("body").getString("text"));
    }
  }

  private int post(FakeNode node, String lines) throws IOException {
    assertTrue(open(node.address()));
    return new PipedTalk(loop, new People(exchange), outbox, "tea", new Words(Locale.US), (exitCode, sentence) -> exitCode)
        .run(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
  }

  private static void answer(JsonObject frame, FakeNode.Client client) {
    JsonObject ana = new JsonObject().put("id", "u-ana").put("name", "Ana");
    switch (frame.getString("address")) {
      case "chat.members" -> client.reply(frame, new JsonObject().put("members", new JsonArray().add(new JsonObject().put("user", ana).put("role", "member"))));
      case "chat.presence" -> client.reply(frame, new JsonObject().put("users", new JsonArray().add(ana)));
      case "chat.post" -> client.reply(frame, new JsonObject().put("seq", 1));
      default -> client.welcome(frame, "token");
    }
  }
}
