package dochat.browser;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Someone without a browser, over the envelope. */
final class Friend implements AutoCloseable {
  private final ChatNode node;
  private final ChatClient client;
  private int posts;

  Friend(String name, ChatNode node) {
    this.node = node;
    this.client = ChatClient.guest(node, name);
  }

  /** The id of a new room. */
  String creates(String room) {
    return creates(room, "");
  }

  /** The id of a new room with this topic. */
  String creates(String room, String topic) {
    return client.ask("chat.create", new JsonObject().put("name", room).put("topic", topic)).getJsonObject("room").getString("id");
  }

  void says(String room, String... texts) {
    says(room, texts.length, i -> texts[i]);
  }

  /** Posts this many texts, in this order, and waits until all are in the log. */
  void says(String room, int count, IntFunction<String> text) {
    List<CompletableFuture<JsonObject>> answers =
        IntStream.range(0, count).mapToObj(i -> client.posting(room, "post-" + posts++, text.apply(i))).toList();
    answers.forEach(CompletableFuture::join);
  }

  /** Says something that calls somebody of the room by name. */
  void calls(String room, String name, String text) {
    String user = client.ask("chat.members", new JsonObject().put("room", room)).getJsonArray("members").stream().map(member -> ((JsonObject) member).getJsonObject("user"))
        .filter(each -> each.getString("name").equals(name)).findFirst().orElseThrow().getString("id");
    int from = text.indexOf("@" + name);
    JsonObject mention = new JsonObject().put("user", user).put("from", from).put("to", from + 1 + name.length());
    client.ask("chat.post", new JsonObject().put("room", room).put("id", "post-" + posts++).put("text", text).put("mentions", new JsonArray().add(mention)));
  }

  /** Answers the message of this number. */
  void answers(String room, long seq, String text) {
    client.ask("chat.post", new JsonObject().put("room", room).put("id", "post-" + posts++).put("text", text).put("reply", seq));
  }

  /** How many messages of a room that this friend is in call them, and are not read. */
  int mentions(String room) {
    return client.ask("chat.rooms", new JsonObject()).getJsonArray("rooms").stream().map(JsonObject.class::cast).filter(each -> each.getString("id").equals(room))
        .findFirst().orElseThrow().getInteger("mentions");
  }

  /** How many rooms the list has. */
  int rooms() {
    return client.ask("chat.rooms", new JsonObject()).getJsonArray("rooms").size();
  }

  /** Becomes a member. */
  void joins(String room) {
    client.ask("chat.join", new JsonObject().put("room", room));
  }

  /** The id of a new private room that somebody else is in as well. */
  String createsFor(String user, String room) {
    String id = client.ask("chat.create", new JsonObject().put("name", room).put("topic", "").put("kind", "private")).getJsonObject("room").getString("id");
    client.ask("chat.invite", new JsonObject().put("room", id).put("id", "invite-" + posts++).put("user", user));
    return id;
  }

  /** Takes somebody out of an own room. */
  void removes(String room, String user) {
    client.ask("chat.remove", new JsonObject().put("room", room).put("id", "remove-" + posts++).put("user", user));
  }

  /** The same who was taken out sees nothing of before in that room. */
  void letsInAgain(String room, String user) {
    client.ask("chat.update", new JsonObject().put("room", room).put("id", "history-" + posts++).put("history", "joined"));
    client.ask("chat.invite", new JsonObject().put("room", room).put("id", "invite-" + posts++).put("user", user));
  }

  void renames(String room, String name) {
    client.ask("chat.update", new JsonObject().put("room", room).put("id", "rename-" + posts++).put("name", name));
  }

  /** Keeps somebody out of an own room. */
  void bans(String room, String user) {
    client.ask("chat.ban", new JsonObject().put("room", room).put("id", "ban-" + posts++).put("user", user));
  }

  /** Is here, as others see it. */
  void enters(String room) {
    client.register(room);
  }

  /** Waits for a text in a room that this friend has entered. */
  void hears(String room, String text) {
    eventually("somebody says " + text, () -> client.room(room).texts().contains(text));
  }

  /** Waits until these texts, and no others, have come in this order in a room that this friend has entered. */
  void hasHeard(String room, List<String> texts) {
    eventually(() -> assertEquals(texts, client.room(room).texts()));
  }

  void types(String room) {
    client.ask("chat.typing", new JsonObject().put("room", room).put("typing", true));
  }

  /** Types, or does so no more; does not wait. */
  void types(String room, boolean typing) {
    client.request("chat.typing", new JsonObject().put("room", room).put("typing", typing));
  }

  /** Posts, and does not wait. */
  void saysSoon(String room, String text) {
    client.posting(room, "post-" + posts++, text);
  }

  /** Everything that was ever said in a room, as the log has it. */
  List<String> log(String room) {
    return new Http(node, client.token()).history(room, 0).getJsonArray("events").stream()
        .map(event -> ((JsonObject) event).getString("text")).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
