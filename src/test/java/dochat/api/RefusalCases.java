package dochat.api;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.PostgresServer;
import dochat.support.RawHttp;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What openapi.yaml says of requests that are refused, and of nodes that are full or without a store. */
abstract class RefusalCases extends ApiCases {
  RefusalCases(Served served) {
    super(served);
  }

  private static final int END = -1;

  @Test
  void refusesBodiesThatAreNoneOrTooLarge() {
    for (String path : List.of("/api/session", "/api/accounts", "/api/rooms", "/api/direct", "/api/rooms/general/messages", "/api/feed", "/api/send", "/api/lab/tcp", "/api/invitations/look", "/api/invitations/use", "/api/passkeys/options",
        "/api/passkeys")) {
      refused(400, "bad_json", post(ann, path, ""));
      refused(400, "bad_json", post(ann, path, "[]"));
      refused(400, "bad_json", post(ann, path, "{\"name\":"));
      refused(400, "bad_json", ann.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"name\":\"José\"}", StandardCharsets.ISO_8859_1)));
      refused(400, "bad_request", post(ann, path, "{}"));
      refused(415, "bad_media_type", ann.request(path).POST(BodyPublishers.ofString("{}")));
      refused(415, "bad_media_type", ann.request(path).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));
      refused(413, "frame_too_large", post(ann, path, "{\"pad\":\"" + "x".repeat(BODY_BYTES - 9) + "\"}"));
    }
    for (String text : List.of("[]", "x".repeat(BODY_BYTES + 1))) {
      refused(text.length() < BODY_BYTES ? 400 : 413, text.length() < BODY_BYTES ? "bad_json" : "frame_too_large", change(ann, text));
    }
    refused(400, "bad_request", change(ann, "{}"));
    refused(415, "bad_media_type", ann.request("/api/me/password").PUT(BodyPublishers.ofString("{}")));
    for (String request : List.of("PUT /api/entry", "PATCH /api/accounts/x", "POST /api/invitations", "POST /api/me/deletion", "POST /api/passkeys/x/deletion", "PATCH /api/me", "PATCH /api/me/preferences")) {
      String[] words = request.split(" ");
      refused(400, "bad_json", ann.request(words[1]).header("Content-Type", "application/json").method(words[0], BodyPublishers.ofString("[]")));
      refused(415, "bad_media_type", ann.request(words[1]).method(words[0], BodyPublishers.ofString("{}")));
      refused(413, "frame_too_large", ann.request(words[1]).header("Content-Type", "application/json").method(words[0], BodyPublishers.ofString("x".repeat(BODY_BYTES + 1))));
    }
    refused(400, "bad_request", post(ann, "/api/me/deletion", "{\"password\":1}"));
    refused(400, "bad_request", post(ann, "/api/passkeys/x/deletion", "{\"password\":1}"));
    refused(400, "bad_request", post(ann, "/api/rooms", "{\"pad\":\"" + "x".repeat(BODY_BYTES - 10) + "\"}"));
    String message = "/api/rooms/general/messages/1";
    refused(400, "bad_json", patch(ann, message, "[]"));
    refused(400, "bad_request", patch(ann, message, "{}"));
    refused(415, "bad_media_type", ann.request(message).method("PATCH", BodyPublishers.ofString("{}")));
    refused(413, "frame_too_large", patch(ann, message, "x".repeat(BODY_BYTES + 1)));
    String general = "/api/rooms/general";
    refused(400, "bad_json", patch(ann, general, "[]"));
    refused(415, "bad_media_type", ann.request(general).method("PATCH", BodyPublishers.ofString("{}")));
    refused(413, "frame_too_large", patch(ann, general, "x".repeat(BODY_BYTES + 1)));
    refused(400, "bad_json", patch(ann, general + "/place", "[]"));
    refused(415, "bad_media_type", ann.request(general + "/place").method("PATCH", BodyPublishers.ofString("{}")));
    refused(413, "frame_too_large", patch(ann, general + "/place", "x".repeat(BODY_BYTES + 1)));
    for (String draft : List.of(general + "/draft", message + "/draft")) {
      refused(400, "bad_json", place(ann, draft, "[]"));
      refused(415, "bad_media_type", ann.request(draft).PUT(BodyPublishers.ofString("{}")));
      refused(413, "frame_too_large", place(ann, draft, "x".repeat(BODY_BYTES + 1)));
    }
    refused(413, "frame_too_large", ann.request(message + "/follow").PUT(BodyPublishers.ofString("x".repeat(BODY_BYTES + 1))));
    refused(413, "frame_too_large", ann.request(general + "/bans/x").PUT(BodyPublishers.ofString("x".repeat(BODY_BYTES + 1))));
    refused(413, "frame_too_large", ann.request(message + "/pin").PUT(BodyPublishers.ofString("x".repeat(BODY_BYTES + 1))));
    String member = "/api/rooms/general/members/x";
    refused(400, "bad_json", place(ann, member, "[]"));
    refused(415, "bad_media_type", ann.request(member).PUT(BodyPublishers.ofString("{}")));
    refused(413, "frame_too_large", place(ann, member, "x".repeat(BODY_BYTES + 1)));
    refused(413, "frame_too_large", ann.request(reaction("general", 1, "👍")).PUT(BodyPublishers.ofString("x".repeat(BODY_BYTES + 1))));
    for (String path : List.of("/api/lab/room", "/api/lab/head")) {
      refused(413, "frame_too_large", post(ann, path, "x".repeat(BODY_BYTES + 1)));
    }
  }

  @Test
  void refusesNobodyAndOtherPeoplesPages() {
    Http nobody = new Http(node);
    Http forger = new Http(node, "forged");
    for (String path : List.of("/api/session", "/api/me", "/api/me/preferences", "/api/sessions", "/api/passkeys", "/api/accounts", "/api/invitations", "/api/rooms", "/api/rooms/general", "/api/rooms/general/draft", "/api/directory", "/api/people", "/api/people/x", "/api/people/x/picture", "/api/rooms/general/members", "/api/rooms/general/bans", "/api/rooms/general/messages", "/api/rooms/general/messages/1/edits", "/api/rooms/general/messages/1/draft", "/api/rooms/general/messages/1/readers", "/api/rooms/general/messages/1/followers", "/api/rooms/general/pins", "/api/rooms/general/events",
        "/api/rooms/general/stream")) {
      refused(401, "unauthenticated", nobody.request(path).GET());
      refused(401, "unauthenticated", forger.request(path).GET());
      refused(403, "origin_refused", ann.request(path).header("Origin", EVIL).GET());
    }
    for (String path : List.of("/api/rooms", "/api/direct", "/api/rooms/general/messages", "/api/feed", "/api/send", "/api/lab/room", "/api/lab/tcp", "/api/invitations", "/api/invitations/use", "/api/me/deletion", "/api/passkeys", "/api/passkeys/x/deletion")) {
      refused(401, "unauthenticated", post(nobody, path, "{}"));
      refused(403, "origin_refused", post(ann, path, "{}").header("Origin", EVIL));
    }
    for (String change : List.of("PATCH /api/rooms/general", "PATCH /api/rooms/general/place", "PUT /api/rooms/general/draft", "PUT /api/rooms/general/messages/1/draft", "PUT /api/rooms/general/messages/1/pin", "DELETE /api/rooms/general/messages/1/pin", "PUT /api/rooms/general/messages/1/follow", "DELETE /api/rooms/general/messages/1/follow", "PATCH /api/rooms/general/messages/1", "DELETE /api/rooms/general/messages/1",
        "PUT /api/rooms/general/messages/1/reactions/a", "DELETE /api/rooms/general/messages/1/reactions/a", "PUT /api/rooms/general/members/x", "PUT /api/rooms/general/bans/x", "DELETE /api/rooms/general/bans/x", "PUT /api/me/password", "PATCH /api/me", "PATCH /api/me/preferences", "PUT /api/me/picture", "DELETE /api/me/picture", "DELETE /api/sessions", "DELETE /api/sessions/x",
        "DELETE /api/rooms/general/members/x", "PUT /api/entry", "PATCH /api/accounts/x", "DELETE /api/invitations/x")) {
      String[] words = change.split(" ");
      refused(401, "unauthenticated", nobody.request(words[1]).method(words[0], BodyPublishers.noBody()));
      refused(403, "origin_refused", ann.request(words[1]).header("Origin", EVIL).method(words[0], BodyPublishers.noBody()));
      String cookie = "dochat-" + node.port() + "=" + ann.token();
      refused(403, "origin_refused", nobody.request(words[1]).header("Cookie", cookie).method(words[0], BodyPublishers.noBody()));
      refused(403, "origin_refused", nobody.request(words[1]).header("Cookie", cookie).header("Origin", EVIL).method(words[0], BodyPublishers.noBody()));
    }
    refused(401, "unauthenticated", nobody.request("/api/session").DELETE());
    refused(403, "origin_refused", ann.request("/api/session").header("Origin", EVIL).DELETE());
    refused(403, "origin_refused", post(nobody, "/api/session", "{\"name\":\"Eve\"}").header("Origin", EVIL));
    refused(403, "origin_refused", post(nobody, "/api/accounts", "{}").header("Origin", EVIL));
    refused(403, "origin_refused", post(nobody, "/api/invitations/look", "{}").header("Origin", EVIL));
    for (String path : List.of("/api/entry", "/api/openapi.yaml", "/api/lab/head")) {
      refused(403, "origin_refused", nobody.request(path).header("Origin", EVIL).GET());
    }
    refused(403, "origin_refused", post(nobody, "/api/lab/head", "{}").header("Origin", EVIL));
    refused(401, "unauthenticated", post(nobody, "/api/lab/head", "{}"));
  }

  @Test
  void refusesWhatBreaksTheRules() {
    String room = newRoom();
    String messages = "/api/rooms/" + room + "/messages";
    checked(201, post(ann, messages, "{\"id\":\"used-" + room + "\",\"text\":\"used\"}"));
    String used = "{\"id\":\"used-" + room + "\",\"text\":\"elsewhere\"}";
    String tooLong = "{\"id\":\"long\",\"text\":\"" + "가".repeat(4_001) + "\"}";
    refused(400, "bad_name", post(new Http(node), "/api/session", "{\"name\":\"\"}"));
    refused(400, "bad_name", post(new Http(node), "/api/accounts", "{\"handle\":\"noname\",\"password\":\"correct horse\",\"name\":\"\"}"));
    for (String path : List.of("/api/session", "/api/accounts")) {
      refused(400, "bad_handle", post(new Http(node), path, "{\"handle\":\"민지\",\"password\":\"correct horse\"}"));
      refused(400, "bad_password", post(new Http(node), path, "{\"handle\":\"minji\",\"password\":\"short\"}"));
    }
    refused(400, "common_password", post(new Http(node), "/api/accounts", "{\"handle\":\"minji\",\"password\":\"password1\"}"));
    refused(400, "bad_password", change(ann, "{\"old\":\"correct horse\",\"password\":\"short\"}"));
    refused(400, "bad_room_name", post(ann, "/api/rooms", "{\"name\":\"\"}"));
    refused(409, "room_exists", post(ann, "/api/rooms", "{\"name\":\"gEnErAl\"}"));
    refused(400, "bad_id", post(ann, messages, "{\"id\":\"\",\"text\":\"text\"}"));
    refused(400, "text_empty", post(ann, messages, "{\"id\":\"empty\",\"text\":\" \"}"));
    refused(413, "text_too_long", post(ann, messages, tooLong));
    refused(409, "id_reused", post(ann, "/api/rooms/general/messages", used));
    for (String missing : List.of("no-such-room", "General", "..%2Fgeneral", "%00")) {
      refused(404, "room_not_found", post(ann, "/api/rooms/" + missing + "/messages", "{\"id\":\"x\",\"text\":\"text\"}"));
      refused(404, "room_not_found", ann.request("/api/rooms/" + missing + "/events").GET());
      refused(404, "room_not_found", ann.request("/api/rooms/" + missing + "/events?after=0").GET());
      refused(404, "room_not_found", ann.request("/api/rooms/" + missing + "/stream").GET());
    }
    for (String query : List.of("after=x", "after=-2", "before=1.5", "limit=0", "limit=501", "after=0&wait=61", "after=9007199254740992")) {
      refused(400, "bad_cursor", ann.request("/api/rooms/general/events?" + query).GET());
    }
    refused(400, "bad_cursor", ann.request("/api/rooms/general/stream?after=x").GET());
    refused(400, "bad_cursor", post(ann, "/api/feed", "{\"after\":{\"general\":\"x\"}}"));
    refused(400, "bad_cursor", post(ann, "/api/feed", "{\"after\":{\"general\":0},\"wait\":61}"));
    refused(400, "bad_id", post(ann, "/api/rooms", "{\"name\":\"with an id\",\"id\":\"no spaces\"}"));
    refused(404, "unknown_address", post(ann, "/api/send", "{\"address\":\"dochat.presence\"}"));
    refused(400, "bad_request", post(ann, "/api/send", "{\"address\":\"chat.session\",\"body\":{\"name\":\"Ann\"}}"));
    refused(404, "room_not_found", post(ann, "/api/send", command("join", "no-such-room", "")));
    for (String every : List.of("0", "16", "x")) {
      refused(400, "bad_cursor", ann.request("/api/rooms/general/stream?every=" + every).GET());
      refused(400, "bad_cursor", post(ann, "/api/feed", "{\"after\":{},\"every\":\"" + every + "\"}"));
    }
    refused(400, "bad_cursor", post(ann, "/api/send", command("events", "general", ",\"limit\":0")));
    refused(400, "bad_room_name", post(ann, "/api/send", "{\"address\":\"chat.create\",\"body\":{\"name\":\"\"}}"));
    refused(409, "room_exists", post(ann, "/api/send", "{\"address\":\"chat.create\",\"body\":{\"name\":\"general\"}}"));
    refused(400, "bad_id", post(ann, "/api/send", command("post", room, ",\"id\":\"\",\"text\":\"text\"")));
    refused(400, "text_empty", post(ann, "/api/send", command("post", room, ",\"id\":\"x\",\"text\":\"\"")));
    refused(413, "text_too_long", post(ann, "/api/send", command("post", room, "," + tooLong.substring(1, tooLong.length() - 1))));
    refused(409, "id_reused", post(ann, "/api/send", command("post", "general", "," + used.substring(1, used.length() - 1))));
  }

  @Test
  void refusesWhoIsTooFast() {
    String room = newRoom();
    Http hasty = Http.guest(node, "Hasty");
    refusedAtLast(i -> post(hasty, "/api/rooms/" + room + "/messages", "{\"id\":\"h" + i + "\",\"text\":\"now\"}"));
    for (HttpRequest.Builder change : List.of(patch(hasty, "/api/rooms/" + room + "/messages/1", "{\"id\":\"e\",\"text\":\"later\"}"),
        hasty.request("/api/rooms/" + room + "/messages/1").DELETE(), put(hasty, reaction(room, 1, "👍")), hasty.request(reaction(room, 1, "👍")).DELETE(),
        patch(hasty, "/api/rooms/" + room, "{\"id\":\"n\",\"topic\":\"now\"}"), put(hasty, "/api/rooms/" + room + "/messages/1/pin"), hasty.request("/api/rooms/" + room + "/messages/1/pin").DELETE(), put(hasty, "/api/rooms/" + room + "/messages/1/follow"),
        hasty.request("/api/rooms/" + room + "/messages/1/follow").DELETE())) {
      refusedAtLast(i -> change);
    }
    refusedAtLast(i -> post(hasty, "/api/send", command("post", room, ",\"id\":\"s" + i + "\",\"text\":\"now\"")));
    refusedAtLast(i -> post(hasty, "/api/rooms", "{\"name\":\"" + UUID.randomUUID() + "\"}"));
    refusedAtLast(i -> post(hasty, "/api/lab/room", ""));
    refusedAtLast(i -> patch(hasty, "/api/rooms/" + room + "/place", "{\"muted\":true}"));
    refusedAtLast(i -> place(hasty, "/api/rooms/" + room + "/draft", "{\"text\":\"x\"}"));
    refusedAtLast(i -> place(hasty, "/api/rooms/" + room + "/messages/1/draft", "{\"text\":\"x\"}"));
    refusedAtLast(i -> patch(hasty, "/api/me/preferences", "{\"theme\":\"dark\"}"));
    refusedAtLast(i -> hasty.request("/api/directory?q=x").GET());
    refusedAtLast(i -> hasty.request("/api/people?search=x").GET());
    refusedAtLast(i -> post(hasty, "/api/direct", "{\"users\":[\"" + id(ann) + "\"]}"));
    String member = "/api/rooms/" + room + "/members/" + id(ann);
    refusedAtLast(i -> place(hasty, member, "{\"role\":\"member\"}"));
    refusedAtLast(i -> hasty.request(member).DELETE());
    String ban = "/api/rooms/" + room + "/bans/" + id(ann);
    refusedAtLast(i -> hasty.request(ban).PUT(BodyPublishers.noBody()));
    refusedAtLast(i -> hasty.request(ban).DELETE());
  }

  @Test
  void letsAnAddressHaveOnlySoManyConnections(@TempDir Path data) throws IOException {
    try (ChatNode crowded = ChatNode.start(data, "--address-connections", "1"); RawHttp first = new RawHttp(crowded)) {
      assertEquals(200, first.request("GET", "/health/live", null).head().status());
      RawHttp silent = new RawHttp(crowded);
      Http second = new Http(crowded);
      for (String request : List.of("GET /api/session", "POST /api/session", "DELETE /api/session", "GET /api/rooms", "POST /api/rooms",
          "POST /api/direct", "GET /api/people", "GET /api/directory", "GET /api/rooms/general", "GET /api/rooms/general/members", "GET /api/rooms/general/bans", "PUT /api/rooms/general/bans/x", "DELETE /api/rooms/general/bans/x", "PUT /api/rooms/general/members/x", "DELETE /api/rooms/general/members/x",
          "PATCH /api/rooms/general", "PATCH /api/rooms/general/place", "GET /api/rooms/general/draft", "PUT /api/rooms/general/draft", "GET /api/rooms/general/messages/1/draft", "PUT /api/rooms/general/messages/1/draft", "PUT /api/rooms/general/messages/1/pin", "DELETE /api/rooms/general/messages/1/pin", "PUT /api/rooms/general/messages/1/follow", "DELETE /api/rooms/general/messages/1/follow", "GET /api/rooms/general/messages/1/followers", "GET /api/rooms/general/pins",
          "GET /api/rooms/general/events", "GET /api/rooms/general/messages", "POST /api/rooms/general/messages",
          "GET /api/rooms/general/messages/1/edits", "GET /api/rooms/general/messages/1/readers", "PATCH /api/rooms/general/messages/1", "DELETE /api/rooms/general/messages/1", "PUT /api/rooms/general/messages/1/reactions/a",
          "DELETE /api/rooms/general/messages/1/reactions/a", "GET /api/entry", "POST /api/accounts", "GET /api/me", "PATCH /api/me", "GET /api/me/preferences", "PATCH /api/me/preferences", "PUT /api/me/picture", "DELETE /api/me/picture", "GET /api/people/x", "GET /api/people/x/picture", "PUT /api/me/password",
          "PUT /api/entry", "GET /api/accounts", "PATCH /api/accounts/x", "GET /api/invitations", "POST /api/invitations", "DELETE /api/invitations/x",
          "POST /api/invitations/look", "POST /api/invitations/use", "POST /api/me/deletion", "GET /api/passkeys", "POST /api/passkeys", "POST /api/passkeys/options", "POST /api/passkeys/x/deletion", "GET /api/sessions", "DELETE /api/sessions", "DELETE /api/sessions/x", "GET /api/rooms/general/stream", "POST /api/feed",
          "POST /api/send", "POST /api/lab/room", "POST /api/lab/tcp")) {
        String[] words = request.split(" ");
        HttpResponse<String> answer = checked(second.send(second.request(words[1]).method(words[0], BodyPublishers.noBody())));
        assertEquals("too_many_connections", Http.json(answer).getString("code"), request);
      }
      assertEquals(200, second.get("/health/live").statusCode(), "who asks whether it lives is told");
      try (RawHttp refused = new RawHttp(crowded); silent) {
        assertEquals("429 close", status(refused.request("GET", "/api/rooms", null).answer()));
        assertEquals(END, refused.read());
        assertEquals(END, silent.read(), "who is one too many and asks nothing is not kept");
      }
    }
  }

  private static String status(RawHttp.Answer answer) {
    return answer.status() + " " + answer.headers().get("connection");
  }

  @Test
  void knowsItsPathsAndTheirMethods() {
    refused(404, "not_found", ann.request("/api/nothing").GET());
    refused(404, "not_found", ann.request("/nothing").GET());
    refused(404, "not_found", ann.request("/nothing").DELETE());
    for (String request : List.of("PUT /api/session GET,POST,DELETE", "DELETE /api/rooms GET,POST", "GET /api/direct POST", "PUT /api/accounts GET,POST", "GET /api/accounts/x PATCH", "POST /api/entry GET,PUT", "PUT /api/invitations GET,POST", "GET /api/invitations/look POST", "GET /api/me/deletion POST", "GET /api/me/password PUT", "PUT /api/sessions GET,DELETE", "GET /api/sessions/x DELETE", "PUT /api/people GET", "PUT /api/people/x GET", "POST /api/people/x/picture GET", "GET /api/me/picture PUT,DELETE", "PUT /api/me GET,PATCH", "PUT /api/me/preferences GET,PATCH",
        "POST /api/rooms/general/members GET", "GET /api/rooms/general/members/x PUT,DELETE", "GET /api/feed POST",
        "GET /api/send POST", "POST /api/rooms/general/events GET", "PUT /api/rooms/general/messages GET,POST", "GET /api/rooms/general/messages/1 PATCH,DELETE",
        "POST /api/rooms/general/messages/1/reactions/a PUT,DELETE", "POST /api/rooms/general/messages/1/edits GET", "POST /api/rooms/general/messages/1/readers GET", "PUT /api/rooms/general GET,PATCH", "GET /api/rooms/general/place PATCH", "POST /api/rooms/general/draft GET,PUT", "POST /api/rooms/general/messages/1/draft GET,PUT", "POST /api/directory GET", "GET /api/rooms/general/messages/1/pin PUT,DELETE", "POST /api/rooms/general/pins GET", "GET /api/lab/room POST",
        "GET /api/lab/tcp POST", "PUT /api/lab/head GET,POST")) {
      String[] words = request.split(" ");
      HttpResponse<String> answer =
          refused(405, "method_not_allowed", ann.request(words[1]).method(words[0], BodyPublishers.noBody()));
      List<String> allowed = List.of(answer.headers().firstValue("Allow").orElse("").split(", *"));
      assertTrue(allowed.containsAll(List.of(words[2].split(","))), request + ": Allow: " + allowed);
    }
  }

  @Test
  void knowsNoProviderWithoutOne() {
    for (String path : List.of("/api/oidc/start", "/api/me/provider/deletion")) {
      refused(404, "not_found", post(ann, path, "{}"));
    }
    refused(404, "not_found", ann.request("/api/oidc/callback").GET());
  }

  /** A post that was not acknowledged is sent again when the store is back, and is there once. */
  @Test
  void isBusyWhileTheStoreIsAwayAndGoesOnWhenItIsBack(@TempDir Path data) {
    try (PostgresServer store = PostgresServer.start();
        ChatNode away = ChatNode.start(data, "--database", store.newDatabase(), "--registration", "closed")) {
      Http ben = Http.guest(away, "Ben");
      assertEquals("registration_closed", Http.json(checked(ben.post("/api/accounts", "{\"handle\":\"ben\",\"password\":\"correct horse\"}"))).getString("code"));
      assertEquals(201, post(ben, "first").statusCode());
      store.stop();
      var answers = List.of(CompletableFuture.supplyAsync(() -> post(ben, "second")), CompletableFuture.supplyAsync(() -> ben.get("/api/rooms")));
      answers.forEach(answer -> {
        assertEquals(503, answer.join().statusCode());
        api.check(answer.join());
      });
      eventually("it is not ready", () -> checked(ben.get("/health/ready")).statusCode() == 503);
      assertEquals(200, ben.get("/health/live").statusCode());
      store.run();
      eventually("it is ready again", () -> ben.get("/health/ready").statusCode() == 200);
      assertTrue(post(ben, "second").statusCode() / 100 == 2);
      assertEquals(List.of("first", "second"), texts(ben.get("/api/rooms/general/events")));
    }
  }
}
