package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Address;
import dochat.support.ChatClient;
import dochat.support.Http;
import dochat.support.Refused;
import dochat.support.RoomFeed;
import dochat.support.Scrape;
import dochat.support.Words;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What no door lets in, how it says so, and that it is counted. */
abstract class RefusalContract extends SocketContract {
  private static final int FRAME_BYTES = 65_536;
  private static final int ROOMS = 200;
  private static final int COMMANDS = 100;
  /** Half as many again as there may be in a burst. */
  private static final int TOO_MANY = 3 * COMMANDS;

  /** Rooms for all doors, made once: one person may not create so many. */
  private static final Map<Integer, String> MANY_ROOMS = new ConcurrentHashMap<>();

  @Test
  void refusesWhatIsNoFrameOfTheProtocol() {
    Map<String, String> frames = new LinkedHashMap<>();
    frames.put("", "bad_json");
    frames.put("not JSON", "bad_json");
    frames.put("{\"type\":\"ping\"} {}", "bad_json");
    frames.put("[]", "bad_json");
    frames.put("\"ping\"", "bad_json");
    frames.put("null", "bad_json");
    frames.put("[".repeat(20_000), "bad_json");
    frames.put("{}", "bad_frame");
    frames.put("{\"type\":\"PING\"}", "bad_frame");
    frames.put("{\"type\":7}", "bad_frame");
    frames.put("{\"type\":\"rec\",\"address\":\"chat.rooms\"}", "bad_frame");
    frames.put("{\"type\":\"send\"}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":7}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"" + "a".repeat(257) + "\"}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"replyAddress\":[]}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"headers\":\"none\"}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"headers\":{\"Authorization\":7}}", "bad_frame");
    frames.put("{\"type\":\"send\",\"address\":\"chat.rooms\",\"body\":[]}", "bad_request");
    frames.put("{\"type\":\"register\"}", "bad_frame");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":\"seven\"}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":-2}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":1.5}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":1e400}}", "bad_cursor");
    frames.put("{\"type\":\"register\",\"address\":\"room.general\",\"headers\":{\"after\":9007199254740992}}", "bad_cursor");
    assertRefusals(guest(first(), "Ann"), frames);
  }

  /** Not even those that nodes use among themselves: none of them reaches the event bus. */
  @Test
  void refusesAddressesThatAreNotForClients() {
    Map<String, String> frames = new LinkedHashMap<>();
    for (String address : List.of("", "nowhere", "chat.", "chat.nothing", "CHAT.ROOMS", "dochat.room.general", "dochat.presence",
        "dochat.signed-out", "dochat.rooms-changed", "__vertx.subs", "__vertx.reply.1")) {
      frames.put("{\"type\":\"send\",\"address\":\"" + address + "\"}", "unknown_address");
      frames.put("{\"type\":\"register\",\"address\":\"" + address + "\"}", "unknown_address");
      frames.put("{\"type\":\"publish\",\"address\":\"" + address + "\"}", "publish_refused");
    }
    frames.put("{\"type\":\"send\",\"address\":\"room.general\"}", "unknown_address");
    frames.put("{\"type\":\"register\",\"address\":\"chat.post\"}", "unknown_address");
    frames.put("{\"type\":\"register\",\"address\":\"room.\"}", "room_not_found");
    frames.put("{\"type\":\"register\",\"address\":\"room.no-such-room\"}", "room_not_found");
    frames.put("{\"type\":\"register\",\"address\":\"room.General\"}", "room_not_found");
    frames.put("{\"type\":\"register\",\"address\":\"room.general'--\"}", "room_not_found");
    ChatClient ann = guest(first(), "Ann");
    ChatClient ben = guest(second(), "Ben");
    RoomFeed feed = ben.register("general");
    assertRefusals(ann, frames);
    ann.send(new JsonObject().put("type", "publish").put("address", "room.general").put("body", new JsonObject().put("text", "forged")));
    eventually(() -> assertEquals(frames.size() + 1, ann.refusals().size()));
    assertEquals(List.of(), feed.events());
    assertEquals(List.of(), ben.others());
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

  @Test
  void refusesNobodyEverythingButSigningIn() {
    ChatClient nobody = connect(first());
    double before = counts().refusals("unauthenticated");
    Set<String> addresses = Words.of(Address.class);
    addresses.removeAll(List.of(Address.ME, Address.HEARTBEAT, Address.GOING_AWAY)); // listened to
    addresses.forEach(address -> ask("unauthenticated", nobody, address, new JsonObject()));
    nobody.send(nobody.frame("register", "room.general"));
    nobody.send(nobody.frame("register", "chat.rooms"));
    eventually(() -> assertEquals(List.of("unauthenticated", "unauthenticated"), nobody.refusals()));
    eventually(() -> assertEquals(before + addresses.size() + 2, counts().refusals("unauthenticated")));
    nobody.use("forged");
    ask("unauthenticated", nobody, "chat.rooms", new JsonObject());
    nobody.signIn("Somebody");
  }

  @Test
  void takesTheLargestFrameAndClosesAfterALargerOne() {
    ChatClient ann = guest(first(), "Ann");
    double refusals = counts().refusals("frame_too_large");
    double closes = closes("frame_too_large");
    ann.send(padded(FRAME_BYTES));
    eventually(() -> assertEquals(List.of(new JsonObject().put("type", "pong")), ann.others()));
    ann.send(padded(FRAME_BYTES + 1));
    assertEquals(closeCode(1009), ann.closeCode());
    assertEquals(List.of("frame_too_large"), ann.refusals());
    assertEquals(refusals + 1, counts().refusals("frame_too_large"));
    assertEquals(closes + 1, closes("frame_too_large"));
  }

  @Test
  void refusesMoreRoomsThanTheLimit() {
    ChatClient ann = guest(first(), "Ann");
    for (int i = 0; i < ROOMS; i++) {
      ann.register(manyRooms().get(i));
    }
    assertEquals(List.of(), ann.refusals());
    ann.send(ann.frame("register", "room.general"));
    eventually(() -> assertEquals(List.of("too_many_rooms"), ann.refusals()));
    assertEquals("room.general", ann.others().get(0).getString("address"));
    ann.send(ann.frame("unregister", "room." + manyRooms().get(0)));
    ann.register("general");
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

  /** Every refusal is answered in its turn, and counted. */
  private void assertRefusals(ChatClient client, Map<String, String> frames) {
    Scrape before = counts();
    int known = client.refusals().size();
    frames.keySet().forEach(client::send);
    List<String> expected = List.copyOf(frames.values());
    eventually(() -> assertEquals(expected, client.refusals().stream().skip(known).toList()));
    Scrape after = counts();
    expected.stream().collect(Collectors.groupingBy(code -> code, Collectors.counting()))
        .forEach((code, count) -> assertEquals(count.doubleValue(), after.refusals(code) - before.refusals(code), code));
    assertTrue(client.isOpen());
  }

  private static void ask(String code, ChatClient client, String address, JsonObject body) {
    assertRefused(code, () -> client.ask(address, body));
  }

  private static String padded(int bytes) {
    String frame = "{\"type\":\"ping\",\"pad\":\"가\"}";
    int length = frame.length() + 2;
    return frame.replace("\"}", "x".repeat(bytes - length) + "\"}");
  }

  private static Map<Integer, String> manyRooms() {
    for (Http creator = null; MANY_ROOMS.size() < ROOMS;) {
      creator = MANY_ROOMS.size() % 25 == 0 ? Http.guest(first(), "Creator") : creator;
      JsonObject room = new JsonObject().put("name", "many " + MANY_ROOMS.size());
      MANY_ROOMS.put(MANY_ROOMS.size(), Http.json(creator.post("/api/rooms", room)).getJsonObject("room").getString("id"));
    }
    return MANY_ROOMS;
  }
}
