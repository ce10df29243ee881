package dochat.browser;

import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.talk.Talking;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What everybody's page shows of each of their rooms, against what the API says of it at each node. */
final class Agreement {
  /** The messages of the open room as they are drawn: number, text, and what became of it. */
  private static final String DRAWN = """
      () => [...document.querySelectorAll('#messages .message[data-state=sent]')].map((message) => JSON.stringify({
        seq: Number(message.dataset.seq),
        text: message.querySelector('.message-text')?.textContent.trim() ?? '',
        deleted: Boolean(message.querySelector('.message-deleted')),
        edited: Boolean(message.querySelector('.message-edited')),
        pinned: Boolean(message.querySelector('.message-pinned')),
        reactions: [...message.querySelectorAll('.reaction')].map((each) => each.textContent.trim().replace(/\\s+/g, ' ')),
      }))""";
  private static final int LAST = 20;
  /** So many events it shows of what was before. */
  private static final int SHOWN_BY_TALK = 30;

  private final List<Person> people;
  private final List<ChatNode> nodes;
  private final List<String> differences = new ArrayList<>();
  private int comparedRooms;
  private int comparedMessages;

  Agreement(List<Person> people, List<ChatNode> nodes) {
    this.people = people;
    this.nodes = nodes;
  }

  /** Everything in which two of them are not of one opinion, in words; what is only late gets the time of a test. */
  List<String> differences() {
    for (Person person : people) {
      List<Http> doors = nodes.stream().map(node -> new Http(node, token(person))).toList();
      List<JsonObject> rooms = objects(answer(doors.get(0), "/api/rooms").getJsonArray("rooms"));
      attempt(person.name() + "'s rooms at each node", () -> doors.forEach(door -> assertEquals(rooms, objects(answer(door, "/api/rooms").getJsonArray("rooms")))));
      rooms.forEach(room -> attempt(person.name() + " in " + room.getString("name"), () -> agree(person, doors, room)));
    }
    attempt("dochat talk in the room of all", this::talk);
    return differences;
  }

  /** A newcomer at a terminal of eighty columns, which breaks lines where it must. */
  private void talk() {
    Http door = new Http(nodes.get(0), token(people.get(0)));
    JsonObject page = answer(door, "/api/rooms/general/messages?limit=50");
    long begin = page.getLong("head") - SHOWN_BY_TALK;
    // What was edited stands there as it was said, and again as it was edited.
    List<String> last = objects(page.getJsonArray("messages")).stream().filter(message -> message.getLong("seq") > begin && !message.containsKey("edited"))
        .map(message -> dense(message.getString("text"))).filter(text -> !text.isEmpty()).toList();
    assertFalse(last.isEmpty(), "nothing was said lately");
    try (Talking talk = Talking.inATerminal("--node", Talking.at(nodes.toArray(ChatNode[]::new)), "--name", "Reader", "--room", "general")) {
      eventually(() -> {
        String shown = dense(talk.out());
        int at = 0;
        for (String text : last) {
          at = shown.indexOf(text, at);
          assertTrue(at >= 0, () -> text + " is not in its place in " + shown);
        }
      });
    }
  }

  /** Without the spaces, and what moves a terminal's cursor. */
  private static String dense(String text) {
    return text.replaceAll("\\u001b\\[[0-9;?]*[A-Za-z]|\\s", "");
  }

  /** How much was held against each other. */
  String extent() {
    return comparedRooms + " rooms of all together, with " + comparedMessages + " messages at their ends";
  }

  private void agree(Person person, List<Http> doors, JsonObject room) {
    String id = room.getString("id");
    eventually(() -> assertEquals(shown(room), badge(person, id), "unread in the list"));
    person.goesTo(id);
    String path = "/api/rooms/" + id + "/messages?limit=50";
    List<String> messages = told(doors.get(0), path);
    doors.forEach(door -> eventually(() -> assertEquals(messages, told(door, path), "at each node")));
    List<String> last = messages.subList(Math.max(0, messages.size() - LAST), messages.size());
    eventually(() -> {
      List<String> drawn = person.find(DRAWN);
      assertEquals(last, drawn.subList(Math.max(0, drawn.size() - last.size()), drawn.size()));
    });
    comparedRooms++;
    comparedMessages += last.size();
  }

  private void attempt(String what, Runnable comparison) {
    try {
      comparison.run();
    } catch (RuntimeException | AssertionError e) {
      differences.add(what + ": " + e.getMessage());
    }
  }

  private static List<String> told(Http door, String path) {
    return objects(answer(door, path).getJsonArray("messages")).stream().map(Agreement::drawn).toList();
  }

  /** As {@link #DRAWN} has it. */
  private static String drawn(JsonObject message) {
    JsonArray reactions = new JsonArray();
    objects(message.getJsonArray("reactions", new JsonArray())).forEach(each -> reactions.add(each.getString("emoji") + " " + each.getInteger("count")));
    return new JsonObject().put("seq", message.getLong("seq")).put("text", message.getString("text").strip()).put("deleted", message.containsKey("deleted"))
        .put("edited", message.containsKey("edited")).put("pinned", message.getBoolean("pinned", false)).put("reactions", reactions).encode();
  }

  private static String shown(JsonObject room) {
    int unread = room.getInteger("unread", 0);
    return unread == 0 ? "" : room.getInteger("mentions", 0) > 0 ? "@" + unread : Integer.toString(unread);
  }

  private static String badge(Person person, String room) {
    return Objects.toString(person.page().evaluate("room => document.querySelector(`[data-room='${room}'] [data-testid=unread] [aria-hidden]`)?.textContent.trim() ?? ''", room));
  }

  private static String token(Person person) {
    return person.page().context().cookies().stream().filter(cookie -> cookie.name.matches("dochat(-\\d+)?")).findFirst().orElseThrow().value;
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject answer(Http door, String path) {
    HttpResponse<String> answer = door.get(path);
    assertEquals(200, answer.statusCode(), answer::body);
    return Http.json(answer);
  }
}
