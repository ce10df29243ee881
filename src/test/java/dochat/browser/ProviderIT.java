package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import dochat.api.OpenApi;
import dochat.support.Balancer;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** People say at a real OpenID Provider who they are, and come back at whichever node; the second one takes no passwords. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(WithPeople.class)
class ProviderIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PASSWORD = "correct horse";

  private MockProvider provider;
  private ChatNode first;
  private ChatNode second;
  private Balancer both;
  private Path file;
  private OpenApi api;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    provider = new MockProvider();
    first = ChatNode.start(data.resolve("chat"), provider.options());
    second = ChatNode.start(data.resolve("chat"), Stream.concat(Stream.of(provider.options()), Stream.of("--passwords", "off")).toArray(String[]::new));
    both = new Balancer(List.of(first, second));
    file = data.resolve("chat/dochat.db");
    api = new OpenApi(Files.readString(Path.of("openapi.yaml")));
  }

  /** What a provider that misbehaves comes to is in ProviderTest, and what all routes answer in ApiIT; none of those who come here have passkeys. */
  @AfterAll
  void everyDocumentedAnswerWasGiven() {
    both.close();
    second.close();
    first.close();
    provider.close();
    Set<String> unseen = api.unseen().stream().filter(OpenApi::isOfProvider).filter(each -> !each.matches(".*/(413|415|429|502|503).*|.*callback.*/403.*|.*start.*/403 (wrong_passkey|challenge_expired)|.*provider~1deletion.*/403 (origin_refused|wrong_passkey|challenge_expired)|.* takes passkey"))
        .collect(Collectors.toSet());
    assertEquals(Set.of(), unseen);
  }

  /** Two visits of each request to the balancer are at two nodes. */
  @Test
  void comesBackAtAnotherNodeOnce() {
    Visit visit = visit("minji", "{\"name\":\"김민지\",\"preferred_username\":\"Minji\"}");
    assertTrue(visit.cookie.matches("dochat-oidc-" + both.port() + "=[\\w-]{43}; Max-Age=600; .*Path=/api/oidc; HTTPOnly; SameSite=Lax"), visit.cookie);
    HttpResponse<String> back = visit.back(visit.callback);
    assertEquals("/#/back", place(back));
    Http minji = new Http(first, token(back));
    JsonObject me = Http.json(checked(minji.get("/api/me")));
    assertEquals("김민지", me.getJsonObject("user").getString("name"));
    assertEquals("minji false true person", me.getString("handle") + " " + me.getBoolean("password") + " " + me.getBoolean("linked") + " " + me.getString("role"));
    assertEquals("/#/back/sign_in_over", place(visit.back(visit.callback)), "once");
    Visit again = visit("minji", "{\"name\":\"Another name\"}");
    assertEquals(me, Http.json(new Http(second, token(again.back(again.callback))).get("/api/me")), "the same one, who is called as before");
    provider(first, second);
  }

  @Test
  void isNotFooled() {
    Visit visit = visit("minji", "");
    Visit evil = visit("evil", "");
    assertEquals("/#/back/sign_in_over", place(get(visit.callback, "")), "a browser that did not go there");
    assertEquals("/#/back/sign_in_over", place(visit.back(evil.callback)), "somebody else's way back");
    assertEquals("/#/back/sign_in_over", place(visit.back(URI.create(visit.callback.toString().replaceAll("state=[^&]*", "state=x")))));
    assertEquals("/#/back/sign_in_over", place(visit.back(URI.create(both.url() + "/api/oidc/callback"))));
    assertEquals("/#/back/provider_failed", place(visit.back(URI.create(visit.callback + "&iss=https://evil.example&return=//evil.example"))), "of another provider");
    Visit other = visit("minji", "");
    String code = evil.callback.toString().replaceAll(".*[?&]code=([^&]*).*", "$1");
    assertEquals("/#/back/provider_failed", place(other.back(URI.create(other.callback.toString().replaceAll("code=[^&]*", "code=" + code)))), "somebody else's code");
    Visit refused = visit("minji", "");
    assertEquals("/#/back/provider_refused", place(refused.back(URI.create(refused.callback.toString().replaceAll("code=[^&]*", "error=access_denied")))));
    Visit late = visit("minji", "");
    write("UPDATE provider_visit SET ends = 1");
    assertEquals("/#/back/sign_in_over", place(late.back(late.callback)), "too late");
    HttpResponse<String> secure = checked(start(first, null, "{}", "X-Forwarded-Proto", "https"));
    assertTrue(Http.json(secure).getString("location").contains("redirect_uri=https%3A%2F%2F127.0.0.1"), secure.body());
    assertTrue(secure.headers().firstValue("Set-Cookie").orElseThrow().contains("; Secure"));
    refused(403, "origin_refused", start(first, null, "{}", "Origin", "https://evil.example"));
    refused(401, "unauthenticated", start(first, null, "{\"link\":true}"));
    refused(400, "bad_json", start(first, null, "[]"));
    refused(400, "bad_request", start(first, null, "{\"link\":1}"));
    refused(404, "invitation_not_found", start(first, null, "{\"invitation\":\"x\"}"));
  }

  @Test
  void whoIsInIsLinked() {
    Http guest = Http.guest(first, "Jun");
    assertEquals("/#/back", place(linked(guest, "jun")));
    assertEquals("jun", Http.json(guest.get("/api/me")).getString("handle"));
    Http other = Http.guest(second, "Other");
    assertEquals("/#/back/identity_taken", place(linked(other, "jun")));
    assertEquals("/#/back/has_identity", place(linked(guest, "jun-2")));
    refused(403, "last_credential", unlink(guest.at(second), "{}"));
    String fresh = "{\"password\":\"" + PASSWORD + "\"}";
    refused(403, "passwords_refused", password(guest.at(second), fresh));
    write("UPDATE token SET created = created - 700000, seen = created");
    refused(403, "sign_in_again", password(guest, fresh));
    refused(403, "sign_in_again", guest.post("/api/me/deletion", "{}"));
    refused(403, "sign_in_again", start(first, guest.token(), "{\"link\":true}"));
    Visit visit = visit("jun", "");
    Http again = new Http(first, token(visit.back(visit.callback)));
    assertEquals(204, checked(password(again, fresh)).statusCode());
    refused(403, "wrong_password", password(again, fresh));
    String proven = "{\"password\":\"" + PASSWORD + "\"}";
    refused(403, "last_credential", unlink(again.at(second), proven));
    assertEquals(204, checked(unlink(again, proven)).statusCode());
    refused(403, "wrong_password", start(second, again.token(), "{\"link\":true}"));
    refused(403, "wrong_password", start(first, again.token(), "{\"link\":true,\"password\":\"" + PASSWORD + "!\"}"));
    refused(400, "bad_password", start(first, again.token(), "{\"link\":true,\"password\":\"x\"}"));
    refused(400, "bad_passkey", start(first, again.token(), "{\"link\":true,\"passkey\":{}}"));
    assertEquals(201, checked(start(first, again.token(), "{\"link\":true,\"password\":\"" + PASSWORD + "\"}")).statusCode());
    assertEquals("/#/back", place(linked(other, "jun")));
    String proof = "{\"handle\":\"jun\",\"password\":\"" + PASSWORD + "\"}";
    assertEquals(201, new Http(first).post("/api/session", proof).statusCode());
    refused(403, "passwords_refused", new Http(second).post("/api/session", proof));
    refused(403, "passwords_refused", new Http(second).post("/api/accounts", proof.replace("jun", "new")));
    refused(401, "unauthenticated", unlink(new Http(first), "{}"));
    Visit last = visit("gone", "");
    assertEquals(204, new Http(first, token(last.back(last.callback))).post("/api/me/deletion", "{}").statusCode());
    Visit after = visit("gone", "");
    assertNotEquals("deleted account", Http.json(new Http(first, token(after.back(after.callback))).get("/api/me")).getJsonObject("user").getString("name"));
  }

  @Test
  void aLinkComesAlongAndIsUsedOnce() {
    Visit host = visit("host", "");
    Http ann = new Http(first, token(host.back(host.callback)));
    String room = Http.json(ann.post("/api/rooms", "{\"name\":\"Invited\",\"kind\":\"private\"}")).getJsonObject("room").getString("id");
    String secret = Http.json(ann.post("/api/invitations", "{\"rooms\":[\"" + room + "\"],\"uses\":1}")).getString("invitation");
    Visit invited = visit(HttpRequest.newBuilder(URI.create(both.url() + "/api/oidc/start")), "{\"invitation\":\"" + secret + "\"}", "invited", "");
    Http ben = new Http(second, token(invited.back(invited.callback)));
    assertEquals(200, ben.post("/api/invitations/use", "{\"invitation\":\"" + secret + "\"}").statusCode(), "which is the same use");
    assertEquals(200, ben.get("/api/rooms/" + room + "/members").statusCode());
  }

  /** Nothing but the provider can say who they are, and it has just done so. */
  @Test
  void whoHasLostThePasskeysRemovesThemByASignInAtTheProvider() {
    Visit first = visit("lost", "");
    Http lost = new Http(this.first, token(first.back(first.callback)));
    String user = Http.json(lost.get("/api/me")).getJsonObject("user").getString("id");
    write("INSERT INTO passkey (id, user_id, credential, public_key, counter, name, created, used) VALUES ('p-lost', '" + user + "', 'key-lost', x'01', 0, 'Lost', 1, 0)");
    write("UPDATE token SET provider = 0 WHERE user_id = '" + user + "'");
    String removal = "/api/passkeys/p-lost/deletion";
    refused(403, "wrong_password", lost.post(removal, "{}"));
    refused(403, "wrong_password", unlink(lost, "{}"));
    refused(400, "bad_json", unlink(lost, "[]"));
    refused(400, "bad_request", unlink(lost, "{\"password\":1}"));
    refused(400, "bad_password", unlink(lost, "{\"password\":\"x\"}"));
    refused(400, "bad_passkey", unlink(lost, "{\"passkey\":{}}"));
    Visit again = visit("lost", "");
    Http back = new Http(this.first, token(again.back(again.callback)));
    assertEquals(204, back.post(removal, "{}").statusCode());
    write("UPDATE token SET created = created - 700000, seen = created WHERE user_id = '" + user + "'");
    refused(403, "sign_in_again", unlink(back, "{}"));
    write("UPDATE token SET created = created + 700000 WHERE user_id = '" + user + "'");
    assertEquals(204, checked(password(back, "{\"password\":\"" + PASSWORD + "\"}")).statusCode());
  }

  /** On a phone, in Korean, at night; the message to which a link has led is there afterwards. */
  @Test
  void comesBackToWhereTheyWere(People people) {
    String id = "ko-" + UUID.randomUUID().toString().substring(0, 8);
    Friend jun = people.friend("Jun", first);
    String room = jun.creates("Room of " + id);
    jun.says(room, "one", "two", "three");
    Forwarder address = people.forwarder(second);
    Person minji = people.visitor("Minji", address.url() + "/#/room/" + room + "/2", Device.PHONE.in("ko-KR").atNight());
    minji.troubles().allowBrokenLines();
    Page page = minji.page();
    assertThat(page.getByTestId("way-account")).hasCount(0);
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByText("Mock 계정으로 계속하기").click();
    assertThat(page.locator("[name=username]")).isVisible();
    address.leadTo(first);
    address.cut();
    MockProvider.says(page, id, "김민지");
    minji.isConnected();
    assertThat(page.locator("[data-testid=message][data-seq='2']")).isFocused();
    assertThat(page).hasURL(address.url() + "/#/room/" + room + "/2");
    page.navigate(address.url() + "/#/");
    openAccount(page);
    assertThat(page.getByText("연결됐어요. Mock 계정으로 로그인해요.")).isVisible();
    assertEquals(List.of(), minji.find(AccessibilityIT.FAINT));
    page.getByTestId("password").fill(PASSWORD);
    page.getByTestId("change-password").click();
    page.getByTestId("link-proof").fill(PASSWORD);
    page.getByTestId("unlink").click();
    assertThat(page.getByTestId("unlink")).hasCount(0);
    page.getByTestId("link-proof").fill(PASSWORD);
    page.getByTestId("provider").click();
    MockProvider.says(page, id, "김민지");
    assertThat(page.getByText("연결했어요.")).isVisible();
    minji.isConnected();
    page.navigate("about:blank");
    page.context().clearCookies();
    page.navigate(address.url() + "/#/back/sign_in_over");
    assertThat(page.getByText("시간이 지났거나 다른 브라우저에서 시작한 로그인이에요.")).isVisible();
    assertThat(page).hasURL(address.url() + "/#/");
  }

  private static void openAccount(Page page) {
    page.getByTestId("settings").click();
    page.getByTestId("account").click();
  }

  /** Both say on their sign-in page what they take. */
  private void provider(ChatNode open, ChatNode strict) {
    assertEquals("Mock", Http.json(checked(new Http(open).get("/api/entry"))).getJsonObject("provider").getString("name"));
    assertEquals(false, Http.json(checked(new Http(strict).get("/api/entry"))).getBoolean("passwords"));
  }

  /** Somebody goes to the provider, says there who they are, and is to come back. */
  private record Visit(String cookie, URI callback) {
    HttpResponse<String> back(URI address) {
      return get(address, cookie.split(";")[0]);
    }
  }

  private Visit visit(String who, String claims) {
    return visit(HttpRequest.newBuilder(URI.create(both.url() + "/api/oidc/start")), "{}", who, claims);
  }

  private HttpResponse<String> linked(Http person, String who) {
    Visit visit = visit(HttpRequest.newBuilder(URI.create(both.url() + "/api/oidc/start")).header("Authorization", "Bearer " + person.token()), "{\"link\":true}", who, "{\"preferred_username\":\"" + who + "\"}");
    return visit.back(visit.callback);
  }

  private Visit visit(HttpRequest.Builder start, String body, String who, String claims) {
    HttpResponse<String> left = checked(send(start.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body))));
    String form = "username=" + who + "&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8);
    HttpResponse<String> said = send(HttpRequest.newBuilder(URI.create(Http.json(left).getString("location"))).header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(form)));
    return new Visit(left.headers().firstValue("Set-Cookie").orElseThrow(), URI.create(said.headers().firstValue("Location").orElseThrow(() -> new AssertionError(said.body()))));
  }

  private static HttpResponse<String> start(ChatNode node, String token, String body, String... headers) {
    HttpRequest.Builder request = new Http(node, token).request("/api/oidc/start").header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private static HttpResponse<String> unlink(Http person, String proof) {
    return person.post("/api/me/provider/deletion", proof);
  }

  private static HttpResponse<String> password(Http person, String body) {
    return person.send(person.request("/api/me/password").header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
  }

  private String place(HttpResponse<String> back) {
    assertEquals(303, checked(back).statusCode());
    assertTrue(back.headers().allValues("Set-Cookie").stream().anyMatch(each -> each.startsWith("dochat-oidc-" + both.port() + "=; Max-Age=0")), back.headers().toString());
    return back.headers().firstValue("Location").orElseThrow();
  }

  private static String token(HttpResponse<String> back) {
    return back.headers().allValues("Set-Cookie").stream().filter(each -> each.matches("dochat-\\d+=.*")).map(each -> each.split("[=;]")[1]).findFirst().orElseThrow();
  }

  private void refused(int status, String code, HttpResponse<String> answer) {
    assertEquals(status + " " + code, answer.statusCode() + " " + Http.json(checked(answer)).getString("code"));
  }

  private HttpResponse<String> checked(HttpResponse<String> answer) {
    api.check(answer);
    return answer;
  }

  private static HttpResponse<String> get(URI address, String cookie) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    return send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String sql) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file); var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
