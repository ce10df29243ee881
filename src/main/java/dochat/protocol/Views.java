package dochat.protocol;

import dochat.model.Event;
import dochat.model.History;
import dochat.model.Room;
import dochat.model.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The nouns as JSON, the same at every door. Pure. */
public final class Views {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Views() {
  }

  /** RFC 3339 in UTC with milliseconds. */
  public static String time(Instant at) {
    return MILLIS.format(at);
  }

  public static JsonObject user(User user) {
    return new JsonObject().put("id", user.id()).put("name", user.name());
  }

  public static JsonArray users(Iterable<User> users) {
    JsonArray array = new JsonArray();
    users.forEach(user -> array.add(user(user)));
    return array;
  }

  public static JsonObject event(Event event) {
    return new JsonObject().put("seq", event.seq()).put("type", event.type()).put("id", event.id())
        .put("user", user(event.user())).put("text", event.text()).put("at", time(event.at()));
  }

  public static JsonObject posted(Event event) {
    return new JsonObject().put("seq", event.seq()).put("at", time(event.at()));
  }

  public static JsonObject history(String epoch, History history) {
    JsonArray events = new JsonArray();
    history.events().forEach(event -> events.add(event(event)));
    return new JsonObject().put("epoch", epoch).put("head", history.head()).put("events", events);
  }

  public static JsonObject room(Room room) {
    return new JsonObject().put("id", room.id()).put("name", room.name()).put("topic", room.topic())
        .put("head", room.head()).put("members", room.members()).put("joined", room.joined()).put("read", room.read());
  }

  /** {@code {"room": …}}. */
  public static JsonObject oneRoom(Room room) {
    return new JsonObject().put("room", room(room));
  }

  public static JsonObject rooms(List<Room> rooms) {
    JsonArray array = new JsonArray();
    rooms.forEach(room -> array.add(room(room)));
    return new JsonObject().put("rooms", array);
  }
}
