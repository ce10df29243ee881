package dochat.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.support.Http;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What openapi.yaml says of rooms: who comes and goes, what they are, and what each keeps of them. */
abstract class RoomCases extends ApiCases {
  RoomCases(Served served) {
    super(served);
  }

  @Test
  void letsMembersSayWhoComes() {
    Http ben = Http.guest(node, "Ben Ray");
    Http eve = Http.guest(node, "Eve");
    String room = privateRoom(ann);
    String members = "/api/rooms/" + room + "/members";
    String bens = members + "/" + id(ben);
    assertEquals(1, Http.json(checked(200, place(ann, bens, "{}"))).getInteger("seq"));
    assertEquals("{}", checked(200, place(ann, bens, "{}")).body(), "a member already");
    assertEquals(2, Http.json(checked(200, place(ann, bens, "{\"role\":\"moderator\"}"))).getInteger("seq"));
    assertEquals("{}", checked(200, place(ann, bens, "{\"role\":\"moderator\"}")).body());
    assertEquals(4, Http.json(checked(200, place(ben, members + "/" + id(eve), "{\"role\":\"reader\"}"))).getInteger("seq"), "invited, and given a role");
    assertEquals(Set.of("owner " + id(ann), "moderator " + id(ben), "reader " + id(eve)), roles(ann, members));
    assertEquals(1, Http.json(checked(200, ann.request(members + "?limit=1").GET())).getJsonArray("members").size());
    JsonObject page = Http.json(checked(200, ben.request("/api/rooms/" + room + "/messages").GET()));
    checked(201, post(ben, "/api/rooms/" + room + "/messages", "{\"id\":\"said-" + room + "\",\"text\":\"text\"}"));
    assertEquals(List.of("invite", "role", "invite", "role"), page.getJsonArray("notes").stream().map(note -> ((JsonObject) note).getString("type")).toList());
    refused(409, "id_reused", ben.request(members + "/" + id(eve) + "?id=said-" + room).DELETE());
    String removed = checked(200, ben.request(members + "/" + id(eve) + "?id=removed-" + room).DELETE()).body();
    assertEquals(removed, checked(200, ben.request(members + "/" + id(eve) + "?id=removed-" + room).DELETE()).body());
    assertEquals("{}", checked(200, ben.request(members + "/" + id(eve)).DELETE()).body());
    String left = checked(200, ben.request(bens + "?id=left-" + room).DELETE()).body();
    refused(404, "room_not_found", ben.request(members).GET());
    assertEquals(left, checked(200, ben.request(bens + "?id=left-" + room).DELETE()).body());
    assertEquals("{}", checked(200, post(ben, "/api/send", command("leave", room, ",\"id\":\"left-" + room + "\""))).body());
    refused(404, "room_not_found", ben.request(bens).DELETE());
    refused(404, "room_not_found", post(ben, "/api/send", command("leave", room, ",\"id\":\"another-" + room + "\"")));
    refused(404, "room_not_found", ben.request("/api/rooms/" + privateRoom(ann) + "/members/" + id(ben) + "?id=left-" + room).DELETE());
    refused(400, "bad_id", ben.request(bens + "?id=%20").DELETE());
    assertEquals(Set.of("owner " + id(ann)), roles(ann, members));
    assertEquals(List.of("Ben Ray"), Http.json(checked(200, ann.request("/api/people?search=eN%20r").GET())).getJsonArray("users").stream()
        .map(user -> ((JsonObject) user).getString("name")).toList());
    assertEquals("{\"users\":[]}", checked(200, ann.request("/api/people?search=eN%20r&limit=1&after=" + id(ben)).GET()).body());
    refused(400, "bad_name", ann.request("/api/people?search=" + "x".repeat(Limits.NAME_CHARS + 1)).GET());
    refused(400, "bad_cursor", ann.request("/api/people?limit=51").GET());
    refused(400, "bad_cursor", ann.request("/api/people?after=%00").GET());
    refused(400, "bad_cursor", ann.request(members + "?limit=0").GET());
    refused(400, "bad_cursor", ann.request(members + "?after=%00").GET());
  }

  @Test
  void showsNewcomersWhatIsSaidFromThenOn() {
    Http ben = Http.guest(node, "Ben");
    Http cleo = Http.guest(node, "Cleo");
    String room = privateRoom(cleo);
    String path = "/api/rooms/" + room;
    checked(201, post(cleo, path + "/messages", "{\"id\":\"1-" + room + "\",\"text\":\"secret\"}"));
    checked(200, patch(cleo, path, settling("history", "\"joined\"")));
    checked(200, place(cleo, path + "/members/" + id(ben), "{}"));
    checked(200, patch(cleo, path + "/messages/1", "{\"id\":\"2-" + room + "\",\"text\":\"secret, too\"}"));
    checked(201, post(cleo, path + "/messages", "{\"id\":\"3-" + room + "\",\"text\":\"answer\",\"reply\":1}"));
    JsonObject page = Http.json(checked(200, ben.request(path + "/messages").GET()));
    assertEquals(List.of(1, 3, "answer", "{\"seq\":1,\"hidden\":true}"), List.of(page.getInteger("first"), page.getInteger("floor"),
        page.getJsonArray("messages").getJsonObject(0).getString("text"), page.getJsonArray("messages").getJsonObject(0).getJsonObject("reply").encode()));
    assertEquals(List.of("invite", "hidden", "message"), Http.json(checked(200, ben.request(path + "/events?after=0").GET())).getJsonArray("events").stream()
        .map(event -> ((JsonObject) event).getString("type")).toList());
    assertEquals("joined", room(ben, room).getString("history"));
    refused(404, "message_not_found", ben.request(path + "/messages/1/edits").GET());
    refused(404, "message_not_found", put(ben, reaction(room, 1, "👍")));
    refused(403, "not_permitted", patch(cleo, "/api/rooms/general", settling("history", "\"joined\"")));
    refused(400, "bad_request", patch(cleo, path, settling("history", "\"none\"")));
  }

  @Test
  void refusesPlacesThatBreakTheRules() {
    Http ben = Http.guest(node, "Ben");
    Http eve = Http.guest(node, "Eve");
    String room = privateRoom(ann);
    String members = "/api/rooms/" + room + "/members/";
    checked(200, place(ann, members + id(ben), "{}"));
    refused(403, "not_permitted", place(ben, members + id(eve), "{\"role\":\"moderator\"}"));
    refused(403, "not_permitted", ben.request(members + id(ann)).DELETE());
    refused(403, "last_owner", ann.request(members + id(ann)).DELETE());
    refused(404, "user_not_found", place(ann, members + "nobody", "{}"));
    refused(404, "user_not_found", ann.request(members + "nobody").DELETE());
    for (String body : List.of("{\"role\":\"king\"}", "{\"role\":1}", "{\"role\":\"OWNER\"}")) {
      refused(400, "bad_request", place(ann, members + id(ben), body));
    }
    for (String missing : List.of(room, "no-such-room", "General")) {
      refused(404, "room_not_found", place(eve, "/api/rooms/" + missing + "/members/" + id(ben), "{}"));
      refused(404, "room_not_found", eve.request("/api/rooms/" + missing + "/members/" + id(ben)).DELETE());
      refused(404, "room_not_found", eve.request("/api/rooms/" + missing + "/members").GET());
    }
    refused(403, "not_permitted", place(ann, "/api/rooms/general/members/" + id(ben), "{}"));
    assertTrue(Http.json(checked(200, ann.request("/api/rooms/general/members/" + id(ann)).DELETE())).containsKey("seq"), "a public room is left by its log");
    assertEquals("{}", checked(200, ann.request("/api/rooms/general/members/" + id(ann)).DELETE()).body(), "once");
    checked(201, post(ann, "/api/rooms/general/messages", "{\"id\":\"known-" + room + "\",\"text\":\"elsewhere\"}"));
    refused(404, "room_not_found", post(ann, "/api/rooms/" + privateRoom(ben) + "/messages", "{\"id\":\"known-" + room + "\",\"text\":\"a used id tells nothing\"}"));
    checked(201, post(ann, "/api/rooms", "{\"name\":\"one\",\"kind\":\"private\",\"id\":\"made-" + room + "\"}"));
    refused(409, "id_reused", post(ann, "/api/rooms", "{\"name\":\"another\",\"kind\":\"private\",\"id\":\"made-" + room + "\"}"));
    refused(409, "id_reused", post(ann, "/api/rooms", "{\"name\":\"another " + room + "\",\"id\":\"made-" + room + "\"}"));
    for (String users : List.of("[]", "[\"" + id(ann) + "\"]", "\"" + id(ben) + "\"", "[1]", "[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\"]")) {
      refused(400, "bad_request", post(ann, "/api/direct", "{\"users\":" + users + "}"));
    }
    refused(404, "user_not_found", post(ann, "/api/direct", "{\"users\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"" + id(ann) + "\"]}"));
    refused(400, "bad_request", post(ann, "/api/rooms", "{\"name\":\"secret\",\"kind\":\"direct\"}"));
    checked(200, place(ann, members + id(eve), "{\"role\":\"reader\"}"));
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"for-" + room + "\",\"text\":\"for readers\"}"));
    refused(403, "not_permitted", post(eve, "/api/rooms/" + room + "/messages", "{\"id\":\"x\",\"text\":\"text\"}"));
    refused(403, "not_permitted", put(eve, reaction(room, 4, "👍")));
    refused(403, "not_author", eve.request("/api/rooms/" + room + "/messages/4").DELETE());
    refused(403, "not_permitted", patch(eve, "/api/rooms/" + room + "/messages/4", "{\"id\":\"x\",\"text\":\"text\"}"));
    refused(403, "last_owner", place(ann, members + id(ann), "{\"role\":\"member\"}"));
    refused(403, "last_owner", post(ann, "/api/send", command("leave", room, "")));
    refused(404, "user_not_found", post(ann, "/api/send", command("invite", room, ",\"id\":\"i\",\"user\":\"nobody\"")));
    refused(400, "bad_name", post(ann, "/api/send", "{\"address\":\"chat.people\",\"body\":{\"search\":\"" + "x".repeat(Limits.NAME_CHARS + 1) + "\"}}"));
    write("UPDATE room SET members = " + Limits.ROOM_MEMBERS + " WHERE id = '" + room + "'");
    String dan = id(Http.guest(node, "Dan"));
    refused(403, "too_many_members", place(ann, members + dan, "{}"));
    refused(403, "too_many_members", post(ann, "/api/send", command("invite", room, ",\"id\":\"i-" + room + "\",\"user\":\"" + dan + "\"")));
    refused(403, "not_permitted", post(eve, "/api/send", command("invite", room, ",\"id\":\"i\",\"user\":\"" + id(ben) + "\"")));
  }

  /** Of a public room: everything there says why, and lists do. */
  @Test
  void keepsOutWhoIsBanned() {
    Http ben = Http.guest(node, "Ben");
    Http cho = Http.guest(node, "Cho");
    String room = Http.json(checked(201, post(ann, "/api/rooms", "{\"name\":\"Tea " + UUID.randomUUID() + "\"}"))).getJsonObject("room").getString("id");
    String path = "/api/rooms/" + room;
    String bans = path + "/bans/";
    checked(201, post(ben, path + "/messages", "{\"id\":\"mine-" + room + "\",\"text\":\"mine\"}"));
    assertEquals(2, Http.json(checked(200, ann.request(bans + id(ben)).PUT(BodyPublishers.noBody()))).getInteger("seq"));
    assertEquals("{}", checked(200, ann.request(bans + id(ben)).PUT(BodyPublishers.noBody())).body());
    JsonObject ban = Http.json(checked(200, ann.request(path + "/bans").GET())).getJsonArray("bans").getJsonObject(0);
    assertEquals(List.of(id(ben), id(ann)), List.of(ban.getJsonObject("user").getString("id"), ban.getJsonObject("by").getString("id")));
    for (HttpRequest.Builder request : List.of(ben.request(path + "/members").GET(), ben.request(path + "/messages").GET(), ben.request(path + "/messages/1/edits").GET(),
        ben.request(path + "/messages/1/readers").GET(), ben.request(path + "/pins").GET(), ben.request(path + "/events").GET(), ben.request(path + "/events?after=0&wait=1").GET(),
        ben.request(path + "/stream").GET(), ben.request(path + "/draft").GET(), place(ben, path + "/draft", "{\"text\":\"x\"}"), ben.request(path + "/messages/1/draft").GET(), place(ben, path + "/messages/1/draft", "{\"text\":\"x\"}"), patch(ben, path + "/place", "{\"muted\":true}"),
        patch(ben, path, settling("topic", "\"x\"")), post(ben, path + "/messages", "{\"id\":\"x\",\"text\":\"x\"}"), patch(ben, path + "/messages/1", "{\"id\":\"x\",\"text\":\"x\"}"),
        ben.request(path + "/messages/1").DELETE(), put(ben, reaction(room, 1, "👍")), ben.request(reaction(room, 1, "👍")).DELETE(), put(ben, path + "/messages/1/pin"),
        ben.request(path + "/messages/1/pin").DELETE(), put(ben, path + "/messages/1/follow"), ben.request(path + "/messages/1/follow").DELETE(),
        ben.request(path + "/messages/1/followers").GET(), place(ben, path + "/members/" + id(cho), "{}"), ben.request(path + "/members/" + id(cho)).DELETE(),
        ben.request(path + "/bans").GET(), ben.request(bans + id(cho)).PUT(BodyPublishers.noBody()), ben.request(bans + id(ben)).DELETE(),
        post(ben, "/api/send", command("join", room, "")), post(ben, "/api/send", command("presence", room, "")), post(ben, "/api/send", command("typing", room, ",\"typing\":true")),
        post(ben, "/api/send", command("read", room, ",\"seq\":1")))) {
      refused(403, "banned", request);
    }
    for (String list : List.of("/api/rooms", path, "/api/directory?q=" + room.substring(4))) {
      assertTrue(checked(200, ben.request(list).GET()).body().contains("\"banned\":true"), list);
      assertFalse(checked(200, cho.request(list).GET()).body().contains("\"banned\""), list);
    }
    refused(403, "not_permitted", cho.request(path + "/bans").GET());
    refused(403, "not_permitted", cho.request(bans + id(ben)).DELETE());
    refused(403, "not_permitted", ann.request(bans + id(ann)).PUT(BodyPublishers.noBody()));
    refused(404, "user_not_found", ann.request(bans + "nobody").PUT(BodyPublishers.noBody()));
    refused(404, "user_not_found", ann.request(bans + "nobody").DELETE());
    refused(400, "bad_cursor", ann.request(path + "/bans?limit=0").GET());
    for (String missing : List.of("no-such-room", privateRoom(cho))) {
      refused(404, "room_not_found", ann.request("/api/rooms/" + missing + "/bans").GET());
      refused(404, "room_not_found", ann.request("/api/rooms/" + missing + "/bans/" + id(ben)).PUT(BodyPublishers.noBody()));
      refused(404, "room_not_found", ann.request("/api/rooms/" + missing + "/bans/" + id(ben)).DELETE());
    }
    write("UPDATE room SET bans = " + Limits.ROOM_BANS + " WHERE id = '" + room + "'");
    refused(403, "too_many_bans", ann.request(bans + id(cho)).PUT(BodyPublishers.noBody()));
    refused(403, "too_many_bans", post(ann, "/api/send", command("ban", room, ",\"id\":\"b-" + room + "\",\"user\":\"" + id(cho) + "\"")));
    checked(200, ann.request(bans + id(ben)).DELETE());
    assertEquals("{}", checked(200, ann.request(bans + id(ben)).DELETE()).body());
    checked(200, post(ben, "/api/send", command("join", room, "")));
    checked(200, patch(ann, path, settling("archived", "true")));
    refused(403, "room_archived", ann.request(bans + id(ben)).DELETE());
  }

  /** By nobody, nor by a link; and so is who makes links into a public room. */
  @Test
  void invitesNobodyWhoIsBanned() {
    Http ben = Http.guest(node, "Ben");
    String room = privateRoom(ann);
    checked(200, ann.request("/api/rooms/" + room + "/bans/" + id(ben)).PUT(BodyPublishers.noBody()));
    refused(403, "user_banned", place(ann, "/api/rooms/" + room + "/members/" + id(ben), "{\"role\":\"reader\"}"));
    refused(403, "user_banned", post(ann, "/api/send", command("invite", room, ",\"id\":\"i-" + room + "\",\"user\":\"" + id(ben) + "\"")));
    refused(404, "room_not_found", ben.request("/api/rooms/" + room).GET());
  }

  @Test
  void settlesWhatARoomIs() {
    Http owner = Http.guest(node, "Owner");
    Http ben = Http.guest(node, "Ben");
    String name = "room " + UUID.randomUUID();
    String room = Http.json(checked(201, post(owner, "/api/rooms", "{\"name\":\"" + name + "\"}"))).getJsonObject("room").getString("id");
    String path = "/api/rooms/" + room;
    String topic = "{\"id\":\"t-" + room + "\",\"topic\":\"Tea\"}";
    assertEquals(1, Http.json(checked(200, patch(owner, path, topic))).getInteger("seq"));
    assertEquals(1, Http.json(checked(200, patch(owner, path, topic))).getInteger("seq"), "the same id is the same change");
    assertEquals("{}", checked(200, patch(owner, path, topic.replace("t-", "u-"))).body(), "it is so already");
    refused(409, "id_reused", patch(owner, path, topic.replace("\"topic\"", "\"name\"")));
    refused(409, "room_exists", patch(owner, path, settling("name", "\"GENERAL\"")));
    checked(200, patch(owner, path, settling("name", "\"new " + name + "\"")));
    checked(201, post(owner, path + "/messages", "{\"id\":\"1-" + room + "\",\"text\":\"one\"}"));
    checked(200, ben.request(path + "/messages/3/reactions/%F0%9F%91%8D").PUT(BodyPublishers.noBody()));
    for (String each : List.of("\"slow\" 60", "\"posting\" \"moderator\"")) {
      checked(200, patch(owner, path, settling(each.split(" ")[0].replace("\"", ""), each.split(" ")[1])));
    }
    refused(403, "not_permitted", post(ben, path + "/messages", "{\"id\":\"x\",\"text\":\"text\"}"));
    checked(200, patch(owner, path, settling("posting", "\"member\"")));
    long began = System.nanoTime();
    checked(201, post(ben, path + "/messages", "{\"id\":\"y\",\"text\":\"text\"}"));
    long left = Long.parseLong(refused(429, "slow_mode", post(ben, path + "/messages", "{\"id\":\"x\",\"text\":\"text\"}")).headers().firstValue("Retry-After").orElse(""));
    assertTrue(left <= 60 && left >= 60 - TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), left + " of the minute");
    refused(429, "slow_mode", post(ben, "/api/send", command("post", room, ",\"id\":\"x\",\"text\":\"text\"")));
    checked(200, patch(owner, path, settling("archived", "true")));
    JsonObject seen = room(ben, room);
    assertEquals(List.of("new " + name, "Tea", true, 60), List.of(seen.getString("name"), seen.getString("topic"), seen.getBoolean("archived"), seen.getInteger("slow")));
    List<HttpRequest.Builder> closed = List.of(post(ben, path + "/messages", "{\"id\":\"x\",\"text\":\"text\"}"), patch(ben, path + "/messages/8", "{\"id\":\"x\",\"text\":\"other\"}"),
        put(ben, path + "/messages/3/reactions/%F0%9F%91%8D"), ben.request(path + "/messages/3/reactions/%F0%9F%91%8D").DELETE(), patch(owner, path, settling("topic", "\"Coffee\"")),
        put(owner, path + "/messages/3/pin"), owner.request(path + "/messages/3/pin").DELETE(), post(ben, "/api/send", command("post", room, ",\"id\":\"x\",\"text\":\"text\"")),
        place(owner, path + "/members/" + id(ben), "{\"role\":\"moderator\"}"));
    closed.forEach(each -> refused(403, "room_archived", each));
    checked(200, ben.request(path + "/messages/8").DELETE());
    checked(200, patch(owner, path, settling("archived", "false")));
    JsonObject page = Http.json(checked(200, ben.request(path + "/messages").GET()));
    assertEquals(List.of("topic", "rename", "slow", "posting", "posting", "archive", "unarchive"),
        page.getJsonArray("notes").stream().map(note -> ((JsonObject) note).getString("type")).toList());
    refused(403, "not_permitted", patch(ben, path, settling("topic", "\"Mine\"")));
    refused(404, "room_not_found", patch(ben, "/api/rooms/no-such-room", settling("topic", "\"Mine\"")));
    for (String bad : List.of("{\"id\":\"x\"}", "{\"id\":\"x\",\"name\":\"a\",\"topic\":\"b\"}", settling("slow", "3601"), settling("slow", "-1"), settling("slow", "\"five\""), settling("slow", "1.5"),
        settling("posting", "\"owner\""), settling("archived", "\"yes\""))) {
      refused(400, "bad_request", patch(owner, path, bad));
    }
    for (String bad : List.of(settling("name", "\"\""), settling("name", "\"\u200b\""), settling("topic", "\"" + "x".repeat(Limits.TOPIC_CHARS + 1) + "\""))) {
      refused(400, "bad_room_name", patch(owner, path, bad));
    }
    refused(400, "bad_id", patch(owner, path, "{\"id\":\"\",\"topic\":\"Tea\"}"));
  }

  @Test
  void findsPublicRoomsAPageAtATime() {
    String name = "Directory " + UUID.randomUUID();
    String room = Http.json(checked(201, post(ann, "/api/rooms", "{\"name\":\"" + name + "\",\"topic\":\"Tea\"}"))).getJsonObject("room").getString("id");
    Http ben = Http.guest(node, "Ben");
    assertEquals(room, Http.json(checked(200, ben.request("/api/directory?q=" + name.toLowerCase().replace(" ", "%20") + "&limit=50").GET())).getJsonArray("rooms").getJsonObject(0).getString("id"));
    assertEquals(0, Http.json(checked(200, ben.request("/api/directory?q=" + name.replace(" ", "%20") + "&after=" + name.replace(" ", "%20")).GET())).getJsonArray("rooms").size());
    JsonObject seen = Http.json(checked(200, ben.request("/api/rooms/" + room).GET())).getJsonObject("room");
    assertEquals(List.of(name, false, 1), List.of(seen.getString("name"), seen.getBoolean("joined"), seen.getInteger("members")));
    assertFalse(checked(200, ben.request("/api/rooms?joined=true").GET()).body().contains(room));
    refused(404, "room_not_found", ben.request("/api/rooms/no-such-room").GET());
    refused(404, "room_not_found", ben.request("/api/rooms/" + privateRoom(ann)).GET());
    for (String limit : List.of("0", "51", "x")) {
      refused(400, "bad_cursor", ben.request("/api/directory?limit=" + limit).GET());
    }
    refused(400, "bad_room_name", ben.request("/api/directory?q=" + "x".repeat(49)).GET());
  }

  @Test
  void keepsForEachWhatARoomIsToThem() {
    Http ben = Http.guest(node, "Ben");
    String room = newRoom();
    String place = "/api/rooms/" + room + "/place";
    refused(403, "not_permitted", patch(ben, place, "{\"muted\":true}"));
    checked(200, post(ben, "/api/send", command("join", room, "")));
    JsonObject kept = Http.json(checked(200, patch(ben, place, "{\"muted\":true}"))).getJsonObject("room");
    assertEquals(List.of(true, false), List.of(kept.getBoolean("muted"), kept.containsKey("favourite")));
    kept = Http.json(checked(200, post(ben, "/api/send", command("place", room, ",\"favourite\":true")))).getJsonObject("room");
    assertEquals(List.of(true, true), List.of(kept.getBoolean("muted"), kept.getBoolean("favourite")));
    assertFalse(checked(200, ann.request("/api/rooms").GET()).body().contains("muted"), "it is nobody else's");
    assertFalse(Http.json(checked(200, patch(ben, place, "{\"muted\":false}"))).getJsonObject("room").containsKey("muted"));
    assertFalse(Http.json(checked(200, patch(ben, place, "{\"favourite\":false}"))).getJsonObject("room").containsKey("favourite"));
    for (String body : List.of("{}", "{\"muted\":1}", "{\"favourite\":null}")) {
      refused(400, "bad_request", patch(ben, place, body));
    }
    for (String body : List.of("{\"read\":-1}", "{\"read\":null}", "{\"muted\":true,\"read\":1.5}")) {
      refused(400, "bad_cursor", patch(ben, place, body));
    }
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"unread-" + room + "\",\"text\":\"hello\"}"));
    checked(200, post(ben, "/api/send", command("read", room, ",\"seq\":2")));
    kept = Http.json(checked(200, patch(ben, place, "{\"read\":0}"))).getJsonObject("room");
    assertEquals(List.of(0, 1), List.of(kept.getInteger("read"), kept.getInteger("unread")));
    long marked = kept.getLong("marked");
    kept = Http.json(checked(200, post(ben, "/api/send", command("place", room, ",\"read\":2")))).getJsonObject("room");
    assertEquals(List.of(2L, 0L, marked + 1), List.of(kept.getLong("read"), kept.getLong("unread"), kept.getLong("marked")));
    for (String missing : List.of("no-such-room", privateRoom(ann))) {
      refused(404, "room_not_found", patch(ben, "/api/rooms/" + missing + "/place", "{\"muted\":true}"));
    }
  }

  @Test
  void findsTheConversationOfTheSamePeople() {
    Http ben = Http.guest(node, "Ben");
    JsonObject room = Http.json(checked(200, post(ann, "/api/direct", "{\"users\":[\"" + id(ben) + "\"]}"))).getJsonObject("room");
    JsonObject again = Http.json(checked(200, post(ben, "/api/direct", "{\"users\":[\"" + id(ann) + "\",\"" + id(ben) + "\"]}"))).getJsonObject("room");
    assertEquals(room.getString("id"), again.getString("id"));
    assertEquals(List.of("Ben", "Ann"), List.of(room.getString("name"), again.getString("name")));
    assertTrue(checked(200, ann.request("/api/rooms").GET()).body().contains(room.getString("id")));
    assertFalse(checked(200, ben.request("/api/rooms").GET()).body().contains(room.getString("id")), "nothing was said yet");
    checked(201, post(ann, "/api/rooms/" + room.getString("id") + "/messages", "{\"id\":\"first-" + room.getString("id") + "\",\"text\":\"hello\"}"));
    assertTrue(checked(200, ben.request("/api/rooms").GET()).body().contains(room.getString("id")));
    assertFalse(checked(200, Http.guest(node, "Eve").request("/api/rooms").GET()).body().contains(room.getString("id")));
    refused(403, "not_permitted", post(ben, "/api/send", command("leave", room.getString("id"), "")));
  }

  private Set<String> roles(Http client, String members) {
    return Http.json(checked(200, client.request(members).GET())).getJsonArray("members").stream().map(JsonObject.class::cast)
        .map(member -> member.getString("role") + " " + member.getJsonObject("user").getString("id")).collect(Collectors.toSet());
  }

  @Test
  void makesNoMoreRoomsThanAStoreMayHave() {
    for (var create : List.of(post(latecomer, "/api/rooms", "{\"name\":\"one more\"}"),
        post(latecomer, "/api/send", "{\"address\":\"chat.create\",\"body\":{\"name\":\"one more\"}}"))) {
      assertEquals("rooms_full", Http.json(checked(403, create)).getString("code"));
    }
    assertEquals(Limits.ROOMS_LISTED + 1, Http.json(checked(200, latecomer.request("/api/rooms").GET())).getJsonArray("rooms").size(), "the first ones, and the one that everybody has joined");
  }
}
