package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import dochat.support.ChatNode;
import dochat.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What everybody's page shows of each of their rooms, against what the API says of it at each node, what it says to each of the others, and what {@code dochat talk} shows. Of a room's
 * messages and notes the last twenty messages are compared, with all that stands between and under them, and the last two threads that began among them.
 */
final class Agreement {
  private static final int LAST = 20;
  private static final int THREADS = 2;
  /** What a message is to one person, and not to another: who came later sees less of what it answers, and of its thread. */
  private static final Set<String> PERSONAL = Set.of("reply", "replies", "thread", "follows");

  private final List<Person> people;
  private final List<ChatNode> nodes;
  /** What was said of something to the first of those who were told of it. */
  private final Map<String, Object> common = new HashMap<>();
  private final List<String> differences = new ArrayList<>();
  private int rooms;
  private int messages;
  private int notes;
  private int members;
  private int pins;
  private int threads;
  private int atATerminal;

  Agreement(List<Person> people, List<ChatNode> nodes) {
    this.people = people;
    this.nodes = nodes;
  }

  /** Everything in which two of them are not of one opinion, in words; what is only late gets the time of a test. */
  List<String> differences() {
    for (Person person : people) {
      List<Told> told = nodes.stream().map(node -> new Told(new Http(node, token(person)))).toList();
      attempt(person.name() + "'s rooms at each node", () -> sameAtAll(told, "rooms", Told::rooms));
      List<JsonObject> all = told.get(0).rooms();
      all.forEach(room -> attempt(person.name() + " in " + room.getString("name"), () -> agree(new Seen(person), told, room.getString("id"))));
      attempt(person.name() + " by dochat talk", () -> atATerminal(person, told.get(0), all));
    }
    return differences;
  }

  private void atATerminal(Person person, Told told, List<JsonObject> all) {
    try (Transcripts transcripts = Transcripts.of(told.door(), "at-the-end-" + people.indexOf(person), nodes)) {
      all.forEach(room -> attempt(person.name() + " by dochat talk in " + room.getString("name"), () -> {
        List<JsonObject> events = told.events(room.getString("id"), Transcripts.EVENTS);
        transcripts.compare(room, events);
        atATerminal += events.size();
      }));
    }
  }

  /** How much was held against each other. */
  String extent() {
    return rooms + " rooms of all together, with " + messages + " messages at their ends, " + notes + " notes between them, " + members + " members, " + pins + " pinned messages and " + threads
        + " threads, and " + atATerminal + " events at a terminal";
  }

  private void agree(Seen seen, List<Told> told, String id) {
    Told first = told.get(0);
    eventually(() -> assertEquals(Told.badge(first.room(id)), seen.badge(id), "unread in the list"));
    goes(seen.person(), id, "");
    eventually(() -> assertEquals(Told.drawn(first.room(id)), seen.room(), "the room"));
    eventually(() -> assertAgrees(first.list(id, LAST), seen.list("messages")));
    first.list(id, LAST).forEach(each -> count(each.containsKey("note")));
    compareMembers(seen, first, id);
    comparePins(seen, first, id);
    List<Long> roots = first.messages(id).stream().filter(message -> message.containsKey("replies")).map(message -> message.getLong("seq")).toList();
    roots.subList(Math.max(0, roots.size() - THREADS), roots.size()).forEach(root -> compareThread(seen, told, id, root));
    sameAtAll(told, "the room", each -> each.room(id));
    sameAtAll(told, "members", each -> each.members(id));
    sameAtAll(told, "pins", each -> each.pins(id));
    sameAtAll(told, "messages", each -> each.list(id, LAST));
    sameForAll(first, id);
    nothingTwice(first, id);
    rooms++;
  }

  private void compareMembers(Seen seen, Told told, String id) {
    Page page = seen.person().page();
    page.getByTestId("room-menu").click();
    page.getByTestId("members").click();
    eventually(() -> assertEquals(told.members(id), seen.members(), "members"));
    members += told.members(id).size();
    Teammate.closes(page);
  }

  private void comparePins(Seen seen, Told told, String id) {
    Page page = seen.person().page();
    page.getByTestId("room-menu").click();
    page.getByTestId("pins").click();
    eventually(() -> assertEquals(told.pins(id), seen.pins(), "pins"));
    pins += told.pins(id).size();
    Teammate.closes(page);
  }

  private void compareThread(Seen seen, List<Told> told, String id, long root) {
    goes(seen.person(), id, "/thread/" + root);
    eventually(() -> assertAgrees(told.get(0).thread(id, root, LAST), seen.list("thread-messages")));
    sameAtAll(told, "thread", each -> each.thread(id, root, LAST));
    threads++;
  }

  /** What is the same for everybody who is told of it. */
  private void sameForAll(Told told, String id) {
    JsonObject room = told.room(id);
    for (String part : List.of("kind", "topic", "head", "members", "archived", "posting", "inviting", "history", "slow", "reads")) {
      sameForAll(id + " " + part, String.valueOf(room.getValue(part)));
    }
    sameForAll(id + " who is in it", told.members(id));
    told.messages(id).forEach(message -> sameForAll(id + " message " + message.getLong("seq"), toAnybody(message)));
  }

  /** In this half hour nobody says the same again. */
  private static void nothingTwice(Told told, String id) {
    List<String> texts = told.messages(id).stream().map(message -> message.getString("text")).filter(text -> !text.isEmpty()).toList();
    assertEquals(texts.stream().distinct().toList(), texts, "what was said");
  }

  private void sameForAll(String what, Object value) {
    Object before = common.putIfAbsent(what, value);
    if (before != null) {
      assertEquals(before, value, () -> what + " to two people");
    }
  }

  private static JsonObject toAnybody(JsonObject message) {
    JsonObject found = message.copy();
    PERSONAL.forEach(found::remove);
    found.getJsonArray("reactions", new JsonArray()).forEach(reaction -> ((JsonObject) reaction).remove("mine"));
    return found;
  }

  private static void sameAtAll(List<Told> told, String what, Function<Told, Object> asked) {
    told.forEach(each -> eventually(() -> assertEquals(asked.apply(told.get(0)), asked.apply(each), what + " at each node")));
  }

  /** What is drawn above the first message that is told of is not compared. */
  private static void assertAgrees(List<JsonObject> told, List<JsonObject> drawn) {
    List<JsonObject> seen = told.isEmpty() ? drawn : drawn.stream().dropWhile(each -> !each.getValue("seq", 0).equals(told.get(0).getValue("seq", 0))).toList();
    List<JsonObject> agreed = IntStream.range(0, seen.size()).mapToObj(i -> i < told.size() && isNote(told.get(i), seen.get(i)) ? told.get(i) : seen.get(i)).toList();
    assertEquals(lines(told), lines(agreed));
  }

  /** Whether this is how that is drawn, in some language. */
  private static boolean isNote(JsonObject told, JsonObject drawn) {
    return told.containsKey("note") && told.getString("note").equals(drawn.getString("note")) && told.getJsonArray("says").stream().allMatch(word -> drawn.getString("text").contains((String) word));
  }

  private static String lines(List<JsonObject> all) {
    return all.stream().map(JsonObject::encode).collect(Collectors.joining("\n"));
  }

  private void count(boolean isNote) {
    if (isNote) {
      notes++;
    } else {
      messages++;
    }
  }

  private static void goes(Person person, String id, String further) {
    person.page().navigate(person.url() + "/#/room/" + id + further);
    assertThat(person.page().locator("[data-testid=room][data-room='" + id + "'][aria-current=page]")).hasCount(1);
    assertThat(person.page().locator(".timeline .skeleton")).hasCount(0);
  }

  private void attempt(String what, Runnable comparison) {
    try {
      comparison.run();
    } catch (RuntimeException | AssertionError e) {
      differences.add(what + ": " + e.getMessage());
    }
  }

  static String token(Person person) {
    return person.page().context().cookies().stream().filter(cookie -> cookie.name.matches("dochat(-\\d+)?")).findFirst().orElseThrow().value;
  }
}
