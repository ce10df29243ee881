package dochat.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dochat.protocol.Address;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets what at each address and at each route that names a room, in rooms of each kind; whatever is missing in the table fails. */
@OnSharedNodes
@Timeout(240)
class AccessIT {
  private static final List<String> ABOUT_NO_ROOM = List.of(Address.SESSION, Address.ROOMS, Address.DIRECTORY, Address.CREATE, Address.DIRECT, Address.PEOPLE, Address.CARDS, Address.PROFILE, Address.PREFERENCES,
      Address.ME, Address.HEARTBEAT, Address.GOING_AWAY);
  private static final String ROOM = "/api/rooms/{room}";

  /**
   * A letter for each of {@link #whoIn}, in the order in which they are asked of one room: y is done, R room_not_found, P not_permitted, A not_author, Z room_archived, U unauthenticated,
   * m message_not_found, M user_not_found, L last_owner.
   */
  private static final String TABLE = """
                                                                              public            private           direct            lab               public/archived   private/archived  lab/archived
      chat.bans                                                               UPPPPyy           URRPPyy           URP               UPPPPyy           UPPPPyy           URRPPyy           UPPPPyy
      chat.draft                                                              UPPyyyy           URRyyyy           URy               UPPyyyy           UPPyyyy           URRyyyy           UPPyyyy
      chat.edit                                                               UAAPAAy           URRPAAy           URA               UAAPAAy           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.edits                                                              Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.events                                                             Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.follow                                                             UPPyyyy           URRyyyy           URy               UPPyyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.followers                                                          Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.invite                                                             UPPPPPP           URRPyyy           URP               UPPPPPP           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.join                                                               Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.members                                                            Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.messages                                                           Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.pin                                                                UPPPPyy           URRPyyy           URy               UPPPPyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.pins                                                               Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.place                                                              Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.post                                                               UyyPyyy           URRPyyy           URy               UyyPyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.presence                                                           Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.react                                                              UyyPyyy           URRPyyy           URy               UyyPyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.read                                                               Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.readers                                                            Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.role                                                               UPPPPPy           URRPPPy           URP               UPPPPPy           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.room                                                               Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.thread-draft                                                       Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.typing                                                             Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.update                                                             UPPPPyy           URRPPyy           URP               UPPPPyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      GET /api/rooms/{room}                                                   Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      PATCH /api/rooms/{room}                                                 UPPPPyy           URRPPyy           URP               UPPPPyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      PATCH /api/rooms/{room}/place                                           Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      GET /api/rooms/{room}/draft                                             Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      PUT /api/rooms/{room}/draft                                             Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      GET /api/rooms/{room}/members                                           Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      PUT /api/rooms/{room}/members/{user}                                    UPPPPPP           URRPyyy           URP               UPPPPPP           UZZZZZZ           URRZZZZ           UZZZZZZ
      GET /api/rooms/{room}/bans                                              UPPPPyy           URRPPyy           URP               UPPPPyy           UPPPPyy           URRPPyy           UPPPPyy
      GET /api/rooms/{room}/messages                                          Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      POST /api/rooms/{room}/messages                                         UyyPyyy           URRPyyy           URy               UyyPyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      PATCH /api/rooms/{room}/messages/{seq}                                  UAAPAAy           URRPAAy           URA               UAAPAAy           UZZZZZZ           URRZZZZ           UZZZZZZ
      GET /api/rooms/{room}/messages/{seq}/edits                              Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      GET /api/rooms/{room}/messages/{seq}/readers                            Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      PUT /api/rooms/{room}/messages/{seq}/reactions/{emoji}                  UyyPyyy           URRPyyy           URy               UyyPyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      DELETE /api/rooms/{room}/messages/{seq}/reactions/{emoji}               Uyyyyyy           URRyyyy           URy               Uyyyyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      PUT /api/rooms/{room}/messages/{seq}/pin                                UPPPPyy           URRPyyy           URy               UPPPPyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      DELETE /api/rooms/{room}/messages/{seq}/pin                             UPPPPyy           URRPyyy           URy               UPPPPyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      PUT /api/rooms/{room}/messages/{seq}/follow                             Uyyyyyy           URRyyyy           URy               Uyyyyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      DELETE /api/rooms/{room}/messages/{seq}/follow                          Uyyyyyy           URRyyyy           URy               Uyyyyyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      GET /api/rooms/{room}/messages/{seq}/followers                          Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      GET /api/rooms/{room}/messages/{seq}/draft                              Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      PUT /api/rooms/{room}/messages/{seq}/draft                              Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      GET /api/rooms/{room}/pins                                              Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      GET /api/rooms/{room}/events                                            Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      GET /api/rooms/{room}/stream                                            Uyyyyyy           URRyyyy           URy               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      chat.delete                                                             UAAAAyy           URRAAyy           URA               UAAAAyy           UAAAAyy           URRAAyy           UAAAAyy
      DELETE /api/rooms/{room}/messages/{seq}                                 UAAAAyy           URRAAyy           URA               UAAAAyy           UAAAAyy           URRAAyy           UAAAAyy
      chat.remove                                                             UPPPPPP           URRPPyy           URP               UPPPPPP           UPPPPPP           URRPPyy           UPPPPPP
      DELETE /api/rooms/{room}/members/{user}                                 UPPPPPP           URRPPyy           URP               UPPPPPP           UPPPPPP           URRPPyy           UPPPPPP
      chat.ban                                                                UPPPPyy           URRPPyy           URP               UPPPPyy           UPPPPyy           URRPPyy           UPPPPyy
      chat.unban                                                              UPPPPyy           URRPPyy           URP               UPPPPyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      PUT /api/rooms/{room}/bans/{user}                                       UPPPPyy           URRPPyy           URP               UPPPPyy           UPPPPyy           URRPPyy           UPPPPyy
      DELETE /api/rooms/{room}/bans/{user}                                    UPPPPyy           URRPPyy           URP               UPPPPyy           UZZZZZZ           URRZZZZ           UZZZZZZ
      chat.leave                                                              Uyyyyyy           URRyyyL           URP               Uyyyyyy           Uyyyyyy           URRyyyy           Uyyyyyy
      """;

  private final Map<String, Http> people = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();

  @Test
  void eachPersonGetsWhatTheTableSays() throws IOException {
    List<List<String>> columns = new ArrayList<>();
    for (String kind : List.of("public", "private", "direct", "lab", "public/archived", "private/archived", "lab/archived")) {
      List<List<String>> answers = new ArrayList<>();
      for (String who : whoIn(kind)) {
        answers.add(answers(kind, who));
      }
      List<String> column = new ArrayList<>(List.of(kind));
      for (int i = 0; i < asked().size(); i++) {
        int line = i;
        column.add(answers.stream().map(each -> each.get(line)).collect(Collectors.joining()));
      }
      columns.add(column);
    }
    List<String> names = Stream.concat(Stream.of(""), asked().stream()).toList();
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      int line = i;
      table.append(String.format("%-72s%s", names.get(i), columns.stream().map(column -> String.format("%-18s", column.get(line))).collect(Collectors.joining())).stripTrailing()).append('\n');
    }
    assertEquals(TABLE, table.toString());
  }

  /** All addresses but those that name no room, and all routes of rooms. Those come last that end what the others ask about. */
  private static List<String> asked() throws IOException {
    Set<String> asked = new LinkedHashSet<>(addresses());
    JsonNode paths = new YAMLMapper().readTree(Files.readString(Path.of("openapi.yaml"))).get("paths");
    paths.fields().forEachRemaining(path -> {
      if (path.getKey().startsWith(ROOM)) {
        path.getValue().fieldNames().forEachRemaining(method -> asked.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
      }
    });
    List<String> last = List.of(Address.DELETE, "DELETE " + ROOM + "/messages/{seq}", Address.REMOVE, "DELETE " + ROOM + "/members/{user}",
        Address.BAN, Address.UNBAN, "PUT " + ROOM + "/bans/{user}", "DELETE " + ROOM + "/bans/{user}", Address.LEAVE);
    asked.removeAll(last);
    asked.addAll(last);
    return List.copyOf(asked);
  }

  private static Set<String> addresses() {
    Set<String> addresses = Stream.of(Address.class.getFields()).map(field -> {
      try {
        return (String) field.get(null);
      } catch (IllegalAccessException e) {
        throw new AssertionError(e);
      }
    }).collect(Collectors.toCollection(TreeSet::new));
    ABOUT_NO_ROOM.forEach(addresses::remove);
    return addresses;
  }

  private static List<String> whoIn(String kind) {
    return kind.startsWith("direct") ? List.of("nobody", "stranger", "member") : List.of("nobody", "removed", "stranger", "reader", "member", "moderator", "owner");
  }

  /** What this person is answered, one request after the other; where they may not know of the room, what anybody is of none, word for word. */
  private List<String> answers(String kind, String who) throws IOException {
    String name = who + " of " + kind;
    Http actor = who.equals("nobody") ? new Http(SharedNodes.second()) : person(name).at(SharedNodes.second());
    String room = room(person("owner of " + kind), kind, who, name);
    boolean isHidden = (kind.startsWith("private") || kind.equals("direct")) && (who.equals("removed") || who.equals("stranger"));
    List<String> answers = new ArrayList<>();
    for (String asked : asked()) {
      String id = UUID.randomUUID().toString();
      HttpResponse<InputStream> answer = ask(actor, asked, room, id);
      String body = body(answer);
      if (isHidden) {
        HttpResponse<InputStream> none = ask(actor, asked, "r-nonenoneno", id);
        assertEquals(List.of(none.statusCode(), body(none), names(none)), List.of(answer.statusCode(), body, names(answer)), asked);
      }
      answers.add(answer.statusCode() < 300 ? "y" : letter(new JsonObject(body).getString("code")));
    }
    return answers;
  }

  private static Set<String> names(HttpResponse<?> answer) {
    return new TreeSet<>(answer.headers().map().keySet());
  }

  /** Streams do not end. */
  private static String body(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream body = answer.body()) {
      return answer.statusCode() < 300 ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String letter(String code) {
    return switch (code) {
      case "room_not_found" -> "R";
      case "not_permitted" -> "P";
      case "not_author" -> "A";
      case "room_archived" -> "Z";
      case "unauthenticated" -> "U";
      case "message_not_found" -> "m";
      case "user_not_found" -> "M";
      case "last_owner" -> "L";
      default -> "(" + code + ")";
    };
  }

  private HttpResponse<InputStream> ask(Http actor, String asked, String room, String id) {
    JsonObject body = new JsonObject().put("room", room).put("seq", 1).put("id", id).put("text", "text").put("emoji", "👍").put("on", true).put("typing", true).put("muted", true)
        .put("user", id(asked.equals(Address.INVITE) ? "dan" : "clara")).put("topic", "topic of " + id);
    if (!asked.contains(" ")) {
      return actor.stream(actor.request("/api/send").header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(new JsonObject().put("address", asked).put("body", asked.equals(Address.ROLE) ? body.put("role", "moderator") : body).encode())));
    }
    String[] words = asked.split(" ");
    String path = words[1].replace("{room}", room).replace("{seq}", "1").replace("{user}", id("clara")).replace("{emoji}", "%F0%9F%91%8D");
    body.remove("room");
    return actor.stream(actor.request(path).header("Content-Type", "application/json")
        .method(words[0], words[0].equals("GET") || words[0].equals("DELETE") ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
  }

  private Http person(String name) {
    return people.computeIfAbsent(name, each -> Http.guest(SharedNodes.first(), each));
  }

  private String id(String name) {
    return ids.computeIfAbsent(name, each -> Http.json(person(each).get("/api/me")).getJsonObject("user").getString("id"));
  }

  /** One in which the actor is who they are to be; its first message is the owner's, and Clara is a member. */
  private String room(Http owner, String kind, String who, String actor) {
    String word = kind.split("/")[0];
    boolean isIn = !who.equals("stranger") && !who.equals("nobody");
    JsonArray people = new JsonArray().add(id("clara"));
    if (isIn) {
      people.add(id(actor));
    }
    HttpResponse<String> made = word.equals("lab") ? owner.post("/api/lab/room", new JsonObject())
        : word.equals("direct") ? owner.post("/api/direct", new JsonObject().put("users", people))
        : owner.post("/api/rooms", new JsonObject().put("name", "Room " + UUID.randomUUID()).put("kind", word));
    String room = Http.json(made).getJsonObject("room").getString("id");
    done(owner.post("/api/rooms/" + room + "/messages", new JsonObject().put("id", UUID.randomUUID().toString()).put("text", "first")));
    if (!word.equals("direct")) {
      for (String name : isIn && !who.equals("owner") ? List.of("clara", actor) : List.of("clara")) {
        done(word.equals("private") ? role(owner, room, name, "member") : send(person(name), "chat.join", room));
      }
    }
    if (Set.of("reader", "moderator").contains(who)) {
      done(role(owner, room, actor, who));
    }
    if (who.equals("removed")) {
      done(word.equals("private") ? owner.delete("/api/rooms/" + room + "/members/" + id(actor)) : send(person(actor), "chat.leave", room));
    }
    if (kind.endsWith("archived")) {
      done(owner.post("/api/send", new JsonObject().put("address", "chat.update").put("body", new JsonObject().put("room", room).put("id", UUID.randomUUID().toString()).put("archived", true))));
    }
    return room;
  }

  private HttpResponse<String> role(Http owner, String room, String name, String role) {
    return owner.send(owner.request("/api/rooms/" + room + "/members/" + id(name)).header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(new JsonObject().put("role", role).encode())));
  }

  private static HttpResponse<String> send(Http person, String address, String room) {
    return person.post("/api/send", new JsonObject().put("address", address).put("body", new JsonObject().put("room", room)));
  }

  private static void done(HttpResponse<String> answer) {
    assertEquals(2, answer.statusCode() / 100, answer.body());
  }
}
