package dochat.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.Http;
import dochat.support.RawHttp;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody signs out elsewhere while many requests of theirs are being answered, for rooms that the node has to read first: each is answered, and truthfully. */
@ExtendWith(SharedNodes.class)
@Timeout(60)
class SignOutWhileAskedIT {
  private static final int CREATORS = 2;
  private static final int ROOMS = 20;

  @ParameterizedTest
  @ValueSource(strings = {"/events?after=0", "/events?after=0&wait=20", "/stream?after=0"})
  void everyRequestIsAnswered(String query) throws IOException {
    List<String> rooms = IntStream.range(0, CREATORS).boxed().flatMap(creator -> rooms()).toList();
    Http ann = Http.guest(SharedNodes.first(), "Ann");
    List<RawHttp> requests = new ArrayList<>();
    try {
      for (String room : rooms) {
        requests.add(new RawHttp(SharedNodes.first()).request("GET", "/api/rooms/" + room + query, ann.token()));
      }
      assertEquals(204, ann.at(SharedNodes.second()).delete("/api/session").statusCode());
      for (RawHttp request : requests) {
        RawHttp.Answer answer = request.answer();
        boolean isRefused = answer.status() == 401 && new JsonObject(answer.body()).getString("code").equals("unauthenticated");
        assertTrue(answer.status() == 200 || isRefused, answer.toString());
      }
    } finally {
      for (RawHttp request : requests) {
        request.close();
      }
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
