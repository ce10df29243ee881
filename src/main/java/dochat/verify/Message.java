package dochat.verify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A message as it is now, without times.
 *
 * @param deletedBy id of who has deleted it, null while it is there
 * @param reactions in the order of the code points of their emojis
 */
record Message(long seq, String author, String id, String text, boolean isEdited, String deletedBy, List<Reaction> reactions) {
  /**
   * How people react with one emoji.
   *
   * @param count how many they are
   * @param users ids of the first of them, as many as are told, in the order in which they came
   */
  record Reaction(String emoji, int count, List<String> users) {
    private static Reaction from(JsonObject reaction) {
      return new Reaction(reaction.getString("emoji"), reaction.getInteger("count"), objects(reaction.getJsonArray("users")).stream().map(user -> user.getString("id")).toList());
    }
  }

  static Message from(JsonObject message) {
    JsonObject deleted = message.getJsonObject("deleted");
    return new Message(message.getLong("seq"), message.getJsonObject("user").getString("id"), message.getString("id"), message.getString("text"), message.containsKey("edited"),
        deleted == null ? null : deleted.getJsonObject("user").getString("id"), objects(message.getJsonArray("reactions", new JsonArray())).stream().map(Reaction::from).toList());
  }

  static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }
}
