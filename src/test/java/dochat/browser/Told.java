package dochat.browser;

import static dochat.browser.Seen.inOneLanguage;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dochat.support.Http;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a node says by its API of rooms, as one person sees them: in the words of {@link Seen}, so that both can be held against each other. */
final class Told {
  private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
  private static final int MANY = 99;
  private static final Set<String> PASSING = Set.of("join", "leave");
  /** The picture of each kind of note. */
  private static final Map<String, String> NOTES = Map.ofEntries(Map.entry("invite", "user-plus"), Map.entry("join", "log-in"), Map.entry("remove", "user-minus"), Map.entry("leave", "log-out"),
      Map.entry("ban", "ban"), Map.entry("unban", "log-in"), Map.entry("role", "shield"), Map.entry("rename", "pencil"), Map.entry("topic", "pencil"), Map.entry("archive", "archive"),
      Map.entry("unarchive", "archive-restore"), Map.entry("posting", "megaphone"), Map.entry("inviting", "user-plus"), Map.entry("history", "eye"), Map.entry("slow", "hourglass"),
      Map.entry("reads", "eye"), Map.entry("pin", "pin"));

  private final Http door;
  private final String me;

  /** @param door of the person, at a node */
  Told(Http door) {
    this.door = door;
    this.me = answer("/api/me").getJsonObject("user").getString("id");
  }

  Http door() {
    return door;
  }

  List<JsonObject> rooms() {
    return objects(answer("/api/rooms?joined=true").getJsonArray("rooms"));
  }

  JsonObject room(String id) {
    return answer("/api/rooms/" + id).getJsonObject("room");
  }

  /** What {@link Seen#room} shows of it. */
  static JsonObject drawn(JsonObject room) {
    boolean mayReact = !room.getBoolean("archived", false) && !"reader".equals(room.getString("role"));
    boolean mayPost = mayReact && (!"moderator".equals(room.getString("posting")) || Set.of("owner", "moderator").contains(room.getString("role", "")));
    return new JsonObject().put("name", room.getString("name")).put("topic", room.getString("topic", ""))
        .put("foot", mayPost ? "composer" : room.getBoolean("archived", false) ? "room-archived" : mayReact ? "moderators-post" : "read-only")
        .put("favourite", room.getBoolean("favourite", false)).put("muted", room.getBoolean("muted", false));
  }

  static String badge(JsonObject room) {
    int unread = room.getInteger("unread", 0);
    return unread == 0 ? "" : (room.getInteger("mentions", 0) > 0 ? "@" : "") + (unread > MANY ? MANY + "+" : unread);
  }

  List<String> members(String id) {
    return objects(answer("/api/rooms/" + id + "/members?limit=500").getJsonArray("members")).stream().map(each -> name(each.getJsonObject("user")) + ": " + each.getString("role")).sorted().toList();
  }

  List<String> pins(String id) {
    return objects(answer("/api/rooms/" + id + "/pins").getJsonArray("messages")).stream()
        .map(each -> inOneLanguage(each.getLong("seq") + " " + name(each.getJsonObject("user")) + ": " + line(each.getString("text")))).toList();
  }

  /** The newest ones, as the API has them. */
  List<JsonObject> messages(String id) {
    return objects(page(id).getJsonArray("messages"));
  }

  /** Messages and notes from the last so many messages on. */
  List<JsonObject> list(String id, int last) {
    JsonObject page = page(id);
    List<JsonObject> messages = objects(page.getJsonArray("messages"));
    List<JsonObject> shown = messages.subList(Math.max(0, messages.size() - last), messages.size());
    long first = shown.isEmpty() ? 0 : shown.get(0).getLong("seq");
    List<JsonObject> all = Stream.concat(shown.stream(), objects(page.getJsonArray("notes", new JsonArray())).stream().filter(note -> note.getLong("seq") > first))
        .sorted(Comparator.comparing(each -> each.getLong("seq"))).toList();
    return between(all);
  }

  /** The newest messages of a thread. What answers the one that began it says so by being there, and how many do is not said. */
  List<JsonObject> thread(String id, long root, int last) {
    List<JsonObject> messages = objects(answer("/api/rooms/" + id + "/messages?limit=50&thread=" + root).getJsonArray("messages"));
    return messages.subList(Math.max(0, messages.size() - last), messages.size()).stream().map(each -> {
      JsonObject drawn = drawnMessage(each).put("replies", 0);
      return each.getJsonObject("reply", new JsonObject()).getLong("seq", 0L) == root ? drawn.put("quote", "") : drawn;
    }).toList();
  }

  /** The newest events, as many as a terminal shows at first. */
  List<JsonObject> events(String id, int count) {
    return objects(answer("/api/rooms/" + id + "/events?limit=" + count).getJsonArray("events"));
  }

  JsonObject answer(String path) {
    HttpResponse<String> answer = door.get(path);
    assertEquals(200, answer.statusCode(), answer::body);
    return Http.json(answer);
  }

  private JsonObject page(String id) {
    return answer("/api/rooms/" + id + "/messages?limit=50");
  }

  /** People who come and go one after another, on one day, are one line. */
  private List<JsonObject> between(List<JsonObject> all) {
    List<JsonObject> drawn = new ArrayList<>();
    List<JsonObject> passing = new ArrayList<>();
    for (JsonObject each : all) {
      boolean goesOn = PASSING.contains(each.getString("type", "")) && (passing.isEmpty() || date(passing.get(0)).equals(date(each)));
      if (!goesOn && !passing.isEmpty()) {
        drawn.add(note(passing));
        passing.clear();
      }
      if (PASSING.contains(each.getString("type", ""))) {
        passing.add(each);
      } else {
        drawn.add(each.containsKey("type") ? note(List.of(each)) : drawnMessage(each));
      }
    }
    if (!passing.isEmpty()) {
      drawn.add(note(passing));
    }
    return drawn;
  }

  /** Its picture, and what has to stand in it whatever the language: who, whom, and what something is called now. Oneself has no name there. */
  private JsonObject note(List<JsonObject> events) {
    Map<String, String> names = new LinkedHashMap<>();
    events.forEach(event -> Stream.of("user", "whom").map(event::getJsonObject).filter(user -> user != null && !user.getString("id").equals(me))
        .forEach(user -> names.put(user.getString("id"), name(user))));
    List<String> says = new ArrayList<>(names.values());
    JsonObject first = events.get(0);
    if (Set.of("rename", "topic").contains(first.getString("type"))) {
      says.add(first.getString("text"));
    }
    return new JsonObject().put("note", NOTES.get(first.getString("type"))).put("says", new JsonArray(says));
  }

  private JsonObject drawnMessage(JsonObject message) {
    JsonArray reactions = new JsonArray();
    objects(message.getJsonArray("reactions", new JsonArray())).forEach(each -> reactions.add(each.getString("emoji") + " " + each.getInteger("count") + ": " + names(each)));
    return new JsonObject(inOneLanguage(new JsonObject().put("seq", message.getLong("seq")).put("author", name(message.getJsonObject("user"))).put("text", message.getString("text").strip())
        .put("deleted", message.containsKey("deleted")).put("edited", message.containsKey("edited")).put("pinned", message.getBoolean("pinned", false))
        .put("quote", quote(message)).put("replies", message.getJsonObject("replies", new JsonObject()).getInteger("count", 0)).put("reactions", reactions).encode()));
  }

  /** Oneself first. */
  private String names(JsonObject reaction) {
    List<JsonObject> users = objects(reaction.getJsonArray("users"));
    Stream<String> others = users.stream().filter(user -> !user.getString("id").equals(me)).map(Told::name);
    return String.join(", ", Stream.concat(users.stream().anyMatch(user -> user.getString("id").equals(me)) ? Stream.of("you") : Stream.of(), others).toList());
  }

  private static String quote(JsonObject message) {
    JsonObject reply = message.getJsonObject("reply");
    if (reply == null) {
      return "";
    }
    String who = reply.containsKey("user") ? name(reply.getJsonObject("user")) : "";
    return who + ": " + (reply.getBoolean("hidden", false) ? "a message from before you joined" : reply.getBoolean("deleted", false) ? "deleted message" : line(reply.getString("text")));
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String name(JsonObject user) {
    return user.getString("name");
  }

  private static LocalDate date(JsonObject event) {
    return LocalDate.ofInstant(Instant.parse(event.getString("at")), ZONE);
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
