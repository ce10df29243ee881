package dochat.talk;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The node of a talk dies in the middle: it goes on at the other one, and nothing is lost or doubled. */
@OnSharedNodes
class TalkOnIT {
  private final ChatNode dying = SharedNodes.another();
  private final ChatNode other = SharedNodes.first();
  private ChatClient ann;
  private String room;

  @BeforeEach
  void start() {
    ann = ChatClient.guest(other, "Ann");
    room = ann.ask("chat.create", new JsonObject().put("name", "Talk " + System.nanoTime())).getJsonObject("room").getString("id");
  }

  @AfterEach
  void stop() {
    ann.close();
    dying.close();
  }

  @Test
  void goesOnAtTheOtherNodeWithoutLossOrDoubles() {
    try (Talking mina = Talking.inATerminal("--node", Talking.at(dying, other), "--name", "Mina", "--room", room).shows("> ")) {
      post(0, 20);
      mina.shows("<19>").type("mine before\r");
      eventually(() -> assertTrue(texts().contains("mine before")));
      dying.kill();
      mina.type("mine meanwhile\r");
      post(20, 50);
      mina.shows("Connected again, now to " + other.name()).shows("<49>");
      post(50, 60);
      mina.type("mine after\r").shows("<59>");
      eventually(() -> assertEquals(List.of("mine before", "mine meanwhile", "mine after"), texts().stream().filter(text -> text.startsWith("mine")).toList()));
      assertEquals(IntStream.range(0, 60).boxed().toList(),
          Pattern.compile("<([0-9]+)>").matcher(mina.out()).results().map(shown -> Integer.valueOf(shown.group(1))).toList());
      assertEquals(1, events().stream().filter(event -> event.getString("text").startsWith("mine"))
          .map(event -> event.getJsonObject("user").getString("id")).distinct().count(), "one person at both nodes");
      mina.type("/quit\r");
      assertEquals(0, mina.exitCode(), mina::out);
    }
  }

  @Test
  void postsEveryLineOfAPipeOnceAlthoughTheNodeDies() {
    try (Talking bot = Talking.inAPipe("--node", Talking.at(dying), "--node", Talking.at(other), "--name", "bot", "--room", room)) {
      List<String> lines = IntStream.range(0, 400).mapToObj(i -> "line " + i).toList();
      bot.type(String.join("\n", lines.subList(0, 200)) + "\n");
      eventually(() -> assertTrue(events().size() >= 20));
      dying.kill();
      assertEquals(0, bot.type(String.join("\n", lines.subList(200, 400)) + "\n").end(), bot::err);
      assertEquals("", bot.out() + bot.err());
      assertEquals(lines, texts());
    }
  }

  private void post(int from, int to) {
    IntStream.range(from, to).forEach(i -> ann.post(room, "post-" + i, "<" + i + ">"));
  }

  private List<JsonObject> events() {
    return new Http(other, ann.token()).history(room, 0).getJsonArray("events").stream().map(JsonObject.class::cast).toList();
  }

  private List<String> texts() {
    return events().stream().map(event -> event.getString("text")).toList();
  }
}
