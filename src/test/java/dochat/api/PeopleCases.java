package dochat.api;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.picture.Uploads;
import dochat.protocol.Limits;
import dochat.security.Tokens;
import dochat.support.Http;
import dochat.support.RawHttp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What openapi.yaml says of what people say of themselves, and choose for themselves. */
abstract class PeopleCases extends ApiCases {
  PeopleCases(Served served) {
    super(served);
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
        "{\"singleKeys\":1}", "{\"undoSeconds\":" + (Limits.UNDO_SECONDS + 1) + "}", "{\"undoSeconds\":\"five\"}", "{\"skinTone\":6}", "{\"skinTone\":-1}")) {
      refused(400, "bad_request", patch(ben, preferences, body));
    }
    String all = "{\"number\":3,\"language\":\"ko\",\"theme\":\"dark\",\"singleKeys\":false,\"undoSeconds\":60,\"skinTone\":5}";
    assertEquals(all, checked(200, post(ben, "/api/send", "{\"address\":\"chat.preferences\",\"body\":{\"theme\":\"dark\",\"singleKeys\":false,\"skinTone\":5}}")).body());
    assertEquals(all, checked(200, post(ben, "/api/send", "{\"address\":\"chat.preferences\"}")).body(), "asked without a body");
    eventually(() -> assertTrue(checked(200, post(ben, "/api/send", "{\"address\":\"chat.me\"}")).body().contains("\"preferences\":" + all)));
    assertEquals("{\"number\":0}", checked(200, Http.guest(node, "Cho").request(preferences).GET()).body(), "they are one's own");
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
    AtomicReference<String> known = new AtomicReference<>(state);
    eventually("it is told, after what others have changed just before", () -> isToldInCards(known, id(mina)));
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

  /** Whether the next news, of who knows this much, name this person. */
  private boolean isToldInCards(AtomicReference<String> known, String user) {
    JsonArray frames = Http.json(checked(200, post(ann, "/api/feed", "{\"after\":{},\"cards\":\"" + known.get() + "\",\"wait\":10}"))).getJsonArray("frames");
    if (frames.isEmpty()) {
      return false;
    }
    JsonObject news = frames.getJsonObject(0).getJsonObject("body");
    known.set(news.getString("state"));
    return news.getJsonArray("users").contains(user);
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
    refused(400, "bad_request", ann.request(address + "&size=512").GET());
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
}
