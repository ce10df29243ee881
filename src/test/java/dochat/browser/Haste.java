package dochat.browser;

import com.microsoft.playwright.Response;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a server has refused because it came too soon, as browsers say of commands that are requests: messages in rooms with slow mode, which go by themselves when it is time, and nothing else. */
final class Haste {
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;

  private final ConcurrentLinkedQueue<Map.Entry<Person, JsonObject>> refused = new ConcurrentLinkedQueue<>();

  /** From now on. The browser's own words on it are no trouble any more. */
  void watch(Person person) {
    person.troubles().allowTooManyRequests();
    person.page().context().onResponse(response -> heard(person, response));
  }

  private void heard(Person person, Response response) {
    if (response.status() == TOO_MANY_REQUESTS) {
      String body = response.request().postData();
      refused.add(Map.entry(person, body == null ? new JsonObject().put("address", response.url()) : new JsonObject(body)));
    }
  }

  /** All that was no message in a room which was slow at some time, as one of these people sees it, in words. */
  List<String> unexplained(ChatNode node, List<Person> people) {
    List<Http> doors = people.stream().map(person -> new Http(node, Agreement.token(person))).toList();
    return refused.stream().filter(each -> doors.stream().noneMatch(door -> isOfSlowMode(door, each.getValue())))
        .map(each -> each.getKey().name() + " was too fast: " + each.getValue().encode()).toList();
  }

  private static boolean isOfSlowMode(Http door, JsonObject frame) {
    if (!"chat.post".equals(frame.getString("address"))) {
      return false;
    }
    String room = frame.getJsonObject("body").getString("room");
    return door.get("/api/rooms/" + room).statusCode() == OK && door.history(room, 0).getJsonArray("events").stream().map(JsonObject.class::cast).anyMatch(event -> event.getString("type").equals("slow"));
  }
}
