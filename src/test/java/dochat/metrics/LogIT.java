package dochat.metrics;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose log is collected. */
class LogIT {
  private static final String TEXT = "what nobody else is to read";

  @TempDir
  Path data;

  @Test
  void saysEverythingOnStandardErrorAsJsonAndNothingThatSomebodyWrote() {
    ChatNode node = ChatNode.start(data, "--log", "json");
    ChatClient ann = ChatClient.guest(node, "Ann of the secret name");
    ann.register("general");
    ann.post("general", "some-id", TEXT);
    ann.send("{\"type\":\"send\",\"address\":\"chat.post\",\"body\":{\"room\":\"general\",\"text\":7,\"id\":\"" + TEXT + "\"}}");
    eventually(() -> assertEquals(1, ann.refusals().size()));
    assertEquals(400, new Http(node, ann.token()).post("/api/send", "{" + TEXT).statusCode());
    node.stop();
    List<JsonObject> lines = node.errors().lines().map(JsonObject::new).toList();
    assertTrue(lines.stream().anyMatch(line -> line.getString("formattedMessage").startsWith("node serves node=" + node.name()) && line.getString("level").equals("INFO")));
    assertTrue(lines.get(lines.size() - 1).getLong("timestamp") > 0);
    assertTrue(lines.stream().anyMatch(line -> line.getString("formattedMessage").startsWith("node stops")), "what was said last is there");
    assertFalse(node.errors().contains(TEXT) || node.errors().contains(ann.token()) || node.errors().contains("secret name"), node.errors());
    assertFalse(Files.exists(data.resolve("logs")), "no files");
  }
}
