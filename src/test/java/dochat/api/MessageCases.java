package dochat.api;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What openapi.yaml says of messages: said, changed, answered, called, read. */
abstract class MessageCases extends ApiCases {
  MessageCases(Served served) {
    super(served);
  }

  @Test
  void postsOnceHoweverOftenItIsSent() {
    String room = newRoom();
    String path = "/api/rooms/" + room + "/messages";
    HttpResponse<String> first = checked(201, post(ann, path, "{\"id\":\"a\",\"text\":\"once\"}"));
    HttpResponse<String> again = checked(200, post(ann, path, "{\"id\":\"a\",\"text\":\"twice\"}"));
    assertEquals(first.body(), again.body());
    HttpResponse<String> next = checked(201, post(Http.guest(node, "Ben"), path, "{\"id\":\"a\",\"text\":\"another author\"}"));
    assertEquals(2, Http.json(next).getInteger("seq"));
    assertEquals(List.of("once", "another author"), texts(checked(200, ann.request("/api/rooms/" + room + "/events").GET())));
  }

  @Test
  void pagesThroughHistory() {
    String room = newRoom();
    for (int i = 1; i <= 6; i++) {
      checked(201, post(Http.guest(node, "Writer"), "/api/rooms/" + room + "/messages", "{\"id\":\"m" + i + "\",\"text\":\"" + i + "\"}"));
    }
    assertEquals(List.of("3", "4"), events(room, "after=2&limit=2"));
    assertEquals(List.of("3", "4"), events(room, "before=5&limit=2"));
    assertEquals(List.of("5", "6"), events(room, "limit=2"));
    assertEquals(List.of("3", "4"), events(room, "after=2&before=5"));
    assertEquals(List.of("1", "2", "3", "4", "5", "6"), events(room, ""));
    assertEquals(List.of(), events(room, "after=6"));
  }

  @Test
  void changesMessages() {
    String room = newRoom();
    String messages = "/api/rooms/" + room + "/messages";
    Http ben = Http.guest(node, "Ben");
    checked(201, post(ann, messages, "{\"id\":\"a-" + room + "\",\"text\":\"one\"}"));
    checked(201, post(ben, messages, "{\"id\":\"b\",\"text\":\"two\"}"));
    String edit = "{\"id\":\"e-" + room + "\",\"text\":\"better\"}";
    HttpResponse<String> edited = checked(200, patch(ann, messages + "/1", edit));
    assertEquals(3, Http.json(edited).getInteger("seq"));
    assertEquals(edited.body(), checked(200, patch(ann, messages + "/1", edit)).body(), "the same id is the same edit");
    assertEquals("{}", checked(200, patch(ann, messages + "/1", edit.replace("e-", "f-"))).body(), "it says so already");
    assertEquals(4, Http.json(checked(200, put(ben, reaction(room, 1, "👍🏽")))).getInteger("seq"));
    assertEquals("{}", checked(200, put(ben, reaction(room, 1, "👍🏽"))).body());
    assertEquals(5, Http.json(checked(200, put(ann, reaction(room, 1, "1️⃣")))).getInteger("seq"));
    assertEquals(6, Http.json(checked(200, ann.request(reaction(room, 1, "1️⃣")).DELETE())).getInteger("seq"));
    assertEquals("{}", checked(200, ann.request(reaction(room, 1, "1️⃣")).DELETE()).body());
    assertEquals(7, Http.json(checked(200, ben.request(messages + "/2").DELETE())).getInteger("seq"));
    assertEquals("{}", checked(200, ben.request(messages + "/2").DELETE()).body());
    assertEquals(List.of("one", "", "better", "👍🏽", "1️⃣", "1️⃣", ""), events(room, ""));

    JsonObject page = Http.json(checked(200, ben.request(messages).GET()));
    assertEquals(List.of(7, 1, 7), List.of(page.getInteger("head"), page.getInteger("first"), page.getInteger("last")));
    JsonObject first = page.getJsonArray("messages").getJsonObject(0);
    assertEquals("better", first.getString("text"));
    assertTrue(first.containsKey("edited"));
    assertEquals(List.of("👍🏽", 1, true), List.of(first.getJsonArray("reactions").getJsonObject(0).getString("emoji"),
        first.getJsonArray("reactions").getJsonObject(0).getInteger("count"), first.getJsonArray("reactions").getJsonObject(0).getBoolean("mine")));
    assertEquals("Ben", page.getJsonArray("messages").getJsonObject(1).getJsonObject("deleted").getJsonObject("user").getString("name"));
    for (String part : List.of("after=1 2 7 2", "before=2 1 1 1", "around=2&limit=1 2 2 2", "after=2 3 7")) {
      String[] expected = part.split(" ", 2);
      JsonObject some = Http.json(checked(200, ann.request(messages + "?" + expected[0]).GET()));
      String numbers = some.getJsonArray("messages").stream().map(message -> " " + ((JsonObject) message).getLong("seq")).collect(Collectors.joining());
      assertEquals(expected[1], some.getLong("first") + " " + some.getLong("last") + numbers, part);
    }
  }

  @Test
  void answersMessagesInThreads() {
    String room = newRoom();
    String messages = "/api/rooms/" + room + "/messages";
    Http ben = Http.guest(node, "Ben");
    checked(201, post(ben, messages, "{\"id\":\"a\",\"text\":\"one\"}"));
    checked(201, post(ben, messages, "{\"id\":\"b\",\"text\":\"two\"}"));
    String reply = "{\"id\":\"c\",\"text\":\"to one\",\"reply\":1}";
    HttpResponse<String> posted = checked(201, post(ben, messages, reply));
    assertEquals(posted.body(), checked(200, post(ben, messages, reply)).body(), "the same id is the same reply");
    refused(409, "id_reused", post(ben, messages, reply.replace(":1}", ":2}")));
    assertEquals(4, Http.json(checked(200, post(ben, "/api/send", command("post", room, ",\"id\":\"d\",\"text\":\"to that\",\"reply\":3")))).getInteger("seq"));
    refused(404, "message_not_found", post(ben, messages, reply.replace(":1}", ":9}").replace("\"c\"", "\"e\"")));
    refused(400, "bad_cursor", post(ben, messages, reply.replace(":1}", ":0}")));
    refused(400, "bad_cursor", ben.request(messages + "?thread=1&around=1").GET());
    JsonObject page = Http.json(checked(200, ben.request(messages + "?thread=1").GET()));
    assertEquals(List.of("one", "to one", "to that"), page.getJsonArray("messages").stream().map(message -> ((JsonObject) message).getString("text")).toList());
    JsonObject last = page.getJsonArray("messages").getJsonObject(2);
    assertEquals(List.of(3, "to one", 1), List.of(last.getJsonObject("reply").getInteger("seq"), last.getJsonObject("reply").getString("text"), last.getInteger("thread")));
    assertEquals(2, page.getJsonArray("messages").getJsonObject(0).getJsonObject("replies").getInteger("count"));
    checked(200, ben.request(messages + "/3").DELETE());
    assertTrue(Http.json(checked(200, ben.request(messages + "?after=3").GET())).getJsonArray("messages").getJsonObject(0).getJsonObject("reply").getBoolean("deleted"));
    checked(200, ben.request("/api/rooms/" + room + "/events").GET());
  }

  @Test
  void callsPeopleAndTellsWhatWasSaidBefore() {
    String room = newRoom();
    String messages = "/api/rooms/" + room + "/messages";
    Http ben = Http.guest(node, "Ben");
    checked(200, post(ben, "/api/send", command("join", room, "")));
    String call = "\"mentions\":[{\"user\":\"" + id(ben) + "\",\"from\":3,\"to\":7},{\"group\":\"all\",\"from\":8,\"to\":12},{\"user\":\"nobody\",\"from\":0,\"to\":2}]";
    checked(201, post(ann, messages, "{\"id\":\"a-" + room + "\",\"text\":\"@x @Ben @all\"," + call + "}"));
    JsonArray mentions = new JsonArray().add(new JsonObject().put("user", new JsonObject().put("id", id(ben)).put("name", "Ben")).put("from", 3).put("to", 7))
        .add(new JsonObject().put("group", "all").put("from", 8).put("to", 12));
    assertEquals(mentions, Http.json(checked(200, ben.request("/api/rooms/" + room + "/events").GET())).getJsonArray("events").getJsonObject(1).getJsonArray("mentions"));
    assertEquals(mentions, Http.json(checked(200, ben.request(messages).GET())).getJsonArray("messages").getJsonObject(0).getJsonArray("mentions"));
    assertEquals(1, mentions(ben, room));
    assertEquals("{\"edits\":[]}", checked(200, ben.request(messages + "/2/edits").GET()).body());
    checked(200, patch(ann, messages + "/2", "{\"id\":\"b-" + room + "\",\"text\":\"nobody\"}"));
    assertEquals(0, mentions(ben, room));
    checked(200, patch(ann, messages + "/2", "{\"id\":\"c-" + room + "\",\"text\":\"@x @Ben @all\"," + call + "}"));
    assertEquals(1, mentions(ben, room));
    List<JsonObject> edits = Http.json(checked(200, post(ben, "/api/send", command("edits", room, ",\"seq\":2")))).getJsonArray("edits").stream().map(JsonObject.class::cast).toList();
    assertEquals(List.of("3 Ann @x @Ben @all", "4 Ann nobody"),
        edits.stream().map(edit -> edit.getInteger("seq") + " " + edit.getJsonObject("user").getString("name") + " " + edit.getString("before")).toList());
    for (String wrong : List.of("1", "[1]", "[{\"from\":0,\"to\":2}]", "[{\"user\":\"a b\",\"from\":0,\"to\":2}]", "[{\"group\":\"some\",\"from\":0,\"to\":2}]",
        "[{\"group\":\"all\",\"from\":1,\"to\":3}]", "[{\"group\":\"all\",\"from\":0,\"to\":9}]", "[{\"group\":\"all\",\"from\":0,\"to\":4},{\"group\":\"all\",\"from\":0,\"to\":4}]")) {
      refused(400, "bad_request", post(ann, messages, "{\"id\":\"w\",\"text\":\"@all\",\"mentions\":" + wrong + "}"));
    }
    refused(400, "bad_cursor", post(ann, messages, "{\"id\":\"w\",\"text\":\"@all\",\"mentions\":[{\"group\":\"all\",\"from\":-1,\"to\":3}]}"));
    JsonArray earlier = Http.json(checked(200, ben.request(messages + "/2/edits?before=4&limit=50").GET())).getJsonArray("edits");
    assertEquals(List.of(edits.get(0)), earlier.stream().toList());
    assertEquals(List.of(edits.get(1)), Http.json(checked(200, post(ben, "/api/send", command("edits", room, ",\"seq\":2,\"limit\":1")))).getJsonArray("edits").stream().toList());
    refused(400, "bad_cursor", ann.request(messages + "/2/edits?limit=51").GET());
    refused(400, "bad_cursor", ann.request(messages + "/2/edits?before=x").GET());
    refused(400, "bad_cursor", ann.request(messages + "/x/edits").GET());
    checked(200, ann.request(messages + "/2").DELETE());
    refused(404, "message_not_found", ben.request(messages + "/2/edits").GET());
    refused(404, "message_not_found", ben.request(messages + "/3/edits").GET());
    refused(404, "room_not_found", ben.request("/api/rooms/nowhere/messages/1/edits").GET());
    assertEquals(0, mentions(ben, room));
    assertFalse(checked(200, ben.request("/api/rooms/" + room + "/events").GET()).body().contains("mentions"));
  }

  private static int mentions(Http person, String room) {
    return Http.json(person.get("/api/rooms")).getJsonArray("rooms").stream().map(JsonObject.class::cast)
        .filter(each -> each.getString("id").equals(room)).findFirst().orElseThrow().getInteger("mentions");
  }

  @Test
  void refusesChangesThatBreakTheRules() {
    String room = newRoom();
    String messages = "/api/rooms/" + room + "/messages";
    String used = "{\"id\":\"elsewhere-" + room + "\",\"text\":\"text\"}";
    checked(201, post(ann, messages, "{\"id\":\"1-" + room + "\",\"text\":\"one\"}"));
    checked(201, post(ann, messages, "{\"id\":\"2-" + room + "\",\"text\":\"gone\"}"));
    checked(200, ann.request(messages + "/2").DELETE());
    checked(201, post(ann, "/api/rooms/general/messages", used));
    Http ben = Http.guest(node, "Ben");
    refused(403, "not_author", patch(ben, messages + "/1", used));
    refused(403, "not_author", ben.request(messages + "/1").DELETE());
    Http dan = Http.guest(node, "Dan");
    for (String number : List.of("2", "3", "9")) {
      refused(404, "message_not_found", patch(dan, messages + "/" + number, "{\"id\":\"x\",\"text\":\"text\"}"));
      refused(404, "message_not_found", put(dan, reaction(room, Integer.parseInt(number), "👍")));
      refused(404, "message_not_found", dan.request(reaction(room, Integer.parseInt(number), "👍")).DELETE());
    }
    refused(404, "message_not_found", dan.request(messages + "/9").DELETE());
    for (String path : List.of("/api/rooms/nowhere/messages/1", "/api/rooms/General/messages/1")) {
      refused(404, "room_not_found", patch(dan, path, "{\"id\":\"x\",\"text\":\"text\"}"));
      refused(404, "room_not_found", dan.request(path).DELETE());
      refused(404, "room_not_found", put(dan, path + "/reactions/%F0%9F%91%8D"));
      refused(404, "room_not_found", dan.request(path + "/reactions/%F0%9F%91%8D").DELETE());
      refused(404, "room_not_found", dan.request(path.substring(0, path.length() - 2)).GET());
    }
    for (String number : List.of("x", "-1", "1.5", "9007199254740992")) {
      refused(400, "bad_cursor", patch(ann, messages + "/" + number, "{\"id\":\"x\",\"text\":\"text\"}"));
      refused(400, "bad_cursor", ann.request(messages + "/" + number).DELETE());
      refused(400, "bad_cursor", put(ann, messages + "/" + number + "/reactions/%F0%9F%91%8D"));
      refused(400, "bad_cursor", ann.request(messages + "/" + number + "/reactions/%F0%9F%91%8D").DELETE());
      refused(400, "bad_cursor", ann.request(messages + "?around=" + number).GET());
    }
    refused(400, "bad_cursor", ann.request(messages + "?around=1&after=1").GET());
    refused(400, "bad_cursor", ann.request(messages + "?limit=501").GET());
    for (String word : List.of("a", "👍👍", "<b>", "\u0000", "1")) {
      refused(400, "bad_emoji", put(ann, reaction(room, 1, word)));
      refused(400, "bad_emoji", ann.request(reaction(room, 1, word)).DELETE());
    }
    refused(400, "bad_id", patch(ann, messages + "/1", "{\"id\":\"\",\"text\":\"text\"}"));
    refused(400, "text_empty", patch(ann, messages + "/1", "{\"id\":\"x\",\"text\":\" \"}"));
    refused(413, "text_too_long", patch(ann, messages + "/1", "{\"id\":\"x\",\"text\":\"" + "가".repeat(4_001) + "\"}"));
    refused(409, "id_reused", patch(ann, messages + "/1", used));
    Http eve = Http.guest(node, "Eve");
    IntStream.range(0, Limits.REACTIONS_PER_MESSAGE).forEach(i -> checked(200, put(eve, reaction(room, 1, Character.toString(0x1F600 + i)))));
    refused(403, "too_many_reactions", put(ben, reaction(room, 1, "👍")));
    String body = ",\"seq\":1,\"id\":\"x\",\"text\":\"text\",\"emoji\":\"👍\",\"on\":true";
    refused(403, "too_many_reactions", post(ben, "/api/send", command("react", room, body)));
    refused(403, "not_author", post(ben, "/api/send", command("edit", room, body)));
    refused(404, "message_not_found", post(ben, "/api/send", command("delete", room, body.replace(":1,", ":9,"))));
    refused(400, "bad_emoji", post(ben, "/api/send", command("react", room, body.replace("👍", "a"))));
    assertEquals(List.of("one", "", ""), events(room, "limit=3&after=0"));
  }

  /** Who has written in it, who wants to, and nobody who does not. */
  @Test
  void tellsWhoFollowsAThread() {
    Http ben = Http.guest(node, "Ben");
    Http cho = Http.guest(node, "Cho");
    String room = Http.json(checked(201, post(ann, "/api/rooms", "{\"name\":\"Tea " + UUID.randomUUID() + "\"}"))).getJsonObject("room").getString("id");
    String path = "/api/rooms/" + room;
    String thread = path + "/messages/1";
    checked(201, post(ann, path + "/messages", "{\"id\":\"root-" + room + "\",\"text\":\"tea?\"}"));
    checked(201, post(ben, path + "/messages", "{\"id\":\"answer-" + room + "\",\"text\":\"yes\",\"reply\":1}"));
    refused(403, "not_permitted", put(cho, thread + "/follow"));
    refused(403, "not_permitted", cho.request(thread + "/follow").DELETE());
    assertEquals("{\"count\":2,\"users\":[{\"id\":\"" + id(ann) + "\",\"name\":\"Ann\"},{\"id\":\"" + id(ben) + "\",\"name\":\"Ben\"}],\"following\":false}",
        checked(200, cho.request(thread + "/followers").GET()).body());
    checked(200, post(cho, "/api/send", command("join", room, "")));
    assertEquals("{}", checked(200, put(ben, thread + "/follow")).body(), "who has written follows");
    assertEquals(4, Http.json(checked(200, put(cho, path + "/messages/2/follow"))).getInteger("seq"), "by any of its messages");
    assertEquals(5, Http.json(checked(200, ben.request(thread + "/follow").DELETE())).getInteger("seq"));
    assertEquals("{}", checked(200, ben.request(thread + "/follow").DELETE()).body());
    JsonObject followers = Http.json(checked(200, cho.request(path + "/messages/2/followers").GET()));
    assertEquals(List.of(2, true, id(cho)), List.of(followers.getInteger("count"), followers.getBoolean("following"), followers.getJsonArray("users").getJsonObject(0).getString("id")));
    checked(201, post(ann, path + "/messages", "{\"id\":\"more-" + room + "\",\"text\":\"at five\",\"reply\":2}"));
    assertEquals(List.of(0, 1), Stream.of(ben, cho).map(person -> Http.json(checked(200, person.request(path).GET())).getJsonObject("room").getInteger("mentions")).toList());
    assertEquals(false, Http.json(checked(200, ben.request(path + "/messages").GET())).getJsonArray("messages").getJsonObject(0).getBoolean("follows"));
    for (HttpRequest.Builder request : List.of(put(ann, path + "/messages/99/follow"), ann.request(path + "/messages/99/follow").DELETE(), ann.request(path + "/messages/99/followers").GET())) {
      refused(404, "message_not_found", request);
    }
    for (HttpRequest.Builder request : List.of(put(ann, "/api/rooms/none/messages/1/follow"), ann.request("/api/rooms/none/messages/1/follow").DELETE(), ann.request("/api/rooms/none/messages/1/followers").GET())) {
      refused(404, "room_not_found", request);
    }
    for (HttpRequest.Builder request : List.of(put(ann, path + "/messages/0/follow"), ann.request(path + "/messages/x/follow").DELETE(), ann.request(path + "/messages/x/followers").GET())) {
      refused(400, "bad_cursor", request);
    }
    checked(200, patch(ann, path, settling("archived", "true")));
    refused(403, "room_archived", put(ben, thread + "/follow"));
    refused(403, "room_archived", ben.request(thread + "/follow").DELETE());
  }

  @Test
  void keepsMessagesAtHand() {
    Http owner = Http.guest(node, "Owner");
    Http ben = Http.guest(node, "Ben");
    String room = privateRoom(owner);
    String path = "/api/rooms/" + room;
    String pin = path + "/messages/2/pin";
    checked(200, place(owner, path + "/members/" + id(ben), "{}"));
    checked(201, post(owner, path + "/messages", "{\"id\":\"1-" + room + "\",\"text\":\"one\"}"));
    assertEquals(3, Http.json(checked(200, put(ben, pin))).getInteger("seq"));
    assertEquals("{}", checked(200, put(ben, pin)).body());
    JsonObject pins = Http.json(checked(200, ben.request(path + "/pins").GET()));
    assertEquals(List.of(3, 2, "one", true), List.of(pins.getInteger("head"), pins.getJsonArray("messages").getJsonObject(0).getInteger("seq"),
        pins.getJsonArray("messages").getJsonObject(0).getString("text"), pins.getJsonArray("messages").getJsonObject(0).getBoolean("pinned")));
    checked(200, ben.request(path + "/messages").GET());
    assertEquals(4, Http.json(checked(200, ben.request(pin).DELETE())).getInteger("seq"));
    assertEquals("{}", checked(200, ben.request(pin).DELETE()).body());
    for (String method : List.of("PUT", "DELETE")) {
      refused(400, "bad_cursor", ben.request(path + "/messages/x/pin").method(method, BodyPublishers.noBody()));
      refused(404, "message_not_found", ben.request(path + "/messages/9/pin").method(method, BodyPublishers.noBody()));
      refused(404, "room_not_found", ann.request(pin).method(method, BodyPublishers.noBody()));
    }
    refused(404, "room_not_found", ann.request(path + "/pins").GET());
    String open = newRoom();
    checked(201, post(ben, "/api/rooms/" + open + "/messages", "{\"id\":\"o-" + open + "\",\"text\":\"one\"}"));
    refused(403, "not_permitted", put(ben, "/api/rooms/" + open + "/messages/1/pin"));
    refused(403, "not_permitted", ben.request("/api/rooms/" + open + "/messages/1/pin").DELETE());
    write("WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 149) INSERT INTO pin (room_id, seq, event_seq) SELECT '" + room + "', i, i FROM n");
    refused(403, "too_many_pins", put(ben, pin));
    refused(403, "too_many_pins", post(ben, "/api/send", command("pin", room, ",\"seq\":2,\"id\":\"p\",\"on\":true")));
    checked(200, patch(owner, path, settling("inviting", "\"moderator\"")));
  }

  @Test
  void keepsWhatWasTypedAndNotSent() {
    Http ben = Http.guest(node, "Ben");
    String room = newRoom();
    String draft = "/api/rooms/" + room + "/draft";
    refused(403, "not_permitted", ben.request(draft).GET());
    refused(403, "not_permitted", place(ben, draft, "{\"text\":\"x\"}"));
    checked(200, post(ben, "/api/send", command("join", room, "")));
    assertEquals("{\"draft\":0,\"text\":\"\"}", checked(200, ben.request(draft).GET()).body());
    long first = Http.json(checked(200, place(ben, draft, "{\"text\":\"half a thought\"}"))).getLong("draft");
    assertTrue(checked(200, ben.request("/api/rooms?joined=true").GET()).body().contains("\"draft\":" + first));
    assertEquals("{\"draft\":" + first + ",\"text\":\"half a thought\"}", checked(200, post(ben, "/api/send", command("draft", room, ""))).body());
    assertEquals("{\"draft\":" + (-first - 1) + ",\"text\":\"\"}", checked(200, place(ben, draft, "{\"text\":\" \"}")).body());
    refused(413, "text_too_long", place(ben, draft, "{\"text\":\"" + "가".repeat(4_001) + "\"}"));
    refused(400, "bad_request", place(ben, draft, "{}"));
    for (String missing : List.of("no-such-room", privateRoom(ann))) {
      refused(404, "room_not_found", ben.request("/api/rooms/" + missing + "/draft").GET());
      refused(404, "room_not_found", place(ben, "/api/rooms/" + missing + "/draft", "{\"text\":\"x\"}"));
    }
  }

  @Test
  void keepsWhatWasTypedInThreadsAndNotSent() {
    Http ben = Http.guest(node, "Ben");
    String room = newRoom();
    String drafts = "/api/rooms/" + room + "/messages/";
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"root-" + room + "\",\"text\":\"root\"}"));
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"reply-" + room + "\",\"text\":\"reply\",\"reply\":1}"));
    refused(403, "not_permitted", ben.request(drafts + "1/draft").GET());
    refused(403, "not_permitted", place(ben, drafts + "1/draft", "{\"text\":\"x\"}"));
    checked(200, post(ben, "/api/send", command("join", room, "")));
    assertEquals("{\"draft\":0,\"text\":\"\"}", checked(200, ben.request(drafts + "1/draft").GET()).body());
    long first = Http.json(checked(200, place(ben, drafts + "2/draft", "{\"text\":\"half\"}"))).getLong("draft");
    assertTrue(checked(200, ben.request("/api/rooms?joined=true").GET()).body().contains("\"threadDrafts\":" + first));
    assertEquals("{\"draft\":" + first + ",\"text\":\"half\"}", checked(200, post(ben, "/api/send", command("thread-draft", room, ",\"seq\":1"))).body(), "by any of its messages");
    assertEquals("{\"draft\":" + (-first - 1) + ",\"text\":\"\"}", checked(200, place(ben, drafts + "1/draft", "{\"text\":\" \"}")).body());
    refused(413, "text_too_long", place(ben, drafts + "1/draft", "{\"text\":\"" + "가".repeat(4_001) + "\"}"));
    refused(400, "bad_request", place(ben, drafts + "1/draft", "{}"));
    write("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + Limits.THREAD_DRAFTS + ") INSERT INTO thread_draft (room_id, user_id, thread, text) SELECT '" + room + "', '" + id(ben) + "', 100 + i, 'x' FROM n");
    refused(403, "too_many_drafts", place(ben, drafts + "1/draft", "{\"text\":\"x\"}"));
    refused(403, "too_many_drafts", post(ben, "/api/send", command("thread-draft", room, ",\"seq\":1,\"text\":\"x\"")));
    refused(400, "bad_cursor", ben.request(drafts + "x/draft").GET());
    refused(400, "bad_cursor", place(ben, drafts + "0/draft", "{\"text\":\"x\"}"));
    refused(404, "message_not_found", ben.request(drafts + "9/draft").GET());
    refused(404, "message_not_found", place(ben, drafts + "9/draft", "{\"text\":\"x\"}"));
    for (String missing : List.of("no-such-room", privateRoom(ann))) {
      refused(404, "room_not_found", ben.request("/api/rooms/" + missing + "/messages/1/draft").GET());
      refused(404, "room_not_found", place(ben, "/api/rooms/" + missing + "/messages/1/draft", "{\"text\":\"x\"}"));
    }
  }

  @Test
  void tellsWhoHasReadAMessageInASmallRoom() {
    Http ben = Http.guest(node, "Ben");
    Http cho = Http.guest(node, "Cho");
    String room = newRoom();
    checked(201, post(ben, "/api/rooms/" + room + "/messages", "{\"id\":\"seen-" + room + "\",\"text\":\"look\"}"));
    String readers = "/api/rooms/" + room + "/messages/1/readers";
    refused(403, "not_permitted", cho.request(readers).GET());
    checked(200, post(cho, "/api/send", command("join", room, "")));
    JsonArray users = Http.json(checked(200, ben.request(readers).GET())).getJsonArray("users");
    assertEquals(List.of(id(cho)), users.stream().map(user -> ((JsonObject) user).getString("id")).toList());
    assertEquals("{\"users\":[]}", checked(200, post(cho, "/api/send", command("readers", room, ",\"seq\":1"))).body());
    refused(404, "message_not_found", ben.request("/api/rooms/" + room + "/messages/2/readers").GET());
    refused(404, "room_not_found", ben.request("/api/rooms/" + privateRoom(ann) + "/messages/1/readers").GET());
    refused(400, "bad_cursor", ben.request("/api/rooms/" + room + "/messages/x/readers").GET());
  }

  @Test
  void showsInASmallRoomHowFarItsMembersHaveRead() {
    Http ben = Http.guest(node, "Ben");
    Http cleo = Http.guest(node, "Cleo");
    String room = Http.json(checked(200, post(cleo, "/api/direct", "{\"users\":[\"" + id(ben) + "\"]}"))).getJsonObject("room").getString("id");
    checked(201, post(cleo, "/api/rooms/" + room + "/messages", "{\"id\":\"shown-" + room + "\",\"text\":\"look\"}"));
    refused(403, "not_permitted", patch(ben, "/api/rooms/" + room, settling("topic", "\"Mine\"")));
    refused(403, "not_permitted", patch(cleo, "/api/rooms/" + newRoom(), settling("reads", "true")));
    refused(400, "bad_request", patch(ben, "/api/rooms/" + room, settling("reads", "\"true\"")));
    assertEquals(2, Http.json(checked(200, patch(ben, "/api/rooms/" + room, settling("reads", "true")))).getInteger("seq"));
    assertTrue(room(cleo, room).getBoolean("reads"));
    checked(200, post(ben, "/api/send", command("read", room, ",\"seq\":1")));
    String feed = "{\"after\":{\"" + room + "\":2}}";
    eventually(() -> assertTrue(checked(200, post(cleo, "/api/feed", feed)).body().contains("\"" + id(ben) + "\":1")));
  }

  private List<String> events(String room, String query) {
    return texts(checked(200, ann.request("/api/rooms/" + room + "/events?" + query).GET()));
  }
}
