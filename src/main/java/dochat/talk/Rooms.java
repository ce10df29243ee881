package dochat.talk;

import dochat.protocol.Address;
import dochat.talk.Person.Welcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The rooms that there are. Asked on the loop; {@link #ids} is for any thread. */
final class Rooms implements Exchange.Listener {
  private final Exchange exchange;
  private volatile List<String> ids = List.of();
  private Consumer<List<Room>> known = rooms -> { };

  /**
   * A room as talk shows it; name and topic are fit for a terminal.
   *
   * @param unread   messages of others that one has not read, as the server counts them; 0 where one has not joined
   * @param mentions how many of them call oneself
   */
  record Room(String id, String name, String topic, long members, long unread, long mentions) {
    /** The same, called otherwise. */
    Room called(String now) {
      return new Room(id, SafeText.line(now), topic, members, unread, mentions);
    }
  }

  Rooms(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Tells what the rooms are, whenever that has been asked for. */
  void tell(Consumer<List<Room>> known) {
    this.known = known;
  }

  /** The ids, as far as they are known. */
  List<String> ids() {
    return ids;
  }

  /** All rooms, as they are now. */
  CompletableFuture<List<Room>> all() {
    return exchange.ask(Address.ROOMS, new JsonObject()).thenApply(reply -> {
      List<Room> rooms = rooms(reply.getJsonArray("rooms"));
      ids = rooms.stream().map(Room::id).toList();
      known.accept(rooms);
      return rooms;
    });
  }

  /** The room that a person means: by its id, or else by its name. */
  CompletableFuture<Optional<Room>> find(String wanted) {
    return all().thenApply(rooms -> rooms.stream().filter(room -> room.id().equals(wanted)).findFirst()
        .or(() -> rooms.stream().filter(room -> People.isCalled(room.name(), wanted)).findFirst()));
  }

  @Override
  public void connected(Welcome now) {
    exchange.send(new JsonObject().put("type", "register").put("address", Address.ROOMS));
    all();
  }

  /** Rooms came or went. */
  @Override
  public void came(String address, JsonObject frame) {
    if (address.equals(Address.ROOMS)) {
      all();
    }
  }

  private static List<Room> rooms(JsonArray rooms) {
    return IntStream.range(0, rooms.size()).mapToObj(rooms::getJsonObject).map(Rooms::room).toList();
  }

  /** A room as the protocol has it. */
  static Room room(JsonObject room) {
    return new Room(room.getString("id"), SafeText.line(room.getString("name")), SafeText.line(room.getString("topic", "")), room.getLong("members", 0L),
        room.getLong("unread", 0L), room.getLong("mentions", 0L));
  }
}
