package dochat.presence;

import dochat.model.User;
import dochat.protocol.Views;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What one node knows of one room from its own clients.
 *
 * @param users  who listens, each user once
 * @param typing who of them types
 */
record RoomView(List<User> users, List<User> typing) {

  static RoomView from(JsonObject json) {
    return new RoomView(users(json.getJsonArray("users")), users(json.getJsonArray("typing")));
  }

  JsonObject toJson() {
    return new JsonObject().put("users", Views.users(users)).put("typing", Views.users(typing));
  }

  private static List<User> users(JsonArray array) {
    return array.stream().map(JsonObject.class::cast)
        .map(user -> new User(user.getString("id"), user.getString("name"))).toList();
  }
}
