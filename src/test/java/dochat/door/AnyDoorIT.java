package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.Refused;
import dochat.support.WebSocketPipe;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * What no door has a part in, since the session that all of them lead to does it: seen at one of them. What each of them does is in {@link DoorContract} and
 * {@link RefusalContract}, and what the session does without a door in the tests of its package.
 */
class AnyDoorIT extends Door {
  private static final int ROOMS = 200;
  /** That one person may create at once. */
  private static final int EACH = 25;
  private static final int COMMANDS = 100;
  /** Half as many again as there may be in a burst. */
  private static final int TOO_MANY = 3 * COMMANDS;

  @Override
  Pipe pipe(ChatNode node) {
    return new WebSocketPipe(node, "/eventbus/websocket", Map.of());
  }

  @Override
  int closeCode(int webSocketCode) {
    return webSocketCode;
  }

  @Test
  void refusesMoreRoomsThanTheLimit() {
    ChatClient ann = guest(first(), "Ann");
    List<String> rooms = manyRooms();
    rooms.forEach(ann::register);
    assertEquals(List.of(), ann.refusals());
    ann.send(ann.frame("register", "room.general"));
    eventually(() -> assertEquals(List.of("too_many_rooms"), ann.refusals()));
    assertEquals("room.general", ann.others().get(0).getString("address"));
    ann.send(ann.frame("unregister", "room." + rooms.get(0)));
    ann.register("general");
  }

  /** One person may not create so many. */
  private static List<String> manyRooms() {
    List<String> rooms = new ArrayList<>();
    for (Http creator = null; rooms.size() < ROOMS;) {
      creator = rooms.size() % EACH == 0 ? Http.guest(first(), "Creator") : creator;
      rooms.add(Http.json(creator.post("/api/rooms", new JsonObject().put("name", "many " + rooms.size()))).getJsonObject("room").getString("id"));
    }
    return rooms;
  }

  @Test
  void refusesMoreCommandsThanTheLimitAndForgives() {
    ChatClient ann = guest(first(), "Ann");
    List<CompletableFuture<JsonObject>> asked = new ArrayList<>();
    while (asked.stream().noneMatch(CompletableFuture::isCompletedExceptionally) && asked.size() < 100 * COMMANDS) {
      asked.addAll(ann.requests("chat.session", new JsonObject(), TOO_MANY));
    }
    eventually("all answers", () -> asked.stream().allMatch(CompletableFuture::isDone));
    assertTrue(asked.stream().filter(answer -> !answer.isCompletedExceptionally()).count() >= COMMANDS, "the burst is allowed");
    JsonObject refusal = asked.stream().filter(CompletableFuture::isCompletedExceptionally).findFirst().orElseThrow()
        .handle((body, failure) -> ((Refused) failure).frame()).join();
    assertEquals("rate_limited", refusal.getString("code"));
    assertEquals(429, refusal.getInteger("failureCode"));
    assertEquals(1, refusal.getInteger("retryAfter"));
    eventually("forgiveness", () -> !ann.request("chat.session", new JsonObject()).handle((body, failure) -> failure != null).join());
    assertTrue(ann.isOpen());
  }

  @Test
  void refusesBodiesThatBreakTheRules() {
    ChatClient ann = guest(first(), "Ann");
    JsonObject post = new JsonObject().put("room", newRoom()).put("id", "id").put("text", "text");
    ask("bad_request", ann, "chat.post", new JsonObject());
    ask("bad_request", ann, "chat.post", post.copy().put("text", 7));
    ask("bad_request", ann, "chat.post", post.copy().putNull("room"));
    ask("bad_id", ann, "chat.post", post.copy().put("id", ""));
    ask("bad_id", ann, "chat.post", post.copy().put("id", "a".repeat(65)));
    ask("bad_id", ann, "chat.post", post.copy().put("id", "no space"));
    ask("text_empty", ann, "chat.post", post.copy().put("text", ""));
    ask("text_empty", ann, "chat.post", post.copy().put("text", " \n\t\u200b"));
    ask("text_too_long", ann, "chat.post", post.copy().put("text", "😀".repeat(4_001)));
    ask("room_not_found", ann, "chat.post", post.copy().put("room", "no-such-room"));
    ask("bad_name", ann, "chat.session", new JsonObject().put("name", " "));
    ask("bad_name", ann, "chat.session", new JsonObject().put("name", "a".repeat(33)));
    ask("bad_name", ann, "chat.session", new JsonObject().put("name", "two\nlines"));
    ask("bad_request", ann, "chat.session", new JsonObject().put("name", 7));
    ask("bad_room_name", ann, "chat.create", new JsonObject().put("name", "a".repeat(49)));
    ask("bad_room_name", ann, "chat.create", new JsonObject().put("name", "a").put("topic", "a".repeat(201)));
    ask("room_exists", ann, "chat.create", new JsonObject().put("name", "GENERAL"));
    ask("bad_cursor", ann, "chat.events", new JsonObject().put("room", "general").put("limit", 501));
    ask("bad_cursor", ann, "chat.events", new JsonObject().put("room", "general").put("limit", 0));
    ask("bad_cursor", ann, "chat.events", new JsonObject().put("room", "general").put("after", -1));
    ask("bad_cursor", ann, "chat.read", new JsonObject().put("room", "general").put("seq", "1x"));
    ask("room_not_found", ann, "chat.read", new JsonObject().put("room", "no-such-room").put("seq", 1));
    ask("room_not_found", ann, "chat.join", new JsonObject().put("room", "../general"));
    ask("bad_request", ann, "chat.typing", new JsonObject().put("room", "general").put("typing", "yes"));
    assertEquals(1, ann.post(post.getString("room"), "longest", "😀".repeat(4_000)));
    ask("id_reused", ann, "chat.post", new JsonObject().put("room", "general").put("id", "longest").put("text", "elsewhere"));
  }

  /** A page of long messages is shorter than its limit, from either end, and the next one goes on where it ended. */
  @Test
  void pagesThroughLongMessagesByTheirLength() {
    ChatClient ann = guest(first(), "Ann");
    JsonObject asked = new JsonObject().put("room", LongRoom.id()).put("limit", 500);
    Deque<Long> back = new ArrayDeque<>();
    while (!Long.valueOf(1).equals(back.peekFirst())) {
      List<Long> page = shortPage(ann, back.isEmpty() ? asked : asked.copy().put("before", back.getFirst()));
      ListIterator<Long> number = page.listIterator(page.size());
      while (number.hasPrevious()) {
        back.addFirst(number.previous());
      }
    }
    assertEquals(LongStream.rangeClosed(1, LongRoom.EVENTS).boxed().toList(), List.copyOf(back));
    assertEquals(1, shortPage(ann, asked.copy().put("after", 0).put("before", 300)).get(0));
  }

  private static List<Long> shortPage(ChatClient client, JsonObject body) {
    JsonArray events = client.ask("chat.events", body).getJsonArray("events");
    assertTrue(events.encode().length() <= 262_144 + 2, "characters");
    assertFalse(events.isEmpty());
    return events.stream().map(event -> ((JsonObject) event).getLong("seq")).toList();
  }
}
