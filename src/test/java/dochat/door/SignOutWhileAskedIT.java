package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RawHttp;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody signs out elsewhere while many requests of theirs are being answered, for rooms that the node has to read first: each is answered, and truthfully. */
@OnSharedNodes
@Timeout(60)
class SignOutWhileAskedIT {
  private static final int CREATORS = 2;
  private static final int ROOMS = 20;

  private interface Ask {
    RawHttp ask(String room, String token) throws IOException;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events?after=0", "/events?after=0&wait=20", "/stream?after=0"})
  void everyRequestIsAnswered(String query) throws IOException {
    assertAnswered((room, token) -> new RawHttp(SharedNodes.first()).request("GET", "/api/rooms/" + room + query, token));
  }

  /** Each room is listened to from now on, so that its first frame says where it stands. */
  @Test
  void everyFeedIsAnswered() throws IOException {
    assertAnswered((room, token) -> {
      String feed = new JsonObject().put("after", new JsonObject().putNull(room)).put("wait", 20).encode();
      return new RawHttp(SharedNodes.first()).request("POST", "/api/feed", token, "Content-Type: application/json", "Content-Length: " + feed.length())
          .write(feed);
    });
  }

  private static void assertAnswered(Ask ask) throws IOException {
    List<String> rooms = IntStream.range(0, CREATORS).boxed().flatMap(creator -> rooms()).toList();
    Http ann = Http.guest(SharedNodes.first(), "Ann");
    List<RawHttp> requests = new ArrayList<>();
    try {
      for (String room : rooms) {
        requests.add(ask.ask(room, ann.token()));
      }
      assertEquals(204, ann.at(SharedNodes.second()).delete("/api/session").statusCode());
      for (RawHttp request : requests) {
        assertTruth(request.answer());
      }
    } finally {
      for (RawHttp request : requests) {
        request.close();
      }
    }
  }

  /** A store that has more to do than it keeps up with may say so. */
  private static void assertTruth(RawHttp.Answer answer) {
    if (answer.status() == 200) {
      assertNotEquals("{\"frames\":[]}", answer.body());
    } else {
      String code = new JsonObject(answer.body()).getString("code");
      boolean isBusy = answer.status() == 503 && code.equals("busy") && Integer.parseInt(answer.headers().get("retry-after")) > 0;
      assertTrue(isBusy || answer.status() == 401 && code.equals("unauthenticated"), answer.toString());
    }
  }

  private static Stream<String> rooms() {
    Http creator = Http.guest(SharedNodes.second(), "Ben");
    return IntStream.range(0, ROOMS).mapToObj(number -> {
      JsonObject room = new JsonObject().put("name", "Cold " + creator.token().substring(0, 8) + number);
      return Http.json(creator.post("/api/rooms", room)).getJsonObject("room").getString("id");
    });
  }
}
