package dochat.api;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.protocol.Limits;
import dochat.security.OwnerLink;
import dochat.security.Tokens;
import dochat.store.StoreArchive;
import dochat.store.StoreConfig;
import dochat.support.Authenticator;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What openapi.yaml says of signing in, accounts, passkeys, and of who may come in. */
abstract class AccountCases extends ApiCases {
  AccountCases(Served served) {
    super(served);
  }

  private static final int CROWD = 16;

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

  @Test
  void letsAGuestBecomeAnAccountByALinkThatTheyHaveUsedAndThatIsOver() {
    Http maker = new Http(node, register("linkmaker", "").getString("token"));
    String link = made(maker, "{\"rooms\":[\"" + privateRoom(maker) + "\"]}");
    checked(200, post(ann, "/api/invitations/use", secret(link)));
    String asked = ",\"invitation\":\"" + link + "\"";
    refused(410, "invitation_used_up", post(Http.guest(node, "Ben"), "/api/accounts", proof("linkother", asked)));
    write("UPDATE invitation SET ends = 1, uses = 2 WHERE hash = X'" + HexFormat.of().formatHex(Tokens.hash(link)) + "'");
    refused(410, "invitation_expired", post(Http.guest(node, "Ben"), "/api/accounts", proof("linkother", asked)));
    checked(201, post(ann, "/api/accounts", proof("linkguest", asked)));
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

  @Test
  void marksTheCookieSecureBehindAProxyThatEndsTls() {
    HttpResponse<String> signedIn = checked(201, new Http(node).request("/api/session").header("X-Forwarded-Proto", "https")
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{\"name\":\"Ann\"}")));
    assertTrue(signedIn.headers().firstValue("Set-Cookie").orElseThrow().contains("; Secure"));
  }

  private String asked(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
      return row.getString(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
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
}
