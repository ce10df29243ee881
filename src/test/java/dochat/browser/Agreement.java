package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.support.ChatNode;
import dochat.support.Http;
import dochat.talk.Talking;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What everybody's page shows of each of their rooms, against what the API says of it at each node. */
final class Agreement {
  /** The messages of the open room as they are drawn: number, text, and what became of it. */
  private static final String DRAWN = """
      () => [...document.querySelectorAll('#messages .message[data-state=sent]')].map((message) => JSON.stringify({
        seq: Number(message.dataset.seq),
        text: (message.querySelector('.message-text')?.textContent.trim() ?? '').replaceAll('@여기', '@here').replaceAll('@모두', '@all'),
        deleted: Boolean(message.querySelector('.message-deleted')),
        edited: Boolean(message.querySelector('.message-edited')),
        replies: Number(message.querySelector('[data-testid=replies]')?.textContent.match(/\\d+/)?.[0] ?? 0),
        quotes: Boolean(message.querySelector('.quote')),
        pinned: Boolean(message.querySelector('.message-pinned')),
        reactions: [...message.querySelectorAll('.reaction')].map((each) => each.textContent.trim().replace(/\\s+/g, ' ')),
      }))""";
  private static final int LAST = 20;
  /** So many events it shows of what was before. */
  private static final int SHOWN_BY_TALK = 30;

  private final List<Person> people;
  private final Person account;
  private final List<ChatNode> nodes;
  private final List<String> differences = new ArrayList<>();
  private int comparedRooms;
  private int comparedMessages;
  private int comparedByTalk;

  /** @param account who can sign in at a terminal, too */
  Agreement(List<Person> people, Person account, List<ChatNode> nodes) {
    this.people = people;
    this.account = account;
    this.nodes = nodes;
  }

  /** Everything in which two of them are not of one opinion, in words; what is only late gets the time of a test. */
  List<String> differences() {
    for (Person person : people) {
      List<Http> doors = nodes.stream().map(node -> new Http(node, token(person))).toList();
      attempt(person.name() + "'s rooms at each node", () -> eventually(() -> doors.forEach(door -> assertEquals(rooms(doors.get(0)), rooms(door)))));
      rooms(doors.get(0)).forEach(room -> attempt(person.name() + " in " + room.getString("name"), () -> agree(person, doors, room.getString("id"))));
    }
    attempt("dochat talk in the room of all", () -> talk("general", "general", people.get(0), "--name", "Reader"));
    rooms(new Http(nodes.get(0), token(account))).stream().filter(room -> "private".equals(room.getString("kind"))).forEach(room -> attempt("dochat talk in " + room.getString("name"),
        () -> talk(room.getString("id"), room.getString("name"), account, "--handle", Episodes.handle(account), "--password-file", passwordFile())));
    return differences;
  }

  /** At a terminal of eighty columns, which breaks lines where it must. */
  private void talk(String id, String name, Person seenBy, String... who) {
    JsonObject page = answer(new Http(nodes.get(0), token(seenBy)), "/api/rooms/" + id + "/messages?limit=50");
    long begin = page.getLong("head") - SHOWN_BY_TALK;
    // What was edited stands there as it was said, and again as it was edited.
    List<String> last = objects(page.getJsonArray("messages")).stream().filter(message -> message.getLong("seq") > begin && !message.containsKey("edited"))
        .map(message -> dense(message.getString("text"))).filter(text -> !text.isEmpty()).toList();
    String[] options = Stream.concat(Stream.of("--node", Talking.at(nodes.toArray(ChatNode[]::new)), "--room", name), Stream.of(who)).toArray(String[]::new);
    try (Talking talk = Talking.inATerminal(options)) {
      eventually(() -> {
        String shown = dense(talk.out());
        int at = 0;
        for (String text : last) {
          at = shown.indexOf(text, at);
          assertTrue(at >= 0, () -> text + " is not in its place in " + shown);
        }
      });
    }
    comparedByTalk += last.size();
  }

  private static String passwordFile() {
    try {
      return Files.writeString(Files.createTempFile("password", ""), Episodes.PASSWORD).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without the spaces, and what moves a terminal's cursor. */
  private static String dense(String text) {
    return text.replaceAll("\\u001b\\[[0-9;?]*[A-Za-z]|\\s", "");
  }

  /** How much was held against each other. */
  String extent() {
    return comparedRooms + " rooms of all together, with " + comparedMessages + " messages at their ends, and " + comparedByTalk + " messages at a terminal";
  }

  private void agree(Person person, List<Http> doors, String id) {
    eventually(() -> assertEquals(shown(room(doors.get(0), id)), badge(person, id), "unread in the list"));
    goes(person, id);
    eventually(() -> assertEquals(room(doors.get(0), id).getString("topic", ""), Objects.toString(person.page().evaluate("() => document.querySelector('.header-room p')?.textContent ?? ''")), "the topic"));
    for (String part : List.of("members", "pins")) {
      String path = "/api/rooms/" + id + "/" + part;
      doors.forEach(door -> eventually(() -> assertEquals(answer(doors.get(0), path), answer(door, path), part + " at each node")));
    }
    String path = "/api/rooms/" + id + "/messages?limit=50";
    doors.forEach(door -> eventually(() -> assertEquals(answer(doors.get(0), path), answer(door, path), "at each node")));
    List<String> messages = told(doors.get(0), path);
    List<String> last = messages.subList(Math.max(0, messages.size() - LAST), messages.size());
    eventually(() -> {
      List<String> drawn = person.find(DRAWN);
      assertEquals(last, drawn.subList(Math.max(0, drawn.size() - last.size()), drawn.size()));
    });
    comparedRooms++;
    comparedMessages += last.size();
  }

  private static void goes(Person person, String id) {
    person.page().navigate(person.url() + "/#/room/" + id);
    assertThat(person.page().locator("[data-testid=room][data-room='" + id + "'][aria-current=page]")).hasCount(1);
    assertThat(person.page().locator("#messages .skeleton")).hasCount(0);
  }

  private static List<JsonObject> rooms(Http door) {
    return objects(answer(door, "/api/rooms?joined=true").getJsonArray("rooms"));
  }

  private static JsonObject room(Http door, String id) {
    return rooms(door).stream().filter(room -> room.getString("id").equals(id)).findFirst().orElseThrow();
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
        .put("edited", message.containsKey("edited")).put("replies", message.getJsonObject("replies", new JsonObject()).getInteger("count", 0)).put("quotes", message.containsKey("reply"))
        .put("pinned", message.getBoolean("pinned", false)).put("reactions", reactions).encode();
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
