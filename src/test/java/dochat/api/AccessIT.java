package dochat.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dochat.protocol.Address;
import dochat.support.Http;
import dochat.support.OnSharedNodes;
import dochat.support.RoomCommands;
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
@Timeout(600)
class AccessIT {
  private static final String ROOM = "/api/rooms/{room}";

  /**
   * A letter for each of {@link #whoIn}, in the order in which they are asked: y is done, R room_not_found, B banned, P not_permitted, A not_author, Z room_archived, U unauthenticated,
   * m message_not_found, M user_not_found, L last_owner.
   */
  private static final String TABLE = """
                                                                              public            private           direct            lab               public/archived   private/archived  lab/archived
      chat.bans                                                               UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UPPBPPPyy         URRRPPyy          UPPBPPPyy
      chat.draft                                                              UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      chat.edit                                                               UAABPPAAy         URRRPAAy          URA               UAABPPAAy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.edits                                                              UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.events                                                             UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.follow                                                             UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.followers                                                          UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.invite                                                             UPPBPPPPP         URRRPyyy          URP               UPPBPPPPP         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.join                                                               UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.members                                                            UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.messages                                                           UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.pin                                                                UPPBPPPyy         URRRPyyy          URy               UPPBPPPyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.pins                                                               UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.place                                                              UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      chat.post                                                               UyyBPPyyy         URRRPyyy          URy               UyyBPPyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.presence                                                           UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.react                                                              UyyBPPyyy         URRRPyyy          URy               UyyBPPyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.read                                                               UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.readers                                                            UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      chat.role                                                               UPPBPPPPy         URRRPPPy          URP               UPPBPPPPy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.room                                                               Uyyyyyyyy         URRRyyyy          URy               Uyyyyyyyy         Uyyyyyyyy         URRRyyyy          Uyyyyyyyy
      chat.thread-draft                                                       UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      chat.typing                                                             UyyBPPyyy         URRRPyyy          URy               UyyBPPyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.update                                                             UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      GET /api/rooms/{room}                                                   Uyyyyyyyy         URRRyyyy          URy               Uyyyyyyyy         Uyyyyyyyy         URRRyyyy          Uyyyyyyyy
      PATCH /api/rooms/{room}                                                 UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      PATCH /api/rooms/{room}/place                                           UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      GET /api/rooms/{room}/draft                                             UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      PUT /api/rooms/{room}/draft                                             UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      GET /api/rooms/{room}/members                                           UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      PUT /api/rooms/{room}/members/{user}                                    UPPBPPPPP         URRRPyyy          URP               UPPBPPPPP         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      GET /api/rooms/{room}/bans                                              UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UPPBPPPyy         URRRPPyy          UPPBPPPyy
      GET /api/rooms/{room}/messages                                          UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      POST /api/rooms/{room}/messages                                         UyyBPPyyy         URRRPyyy          URy               UyyBPPyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      PATCH /api/rooms/{room}/messages/{seq}                                  UAABPPAAy         URRRPAAy          URA               UAABPPAAy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      GET /api/rooms/{room}/messages/{seq}/edits                              UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      GET /api/rooms/{room}/messages/{seq}/readers                            UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      PUT /api/rooms/{room}/messages/{seq}/reactions/{emoji}                  UyyBPPyyy         URRRPyyy          URy               UyyBPPyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      DELETE /api/rooms/{room}/messages/{seq}/reactions/{emoji}               UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      PUT /api/rooms/{room}/messages/{seq}/pin                                UPPBPPPyy         URRRPyyy          URy               UPPBPPPyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      DELETE /api/rooms/{room}/messages/{seq}/pin                             UPPBPPPyy         URRRPyyy          URy               UPPBPPPyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      PUT /api/rooms/{room}/messages/{seq}/follow                             UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      DELETE /api/rooms/{room}/messages/{seq}/follow                          UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      GET /api/rooms/{room}/messages/{seq}/followers                          UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      GET /api/rooms/{room}/messages/{seq}/draft                              UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      PUT /api/rooms/{room}/messages/{seq}/draft                              UPPBPyyyy         URRRyyyy          URy               UPPBPyyyy         UPPBPyyyy         URRRyyyy          UPPBPyyyy
      GET /api/rooms/{room}/pins                                              UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      GET /api/rooms/{room}/events                                            UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      GET /api/rooms/{room}/stream                                            UyyByyyyy         URRRyyyy          URy               UyyByyyyy         UyyByyyyy         URRRyyyy          UyyByyyyy
      chat.delete                                                             UAABAAAyy         URRRAAyy          URA               UAABAAAyy         UAABAAAyy         URRRAAyy          UAABAAAyy
      DELETE /api/rooms/{room}/messages/{seq}                                 UAABAAAyy         URRRAAyy          URA               UAABAAAyy         UAABAAAyy         URRRAAyy          UAABAAAyy
      chat.remove                                                             UPPBPPPPP         URRRPPyy          URP               UPPBPPPPP         UPPBPPPPP         URRRPPyy          UPPBPPPPP
      DELETE /api/rooms/{room}/members/{user}                                 UPPBPPPPP         URRRPPyy          URP               UPPBPPPPP         UPPBPPPPP         URRRPPyy          UPPBPPPPP
      chat.ban                                                                UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UPPBPPPyy         URRRPPyy          UPPBPPPyy
      chat.unban                                                              UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      PUT /api/rooms/{room}/bans/{user}                                       UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UPPBPPPyy         URRRPPyy          UPPBPPPyy
      DELETE /api/rooms/{room}/bans/{user}                                    UPPBPPPyy         URRRPPyy          URP               UPPBPPPyy         UZZBZZZZZ         URRRZZZZ          UZZBZZZZZ
      chat.leave                                                              Uyyyyyyyy         URRRyyyL          URP               Uyyyyyyyy         Uyyyyyyyy         URRRyyyy          Uyyyyyyyy
      """;

  private final Map<String, Http> people = new HashMap<>();
  private final Map<String, String> ids = new HashMap<>();

  @Test
  void eachPersonGetsWhatTheTableSays() throws IOException {
    List<String> asked = asked();
    List<List<String>> columns = new ArrayList<>();
    for (String kind : List.of("public", "private", "direct", "lab", "public/archived", "private/archived", "lab/archived")) {
      List<List<String>> answers = new ArrayList<>();
      for (String who : whoIn(kind)) {
        answers.add(answers(asked, kind, who));
      }
      List<String> column = new ArrayList<>(List.of(kind));
      for (int i = 0; i < asked.size(); i++) {
        int line = i;
        column.add(answers.stream().map(each -> each.get(line)).collect(Collectors.joining()));
      }
      columns.add(column);
    }
    List<String> names = Stream.concat(Stream.of(""), asked.stream()).toList();
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      int line = i;
      table.append(String.format("%-72s%s", names.get(i), columns.stream().map(column -> String.format("%-18s", column.get(line))).collect(Collectors.joining())).stripTrailing()).append('\n');
    }
    assertEquals(TABLE, table.toString());
  }

  /** All addresses but those that name no room, and all routes of rooms. Those come last that end what the others ask about. */
  private static List<String> asked() throws IOException {
    Set<String> asked = new LinkedHashSet<>(RoomCommands.addresses());
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

  /** Whoever has left, as a reader where everybody may come, or was removed; whoever never came; whoever is banned; and the roles. */
  private static List<String> whoIn(String kind) {
    return kind.equals("direct") ? List.of("nobody", "stranger", "member")
        : Stream.of("nobody", "removed", "stranger", "banned", "parted", "reader", "member", "moderator", "owner").filter(who -> !kind.startsWith("private") || !who.equals("parted")).toList();
  }

  /** What this person is answered, one request after the other; where they may not know of the room, what anybody is of none, word for word. Who is somebody else by what they were answered is themself again in another room. */
  private List<String> answers(List<String> all, String kind, String who) throws IOException {
    String name = who + " of " + kind;
    Http actor = who.equals("nobody") ? new Http(SharedNodes.second()) : person(name).at(SharedNodes.second());
    boolean isHidden = (kind.startsWith("private") || kind.equals("direct")) && Set.of("removed", "stranger", "banned").contains(who);
    String standing = isHidden || who.equals("nobody") ? "none" : Map.of("removed", "false -", "stranger", "false -", "banned", "false - banned", "parted", "false reader").getOrDefault(who, "true " + who);
    String room = null;
    List<String> answers = new ArrayList<>();
    for (String asked : all) {
      if (room == null) {
        room = room(kind, who, name);
        assertEquals(standing, standing(actor, room), name);
      }
      String id = UUID.randomUUID().toString();
      HttpResponse<InputStream> answer = ask(actor, asked, room, id);
      String body = body(answer);
      if (isHidden) {
        HttpResponse<InputStream> none = ask(actor, asked, "r-nonenoneno", id);
        assertEquals(List.of(none.statusCode(), body(none), names(none)), List.of(answer.statusCode(), body, names(answer)), asked);
      }
      boolean isDone = answer.statusCode() < 300;
      answers.add(isDone ? "y" : letter(new JsonObject(body).getString("code")));
      room = isDone && !asked.startsWith("GET") && !standing.equals(standing(actor, room)) ? null : room;
    }
    return answers;
  }

  /** Who somebody is to a room, as they see it. */
  private static String standing(Http actor, String room) {
    JsonObject seen = Http.json(actor.get("/api/rooms/" + room)).getJsonObject("room");
    return seen == null ? "none" : seen.getBoolean("joined") + " " + seen.getString("role", "-") + (seen.containsKey("banned") ? " banned" : "");
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
      case "banned" -> "B";
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
    JsonObject body = RoomCommands.body(room, id(asked.equals(Address.INVITE) ? "dan" : "clara")).put("id", id);
    if (!asked.contains(" ")) {
      return actor.stream(actor.request("/api/send").header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(new JsonObject().put("address", asked).put("body", body).encode())));
    }
    String[] words = asked.split(" ");
    String path = words[1].replace("{room}", room).replace("{seq}", "1").replace("{user}", id("clara")).replace("{emoji}", "%F0%9F%91%8D");
    body.remove("room");
    body.remove("role");
    return actor.stream(actor.request(path).header("Content-Type", "application/json")
        .method(words[0], words[0].equals("GET") || words[0].equals("DELETE") ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
  }

  private Http person(String name) {
    return people.computeIfAbsent(name, each -> Http.guest(SharedNodes.first(), "Guest"));
  }

  private String id(String name) {
    return ids.computeIfAbsent(name, each -> Http.json(person(each).get("/api/me")).getJsonObject("user").getString("id"));
  }

  /** One in which the actor is who they are to be; its first message is the owner's, and Clara is a member. */
  private String room(String kind, String who, String actor) {
    Http owner = person(who.equals("owner") ? actor : "owner for " + actor);
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
    if (Set.of("reader", "parted", "moderator").contains(who)) {
      done(role(owner, room, actor, who.equals("parted") ? "reader" : who));
    }
    if (who.equals("removed") || who.equals("parted")) {
      done(word.equals("private") ? owner.delete("/api/rooms/" + room + "/members/" + id(actor)) : send(person(actor), "chat.leave", room));
    }
    if (who.equals("banned")) {
      done(owner.put("/api/rooms/" + room + "/bans/" + id(actor)));
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
