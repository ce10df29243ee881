package dochat.admin;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.security.AdminToken;
import dochat.support.Admin;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RawHttp;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may see the page /cluster, and from where. */
@OnSharedNodes
class AdminSessionIT {
  private static final String PURPOSE = "cluster page";

  private final ChatNode node = SharedNodes.first();
  private final Admin nobody = new Admin(node, null);

  @Test
  void theCookieIsForThePageAloneAndIsNotTheToken() {
    HttpResponse<String> answer = nobody.signIn(Admin.TOKEN);
    assertEquals(204, answer.statusCode());
    eventually("it is written down", () -> node.log().contains("an administrator has signed in"));
    List<String> cookie = List.of(answer.headers().firstValue("Set-Cookie").orElseThrow().split("; "));
    assertTrue(cookie.get(0).startsWith("dochat-admin-" + node.port() + "="), cookie::toString);
    assertTrue(cookie.containsAll(List.of("Path=/cluster", "HTTPOnly", "SameSite=Strict", "Max-Age=" + 8 * 60 * 60)), cookie::toString);
    assertFalse(cookie.contains("Secure"), "in the clear");
    assertFalse(cookie.get(0).contains(Admin.TOKEN));
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
    HttpResponse<String> behindTls = nobody.send(signIn(node).header("X-Forwarded-Proto", "https"));
    assertTrue(behindTls.headers().firstValue("Set-Cookie").orElseThrow().contains("; Secure"));
  }

  @Test
  void everyNodeTakesItUntilItEnds() {
    Admin admin = Admin.at(node);
    assertEquals(200, admin.get("/cluster/nodes").statusCode());
    assertEquals(200, admin.at(SharedNodes.second(), node).get("/cluster/nodes").statusCode());
    HttpResponse<String> out = admin.send(admin.request("/cluster/session").header("Origin", node.url()).DELETE());
    assertEquals(204, out.statusCode());
    assertTrue(out.headers().firstValue("Set-Cookie").orElseThrow().startsWith("dochat-admin-" + node.port() + "=; Max-Age=0"));
  }

  @Test
  void nobodyElseSeesOrDoesAnything() {
    long now = System.currentTimeMillis();
    AdminToken right = new AdminToken(Admin.TOKEN);
    String name = "dochat-admin-" + node.port() + "=";
    assertEquals(200, new Admin(node, name + right.pass(PURPOSE, now + 60_000)).get("/cluster/nodes").statusCode(), "this is how one is made");
    List<String> passes = List.of("", Admin.TOKEN, "x", right.pass(PURPOSE, now - 1), right.pass("drain", now + 60_000),
        new AdminToken("a-token-of-somebody-else").pass(PURPOSE, now + 60_000), right.pass(PURPOSE, now + 60_000).replaceAll("^\\d+", Long.toString(now + 120_000)));
    for (String pass : passes) {
      Admin stranger = new Admin(node, name + pass);
      for (HttpResponse<String> answer : List.of(stranger.get("/cluster/nodes"), stranger.get("/cluster/message?room=general&seq=1"), stranger.drain("any"))) {
        assertEquals(401, answer.statusCode(), pass);
        assertEquals("unauthenticated", Http.json(answer).getString("code"));
      }
    }
    assertEquals(401, nobody.get("/cluster/nodes").statusCode());
    assertEquals(401, nobody.send(nobody.request("/cluster/nodes").header("Authorization", "Bearer " + Admin.TOKEN).GET()).statusCode());
    assertTrue(node.isAlive());
  }

  /** A page of another site, or a form of one, cannot speak for an administrator. */
  @Test
  void onlyAPageOfThisChatSignsInAndDrains() {
    Admin admin = Admin.at(node);
    HttpRequest.Builder drain = admin.request("/cluster/drain").header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(new JsonObject().put("node", id(admin)).encode()));
    assertRefused("origin_refused", admin.send(drain.copy()));
    for (String origin : List.of("http://evil.example", "null", node.url() + "1", SharedNodes.second().url())) {
      assertRefused("origin_refused", admin.send(drain.copy().header("Origin", origin)));
      assertRefused("origin_refused", nobody.send(signIn(node).setHeader("Origin", origin)));
    }
    HttpResponse<String> form = admin.send(drain.copy().header("Origin", node.url()).setHeader("Content-Type", "text/plain"));
    assertEquals("bad_media_type", Http.json(form).getString("code"));
    eventually(() -> assertEquals("ready", Http.json(new Http(node).get("/health/ready")).getString("status"), "it has not been told to leave"));
  }

  /** SharedNodes sees that nothing in the log looks like a fault of the node. */
  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "application/x-www-form-urlencoded"})
  void aFormIsRefusedBeforeItIsRead(String type) throws IOException {
    for (String path : List.of("/cluster/session", "/cluster/drain")) {
      String body = "%zz=%zz&\r\n--x";
      try (RawHttp client = new RawHttp(node).request("POST", path, "x", "Origin: " + node.url(), "Content-Type: " + type, "Content-Length: " + body.length()).write(body)) {
        assertEquals("bad_media_type", new JsonObject(client.answer().body()).getString("code"), path);
      }
    }
  }

  /** The head is answered, and the body never comes. */
  @ParameterizedTest
  @CsvSource({"/cluster/session, http://evil.example, origin_refused", "/cluster/session, '', origin_refused", "/cluster/drain, '', origin_refused", "/cluster/drain, ours, unauthenticated"})
  void aBodyOfAStrangerIsNotGathered(String path, String origin, String code) throws IOException {
    String from = origin.isEmpty() ? "X-None: at all" : "Origin: " + (origin.equals("ours") ? node.url() : origin);
    try (RawHttp client = new RawHttp(node).request("POST", path, "x", from, "Content-Type: application/json", "Content-Length: 1000")) {
      assertEquals(code, new JsonObject(client.answer().body()).getString("code"));
    }
  }

  @Test
  void wrongTokensAreSlowedDownAndTheRightOneIsTakenAllTheSame() {
    ChatNode other = SharedNodes.second();
    Admin guessing = new Admin(other, null);
    assertEquals("not_admin", Http.json(guessing.signIn("a-token-of-somebody")).getString("code"));
    HttpResponse<String> answer = null;
    for (int i = 0; i < 100 && (answer == null || answer.statusCode() == 403); i++) {
      answer = guessing.signIn("a-guess-of-sixteen-" + i);
    }
    assertEquals(429, answer.statusCode());
    assertEquals(204, guessing.signIn(Admin.TOKEN).statusCode());
    assertFalse(other.log().contains("a-guess-of-sixteen") || other.log().contains(Admin.TOKEN), "a secret in the log");
  }

  private static HttpRequest.Builder signIn(ChatNode node) {
    return new Http(node).request("/cluster/session").header("Origin", node.url()).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(new JsonObject().put("token", Admin.TOKEN).encode()));
  }

  private static void assertRefused(String code, HttpResponse<String> answer) {
    assertEquals(403, answer.statusCode(), answer.body());
    assertEquals(code, Http.json(answer).getString("code"));
  }

  private String id(Admin admin) {
    return admin.answered(node).getString("node");
  }
}
