package dochat.door;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dochat.support.ChatClient;
import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.support.Pipe;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every door does that browsers can reach: it lets our own page in, with its cookie, and no other. */
abstract class WebDoorContract extends RefusalContract {

  /** The way to a node's door, with these headers in each request. */
  abstract Pipe pipe(ChatNode node, Map<String, String> headers);

  @Override
  final Pipe pipe(ChatNode node) {
    return pipe(node, Map.of());
  }

  @Test
  void knowsOurPageByItsCookie() {
    Http ann = Http.guest(first(), "Ann");
    ChatClient page = connect(pipe(first(), Map.of("Origin", first().url(), "Cookie", cookie(ann.token()))));
    assertEquals("Ann", page.ask("chat.session", new JsonObject()).getJsonObject("user").getString("name"));
    assertEquals(204, ann.delete("/api/session").statusCode());
    assertEquals(closeCode(4003), page.closeCode());
  }

  @Test
  void aCookieWithoutOriginIsNobody() {
    Http ann = Http.guest(first(), "Ann");
    ChatClient anybody = connect(pipe(first(), Map.of("Cookie", cookie(ann.token()))));
    assertRefused("unauthenticated", () -> anybody.ask("chat.session", new JsonObject()));
    anybody.signIn("Somebody");
  }

  @Test
  void refusesOtherPeoplesPages() {
    Http ann = Http.guest(first(), "Ann");
    for (String origin : new String[] {"http://evil.example", "null", second().url(),
        first().url() + ".evil.example", "http://127.0.0.1"}) {
      double before = counts().refusals("origin_refused");
      Pipe page = pipe(first(), Map.of("Origin", origin, "Cookie", cookie(ann.token())));
      assertThrows(RuntimeException.class, () -> connect(page), origin);
      eventually(() -> assertEquals(before + 1, counts().refusals("origin_refused"), origin));
    }
  }

  private static String cookie(String token) {
    return "dochat-" + SharedNodes.first().port() + "=" + token;
  }
}
