package dochat.talk;

import dochat.model.Mention;
import dochat.protocol.Address;
import dochat.protocol.Limits;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
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

  /** The members of this name of a room, and where there are none, whoever has it. */
  CompletableFuture<List<Somebody>> memberOrAnybody(String room, String name) {
    return member(room, name).thenCompose(members -> members.isEmpty() ? find(name) : CompletableFuture.completedFuture(members));
  }

  /** Those of this name who are banned from a room. */
  CompletableFuture<List<Somebody>> banned(String room, String name) {
    return listed(Address.BANS, room, "bans").thenApply(bans -> named(name, bans));
  }

  /** The members of a room. */
  CompletableFuture<List<Somebody>> members(String room) {
    return listed(Address.MEMBERS, room, "members");
  }

  /** The members of a room and who is in it now. */
  CompletableFuture<List<Somebody>> around(String room) {
    return members(room).thenCombine(exchange.ask(Address.PRESENCE, new JsonObject().put("room", room)),
        (members, here) -> Stream.concat(members.stream(), users(here.getJsonArray("users")).stream()).toList());
  }

  /** Whom a text calls that is said in a room, as far as it can be found out now. */
  CompletableFuture<List<Mention>> called(String room, String text) {
    return !Callings.mayBeIn(text) ? CompletableFuture.completedFuture(List.of())
        : around(room).thenApply(around -> Callings.in(text, around)).exceptionally(failure -> List.of());
  }

  /**
   * What these say they are doing, fit for a terminal, by their ids: of the first hundred, and of nobody beside an older node. Who says nothing is
   * missing.
   */
  CompletableFuture<Map<String, String>> statuses(Collection<Somebody> people) {
    JsonArray asked = new JsonArray(people.stream().map(Somebody::id).distinct().limit(Limits.CARDS).toList());
    return exchange.ask(Address.CARDS, new JsonObject().put("users", asked)).thenApply(reply -> {
      JsonArray cards = reply.getJsonArray("cards", new JsonArray());
      return IntStream.range(0, cards.size()).mapToObj(cards::getJsonObject).filter(card -> card.containsKey("status"))
          .collect(Collectors.toMap(card -> card.getJsonObject("user").getString("id"), card -> status(card.getJsonObject("status")), (one, same) -> one));
    }).exceptionally(failure -> Map.of());
  }

  /** Says what one is doing, or nothing any more; the answer is what stands on the card. */
  CompletableFuture<String> say(String text) {
    String[] words = text.strip().split("\\s+", 2);
    boolean hasEmoji = !text.isBlank() && words[0].codePoints().noneMatch(point -> point < 0x80 || Character.isLetterOrDigit(point));
    JsonObject status = text.isBlank() ? null : new JsonObject().put("emoji", hasEmoji ? words[0] : "").put("text", hasEmoji ? words.length == 2 ? words[1] : "" : text.strip());
    return exchange.ask(Address.PROFILE, new JsonObject().put("status", status)).thenApply(card -> card.containsKey("status") ? status(card.getJsonObject("status")) : "");
  }

  private static String status(JsonObject status) {
    return SafeText.line((status.getString("emoji", "") + " " + status.getString("text", "")).strip());
  }

  /** The people of a list of the protocol. */
  static List<Somebody> users(JsonArray users) {
    return IntStream.range(0, users.size()).mapToObj(users::getJsonObject).map(user -> somebody(user, "")).toList();
  }

  /** The conversation with somebody. */
  CompletableFuture<Rooms.Room> conversation(Somebody other) {
    return exchange.ask(Address.DIRECT, new JsonObject().put("users", new JsonArray().add(other.id())))
        .thenApply(reply -> Rooms.room(reply.getJsonObject("room")));
  }

  /** People of a room, page after page, as many as a private one has at most. */
  private CompletableFuture<List<Somebody>> listed(String address, String room, String list) {
    return listed(address, new JsonObject().put("room", room).put("limit", Limits.EVENTS_PER_PAGE), list, List.of());
  }

  private CompletableFuture<List<Somebody>> listed(String address, JsonObject asked, String list, List<Somebody> before) {
    return exchange.ask(address, asked).thenCompose(reply -> {
      JsonArray page = reply.getJsonArray(list);
      List<Somebody> all = Stream.concat(before.stream(), listed(page)).toList();
      boolean isWhole = page.size() < Limits.EVENTS_PER_PAGE || all.size() >= Limits.ROOM_MEMBERS;
      return isWhole ? CompletableFuture.completedFuture(all) : listed(address, asked.copy().put("after", all.get(all.size() - 1).id()), list, all);
    });
  }

  private static Stream<Somebody> listed(JsonArray page) {
    return IntStream.range(0, page.size()).mapToObj(page::getJsonObject).map(each -> somebody(each.getJsonObject("user"), each.getString("role", "")));
  }

  private static List<Somebody> named(String name, List<Somebody> people) {
    return people.stream().filter(person -> isCalled(person.name(), name)).toList();
  }

  /** Whether somebody or something of this name is meant by what is typed, in any case and composed or not, as what is pasted may be. */
  static boolean isCalled(String name, String typed) {
    return name.equalsIgnoreCase(Normalizer.normalize(typed, Normalizer.Form.NFC).strip());
  }

  private static Somebody somebody(JsonObject user, String role) {
    return new Somebody(user.getString("id"), SafeText.line(user.getString("name")), role);
  }
}
