package dochat.talk;

import dochat.protocol.Address;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The people whom one can talk to, and those of a room. All on the loop. */
final class People {
  private final Exchange exchange;

  /** Somebody; the name is fit for a terminal, the role a word of the protocol, empty outside of a room. */
  record Somebody(String id, String name, String role) {}

  People(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Those of this name: anybody may take the name of somebody else. */
  CompletableFuture<List<Somebody>> find(String name) {
    return exchange.ask(Address.PEOPLE, new JsonObject().put("search", name.strip())).thenApply(found -> named(name, users(found.getJsonArray("users"))));
  }

  /** The members of this name of a room. */
  CompletableFuture<List<Somebody>> member(String room, String name) {
    return members(room).thenApply(all -> named(name, all));
  }

  /** The members of a room, as many as come at once. */
  CompletableFuture<List<Somebody>> members(String room) {
    return exchange.ask(Address.MEMBERS, new JsonObject().put("room", room).put("limit", 500)).thenApply(reply -> {
      JsonArray members = reply.getJsonArray("members");
      return IntStream.range(0, members.size()).mapToObj(members::getJsonObject)
          .map(member -> somebody(member.getJsonObject("user"), member.getString("role"))).toList();
    });
  }

  /** The members of a room and who is in it now. */
  CompletableFuture<List<Somebody>> around(String room) {
    return members(room).thenCombine(exchange.ask(Address.PRESENCE, new JsonObject().put("room", room)),
        (members, here) -> Stream.concat(members.stream(), users(here.getJsonArray("users")).stream()).toList());
  }

  /** The conversation with somebody. */
  CompletableFuture<Rooms.Room> conversation(Somebody other) {
    return exchange.ask(Address.DIRECT, new JsonObject().put("users", new JsonArray().add(other.id())))
        .thenApply(reply -> Rooms.room(reply.getJsonObject("room")));
  }

  private static List<Somebody> named(String name, List<Somebody> people) {
    return people.stream().filter(person -> person.name().equalsIgnoreCase(name.strip())).toList();
  }

  private static List<Somebody> users(JsonArray users) {
    return IntStream.range(0, users.size()).mapToObj(users::getJsonObject).map(user -> somebody(user, "")).toList();
  }

  private static Somebody somebody(JsonObject user, String role) {
    return new Somebody(user.getString("id"), SafeText.line(user.getString("name")), role);
  }
}
