package dochat.api;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.picture.Uploads;
import dochat.protocol.Limits;
import dochat.security.OwnerLink;
import dochat.security.Tokens;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import dochat.support.Admin;
import dochat.support.Authenticator;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.PostgresServer;
import dochat.support.RawHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Every route gives every answer that openapi.yaml documents, as it documents it, and no other. */
@TestInstance(Lifecycle.PER_CLASS)
class ApiIT {
  private static final int BODY_BYTES = 65_536;
  private static final int CROWD = 16;
  private static final int END = -1;
  private static final String ADMIN = "a-token-of-the-administrator";
  private static final String EVIL = "http://evil.example";

  /** No client brings a node to that; EndedMemberIT does. */
  private static final String NOT_ALIVE = "/paths/~1health~1live/get/responses/503";

  private ChatNode node;
  /** One whose store gets full, and whose door is crowded. */
  private ChatNode full;
  private Path file;
  private OpenApi api;
  private Http ann;
  private Http latecomer;

  @BeforeAll
  void start(@TempDir Path data, @TempDir Path filled) throws IOException, SQLException {
    node = ChatNode.start(data, "--admin-token", ADMIN);
    file = data.resolve("dochat.db");
    full = ChatNode.start(filled);
    fill(filled.resolve("dochat.db"));
    HttpResponse<String> served = new Http(node).get("/api/openapi.yaml");
    assertEquals(Files.readString(Path.of("openapi.yaml")), served.body());
    api = new OpenApi(served.body());
    api.check(served);
    ann = Http.guest(node, "Ann");
    latecomer = Http.guest(full, "Ben");
  }

  @AfterAll
  void everyDocumentedAnswerWasGiven() {
    tellsOnlyTheAdministratorThatItLeaves();
    node.close();
    full.close();
    assertEquals(Set.of(NOT_ALIVE, NOT_ALIVE + " application/json"), api.unseen().stream().filter(each -> !OpenApi.isOfProvider(each)).collect(Collectors.toSet()));
  }

  /** The last thing that the node does. */
  private void tellsOnlyTheAdministratorThatItLeaves() {
    refused(403, "not_admin", drain(null));
    refused(403, "not_admin", drain("Bearer " + ann.token()));
    refused(403, "not_admin", drain("Basic " + ADMIN));
    refused(403, "origin_refused", drain("Bearer " + ADMIN).header("Origin", EVIL));
    Http admin = new Http(node);
    refused(403, "not_admin", ours(admin, "/cluster/session", "{\"token\":\"" + ann.token() + "\"}"));
    refusedAtLast(number -> drain("Bearer " + ADMIN + number));
    refusedAtLast(number -> ours(admin, "/cluster/session", "{\"token\":\"" + ADMIN + number + "\"}"));
    assertEquals("ready", Http.json(checked(200, new Http(node).request("/health/ready").GET())).getString("status"));
    String cookie = Admin.cookie(checked(204, ours(admin, "/cluster/session", "{\"token\":\"" + ADMIN + "\"}")));
    String id = Http.json(checked(200, admin.request("/cluster/nodes").header("Cookie", cookie).GET())).getString("here");
    checked(202, ours(admin, "/cluster/drain", "{\"node\":\"" + id + "\"}").header("Cookie", cookie));
    checked(202, drain("Bearer " + ADMIN));
    eventually(() -> assertEquals("draining", Http.json(checked(503, new Http(node).request("/health/ready").GET())).getString("status")));
  }

  private HttpRequest.Builder drain(String authorization) {
    HttpRequest.Builder request = new Http(node).request("/api/admin/drain").POST(BodyPublishers.noBody());
    return authorization == null ? request : request.header("Authorization", authorization);
  }

  @Test
  void showsTheClusterToTheAdministratorOnly() {
    Http admin = new Http(node);
    String cookie = Admin.cookie(checked(204, ours(admin, "/cluster/session", "{\"token\":\"" + ADMIN + "\"}")));
    assertEquals(201, post(ann, "followed").statusCode());
    long head = Http.json(ann.get("/api/rooms/general/events")).getLong("head");
    for (String query : List.of("room=general&seq=" + head, "id=followed")) {
      eventually(() -> assertEquals("followed", Http.json(checked(200, admin.request("/cluster/message?" + query).header("Cookie", cookie).GET())).getString("id")));
    }
    refused(400, "bad_request", admin.request("/cluster/message?room=general").header("Cookie", cookie).GET());
    refused(404, "not_found", admin.request("/cluster/message?id=nobodys").header("Cookie", cookie).GET());
    refused(404, "room_not_found", admin.request("/cluster/message?room=nowhere&seq=1").header("Cookie", cookie).GET());
    refused(404, "not_found", ours(admin, "/cluster/drain", "{\"node\":\"nobody\"}").header("Cookie", cookie));
    for (String path : List.of("/cluster/nodes", "/cluster/message?id=followed")) {
      refused(401, "unauthenticated", ann.request(path).GET());
      refused(403, "origin_refused", admin.request(path).header("Cookie", cookie).header("Origin", EVIL).GET());
    }
    refused(401, "unauthenticated", ours(admin, "/cluster/drain", "{}"));
    refused(403, "origin_refused", post(admin, "/cluster/drain", "{}").header("Cookie", cookie));
    refused(403, "origin_refused", post(admin, "/cluster/session", "{}"));
    refused(403, "origin_refused", admin.request("/cluster/session").DELETE());
    for (String path : List.of("/cluster/session", "/cluster/drain")) {
      refused(400, "bad_json", ours(admin, path, "[]").header("Cookie", cookie));
      refused(400, "bad_request", ours(admin, path, "{\"token\":1}").header("Cookie", cookie));
      refused(413, "frame_too_large", ours(admin, path, "x".repeat(BODY_BYTES + 1)).header("Cookie", cookie));
      refused(415, "bad_media_type", ours(admin, path, "{}").setHeader("Content-Type", "text/plain").header("Cookie", cookie));
    }
    checked(204, admin.request("/cluster/session").header("Origin", node.url()).DELETE());
  }

  /** As a page of this node asks. */
  private HttpRequest.Builder ours(Http client, String path, String body) {
    return post(client, path, body).header("Origin", node.url());
  }

  @Test
  void signsInWithACookieThatOnlyOurPageCanUse() {
    HttpResponse<String> signedIn = checked(201, post(new Http(node), "/api/session", "{\"name\":\"가나\"}"));
    String token = Http.json(signedIn).getString("token");
    assertEquals("no-store", signedIn.headers().firstValue("Cache-Control").orElseThrow());
    List<String> cookie = List.of(signedIn.headers().firstValue("Set-Cookie").orElseThrow().split("; "));
    String pair = "dochat-" + node.port() + "=" + token;
    assertEquals(pair, cookie.get(0));
    assertTrue(cookie.containsAll(List.of("Path=/", "HTTPOnly", "SameSite=Strict", "Max-Age=" + 180 * 24 * 60 * 60)), cookie.toString());
    assertFalse(cookie.contains("Secure"));

    HttpResponse<String> who = checked(200, new Http(node).request("/api/session").GET().header("Cookie", pair));
    assertEquals("가나", Http.json(who).getJsonObject("user").getString("name"));
    assertEquals(node.name(), Http.json(who).getString("node"));
    refused(403, "origin_refused", new Http(node).request("/api/rooms").header("Cookie", pair)
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"name\":\"no origin\"}")));
    refused(403, "origin_refused", new Http(node).request("/api/session").header("Cookie", pair).DELETE());
    checked(200, new Http(node).request("/api/rooms").GET().header("Cookie", pair));
    checked(200, new Http(node).request("/api/send").header("Cookie", pair).header("Origin", node.url())
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"address\":\"chat.rooms\"}")));
    HttpResponse<String> out = checked(204, new Http(node).request("/api/session").header("Cookie", pair)
        .header("Origin", node.url()).DELETE());
    assertTrue(out.headers().firstValue("Set-Cookie").orElseThrow().startsWith("dochat-" + node.port() + "=; Max-Age=0"));
    refused(401, "unauthenticated", new Http(node).request("/api/session").GET().header("Cookie", pair));
  }

  @Test
  void makesAccountsOfGuestsAndOfStrangers() {
    assertEquals("open", Http.json(checked(200, new Http(node).request("/api/entry").GET())).getString("registration"));
    Http guest = Http.guest(node, "Minji");
    assertFalse(Http.json(checked(200, guest.request("/api/me").GET())).containsKey("handle"));
    refused(403, "no_account", change(guest, "{\"old\":\"correct horse\",\"password\":\"better horse\"}"));
    String proof = "{\"handle\":\"Minji.2\",\"password\":\"correct horse\"}";
    assertEquals("minji.2", Http.json(checked(201, post(guest, "/api/accounts", proof))).getString("handle"));
    assertEquals("minji.2", Http.json(checked(200, guest.request("/api/me").GET())).getString("handle"));
    refused(409, "has_account", post(guest, "/api/accounts", "{\"handle\":\"another\",\"password\":\"correct horse\"}"));
    refused(409, "handle_taken", post(Http.guest(node, "Ben"), "/api/accounts", proof));
    refused(401, "unauthenticated", post(new Http(node, "forged"), "/api/accounts", "{\"handle\":\"forged\",\"password\":\"correct horse\"}"));
    JsonObject stranger = Http.json(checked(201, post(new Http(node), "/api/accounts", "{\"handle\":\"mina\",\"password\":\"correct horse\",\"name\":\"미나\"}")));
    assertEquals("미나", stranger.getJsonObject("user").getString("name"));
    assertEquals(stranger.getJsonObject("user"), Http.json(checked(200, new Http(node, stranger.getString("token")).request("/api/session").GET())).getJsonObject("user"));

    refused(403, "wrong_password", post(new Http(node), "/api/session", "{\"handle\":\"minji.2\",\"password\":\"wrong horse\"}"));
    refused(403, "wrong_password", post(new Http(node), "/api/session", "{\"handle\":\"nobody-at-all\",\"password\":\"correct horse\"}"));
    refused(400, "bad_request", post(new Http(node), "/api/session", "{\"handle\":\"minji.2\"}"));
    endsSessions(guest, Http.json(checked(201, post(new Http(node), "/api/session", proof))).getString("token"));
  }

  private void endsSessions(Http here, String there) {
    var sessions = Http.json(checked(200, here.request("/api/sessions").GET())).getJsonArray("sessions");
    String id = sessions.stream().map(JsonObject.class::cast).filter(session -> !session.containsKey("here")).findFirst().orElseThrow().getString("id");
    checked(204, here.request("/api/sessions/" + id).DELETE());
    refused(404, "session_not_found", here.request("/api/sessions/" + id).DELETE());
    refused(404, "session_not_found", here.request("/api/sessions/x").DELETE());
    refused(401, "unauthenticated", new Http(node, there).request("/api/me").GET());
    checked(204, here.request("/api/sessions").DELETE());
    refused(400, "common_password", change(here, "{\"old\":\"correct horse\",\"password\":\"password1\"}"));
    checked(204, change(here, "{\"old\":\"correct horse\",\"password\":\"better horse\"}"));
    refused(403, "wrong_password", change(here, "{\"old\":\"correct horse\",\"password\":\"better horse\"}"));
    refusedAtLast(number -> change(here, "{\"old\":\"a guess of many\",\"password\":\"better horse\"}"));
  }

  @Test
  void takesPasskeysInPlaceOfPasswords() {
    Authenticator phone = new Authenticator(named());
    JsonObject account = new JsonObject().put("handle", "passkey.1").put("name", "민지");
    Asked asked = asked(new Http(node), account.copy().put("for", "account"));
    JsonObject made = phone.create(asked.options);
    refused(403, "challenge_expired", named(new Http(node), "/api/accounts", given(account, made)));
    refused(403, "passkeys_unavailable", ours(new Http(node), "/api/accounts", given(account, made)));
    refused(403, "origin_refused", post(new Http(node), "/api/passkeys/options", "{\"for\":\"session\"}"));
    refused(403, "passkeys_unavailable", ours(new Http(node), "/api/passkeys/options", "{\"for\":\"session\"}"));
    refused(401, "unauthenticated", named(new Http(node), "/api/passkeys/options", "{\"for\":\"proof\"}"));
    for (String wrong : List.of("bad_handle {\"for\":\"account\",\"handle\":\"민지\"}", "bad_name {\"for\":\"account\",\"handle\":\"minji\",\"name\":\"\"}")) {
      refused(400, wrong.split(" ")[0], named(new Http(node), "/api/passkeys/options", wrong.split(" ")[1]));
    }
    phone.site = "evil.example";
    refused(403, "wrong_passkey", named(new Http(node), "/api/accounts", given(account, phone.create(asked.options))).header("Cookie", asked.cookie));
    phone.site = null;
    JsonObject registered = Http.json(checked(201, named(new Http(node), "/api/accounts", given(account, made)).header("Cookie", asked.cookie)));
    assertEquals("민지", registered.getJsonObject("user").getString("name"));
    JsonObject another = account.copy().put("handle", "passkey.2");
    Asked again = asked(new Http(node), another.copy().put("for", "account"));
    refused(409, "passkey_exists", named(new Http(node), "/api/accounts", given(another, phone.create(again.options))).header("Cookie", again.cookie));

    Asked entrance = asked(new Http(node), new JsonObject().put("for", "session"));
    refused(400, "bad_passkey", named(new Http(node), "/api/session", "{\"passkey\":{}}"));
    refused(400, "bad_passkey", named(new Http(node), "/api/accounts", "{\"handle\":\"minji\",\"passkey\":{}}"));
    refused(403, "wrong_passkey", named(new Http(node), "/api/session", given(new Authenticator(named()).get(entrance.options))).header("Cookie", entrance.cookie));
    HttpResponse<String> in = checked(201, named(new Http(node), "/api/session", given(phone.get(entrance.options))).header("Cookie", entrance.cookie));
    assertEquals(registered.getJsonObject("user"), Http.json(in).getJsonObject("user"));
    managesPasskeys(new Http(node, Http.json(in).getString("token")), phone);
  }

  private void managesPasskeys(Http minji, Authenticator phone) {
    String options = "/api/passkeys/options";
    JsonObject mine = Http.json(checked(200, minji.request("/api/passkeys").GET()));
    assertFalse(mine.getBoolean("password"));
    String deletion = "/api/passkeys/" + mine.getJsonArray("passkeys").getJsonObject(0).getString("id") + "/deletion";
    refused(403, "wrong_password", named(minji, deletion, "{}"));
    refused(403, "last_credential", named(minji, deletion, given(proof(minji, phone))));
    refused(403, "wrong_password", named(minji, options, "{\"for\":\"passkey\"}"));
    refused(400, "bad_password", named(minji, options, "{\"for\":\"passkey\",\"password\":\"short\"}"));
    Asked adding = asked(minji, new JsonObject().put("for", "passkey").put("passkey", proof(minji, phone)));
    Authenticator key = new Authenticator(named());
    refused(403, "challenge_expired", named(minji, "/api/passkeys", given(new JsonObject().put("name", "열쇠"), phone.create(asked(minji, new JsonObject().put("for", "account").put("handle", "x1")).options))));
    refused(400, "bad_passkey", named(minji, "/api/passkeys", given(new JsonObject().put("name", ""), key.create(adding.options))));
    refused(409, "passkey_exists", named(minji, "/api/passkeys", given(new JsonObject().put("name", "열쇠"), phone.create(adding.options))));
    assertEquals("열쇠", Http.json(checked(201, named(minji, "/api/passkeys", given(new JsonObject().put("name", "열쇠"), key.create(adding.options))))).getString("name"));
    checked(204, named(minji, deletion, given(proof(minji, phone))));
    refused(404, "passkey_not_found", named(minji, deletion, given(proof(minji, key))));
    for (String path : List.of(deletion, options, "/api/me/deletion")) {
      refused(400, "bad_passkey", named(minji, path, "{\"for\":\"passkey\",\"passkey\":{}}"));
      refused(400, "bad_password", named(minji, path, "{\"for\":\"passkey\",\"password\":\"short\"}"));
    }
    changesWithAPasskey(key);
    refusedAtLast(number -> named(minji, options, "{\"for\":\"passkey\",\"password\":\"a guess of many\"}"));
    refusedAtLast(number -> named(minji, deletion, "{\"password\":\"a guess of many\"}"));
  }

  private void changesWithAPasskey(Authenticator key) {
    Http owner = new Http(node, Http.json(checked(201, post(new Http(node), "/api/accounts", proof("passkeyless", "")))).getString("token"));
    Authenticator phone = new Authenticator(named());
    Asked adding = asked(owner, new JsonObject().put("for", "passkey").put("password", "correct horse"));
    checked(201, named(owner, "/api/passkeys", given(new JsonObject().put("name", "phone"), phone.create(adding.options))));
    JsonObject fresh = new JsonObject().put("password", "better horse");
    refused(400, "bad_passkey", change(owner, fresh.copy().put("passkey", new JsonObject()).encode()));
    JsonObject proof = proof(owner, phone);
    refused(403, "wrong_passkey", byPage(change(owner, given(fresh, key.get(asked(owner, new JsonObject().put("for", "proof")).options))), "/api/me/password"));
    checked(204, byPage(change(owner, given(fresh, proof)), "/api/me/password"));
    refused(403, "challenge_expired", byPage(change(owner, given(fresh, proof)), "/api/me/password"));
    refused(403, "challenge_expired", named(owner, "/api/me/deletion", given(proof)));
    refused(403, "wrong_passkey", named(owner, "/api/me/deletion", given(key.get(asked(owner, new JsonObject().put("for", "proof")).options))));
    Asked more = asked(owner, new JsonObject().put("for", "passkey").put("password", "better horse"));
    String lost = Http.json(checked(201, named(owner, "/api/passkeys", given(new JsonObject().put("name", "lost"), new Authenticator(named()).create(more.options))))).getString("id");
    checked(204, named(owner, "/api/passkeys/" + lost + "/deletion", fresh.encode()));
    checked(204, named(owner, "/api/me/deletion", given(proof(owner, phone))));
  }

  /** Options, and the cookie that came with them, if any. */
  private record Asked(JsonObject options, String cookie) {
  }

  private Asked asked(Http client, JsonObject wanted) {
    HttpResponse<String> answer = checked(200, named(client, "/api/passkeys/options", wanted.encode()));
    return new Asked(Http.json(answer), answer.headers().firstValue("Set-Cookie").map(cookie -> cookie.split(";")[0]).orElse(""));
  }

  private JsonObject proof(Http client, Authenticator authenticator) {
    return authenticator.get(asked(client, new JsonObject().put("for", "proof")).options);
  }

  private static String given(JsonObject passkey) {
    return given(new JsonObject(), passkey);
  }

  private static String given(JsonObject body, JsonObject passkey) {
    return body.copy().put("passkey", passkey).encode();
  }

  /** This node by a name, without which browsers have no passkeys. */
  private String named() {
    return "http://localhost:" + node.port();
  }

  /** As a page of that name asks. */
  private HttpRequest.Builder named(Http client, String path, String body) {
    return byPage(post(client, path, body), path);
  }

  private HttpRequest.Builder byPage(HttpRequest.Builder request, String path) {
    return request.uri(URI.create(named() + path)).header("Origin", named());
  }

  @Test
  void letsAdministratorsAndTheirLinksLetPeopleIn() {
    Http owner = owner("owner");
    String person = register("letperson", "").getString("token");
    String id = id(new Http(node, person));
    String link = made(owner, "{\"rooms\":[\"general\"],\"uses\":1,\"hours\":1}");
    for (String path : List.of("?sort=seen&limit=1", "?search=letperson")) {
      assertEquals(1, Http.json(checked(200, owner.request("/api/accounts" + path).GET())).getJsonArray("accounts").size());
    }
    refused(403, "not_permitted", ann.request("/api/accounts").GET());
    refused(400, "bad_request", owner.request("/api/accounts?sort=age").GET());
    refused(400, "bad_cursor", owner.request("/api/accounts?limit=101").GET());
    refused(400, "bad_name", owner.request("/api/accounts?search=" + "x".repeat(33)).GET());
    refusedAtLast(number -> owner.request("/api/accounts").GET());
    String entry = "{\"guests\":false,\"registration\":\"invitation\"}";
    refused(403, "not_permitted", place(ann, "/api/entry", entry));
    for (String wrong : List.of("{\"guests\":1}", "{\"guests\":null}", "{\"registration\":\"ajar\"}", "{\"registration\":null}", "{\"door\":true}")) {
      refused(400, "bad_request", place(owner, "/api/entry", wrong));
    }
    try {
      assertEquals(new JsonObject(entry).put("name", "doChat"), Http.json(checked(200, place(owner, "/api/entry", entry))));
      refused(403, "guests_refused", post(new Http(node), "/api/session", "{\"name\":\"Eve\"}"));
      refused(403, "invitation_needed", post(new Http(node), "/api/accounts", proof("letnobody", "")));
      comesByTheLink(owner, link);
      checked(200, place(owner, "/api/entry", "{\"registration\":\"closed\"}"));
      isCalledAsTheOwnerSays(owner);
      refused(403, "registration_closed", post(new Http(node), "/api/accounts", proof("letnobody", "")));
    } finally {
      checked(200, place(owner, "/api/entry", "{\"guests\":true,\"registration\":\"open\",\"name\":\"doChat\"}"));
    }
    checked(204, patch(owner, "/api/accounts/" + id, "{\"role\":\"administrator\"}"));
    assertEquals("administrator", Http.json(checked(200, new Http(node, person).request("/api/me").GET())).getString("role"));
    refused(403, "not_permitted", patch(new Http(node, person), "/api/accounts/" + id(owner), "{\"active\":false}"));
    refused(403, "last_owner", patch(owner, "/api/accounts/" + id(owner), "{\"role\":\"person\"}"));
    refused(403, "no_account", patch(owner, "/api/accounts/" + id(ann), "{\"role\":\"administrator\"}"));
    refused(404, "user_not_found", patch(owner, "/api/accounts/nobody", "{\"active\":false}"));
    refused(400, "bad_request", patch(owner, "/api/accounts/" + id, "{\"active\":false,\"role\":\"owner\"}"));
    String shared = "/api/rooms/" + privateRoom(ann);
    checked(200, place(ann, shared + "/members/" + id, "{\"role\":\"moderator\"}"));
    checked(204, patch(owner, "/api/accounts/" + id, "{\"active\":false}"));
    decidesAboutWhoIsOut(shared, id);
    refused(401, "unauthenticated", new Http(node, person).request("/api/me").GET());
    refused(403, "account_deactivated", post(new Http(node), "/api/session", proof("letperson", "")));
    checked(204, patch(owner, "/api/accounts/" + id, "{\"active\":true}"));
    deletes(owner, new Http(node, Http.json(checked(201, post(new Http(node), "/api/session", proof("letperson", "")))).getString("token")));
  }

  private void decidesAboutWhoIsOut(String room, String id) {
    for (String role : List.of("reader", "member")) {
      assertTrue(Http.json(checked(200, place(ann, room + "/members/" + id, "{\"role\":\"" + role + "\"}"))).containsKey("seq"), role);
    }
    assertTrue(Http.json(checked(200, ann.request(room + "/members/" + id).DELETE())).containsKey("seq"));
    refused(404, "user_not_found", place(ann, room + "/members/" + id, "{}"));
    assertTrue(Http.json(checked(200, ann.request(room + "/bans/" + id).PUT(BodyPublishers.noBody()))).containsKey("seq"));
    assertTrue(Http.json(checked(200, ann.request(room + "/bans/" + id).DELETE())).containsKey("seq"));
  }

  private void comesByTheLink(Http owner, String link) {
    JsonObject look = Http.json(checked(200, post(new Http(node), "/api/invitations/look", secret(link))));
    assertEquals("general", look.getJsonArray("rooms").getJsonObject(0).getString("id"));
    checked(201, post(new Http(node), "/api/accounts", proof("letin", ",\"invitation\":\"" + link + "\"")));
    refused(410, "invitation_used_up", post(new Http(node), "/api/invitations/look", secret(link)));
    refused(410, "invitation_used_up", post(ann, "/api/invitations/use", secret(link)));
    refused(410, "invitation_used_up", post(new Http(node), "/api/accounts", proof("letnobody", ",\"invitation\":\"" + link + "\"")));
    String revoked = made(owner, "{}");
    JsonArray mine = Http.json(checked(200, owner.request("/api/invitations").GET())).getJsonArray("invitations");
    assertFalse(mine.encode().contains(revoked));
    String id = mine.getJsonObject(0).getString("id");
    refused(404, "invitation_not_found", ann.request("/api/invitations/" + id).DELETE());
    checked(204, owner.request("/api/invitations/" + id).DELETE());
    String late = made(owner, "{}");
    write("UPDATE invitation SET ends = 1 WHERE hash = X'" + HexFormat.of().formatHex(Tokens.hash(late)) + "'");
    for (String[] each : List.of(new String[] {revoked, "invitation_revoked"}, new String[] {late, "invitation_expired"}, new String[] {"none", "invitation_not_found"})) {
      int status = each[0].equals("none") ? 404 : 410;
      refused(status, each[1], post(new Http(node), "/api/invitations/look", secret(each[0])));
      refused(status, each[1], post(ann, "/api/invitations/use", secret(each[0])));
      refused(status, each[1], post(new Http(node), "/api/accounts", proof("letnobody", ",\"invitation\":\"" + each[0] + "\"")));
    }
    checked(200, post(ann, "/api/invitations/use", secret(made(owner, "{\"rooms\":[\"general\"]}"))));
    refused(403, "no_account", post(ann, "/api/invitations/use", secret(ownerLink())));
    refused(403, "not_permitted", post(ann, "/api/invitations", "{\"rooms\":[\"general\"]}"));
    refused(404, "room_not_found", post(owner, "/api/invitations", "{\"rooms\":[\"no-such-room\"]}"));
    String den = Http.json(checked(201, post(ann, "/api/rooms", "{\"name\":\"Den " + UUID.randomUUID() + "\"}"))).getJsonObject("room").getString("id");
    checked(200, ann.request("/api/rooms/" + den + "/bans/" + id(owner)).PUT(BodyPublishers.noBody()));
    refused(403, "banned", post(owner, "/api/invitations", "{\"rooms\":[\"" + den + "\"]}"));
    refused(400, "bad_request", post(owner, "/api/invitations", "{\"uses\":0}"));
    write("INSERT INTO invitation (id, hash, role, made_by, created, ends, uses) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)"
        + " SELECT 'many' || i, CAST('many' || i AS BLOB), 'person', '" + id(owner) + "', 1, 9000000000000, 1 FROM n");
    refused(403, "too_many_invitations", post(owner, "/api/invitations", "{}"));
    refusedAtLast(number -> post(owner, "/api/invitations", "{}"));
  }

  private void deletes(Http owner, Http person) {
    refused(403, "wrong_password", post(person, "/api/me/deletion", "{}"));
    refused(400, "bad_password", post(person, "/api/me/deletion", "{\"password\":\"short\"}"));
    refused(403, "last_owner", post(owner, "/api/me/deletion", "{\"password\":\"correct horse\"}"));
    String room = privateRoom(person);
    checked(204, post(person, "/api/me/deletion", "{\"password\":\"correct horse\"}"));
    refused(401, "unauthenticated", person.request("/api/me").GET());
    refused(403, "wrong_password", post(new Http(node), "/api/session", proof("letperson", "")));
    refused(409, "handle_taken", post(new Http(node), "/api/accounts", proof("letperson", "")));
    eventually(() -> assertEquals("0 deleted account", asked("SELECT members || ' ' || (SELECT user_name FROM event WHERE room_id = id AND type = 'leave') FROM room WHERE id = '" + room + "'")));
    refusedAtLast(number -> post(owner, "/api/me/deletion", "{\"password\":\"a guess of many\"}"));
    checked(204, post(Http.guest(node, "Ben"), "/api/me/deletion", "{}"));
    refused(400, "bad_name", post(new Http(node), "/api/session", "{\"name\":\"Deleted account\"}"));
  }

  /** It is text wherever it stands, and stays where something else is said. */
  private void isCalledAsTheOwnerSays(Http owner) {
    for (String none : List.of("", " ", "\\u3164", "\\u0301a", "a\\u202eb", "a\\nb", "x".repeat(Limits.CHAT_NAME_CHARS + 1))) {
      refused(400, "bad_chat_name", place(owner, "/api/entry", "{\"name\":\"" + none + "\"}"));
    }
    refused(400, "bad_request", place(owner, "/api/entry", "{\"name\":null}"));
    checked(200, place(owner, "/api/entry", "{\"name\":\" Cafe\\u0301 \\\"</title>\\u05d0 \"}"));
    String name = "Caf\u00e9 \"</title>\u05d0";
    assertEquals(new JsonObject().put("name", name).put("guests", false).put("registration", "closed"), Http.json(checked(200, place(owner, "/api/entry", "{\"guests\":false}"))));
    assertEquals(name, Http.json(checked(200, new Http(node).request("/api/entry").GET())).getString("name"));
    assertEquals(name, Http.json(checked(200, post(owner, "/api/send", "{\"address\":\"chat.entry\"}"))).getString("name"));
    eventually(() -> assertEquals(name, Http.json(checked(200, post(owner, "/api/send", "{\"address\":\"chat.me\"}"))).getString("name")));
    for (String manifest : List.of("/manifest.json", "/manifest.ko.json")) {
      JsonObject installed = Http.json(new Http(node).get(manifest));
      assertEquals(List.of(name, name, "standalone"), Stream.of("name", "short_name", "display").map(installed::getString).toList());
    }
  }

  /** Who has the link that an operator makes. */
  private Http owner(String handle) {
    return new Http(node, register(handle, ",\"invitation\":\"" + ownerLink() + "\"").getString("token"));
  }

  private String ownerLink() {
    try (StoreArchive store = StoreArchive.open(new StoreConfig(file.getParent(), null))) {
      return OwnerLink.renew(store);
    }
  }

  private JsonObject register(String handle, String more) {
    return Http.json(checked(201, post(new Http(node), "/api/accounts", proof(handle, more))));
  }

  private String made(Http maker, String body) {
    return Http.json(checked(201, post(maker, "/api/invitations", body))).getString("invitation");
  }

  private static String proof(String handle, String more) {
    return "{\"handle\":\"" + handle + "\",\"password\":\"correct horse\"" + more + "}";
  }

  private static String secret(String link) {
    return "{\"invitation\":\"" + link + "\"}";
  }

  @Test
  void slowsDownWhoTriesManyLinks() {
    refusedAtLast(number -> post(new Http(full), "/api/invitations/look", secret("x".repeat(43))));
    refusedAtLast(number -> post(latecomer, "/api/invitations/use", secret("x".repeat(43))));
  }

  @Test
  void slowsDownWhoMakesManyAccounts() {
    Http guest = Http.guest(full, "Ben");
    refusedAtLast(number -> post(guest, "/api/accounts", "{\"handle\":\"ben\",\"password\":\"correct horse\"}"));
  }

  private static HttpRequest.Builder change(Http client, String password) {
    return client.request("/api/me/password").header("Content-Type", "application/json").PUT(BodyPublishers.ofString(password));
  }

  @Test
  void marksTheCookieSecureBehindAProxyThatEndsTls() {
    HttpResponse<String> signedIn = checked(201, new Http(node).request("/api/session").header("X-Forwarded-Proto", "https")
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"name\":\"Ann\"}")));
    assertTrue(signedIn.headers().firstValue("Set-Cookie").orElseThrow().contains("; Secure"));
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
    checked(201, post(ben, path + "/messages", "{\"id\":\"y\",\"text\":\"text\"}"));
    assertEquals("60", refused(429, "slow_mode", post(ben, path + "/messages", "{\"id\":\"x\",\"text\":\"text\"}")).headers().firstValue("Retry-After").orElse(""));
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
    for (String bad : List.of("{\"id\":\"x\"}", "{\"id\":\"x\",\"name\":\"a\",\"topic\":\"b\"}", settling("slow", "3601"), settling("slow", "-1"), settling("slow", "\"5\""), settling("slow", "1.5"),
        settling("posting", "\"owner\""), settling("archived", "\"yes\""))) {
      refused(400, "bad_request", patch(owner, path, bad));
    }
    for (String bad : List.of(settling("name", "\"\""), settling("name", "\"\u200b\""), settling("topic", "\"" + "x".repeat(Limits.TOPIC_CHARS + 1) + "\""))) {
      refused(400, "bad_room_name", patch(owner, path, bad));
    }
    refused(400, "bad_id", patch(owner, path, "{\"id\":\"\",\"topic\":\"Tea\"}"));
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

  private static String settling(String field, String value) {
    return new JsonObject("{\"" + field + "\":" + value + "}").put("id", UUID.randomUUID().toString()).encode();
  }

  private JsonObject room(Http client, String id) {
    return Http.json(checked(200, client.request("/api/rooms").GET())).getJsonArray("rooms").stream().map(JsonObject.class::cast)
        .filter(room -> room.getString("id").equals(id)).findFirst().orElseThrow();
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
  void keepsWhatOneHasChosenForOneselfAndNothingElse() {
    Http ben = Http.guest(node, "Ben");
    String preferences = "/api/me/preferences";
    assertEquals("{\"number\":0}", checked(200, ben.request(preferences).GET()).body());
    assertEquals("{\"number\":1,\"language\":\"ko\",\"undoSeconds\":60}", checked(200, patch(ben, preferences, "{\"undoSeconds\":60,\"language\":\"ko\"}")).body());
    assertEquals("{\"number\":2,\"language\":\"ko\",\"theme\":\"light\",\"singleKeys\":true,\"undoSeconds\":60,\"skinTone\":1}",
        checked(200, patch(ben, preferences, "{\"theme\":\"light\",\"singleKeys\":true,\"skinTone\":1}")).body());
    for (String body : List.of("{}", "{\"color\":\"red\"}", "{\"theme\":\"dark\",\"color\":\"red\"}", "{\"number\":9}", "{\"theme\":\"<b>\"}", "{\"theme\":null}", "{\"language\":\"fr\"}",
        "{\"singleKeys\":1}", "{\"undoSeconds\":" + (Limits.UNDO_SECONDS + 1) + "}", "{\"undoSeconds\":\"5\"}", "{\"skinTone\":6}", "{\"skinTone\":-1}")) {
      refused(400, "bad_request", patch(ben, preferences, body));
    }
    String all = "{\"number\":3,\"language\":\"ko\",\"theme\":\"dark\",\"singleKeys\":false,\"undoSeconds\":60,\"skinTone\":5}";
    assertEquals(all, checked(200, post(ben, "/api/send", "{\"address\":\"chat.preferences\",\"body\":{\"theme\":\"dark\",\"singleKeys\":false,\"skinTone\":5}}")).body());
    assertEquals(all, checked(200, post(ben, "/api/send", "{\"address\":\"chat.preferences\"}")).body(), "asked without a body");
    eventually(() -> assertTrue(checked(200, post(ben, "/api/send", "{\"address\":\"chat.me\"}")).body().contains("\"preferences\":" + all)));
    assertEquals("{\"number\":0}", checked(200, Http.guest(node, "Cho").request(preferences).GET()).body(), "they are one's own");
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

  private String privateRoom(Http owner) {
    JsonObject room = new JsonObject().put("name", "secret").put("kind", "private");
    return Http.json(checked(201, post(owner, "/api/rooms", room.encode()))).getJsonObject("room").getString("id");
  }

  private String id(Http client) {
    return Http.json(client.get("/api/session")).getJsonObject("user").getString("id");
  }

  private Set<String> roles(Http client, String members) {
    return Http.json(checked(200, client.request(members).GET())).getJsonArray("members").stream().map(JsonObject.class::cast)
        .map(member -> member.getString("role") + " " + member.getJsonObject("user").getString("id")).collect(Collectors.toSet());
  }

  private void write(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private String asked(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private static HttpRequest.Builder place(Http client, String path, String body) {
    return client.request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body));
  }

  private static String reaction(String room, int seq, String emoji) {
    return "/api/rooms/" + room + "/messages/" + seq + "/reactions/" + URLEncoder.encode(emoji, StandardCharsets.UTF_8);
  }

  private static HttpRequest.Builder put(Http client, String path) {
    return client.request(path).PUT(BodyPublishers.noBody());
  }

  private static HttpRequest.Builder patch(Http client, String path, String body) {
    return client.request(path).header("Content-Type", "application/json").method("PATCH", BodyPublishers.ofString(body));
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
  void showsWhatPeopleSayOfThemselves() {
    Http mina = Http.guest(node, "Mina");
    String card = "/api/people/" + id(mina);
    CompletableFuture<HttpResponse<String>> news = CompletableFuture.supplyAsync(() -> checked(200, post(ann, "/api/feed", "{\"after\":{},\"cards\":true,\"wait\":0}")));
    String state = Http.json(news.join()).getJsonArray("frames").getJsonObject(0).getJsonObject("body").getString("state");
    String status = "{\"emoji\":\"🍜\",\"text\":\"점심\",\"ends\":\"2999-01-01T00:00:00.000Z\"}";
    JsonObject changed = Http.json(checked(200, patch(mina, "/api/me", "{\"name\":\"Mina K\",\"zone\":\"Asia/Seoul\",\"status\":" + status + "}")));
    assertEquals(changed, Http.json(checked(200, ann.request(card).GET())));
    assertEquals(new JsonObject().put("user", new JsonObject().put("id", id(mina)).put("name", "Mina K")).put("status", new JsonObject(status)).put("zone", "Asia/Seoul"), changed);
    JsonObject told = Http.json(checked(200, post(ann, "/api/feed", "{\"after\":{},\"cards\":\"" + state + "\",\"wait\":10}")));
    assertTrue(told.getJsonArray("frames").getJsonObject(0).getJsonObject("body").getJsonArray("users").contains(id(mina)), told::encode);
    assertEquals("Mina K", Http.json(checked(200, mina.request("/api/session").GET())).getJsonObject("user").getString("name"), "at once");
    checked(200, patch(mina, "/api/me", "{\"status\":null,\"zone\":null}"));
    assertEquals(Set.of("user"), Http.json(checked(200, ann.request(card).GET())).fieldNames());
    refused(400, "bad_request", patch(mina, "/api/me", "{}"));
    refused(400, "bad_request", patch(mina, "/api/me", "{\"zone\":\"<script>\"}"));
    refused(400, "bad_name", patch(mina, "/api/me", "{\"name\":\"deleted account\"}"));
    refused(400, "bad_status", patch(mina, "/api/me", "{\"status\":{\"text\":\"" + "x".repeat(Limits.STATUS_CHARS + 1) + "\"}}"));
    for (String never : List.of("soon", "1970-01-01T00:00:00Z", "+12026-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z")) {
      refused(400, "bad_status", patch(mina, "/api/me", "{\"status\":{\"text\":\"x\",\"ends\":\"" + never + "\"}}"));
    }
    refused(400, "bad_emoji", patch(mina, "/api/me", "{\"status\":{\"emoji\":\"x\"}}"));
    refused(404, "user_not_found", ann.request("/api/people/nobody").GET());
    refused(404, "user_not_found", ann.request("/api/people/%00").GET());
    refusedAtLast(number -> patch(mina, "/api/me", "{\"zone\":null}"));
  }

  @Test
  void showsPictures() {
    Http mina = Http.guest(node, "Mina");
    String picture = "/api/people/" + id(mina) + "/picture";
    refused(404, "not_found", ann.request(picture).GET());
    refused(404, "user_not_found", ann.request("/api/people/%00/picture").GET());
    JsonObject card = Http.json(checked(200, upload(mina, "image/png", Uploads.png(Uploads.quarters(300, 200)))));
    String address = picture + "?v=" + card.getInteger("picture");
    HttpResponse<String> small = checked(200, ann.request(address).GET());
    assertEquals("private, max-age=31536000, immutable", small.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals("same-origin nosniff", small.headers().firstValue("Cross-Origin-Resource-Policy").orElseThrow() + " " + small.headers().firstValue("X-Content-Type-Options").orElseThrow());
    checked(304, ann.request(address).header("If-None-Match", small.headers().firstValue("ETag").orElseThrow()).GET());
    checked(200, upload(mina, "image/jpeg", Uploads.jpeg(Uploads.quarters(300, 200))));
    assertEquals("private, no-cache", checked(200, ann.request(address + "&size=256").GET()).headers().firstValue("Cache-Control").orElseThrow(), "another one by now");
    refused(400, "bad_picture", upload(mina, "image/png", "<svg/>".getBytes(StandardCharsets.UTF_8)));
    refused(400, "bad_picture", upload(mina, "image/png", new byte[0]));
    refused(415, "bad_media_type", upload(mina, "image/svg+xml", new byte[] {1}));
    refused(413, "picture_too_large", upload(mina, "image/png", new byte[Limits.PICTURE_BYTES + 1]));
    assertFalse(Http.json(checked(200, mina.request("/api/me/picture").DELETE())).containsKey("picture"));
    refused(404, "not_found", ann.request(address).GET());
    refusedAtLast(number -> upload(mina, "image/png", new byte[] {1}));
    refusedAtLast(number -> mina.request("/api/me/picture").DELETE());
  }

  /** Each is as large as a hundred messages, and whoever sends one may take half a minute. */
  @Test
  void gathersNoPicturesOfNobodyAndFewAtATime() throws IOException {
    Http mina = Http.guest(node, "Mina");
    try (RawHttp nobody = picture(Tokens.newToken())) {
      assertEquals(401, nobody.answer().status());
    }
    List<RawHttp> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        slow.add(picture(mina.token()));
      }
      // Each by somebody else: one person may not try so often.
      eventually(() -> assertEquals(503, ann.send(upload(Http.guest(node, "Ben"), "image/png", new byte[] {1})).statusCode()));
      refused(503, "busy", upload(Http.guest(node, "Ben"), "image/png", new byte[] {1}));
    } finally {
      for (RawHttp each : slow) {
        each.close();
      }
    }
    eventually(() -> assertEquals(400, ann.send(upload(Http.guest(node, "Ben"), "image/png", new byte[] {1})).statusCode()));
  }

  /** The head of one, of which nothing comes. */
  private RawHttp picture(String token) throws IOException {
    return new RawHttp(node).request("PUT", "/api/me/picture", token, "Content-Type: image/png", "Content-Length: 2000000");
  }

  private static HttpRequest.Builder upload(Http client, String type, byte[] body) {
    return client.request("/api/me/picture").header("Content-Type", type).PUT(BodyPublishers.ofByteArray(body));
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

  @Test
  void refusesBodiesThatAreNoneOrTooLarge() {
    for (String path : List.of("/api/session", "/api/accounts", "/api/rooms", "/api/direct", "/api/rooms/general/messages", "/api/feed", "/api/send", "/api/lab/tcp", "/api/invitations/look", "/api/invitations/use", "/api/passkeys/options",
        "/api/passkeys")) {
      refused(400, "bad_json", post(ann, path, ""));
      refused(400, "bad_json", post(ann, path, "[]"));
      refused(400, "bad_json", post(ann, path, "{\"name\":"));
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
  void makesNoMoreRoomsThanAStoreMayHave() {
    for (var create : List.of(post(latecomer, "/api/rooms", "{\"name\":\"one more\"}"),
        post(latecomer, "/api/send", "{\"address\":\"chat.create\",\"body\":{\"name\":\"one more\"}}"))) {
      assertEquals("rooms_full", Http.json(checked(403, create)).getString("code"));
    }
    assertEquals(Limits.ROOMS_LISTED + 1, Http.json(checked(200, latecomer.request("/api/rooms").GET())).getJsonArray("rooms").size(), "the first ones, and the one that everybody has joined");
  }

  @Test
  void letsOnlySoManySignInAtOnce() {
    ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
    try {
      var refusals = Stream.generate(() -> CompletableFuture.supplyAsync(() -> refusedSignIn(full), crowd)).limit(CROWD).toList();
      refusals.forEach(refusal -> {
        assertEquals(429, refusal.join().statusCode());
        api.check(refusal.join());
      });
    } finally {
      crowd.shutdownNow();
    }
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
  void tellsItsHealth() {
    checked(200, new Http(node).request("/health/live").GET());
    checked(200, new Http(node).request("/health/ready").GET());
  }

  private HttpResponse<String> checked(HttpResponse<String> answer) {
    api.check(answer);
    return answer;
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

  /** Gives a store as many rooms as it may have, while a node uses it. */
  private static void fill(Path store) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + store); var statement = connection.createStatement()) {
      statement.execute("WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < " + Limits.ROOMS
          + ") INSERT INTO room (id, name, name_key, topic) SELECT 'r-' || i, i, i, '' FROM n");
    }
  }

  /** Signs in again and again until it is refused. */
  private static HttpResponse<String> refusedSignIn(ChatNode node) {
    Http nobody = new Http(node);
    JsonObject signIn = new JsonObject().put("name", "Guest");
    for (int i = 0; i < 20 * Limits.SIGN_INS_PER_SECOND; i++) {
      HttpResponse<String> answer = nobody.post("/api/session", signIn);
      if (answer.statusCode() != 201) {
        return answer;
      }
    }
    throw new AssertionError("nobody is refused");
  }

  private static HttpResponse<String> post(Http client, String text) {
    return client.post("/api/rooms/general/messages", new JsonObject().put("id", text).put("text", text));
  }

  private static HttpRequest.Builder post(Http client, String path, String body) {
    return client.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
  }

  private static String command(String verb, String room, String more) {
    return "{\"address\":\"chat." + verb + "\",\"body\":{\"room\":\"" + room + "\"" + more + "}}";
  }

  private HttpResponse<String> checked(int status, HttpRequest.Builder request) {
    HttpResponse<String> answer = ann.send(request);
    assertEquals(status, answer.statusCode(), answer.body());
    api.check(answer);
    return answer;
  }

  private HttpResponse<String> refused(int status, String code, HttpRequest.Builder request) {
    double before = node.metrics().refusals(code);
    HttpResponse<String> answer = checked(status, request);
    assertEquals(code, Http.json(answer).getString("code"), answer.toString());
    assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElseThrow());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    assertEquals(before + 1, node.metrics().refusals(code), code);
    return answer;
  }

  private void refusedAtLast(IntFunction<HttpRequest.Builder> request) {
    List<HttpResponse<String>> answers = new ArrayList<>();
    do {
      answers.add(ann.send(request.apply(answers.size())));
      api.check(answers.get(answers.size() - 1));
    } while (answers.size() < 1_000 && answers.get(answers.size() - 1).statusCode() != 429);
    assertTrue(answers.size() < 1_000, "nobody is too fast");
  }

  private String newRoom() {
    JsonObject room = new JsonObject().put("name", "room " + UUID.randomUUID());
    return Http.json(checked(201, post(Http.guest(node, "Creator"), "/api/rooms", room.encode()))).getJsonObject("room").getString("id");
  }

  private int here(String room) {
    return Http.json(checked(200, post(ann, "/api/send", command("presence", room, "")))).getInteger("count");
  }

  private List<String> events(String room, String query) {
    return texts(checked(200, ann.request("/api/rooms/" + room + "/events?" + query).GET()));
  }

  private static List<String> texts(HttpResponse<String> history) {
    return Http.json(history).getJsonArray("events").stream().map(event -> ((JsonObject) event).getString("text")).toList();
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
