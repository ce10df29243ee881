package dochat.support;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What one client was told of one room, in the order in which it came. Any thread may ask. */
public final class RoomFeed {
  private final List<JsonObject> deliveries = new ArrayList<>();

  synchronized void add(JsonObject body) {
    deliveries.add(body);
  }

  /** The bodies of all deliveries. */
  public synchronized List<JsonObject> deliveries() {
    return List.copyOf(deliveries);
  }

  /** All events of all deliveries. */
  public List<JsonObject> events() {
    return deliveries().stream().flatMap(body -> objects(body.getJsonArray("events")).stream()).toList();
  }

  public List<Long> numbers() {
    return events().stream().map(event -> event.getLong("seq")).toList();
  }

  public List<String> texts() {
    return events().stream().map(event -> event.getString("text")).toList();
  }

  /** The number of the last event that has come; 0 before the first. */
  public long last() {
    List<Long> numbers = numbers();
    return numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
  }

  /** Where the newest delivery says that the room stands, which may be ahead of the events that have come; -1 before the first delivery. */
  public long head() {
    List<JsonObject> all = deliveries();
    return all.isEmpty() ? -1 : all.get(all.size() - 1).getLong("head");
  }

  /** The names of those who are here, by the newest word on it. */
  public List<String> here() {
    return names(latest("presence") instanceof JsonObject presence ? presence.getJsonArray("users") : new JsonArray());
  }

  /** The names of those who type, by the newest word on it. */
  public List<String> typing() {
    return names(latest("typing") instanceof JsonArray typing ? typing : new JsonArray());
  }

  /** Whether it was ever told that somebody of this name types, which is over after some seconds. */
  public boolean hasTyped(String name) {
    return deliveries().stream().map(body -> body.getJsonArray("typing")).anyMatch(typing -> typing != null && names(typing).contains(name));
  }

  /** How many deliveries said that the cursor was not this store's. */
  public long resets() {
    return deliveries().stream().filter(body -> body.getBoolean("reset", false)).count();
  }

  private Object latest(String field) {
    return deliveries().stream().map(body -> body.getValue(field)).filter(value -> value != null).reduce((old, next) -> next).orElse(null);
  }

  private static List<String> names(JsonArray users) {
    return objects(users).stream().map(user -> user.getString("name")).sorted().toList();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
