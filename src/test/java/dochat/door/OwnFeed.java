package dochat.door;

import static dochat.support.Eventually.eventually;
import static dochat.support.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What every door tells a person of their rooms, that takes the envelope or several rooms at once: one test for all of them. */
final class OwnFeed {
  private static final long SOON_MILLIS = 2_000;

  private final Door door;

  private OwnFeed(Door door) {
    this.door = door;
  }

  /** Ben looks at no room; what happens at the other node comes, until he is removed. Then he comes back there, and hears what he has missed. */
  static void check(Door door) {
    new OwnFeed(door).check();
  }

  private void check() {
    ChatClient ann = door.guest(Door.first(), "Ann");
    ChatClient ben = door.guest(Door.second(), "Ben");
    String bens = ben.ask("chat.session", new JsonObject()).getJsonObject("user").getString("id");
    String open = ann.ask("chat.create", new JsonObject().put("name", "Open " + UUID.randomUUID())).getJsonObject("room").getString("id");
    ben.ask("chat.join", new JsonObject().put("room", open));
    register(ben, null);
    eventually(() -> assertEquals("0 -", rooms(ben).get(open)));
    Deque<String> secrets = new ArrayDeque<>();
    within(SOON_MILLIS, () -> {
      secrets.addFirst(ann.ask("chat.create", new JsonObject().put("name", "Secret").put("kind", "private")).getJsonObject("room").getString("id"));
      return invite(ann, secrets.getFirst(), bens, ben);
    });
    String secret = secrets.getFirst();
    JsonObject aboutBen = new JsonObject().put("room", secret).put("user", bens);
    ann.post(secret, id(), "heard");
    ann.post(open, id(), "open");
    eventually(() -> assertEquals("1 heard, 1 open", rooms(ben).get(secret) + ", " + rooms(ben).get(open)));
    ann.ask("chat.remove", aboutBen.copy().put("id", id()));
    ann.post(secret, id(), "unheard");
    eventually(() -> assertFalse(rooms(ben).containsKey(secret)));

    String state = state(ben);
    ben.close();
    ann.post(open, id(), "again");
    ChatClient back = door.connect(Door.first()).use(ben.token());
    back.ask("chat.session", new JsonObject());
    register(back, state);
    eventually(() -> assertEquals("2 again", rooms(back).get(open)));
    for (ChatClient client : List.of(ben, back)) {
      assertFalse(client.others().toString().contains("unheard"));
    }
    assertTrue(feeds(back).get(0).getJsonArray("parts").size() < 3, "what differs and no more");
    assertFalse(rooms(back).containsKey(secret));
  }

  /** How long it takes until somebody is told of a room that they are invited to, in milliseconds. */
  private static long invite(ChatClient owner, String room, String user, ChatClient invited) {
    owner.ask("chat.invite", new JsonObject().put("room", room).put("user", user).put("id", id()));
    long start = System.nanoTime();
    eventually(() -> assertEquals("0 -", rooms(invited).get(room)));
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static void register(ChatClient client, String state) {
    JsonObject frame = client.frame("register", "chat.me");
    client.send(state == null ? frame : frame.put("headers", frame.getJsonObject("headers", new JsonObject()).put("state", state)));
  }

  private static List<JsonObject> feeds(ChatClient client) {
    return client.others().stream().filter(frame -> "chat.me".equals(frame.getString("address"))).map(frame -> frame.getJsonObject("body")).toList();
  }

  private static String state(ChatClient client) {
    List<JsonObject> feeds = feeds(client);
    return feeds.get(feeds.size() - 1).getString("state");
  }

  /** How much is unread and what was said last in each room, as a client puts it together. */
  private static Map<String, String> rooms(ChatClient client) {
    Map<Integer, JsonArray> parts = new HashMap<>();
    feeds(client).forEach(body -> body.getJsonArray("parts").forEach(part -> parts.put(((JsonObject) part).getInteger("part"), ((JsonObject) part).getJsonArray("rooms"))));
    Map<String, String> rooms = new TreeMap<>();
    parts.values().forEach(part -> part.forEach(each -> {
      JsonObject room = (JsonObject) each;
      rooms.put(room.getString("id"), room.getInteger("unread") + " " + room.getJsonObject("last", new JsonObject()).getString("text", "-"));
    }));
    return rooms;
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
