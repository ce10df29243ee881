package dochat.api;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What openapi.yaml says of the ways to listen, of commands in one address, and of the lab. */
abstract class ListeningCases extends ApiCases {
  ListeningCases(Served served) {
    super(served);
  }

  @Test
  void pollsWithoutABodyWhileNothingHappens() {
    String room = newRoom();
    String poll = "/api/rooms/" + room + "/events?after=0";
    HttpResponse<String> empty = checked(200, ann.request(poll).GET());
    String tag = empty.headers().firstValue("ETag").orElseThrow();
    checked(304, ann.request(poll).header("If-None-Match", tag).GET());
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"" + room + "\",\"text\":\"news\"}"));
    HttpResponse<String> news = checked(200, ann.request(poll + "&wait=20").header("If-None-Match", tag).GET());
    assertEquals(List.of("news"), texts(news));
    assertNotEquals(tag, news.headers().firstValue("ETag").orElseThrow());
    assertEquals(true, Http.json(checked(200, ann.request(poll + "&epoch=another").GET())).getBoolean("reset"));
    assertEquals(true, Http.json(checked(200, ann.request("/api/rooms/" + room + "/events?after=7").GET())).getBoolean("reset"));
  }

  @Test
  void longPollsUntilSomebodySpeaks() {
    String room = newRoom();
    var poll = CompletableFuture.supplyAsync(() -> checked(200, ann.request("/api/rooms/" + room + "/events?after=0&wait=20").GET()));
    eventually("the poll is there", () -> here(room) == 1);
    assertFalse(poll.isDone());
    checked(201, post(Http.guest(node, "Ben"), "/api/rooms/" + room + "/messages", "{\"id\":\"x\",\"text\":\"at last\"}"));
    assertEquals(List.of("at last"), texts(poll.join()));
    assertEquals(List.of(), texts(checked(200, ann.request("/api/rooms/" + room + "/events?after=1&wait=1").GET())));
  }

  @Test
  void streamsLinesAndServerSentEvents() throws IOException {
    String room = newRoom();
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"" + room + "\",\"text\":\"streamed\"}"));
    try (OpenStream lines = stream(ann.request("/api/rooms/" + room + "/stream?after=0").GET())) {
      List<String> texts = List.of(lines.line(), lines.line());
      texts.forEach(line -> api.checkLine("StreamLine", line));
      assertEquals("head", new JsonObject(texts.get(0)).getString("type"));
      assertEquals("streamed", new JsonObject(texts.get(1)).getString("text"));
    }
    try (OpenStream events = stream(ann.request("/api/rooms/" + room + "/stream").header("Accept", "text/event-stream")
        .header("Last-Event-ID", "0").GET())) {
      assertEquals(List.of("retry: 2000", "event: head"), List.of(events.line(), events.line()));
      String id = events.line();
      assertTrue(id.endsWith(".0"), id);
      api.checkLine("StreamLine", events.line().substring("data: ".length()));
      assertEquals(id.replace(".0", ".1"), events.line());
      assertEquals("streamed", new JsonObject(events.line().substring("data: ".length())).getString("text"));
    }
  }

  @Test
  void feedsSeveralRoomsAtOnce() throws IOException {
    String room = newRoom();
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"" + room + "\",\"text\":\"fed\"}"));
    String body = "{\"after\":{\"" + room + "\":0,\"general\":null,\"no-such-room\":0}}";
    JsonArray frames = Http.json(checked(200, post(ann, "/api/feed", body))).getJsonArray("frames");
    List<String> types = frames.stream().map(frame -> ((JsonObject) frame).getString("type")).sorted().toList();
    assertEquals(List.of("err", "rec", "rec"), types);
    assertTrue(frames.encode().contains("\"text\":\"fed\""));
    JsonObject known = frames.stream().map(frame -> ((JsonObject) frame)).filter(frame -> frame.getString("address").equals("room." + room)).findFirst().orElseThrow().getJsonObject("body");
    assertFalse(checked(200, post(ann, "/api/feed", "{\"after\":{\"" + room + "\":" + known.getLong("head") + "},\"epoch\":\"" + known.getString("epoch")
        + "\",\"state\":{\"" + room + "\":\"" + known.getString("state") + "\"}}")).body().contains("fed"));
    try (OpenStream lines = stream(post(ann, "/api/feed", body.replace("}}", "},\"every\":5}")).header("Accept", "application/x-ndjson"))) {
      Set<String> addresses = new TreeSet<>();
      while (addresses.size() < 3) {
        String line = lines.line();
        api.checkLine("Frame", line);
        addresses.add(new JsonObject(line).getString("type") + " " + new JsonObject(line).getString("address"));
      }
      assertEquals(Set.of("err room.no-such-room", "rec room.general", "rec room." + room), addresses);
    }
  }

  @Test
  void tellsAFeedOfNewRooms() {
    var feed = CompletableFuture.supplyAsync(() -> checked(200, post(ann, "/api/feed", "{\"after\":{},\"rooms\":true,\"wait\":20}")));
    eventually("a new room is news", () -> {
      newRoom();
      return feed.isDone();
    });
    assertEquals("{\"frames\":[{\"type\":\"rec\",\"address\":\"chat.rooms\",\"body\":{\"changed\":true}}]}", feed.join().body());
  }

  @Test
  void tellsOfOnesOwnRoomsWhatIsNotKnown() {
    Http ben = Http.guest(node, "Ben");
    String room = newRoom();
    checked(200, post(ben, "/api/send", command("join", room, "")));
    JsonObject known = Http.json(checked(200, post(ben, "/api/feed", "{\"after\":{},\"me\":true}"))).getJsonArray("frames").getJsonObject(0);
    assertTrue(known.encode().contains("\"id\":\"" + room + "\""));
    String me = "{\"after\":{},\"wait\":20,\"me\":\"" + known.getJsonObject("body").getString("state") + "\"}";
    var feed = CompletableFuture.supplyAsync(() -> checked(200, post(ben, "/api/feed", me)));
    checked(201, post(ann, "/api/rooms/" + room + "/messages", "{\"id\":\"own-" + room + "\",\"text\":\"where nobody looks\"}"));
    String told = feed.join().body();
    assertTrue(told.contains("where nobody looks") && told.contains("\"unread\":1"), told);
    refused(400, "bad_request", post(ben, "/api/feed", "{\"after\":{},\"me\":5}"));
  }

  @Test
  void sendsEveryCommand() {
    String room = newRoom();
    String secret = privateRoom(ann);
    Http latest = Http.guest(node, "Latest");
    String user = ",\"user\":\"" + id(latest) + "\"";
    for (String command : List.of("{\"address\":\"chat.session\"}", "{\"address\":\"chat.rooms\"}", "{\"address\":\"chat.me\"}",
        "{\"address\":\"chat.create\",\"body\":{\"name\":\"" + UUID.randomUUID() + "\"}}",
        command("post", room, ",\"id\":\"sent-" + room + "\",\"text\":\"sent\""), command("events", room, ""),
        command("edit", room, ",\"seq\":1,\"id\":\"edited-" + room + "\",\"text\":\"better\""), command("messages", room, ""), command("edits", room, ",\"seq\":1"),
        command("react", room, ",\"seq\":1,\"id\":\"liked-" + room + "\",\"emoji\":\"👍\",\"on\":true"),
        command("react", room, ",\"seq\":1,\"id\":\"likes-" + room + "\",\"emoji\":\"👍\",\"on\":true"),
        command("delete", room, ",\"seq\":1,\"id\":\"gone-" + room + "\""),
        command("typing", room, ",\"typing\":true"), command("read", room, ",\"seq\":1"), command("presence", room, ""),
        command("follow", room, ",\"seq\":1,\"id\":\"f-" + room + "\",\"on\":false"), command("followers", room, ",\"seq\":1"), command("pins", room, ""), command("room", room, ""), command("leave", room, ""), command("join", room, ",\"id\":\"in-" + room + "\""), "{\"address\":\"chat.directory\",\"body\":{\"q\":\"x\"}}", command("place", secret, ",\"muted\":true"), "{\"address\":\"chat.preferences\",\"body\":{\"theme\":\"dark\"}}", command("draft", secret, ",\"text\":\"x\""), command("post", secret, ",\"id\":\"read-" + secret + "\",\"text\":\"sent\""), command("thread-draft", secret, ",\"seq\":1,\"text\":\"x\""), command("readers", secret, ",\"seq\":1"), command("update", secret, ",\"id\":\"u-" + secret + "\",\"slow\":5"), command("members", room, ""), "{\"address\":\"chat.people\"}", "{\"address\":\"chat.profile\",\"body\":{\"zone\":\"Asia/Seoul\"}}", "{\"address\":\"chat.cards\",\"body\":{\"users\":[\"" + id(latest) + "\"]}}", "{\"address\":\"chat.direct\",\"body\":{\"users\":[\"" + id(latest) + "\"]}}",
        command("invite", secret, ",\"id\":\"i-" + secret + "\"" + user), command("role", secret, ",\"id\":\"r-" + secret + "\",\"role\":\"reader\"" + user),
        command("remove", secret, ",\"id\":\"d-" + secret + "\"" + user), command("bans", secret, ""),
        command("ban", secret, ",\"id\":\"b-" + secret + "\"" + user), command("unban", secret, ",\"id\":\"l-" + secret + "\"" + user), command("leave", secret, ""))) {
      checked(200, post(ann, "/api/send", command));
    }
  }

  @Test
  void opensALabAndSaysWhatItCosts() throws IOException {
    String room = Http.json(checked(201, post(ann, "/api/lab/room", ""))).getJsonObject("room").getString("id");
    assertFalse(checked(200, ann.request("/api/rooms").GET()).body().contains(room));
    checked(200, ann.request("/api/lab/head").GET());
    checked(200, post(ann, "/api/lab/head", "no JSON"));
    assertEquals(0, report(room, "posted").getInteger("posted"));
    assertEquals("room_not_found", report("no-such-room", "problem").getString("problem"));
  }

  private int here(String room) {
    return Http.json(checked(200, post(ann, "/api/send", command("presence", room, "")))).getInteger("count");
  }

  /** The first report of a talk over TCP that has this field. */
  private JsonObject report(String room, String field) throws IOException {
    try (OpenStream reports = stream(post(ann, "/api/lab/tcp", "{\"room\":\"" + room + "\",\"every\":2}"))) {
      JsonObject report = new JsonObject();
      while (!report.containsKey(field)) {
        String line = reports.line();
        api.checkLine("LabReport", line);
        report = new JsonObject(line);
      }
      return report;
    }
  }

  private OpenStream stream(HttpRequest.Builder request) throws IOException {
    return new OpenStream(request.build(), api);
  }
}
